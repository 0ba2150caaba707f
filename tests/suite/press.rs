//! Press from outside: what it says of bad content, and what it makes of good content.

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

use gazette_model::UiText;
use rayon::prelude::*;
use serde_json::Value;

pub use super::fixture::good;
use super::fixture::{Desk, Outcome, fixtures};

/// The reports on all fixtures of bad content, by the names of their folders.
pub static BAD: LazyLock<BTreeMap<String, Outcome>> = LazyLock::new(|| {
    let folders: Vec<_> = fs::read_dir(fixtures().join("bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let check = |folder: String| {
        let desk = Desk::new(&["base", &format!("bad/{folder}")]);
        (folder, desk.press(&["check", "--strict"]))
    };
    folders.into_par_iter().map(check).collect()
});

#[test]
fn reports_bad_content() {
    for (rule, outcome) in &*BAD {
        assert_eq!(outcome.code, 1, "{rule}: {}", outcome.text);
        insta::assert_snapshot!(format!("bad_{rule}"), outcome.text);
    }
}

#[test]
fn base_of_bad_content_is_good() {
    let outcome = Desk::new(&["base"]).press(&["check"]);
    assert_eq!(
        (outcome.code, outcome.text.as_str()),
        (0, "content: 0 articles, 7 pages, no problems")
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
    ] {
        let value: Value = serde_json::from_str(&desk.read(file)).unwrap();
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
    let mut release: Value = serde_json::from_str(release.strip_suffix(';').unwrap()).unwrap();
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
fn the_portal_is_told_of_its_site() {
    let desk = good();
    desk.build();
    let mut site: Value = serde_json::from_str(&desk.read("site.zh-Hant-TW.json")).unwrap();
    let texts = site["strings"].take();
    let site = serde_json::to_string_pretty(&site).unwrap();
    insta::assert_snapshot!("good_site_chinese", site);
    // A new word needs no snapshot.
    let words = fs::read_to_string(desk.path("content/strings/zh-Hant-TW.toml")).unwrap();
    let words: toml::Table = words.parse().unwrap();
    let texts = texts.as_object().unwrap();
    let keys: Vec<&str> = texts.keys().map(String::as_str).collect();
    let mut wanted = UiText::KEYS.to_vec();
    wanted.sort_unstable();
    assert_eq!(keys, wanted);
    for (key, text) in texts {
        assert_eq!(text.as_str(), words[key].as_str(), "{key}");
    }
}

#[test]
fn every_word_is_demanded() {
    let desk = Desk::new(&["base"]);
    fs::write(desk.path("content/strings/en.toml"), "# None.\n").unwrap();
    let outcome = desk.press(&["check"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/strings-toml.schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let keys = schema["required"].as_array().unwrap();
    assert!(keys.len() > 100, "{}", keys.len());
    for key in keys {
        let missing = format!("`{}` is missing", key.as_str().unwrap());
        assert!(
            outcome.text.contains(&missing),
            "{missing}: {}",
            outcome.text
        );
    }
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
