//! The house's own rules, where a machine can tell.

use std::{
    fs,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["src", "tests", "xtask/src"]
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)).sort_by_file_name())
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.strip_prefix(root).unwrap().to_owned(), text)
        })
        .collect()
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{}", path.display());
    }
}

#[test]
fn files_are_short() {
    // A whole serde deserializer, which reads better in one piece.
    let whole = Path::new("src/portal/network/decode.rs");
    for (path, text) in sources().into_iter().filter(|(path, _)| path != whole) {
        // Tests beside the code do not count.
        let lines = text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        assert!(lines <= 300, "{}: {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_to_do() {
    // In pieces, so that this file does not find itself.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    for (path, text) in sources() {
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{}: {mark}", path.display());
        }
    }
}

#[test]
fn every_text_is_used() {
    let sources = sources();
    for key in gazette_model::Text::KEYS {
        let variant: String = key
            .split('_')
            .flat_map(|word| {
                let (first, rest) = word.split_at(1);
                [first.to_uppercase(), rest.to_owned()]
            })
            .collect();
        let used = format!("Text::{variant}");
        let is_used = sources.iter().any(|(path, text)| {
            path.starts_with("src") && !path.ends_with("strings.rs") && text.contains(&used)
        });
        assert!(is_used, "{used}");
    }
}
