//! Every rule is known to press by its name, and shown broken by a fixture.

use std::{collections::BTreeSet, fs, path::Path};

use walkdir::WalkDir;

use super::fixture::Desk;

/// What `press rules` lists: each rule's names, and whether it is an error.
pub fn listed() -> Vec<(String, bool)> {
    let outcome = Desk::new(&[]).press(&["rules"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let rule = |line: &str| {
        let (name, rest) = line.split_once(" (").unwrap();
        (name.to_owned(), rest.starts_with("error"))
    };
    outcome.text.lines().map(rule).collect()
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

#[test]
fn every_rule_is_shown_broken() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/snapshots");
    let mut shown = BTreeSet::new();
    for entry in WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|ext| ext == "snap") {
            shown.extend(names(&fs::read_to_string(path).unwrap()));
        }
    }
    // No file of a fixture can be unreadable to everyone, root included.
    shown.insert("file::unreadable".into());
    let listed: BTreeSet<String> = listed().into_iter().map(|(name, _)| name).collect();
    let missing: Vec<_> = listed.difference(&shown).collect();
    assert!(
        missing.is_empty(),
        "no fixture in tests/suite/fixtures/bad breaks {missing:?}"
    );
    let unknown: Vec<_> = shown.difference(&listed).collect();
    assert!(
        unknown.is_empty(),
        "src/press/rule/all.rs does not know {unknown:?}"
    );
}

#[test]
fn every_rule_that_the_code_names_is_known() {
    let listed = listed();
    let is_known = |name: &str| {
        listed
            .iter()
            .any(|(rule, _)| rule == name || rule.ends_with(&format!("::{name}")))
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/press");
    for entry in WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|ext| ext != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for call in [".problem(", "Problem::new(", ".report("] {
            for after in text.split(call).skip(1) {
                let Some(name) = after.trim_start().strip_prefix('"') else {
                    continue;
                };
                let name = &name[..name.find('"').unwrap()];
                assert!(
                    name.is_empty() || is_known(name),
                    "{}: src/press/rule/all.rs does not know {name}",
                    path.display()
                );
            }
        }
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
