//! Press from outside: what it says of bad content, and what it makes of good content.

use std::fs;

use rayon::prelude::*;

pub use super::fixture::good;
use super::fixture::{Desk, fixtures};

#[test]
fn reports_bad_content() {
    let mut rules: Vec<_> = fs::read_dir(fixtures().join("bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    rules.sort();
    let check = |rule: &String| {
        let desk = Desk::new(&["base", &format!("bad/{rule}")]);
        desk.press(&["check", "--strict"])
    };
    let outcomes: Vec<_> = rules.par_iter().map(check).collect();
    for (rule, outcome) in rules.iter().zip(outcomes) {
        assert_eq!(outcome.code, 1, "{rule}: {}", outcome.text);
        insta::assert_snapshot!(format!("bad_{rule}"), outcome.text);
    }
}

#[test]
fn base_of_bad_content_is_good() {
    let outcome = Desk::new(&["base"]).press(&["check"]);
    assert_eq!(
        (outcome.code, outcome.text.as_str()),
        (0, "content: 0 articles, 6 pages, no problems")
    );
}

#[test]
fn demonstration_site_is_good() {
    let desk = Desk::new(&[]);
    let content = format!("{}/content", env!("CARGO_MANIFEST_DIR"));
    let outcome = desk.press(&["check", "--content", &content]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

#[test]
fn makes_an_edition() {
    let desk = good();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    insta::assert_snapshot!("good_summary", outcome.text);
    insta::assert_snapshot!("good_files", desk.files().join("\n"));
    for (name, file) in [
        ("article", "news/water/index.json"),
        ("article_chinese", "zh-hant-tw/news/water/index.json"),
        ("home", "index.json"),
        ("news", "news/index.json"),
        ("news_page", "news/page/1/index.json"),
        ("year", "archive/2025/index.json"),
        ("topics", "topics/index.json"),
        ("search", "zh-hant-tw/search/manifest.json"),
        ("search_page", "zh-hant-tw/search/index.json"),
        ("site_chinese", "site.zh-Hant-TW.json"),
    ] {
        let value: serde_json::Value = serde_json::from_str(&desk.read(file)).unwrap();
        insta::assert_snapshot!(
            format!("good_{name}"),
            serde_json::to_string_pretty(&value).unwrap()
        );
    }
    insta::assert_snapshot!("good_shell", desk.read("zh-hant-tw/shell.html"));
    let printed = desk.read("news/water/index.html");
    let (head, _) = printed.split_once("<div id=\"portal\"").unwrap();
    insta::assert_snapshot!("good_printed_head", head);
    let worker = desk.read("sw.js");
    let release = worker.lines().next().unwrap();
    let release = release.strip_prefix("const RELEASE = ").unwrap();
    let mut release: serde_json::Value =
        serde_json::from_str(release.strip_suffix(';').unwrap()).unwrap();
    // It changes with every word of the pages that the worker keeps.
    assert_eq!(release["keys"].take().as_array().unwrap().len(), 2);
    insta::assert_snapshot!(
        "good_worker",
        serde_json::to_string_pretty(&release).unwrap()
    );
    let offline = desk.read("zh-hant-tw/offline.html");
    let (_, body) = offline.split_once("<main").unwrap();
    insta::assert_snapshot!("good_offline", body.replace('>', ">\n"));
    insta::assert_snapshot!("good_web_manifest", desk.read("site.webmanifest"));
    assert!(printed.contains("data-route=\"news/water/\""));
    assert!(printed.contains("Water &amp; &lt;wine&gt;"));
}

#[test]
fn demands_a_portal() {
    let desk = good();
    fs::write(desk.path("portal/index.html"), "<html lang=\"en\">").unwrap();
    insta::assert_snapshot!("no_marker", desk.build().text);
    fs::remove_dir_all(desk.path("portal")).unwrap();
    insta::assert_snapshot!("no_portal", desk.build().text);
    assert!(!desk.path("dist").exists());
}
