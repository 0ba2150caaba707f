//! Manuscripts broken at random: press reports whatever it likes, but it does not fall over and points into the file.

use proptest::{prelude::*, sample::Index};

use super::{PATH, VALID, position, read, site};
use crate::rules::listed;

/// Leftovers of editors and their programs in a file.
const SCRAPS: [&str; 32] = [
    "+++",
    "+++\n",
    "\n",
    "\r\n",
    "\u{feff}",
    "\0",
    "«",
    "臺灣",
    "e\u{301}",
    "\u{202e}",
    "\"",
    "'''",
    "[[",
    "]]",
    "{",
    "=",
    "[[allow]]\n",
    "[en]\n",
    "# ",
    "###### ",
    "| a |\n|---|\n",
    "![",
    "](",
    "](/",
    "<",
    "<table>",
    "</p>",
    "<!--",
    "&amp;",
    "[^1]: ",
    "> [!NOTE]\n> ",
    "```\n",
];

#[derive(Debug, Clone)]
enum Edit {
    Insert(Index, Index),
    Delete(Index, usize),
    Repeat(Index, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<Index>(), any::<Index>()).prop_map(|(at, scrap)| Edit::Insert(at, scrap)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
    ];
    prop::collection::vec(edit, 1..8)
}

fn apply(edits: &[Edit]) -> String {
    let mut text: Vec<char> = VALID.chars().collect();
    for edit in edits {
        match edit {
            Edit::Insert(at, scrap) => {
                let at = at.index(text.len() + 1);
                text.splice(at..at, scrap.get(&SCRAPS).chars());
            }
            Edit::Delete(at, length) => {
                let at = at.index(text.len() + 1);
                text.drain(at..text.len().min(at + length));
            }
            Edit::Repeat(at, length) => {
                let at = at.index(text.len() + 1);
                let part = text[at..text.len().min(at + length)].to_vec();
                text.splice(at..at, part);
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn random_mistakes_are_reported_inside_the_file() {
    let (_desk, proof) = site();
    let rules = listed();
    let config = ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(edits in edits())| {
        let text = apply(&edits);
        let seen = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let last = position(seen, seen.len());
        for problem in read(&proof, &text).problems {
            prop_assert!(rules.contains_key(&problem.rule), "{}", problem.rule);
            let (Some(start), Some(end)) = (problem.start, problem.end) else {
                continue;
            };
            if problem.file.as_deref() == Some(PATH) {
                prop_assert!(start <= end && end <= last, "{start:?} {end:?} {last:?}");
                let line = seen.split('\n').nth(start.line - 1).unwrap();
                prop_assert!(start.column <= line.chars().count() + 1);
            }
        }
    });
}
