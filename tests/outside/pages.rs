//! html-validate and the Nu checker read every page.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::{
    fixture,
    setting::setting,
    site::{Site, own},
};

/// A page of every kind, in both sites.
const KINDS: [&str; 11] = [
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

/// Reads pages and says what is wrong with them, a line for each mistake.
type Checker = fn(&[PathBuf]) -> Vec<String>;

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
    let mut pages = pages(&demonstration.edition(), &KINDS);
    pages.extend(self::pages(&mini.edition(), &[&KINDS[..], &MINI].concat()));
    let withheld = ["draft", "embargoed", "expired"].map(|name| format!("news/{name}/index.html"));
    let withheld = withheld.each_ref().map(String::as_str);
    pages.extend(self::pages(&mini.preview(), &withheld));
    let faults = checker(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // So that a checker that finds nothing because it reads nothing is found out.
    let faults = checker(&[own("fixtures/bad.html")]);
    assert!(faults.len() > 2, "{}", faults.join("\n"));
}

fn pages(edition: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let mut files = fixture::files(edition);
    files.retain(|file| file.ends_with(".html"));
    for kind in kinds {
        let is_there = files.iter().any(|file| file == kind);
        assert!(is_there, "{}: no {kind}", edition.display());
    }
    files.iter().map(|file| edition.join(file)).collect()
}

fn html_validate(pages: &[PathBuf]) -> Vec<String> {
    let package = Path::new(&setting("GAZETTE_NPM")).join("node_modules/html-validate");
    let mut command = Command::new(setting("GAZETTE_NODE"));
    command.arg(package.join("bin/html-validate.mjs"));
    // By way of a file, since it ends before a pipe has taken all that it says.
    let report = tempfile::NamedTempFile::new().unwrap();
    let formatter = format!("json={}", report.path().display());
    command.args(["--formatter", &formatter, "--config"]);
    command.arg(own("html-validate.mjs")).args(pages);
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

fn nu(pages: &[PathBuf]) -> Vec<String> {
    let jar = Path::new(&setting("GAZETTE_NPM")).join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut command = Command::new(setting("GAZETTE_JAVA"));
    command.arg("-jar").arg(jar);
    command.args(["--format", "json", "--stdout"]).args(pages);
    let output = command.output().unwrap();
    let report = json(&output.stdout, &output);
    let messages = report["messages"].as_array().unwrap().iter();
    let faults = messages.filter(|fault| {
        // No fault, but advice about what Trunk writes.
        let text = fault["message"].as_str().unwrap();
        fault["type"] != "info" || !text.starts_with("Trailing slash on void elements")
    });
    faults
        .map(|fault| {
            let [page, message, near] = ["url", "message", "extract"].map(|key| &fault[key]);
            format!("{page}: {message} near {near}")
        })
        .collect()
}

fn json(report: &[u8], output: &Output) -> Value {
    serde_json::from_slice(report)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}
