//! html-validate and the Nu checker read every page.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use axum::Router;
use serde_json::Value;
use tokio::{net::TcpListener, runtime::Runtime};
use tower_http::services::ServeDir;

use crate::{
    fixture::{self, newsroom},
    setting::setting,
    site::{Site, own},
};

/// A page of every kind, in both sites.
const KINDS: [&str; 12] = [
    "404.html",
    "about/index.html",
    "archive/2026/index.html",
    "archive/index.html",
    "index.html",
    "news/index.html",
    "news/page/1/index.html",
    "offline.html",
    "search/index.html",
    "shell.html",
    "subscribe/index.html",
    "topics/index.html",
];

/// And in the mini-site: two articles, one with everything that Markdown can do; a topic; a page at a former address.
const MINI: [&str; 5] = [
    "news/item-00/index.html",
    "news/water/index.html",
    "old.html",
    "topics/water/index.html",
    "zh-hant-tw/news/water/index.html",
];

/// And in the newsroom, which writes from right to left: a start page of blocks, a form, a lead image, recordings, a card.
const NEWSROOM: [&str; 6] = [
    "index.html",
    "news/card/index.html",
    "news/film/index.html",
    "news/talk/index.html",
    "news/water/index.html",
    "subscribe/index.html",
];

/// A folder and pages in it.
type Pages = (PathBuf, Vec<String>);

/// Reads pages and says what is wrong with them, a line for each mistake.
type Checker = fn(&[Pages]) -> Vec<String>;

#[test]
fn html_validate_finds_no_fault() {
    finds_none(html_validate);
}

#[test]
fn the_nu_checker_finds_no_fault() {
    finds_none(nu);
}

fn finds_none(checker: Checker) {
    let (demonstration, mini) = (Site::demonstration(), Site::mini("/some/path/"));
    let withheld = ["draft", "embargoed", "expired"].map(|name| format!("news/{name}/index.html"));
    let withheld = withheld.each_ref().map(String::as_str);
    let rightward = newsroom();
    assert_eq!(rightward.build().code, 0);
    let pages = [
        pages(demonstration.edition(), &KINDS),
        pages(mini.edition(), &[&KINDS[..], &MINI].concat()),
        pages(mini.preview(), &withheld),
        pages(rightward.path("dist"), &NEWSROOM),
    ];
    let faults = checker(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // So that a checker that finds nothing because it reads nothing is found out.
    let faults = checker(&[(own("fixtures"), vec!["bad.html".into()])]);
    assert!(faults.len() > 2, "{}", faults.join("\n"));
}

fn pages(edition: PathBuf, kinds: &[&str]) -> Pages {
    let mut files = fixture::files(&edition);
    files.retain(|file| file.ends_with(".html"));
    for kind in kinds {
        let is_there = files.iter().any(|file| file == kind);
        assert!(is_there, "{}: no {kind}", edition.display());
    }
    (edition, files)
}

fn html_validate(pages: &[Pages]) -> Vec<String> {
    let package = Path::new(&setting("GAZETTE_NPM")).join("node_modules/html-validate");
    let mut command = Command::new(setting("GAZETTE_NODE"));
    command.arg(package.join("bin/html-validate.mjs"));
    // By way of a file, since it ends before a pipe has taken all that it says.
    let report = tempfile::NamedTempFile::new().unwrap();
    let formatter = format!("json={}", report.path().display());
    command.args(["--formatter", &formatter, "--config"]);
    command.arg(own("html-validate.mjs"));
    for (folder, files) in pages {
        command.args(files.iter().map(|file| folder.join(file)));
    }
    let output = command.output().unwrap();
    let report = json(&fs::read(&report).unwrap(), &output);
    let files = report.as_array().unwrap().iter();
    let faults = files.flat_map(|file| {
        let messages = file["messages"].as_array().unwrap().iter();
        messages.map(|fault| {
            let [page, rule, message] = [&file["filePath"], &fault["ruleId"], &fault["message"]];
            format!("{page}: {rule}: {message} at {}", fault["selector"])
        })
    });
    faults.collect()
}

/// Pages come from a server, since the policy that they name allows what is of their own origin, and files have none.
fn nu(pages: &[Pages]) -> Vec<String> {
    let runtime = Runtime::new().unwrap();
    let jar = Path::new(&setting("GAZETTE_NPM")).join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut command = Command::new(setting("GAZETTE_JAVA"));
    // It asks nobody on this machine unless it is told to.
    command.arg("-Dnu.validator.servlet.allow-forbidden-hosts=true");
    command.arg("-jar").arg(jar);
    command.args(["--format", "json", "--stdout"]);
    for (folder, files) in pages {
        let origin = runtime.block_on(serve(folder));
        command.args(files.iter().map(|file| format!("{origin}/{file}")));
    }
    let output = command.output().unwrap();
    let report = json(&output.stdout, &output);
    let messages = report["messages"].as_array().unwrap().iter();
    let faults = messages.filter(|fault| {
        let text = fault["message"].as_str().unwrap();
        // No fault, but advice about what Trunk writes.
        let is_advice =
            fault["type"] == "info" && text.starts_with("Trailing slash on void elements");
        // It guesses at the language by letters, of which commands have more than the Chinese around them.
        let is_guess = text.starts_with("This document appears to be written in Norwegian");
        !is_advice && !is_guess
    });
    faults
        .map(|fault| {
            let [page, message, near] = ["url", "message", "extract"].map(|key| &fault[key]);
            format!("{page}: {message} near {near}")
        })
        .collect()
}

/// Serves a folder for as long as the runtime is there, and says where.
async fn serve(folder: &Path) -> String {
    let router = Router::new().fallback_service(ServeDir::new(folder));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

fn json(report: &[u8], output: &Output) -> Value {
    serde_json::from_slice(report)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}
