//! Reports of problems: to people, to programs, to GitHub; and exit codes.

use std::fs;

use super::fixture::Desk;

fn desk() -> Desk {
    Desk::new(&["base", "bad/duplicate-slug", "bad/allow"])
}

#[test]
fn programs_read_one_document() {
    let outcome = desk().press(&["check", "--format", "json"]);
    assert_eq!(outcome.code, 1);
    let report: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    assert_eq!(report["problems"].as_array().unwrap().len(), 6, "{report}");
    insta::assert_snapshot!("report_json", outcome.text);
}

#[test]
fn github_reads_commands() {
    let outcome = desk().press(&["check", "--format", "github"]);
    assert_eq!(outcome.code, 1);
    insta::assert_snapshot!("report_github", outcome.text);
}

#[test]
fn nothing_wrong_is_nothing_to_tell() {
    let desk = Desk::new(&["base"]);
    let outcome = desk.press(&["check", "--format", "github"]);
    assert_eq!((outcome.code, outcome.text.as_str()), (0, ""));
    let outcome = desk.press(&["check", "--strict", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    assert_eq!(outcome.code, 0);
    assert_eq!(report["problems"], serde_json::json!([]));
}

#[test]
fn warnings_stop_only_those_who_ask() {
    let desk = Desk::new(&["base", "bad/removed-html"]);
    let outcome = desk.press(&["check"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(outcome.text.contains("⚠") && outcome.text.contains("2 warnings in 1 file"));
    let outcome = desk.press(&["check", "--strict"]);
    assert_eq!(outcome.code, 1);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome
            .text
            .ends_with("2 warnings in 1 file; `press check` shows them.")
    );
    // Among errors they are counted, so that nobody overlooks an error.
    fs::write(desk.path("content/news/a.md"), "no front matter").unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 1);
    assert!(!outcome.text.contains('⚠'), "{}", outcome.text);
    assert!(
        outcome
            .text
            .contains("2 warnings in 1 file; `press check` shows them.")
    );
}

#[test]
fn allowances_are_kept_to_their_files_and_rules() {
    let desk = Desk::new(&["base", "bad/removed-html"]);
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    let allow = |files: &str, rule: &str| {
        let allowance = format!("[[allow]]\nrule = \"html::{rule}\"\nreason = \"Old.\"\n{files}\n");
        fs::write(&site, format!("{text}\n{allowance}")).unwrap();
        desk.press(&["check"]).text
    };
    assert!(allow("", "unsafe-element").contains("1 warning in 1 file"));
    assert!(allow("files = [\"news/art\"]", "unsafe-attribute").contains("1 warning in 1 file"));
    let elsewhere = allow("files = [\"pages/\"]", "unsafe-element");
    assert!(elsewhere.contains("3 warnings in 2 files"), "{elsewhere}");
    assert!(elsewhere.contains("allow::unused"));
}
