//! The documents for newcomers: their links lead somewhere, and the files and tests that they name are there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};
use walkdir::WalkDir;

/// The documents that name files and tests.
const DOCUMENTS: [&str; 4] = [
    "README.md",
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "CONTRIBUTING.md",
];

/// Lines that the first page of a project may have.
const FRONT_DOOR: usize = 90;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> impl Iterator<Item = (&'static str, String)> {
    DOCUMENTS
        .map(|name| (name, fs::read_to_string(root().join(name)).unwrap()))
        .into_iter()
}

/// Everything that lies between two marks in a text.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let parts = text.split(start).skip(1);
    parts
        .filter_map(|part| Some(part.split_once(end)?.0))
        .collect()
}

/// Code within the lines of a document, without its blocks.
fn code(document: &str) -> Vec<&str> {
    let outside = document.split("\n```").step_by(2);
    let pieces = outside.flat_map(|text| text.split('`').skip(1).step_by(2));
    pieces.collect()
}

/// The repository's files and folders.
fn paths() -> BTreeSet<PathBuf> {
    let entries = WalkDir::new(root()).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() != 1 || !["target", ".git", "dist"].contains(&name.as_ref())
    });
    let paths = entries.map(|entry| entry.unwrap().into_path());
    paths
        .map(|path| path.strip_prefix(root()).unwrap().to_owned())
        .collect()
}

/// The part of an address that says where in a document it leads.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let letters = plain
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    letters.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut checked = 0;
    for (name, text) in documents() {
        for link in between(&text, "](", ")") {
            if link.contains("://") {
                continue;
            }
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let file = root().join(if file.is_empty() { name } else { file });
            assert!(file.exists(), "{name}: {link}");
            if !part.is_empty() {
                let target = fs::read_to_string(file).unwrap();
                let mut headings = target.lines().filter(|line| line.starts_with('#'));
                assert!(headings.any(|line| anchor(line) == part), "{name}: {link}");
            }
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked}");
}

/// Cargo takes one name of tests; several go to the tests themselves.
#[test]
fn commands_are_such_that_cargo_takes_them() {
    let mut checked = 0;
    for (name, text) in documents() {
        for rest in text.split("cargo test ").skip(1) {
            let command = rest.split(['`', '\n', '#']).next().unwrap();
            let own = command.split(" -- ").next().unwrap();
            let mut before = "";
            let names = own.split_whitespace().filter(|word| {
                let is_name =
                    !word.starts_with('-') && !["-p", "--test", "--seconds"].contains(&before);
                before = word;
                is_name
            });
            assert!(names.count() <= 1, "{name}: cargo test {command}");
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn files_that_are_named_are_there() {
    let paths = paths();
    let mut checked = 0;
    for (name, text) in documents() {
        for code in code(&text) {
            let is_file = [".rs", ".md", ".toml", ".js", "/"]
                .iter()
                .any(|end| code.ends_with(end));
            let is_known = code
                .chars()
                .all(|c| c.is_alphanumeric() || "/._-".contains(c));
            let is_made = ["dist/", "target/", ".press/", "drafts/"]
                .iter()
                .any(|it| code.starts_with(it));
            if code.contains('/') && is_file && is_known && !is_made {
                let is_there = paths.iter().any(|path| path.ends_with(code));
                assert!(is_there, "{name}: {code}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn tests_that_are_named_are_there() {
    let sources: Vec<String> = WalkDir::new(root().join("tests"))
        .into_iter()
        .chain(WalkDir::new(root().join("src")))
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, invariants) = architecture.split_once("\n## Invariants").unwrap();
    let (invariants, _) = invariants.split_once("\n## ").unwrap();
    let named = code(invariants)
        .into_iter()
        .filter_map(|code| Some(code.rsplit_once("::")?.1));
    let named: Vec<&str> = named.filter(|name| name.contains('_')).collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        let test = format!("fn {name}(");
        assert!(sources.iter().any(|text| text.contains(&test)), "{name}");
    }
}

#[test]
fn layers_are_those_of_cargo() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = architecture
        .lines()
        .filter(|line| line.starts_with("| `src/"));
    let rows: Vec<[&str; 3]> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
            cells.try_into().unwrap()
        })
        .collect();
    assert_eq!(rows.len(), 13);
    let mut above: BTreeSet<String> = BTreeSet::new();
    for [folder, _, imports] in rows {
        let folder = folder.trim_matches('`');
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        let manifest: Table = manifest.parse().unwrap();
        let targets = manifest.get("target").and_then(Value::as_table);
        let tables = targets.into_iter().flat_map(Table::values);
        let tables = tables.filter_map(Value::as_table).chain([&manifest]);
        let names = tables
            .filter_map(|table| table.get("dependencies")?.as_table())
            .flat_map(Table::keys);
        let found: BTreeSet<&str> = names
            .filter_map(|name| name.strip_prefix("gazette-"))
            .collect();
        assert!(
            found.iter().all(|name| above.contains(*name)),
            "{folder}: {found:?}"
        );
        if imports.starts_with("everything") {
            assert!(!found.contains("portal"), "{folder}");
        } else {
            let told: BTreeSet<&str> = imports.split(", ").filter(|name| *name != "–").collect();
            assert_eq!(told, found, "{folder}");
        }
        above.insert(folder.rsplit_once('/').unwrap().1.to_owned());
    }
}

#[test]
fn the_front_door_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!(lines <= FRONT_DOOR, "{lines} lines");
    let picture = root().join(between(&readme, "![", ")")[0].split_once("](").unwrap().1);
    assert!(fs::metadata(picture).unwrap().len() < 150_000);
}
