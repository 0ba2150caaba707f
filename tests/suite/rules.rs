//! Every rule is known to press by its name, and shown broken by a fixture.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use gazette_diagnostics::rule::RULES;
use walkdir::WalkDir;

use super::{fixture::Desk, images, online, press::BAD, recordings, timing::half_an_embargo};

/// The list of `press rules`: by a rule's name how grave it is, and what it demands.
pub fn listed() -> BTreeMap<String, (String, String)> {
    let outcome = Desk::new(&[]).press(&["rules"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let rule = |line: &str| {
        let (name, rest) = line.split_once(" (").unwrap();
        let (severity, says) = rest.split_once("): ").unwrap();
        (name.to_owned(), (severity.to_owned(), says.to_owned()))
    };
    outcome.text.lines().map(rule).collect()
}

/// The rules in the tables of a page for editors, as [`listed`].
fn told(page: &str) -> BTreeMap<String, (String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages");
    let text = fs::read_to_string(path.join(page)).unwrap();
    let mut rules = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        for name in cells[0].split(", ") {
            let rule = (cells[1].to_owned(), cells[2].to_owned());
            let before = rules.insert(name.trim_matches('`').to_owned(), rule);
            assert_eq!(before, None, "{name}");
        }
    }
    rules
}

#[test]
fn the_editors_page_says_what_press_says() {
    assert_eq!(told("rules.md"), listed());
}

#[test]
fn the_editors_page_is_translated() {
    let severities = [
        ("error", "錯誤"),
        ("error, may be allowed", "錯誤，可允許"),
        ("warning", "警告"),
        ("warning, may be allowed", "警告，可允許"),
    ];
    let severities = BTreeMap::from(severities);
    let listed = listed().into_iter();
    let wanted: BTreeMap<String, &str> = listed
        .map(|(name, (severity, _))| (name, severities[severity.as_str()]))
        .collect();
    let told = told("rules.zh-Hant-TW.md");
    let told = told
        .iter()
        .map(|(name, (severity, _))| (name.clone(), severity.as_str()));
    assert_eq!(told.collect::<BTreeMap<_, _>>(), wanted);
}

/// The names in a report: `× front-matter::unknown-key` stands alone on its line.
fn names(text: &str) -> BTreeSet<String> {
    let is_word = |word: &str| {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !word.is_empty() && word.chars().all(is_plain)
    };
    let names = text.lines().filter(|line| {
        let parts = line.split_once("::");
        parts.is_some_and(|(area, name)| is_word(area) && is_word(name))
    });
    names.map(ToOwned::to_owned).collect()
}

/// Every report of these tests on something that breaks a rule. They are made here, since snapshots are written while tests run.
fn reports() -> Vec<String> {
    let others = [
        half_an_embargo().1,
        images::refused().press(&["check"]),
        images::active().press(&["check"]),
        recordings::refused().press(&["check"]),
        online::dead_and_moved(),
    ];
    let all = BAD.values().chain(&others);
    all.map(|outcome| outcome.text.clone()).collect()
}

#[test]
fn every_rule_is_shown_broken() {
    let mut shown: BTreeSet<String> = reports().iter().flat_map(|report| names(report)).collect();
    // No file of a fixture can be unreadable to everyone, root included.
    shown.insert("file::unreadable".into());
    let listed: BTreeSet<String> = listed().into_keys().collect();
    let missing: Vec<_> = listed.difference(&shown).collect();
    assert!(
        missing.is_empty(),
        "no fixture in tests/suite/fixtures/bad breaks {missing:?}"
    );
    let unknown: Vec<_> = shown.difference(&listed).collect();
    assert!(
        unknown.is_empty(),
        "src/press/diagnostics/rule/all.rs does not know {unknown:?}"
    );
}

#[test]
fn the_code_reports_every_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/press");
    let sources = WalkDir::new(folder).into_iter().map(|entry| {
        let path = entry.unwrap().into_path();
        let is_code = path.extension().is_some_and(|ext| ext == "rs");
        if is_code && !path.ends_with("rule/all.rs") {
            fs::read_to_string(&path).unwrap()
        } else {
            String::new()
        }
    });
    let code: String = sources.collect();
    let list = include_str!("../../src/press/diagnostics/rule/all.rs");
    let rules: Vec<&str> = list
        .lines()
        .filter(|line| line.contains("] \""))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(rules.len(), RULES.len());
    for rule in rules {
        assert!(
            code.contains(&format!("&rule::{rule}")),
            "nothing reports {rule}"
        );
    }
}

#[test]
fn rules_are_explained_by_name() {
    let desk = Desk::new(&[]);
    insta::assert_snapshot!(desk.press(&["rules", "heading::skipped-level"]).text);
    let outcome = desk.press(&["rules", "heading::skiped-level"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.text.contains("Did you mean"), "{}", outcome.text);
}
