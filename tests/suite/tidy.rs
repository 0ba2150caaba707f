//! The house's own rules, where a machine can tell.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use syn::{
    Item,
    visit::{self, Visit},
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

/// A share that has a limit. With `--nocapture` a test prints everything that is against its rule, within the limit or not.
struct Share {
    /// The things that are against the rule.
    against: Vec<String>,
    /// The number of all things that the rule is about.
    all: usize,
}

impl Share {
    /// Holds the share to a limit in per cent. Where that is above the target, the target is still to be reached.
    fn must_be_at_most(&self, limit: f64, target: f64) {
        let list = self.against.join("\n");
        let number = |count: usize| f64::from(u32::try_from(count).unwrap());
        let share = 100.0 * number(self.against.len()) / number(self.all);
        let sum = format!(
            "{} of {}: {share:.1} % (limit {limit} %, target {target} %)",
            self.against.len(),
            self.all
        );
        println!("{list}\n{sum}");
        assert!(self.all > 100, "too little was found to measure: {sum}");
        assert!(share <= limit, "{list}\n{sum}");
    }
}

/// The names of the types that a file declares. An alias within a block belongs to a trait, which gives it its name.
#[derive(Default)]
struct Types(Vec<String>);

impl Visit<'_> for Types {
    fn visit_item(&mut self, item: &Item) {
        let name = match item {
            Item::Enum(it) => Some(&it.ident),
            Item::Struct(it) => Some(&it.ident),
            Item::Trait(it) => Some(&it.ident),
            Item::Type(it) => Some(&it.ident),
            Item::Union(it) => Some(&it.ident),
            _ => None,
        };
        self.0.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }
}

fn types(text: &str) -> Vec<String> {
    let mut types = Types::default();
    types.visit_file(&syn::parse_file(text).unwrap());
    types.0
}

#[test]
fn a_name_is_one_type() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let folders = ["src", "tests/shared", "xtask"];
    for (path, text) in sources() {
        if folders.iter().any(|folder| path.starts_with(folder)) {
            for name in types(&text) {
                let file = path.display().to_string();
                files.entry(name).or_default().push(file);
            }
        }
    }
    let twice = files.iter().filter(|(_, files)| files.len() > 1);
    let against = twice.map(|(name, files)| format!("{name}: {}", files.join(", ")));
    let share = Share {
        against: against.collect(),
        all: files.len(),
    };
    share.must_be_at_most(3.0, 0.0);
}

/// The first lines of a file's doc comments, each with its number.
fn first_lines(text: &str) -> Vec<(usize, &str)> {
    let words = |line: &'_ str| -> Option<&'static str> {
        let line = line.trim_start();
        ["//!", "///"]
            .into_iter()
            .find(|mark| line.starts_with(mark))
    };
    let lines = text.lines();
    let before = std::iter::once(None).chain(text.lines().map(words));
    let marked = lines
        .zip(before)
        .zip(1..)
        .filter_map(|((line, before), number)| {
            let mark = words(line).filter(|mark| before != Some(mark))?;
            Some((number, line.trim_start().trim_start_matches(mark).trim()))
        });
    marked.collect()
}

#[test]
fn docs_open_with_a_noun_or_a_verb() {
    let questions = ["What", "Where", "Whether", "How", "When", "Which", "Who"];
    let mut share = Share {
        against: Vec::new(),
        all: 0,
    };
    for (path, text) in sources() {
        for (number, line) in first_lines(&text) {
            share.all += 1;
            let first = line.split(|c: char| !c.is_alphabetic()).next();
            if first.is_some_and(|first| questions.contains(&first)) {
                share
                    .against
                    .push(format!("{}:{number}: {line}", path.display()));
            }
        }
    }
    share.must_be_at_most(3.0, 0.0);
}

/// Lines that a screen shows.
const SCREEN: usize = 60;

/// The functions of a file with their first line and their length. rustfmt puts the end under the beginning.
fn functions(text: &str) -> Vec<(usize, &str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(at, line)| {
        let (before, after) = line.split_once("fn ")?;
        let is_start = before
            .split_whitespace()
            .all(|word| ["async", "const"].contains(&word) || word.starts_with("pub"));
        let end = after.find(['(', '<'])?;
        is_start.then(|| (at, before, &after[..end]))
    });
    let functions = starts.map(|(at, before, name)| {
        let indent = &before[..before.len() - before.trim_start().len()];
        let ends = |line: &&str| line.strip_prefix(indent) == Some("}");
        let is_one_line = lines[at].ends_with(['}', ';']);
        let more = lines[at..].iter().position(ends).filter(|_| !is_one_line);
        (at + 1, name, more.unwrap_or(0) + 1)
    });
    functions.collect()
}

#[test]
fn functions_fit_on_a_screen() {
    let mut share = Share {
        against: Vec::new(),
        all: 0,
    };
    for (path, text) in sources() {
        for (number, name, length) in functions(&text) {
            share.all += 1;
            let place = format!("{}:{number}: {name}: {length} lines", path.display());
            assert!(length <= 100, "{place}");
            if length > SCREEN {
                share.against.push(place);
            }
        }
    }
    share.must_be_at_most(1.0, 0.0);
}

#[test]
fn measures_see_what_they_measure() {
    let text = "pub struct A; pub(super) enum B { C } type D = A; fn f() { union E { a: u8 } }
        trait F { type G; } impl F for A { type G = u8; } mod m { struct H<T>(T); }";
    assert_eq!(types(text), ["A", "B", "D", "E", "F", "H"]);
    let text =
        "//! One.\n//!\n//! Still one.\n\n/// Two.\nfn a() {}\n    /// Three.\n    /// Still.\n";
    let lines: Vec<_> = first_lines(text)
        .into_iter()
        .map(|(_, line)| line)
        .collect();
    assert_eq!(lines, ["One.", "Two.", "Three."]);
    let text = "fn a() {}\n    pub async fn b<T>(\n        it: T,\n    ) {\n        if it {\n        }\n    }\nlet fn c(\n";
    assert_eq!(functions(text), [(1, "a", 1), (2, "b", 6)]);
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
    for key in gazette_model::UiText::KEYS {
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
