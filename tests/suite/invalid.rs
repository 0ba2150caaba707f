//! Invalid manuscripts: a valid one, broken once in each of several hundred ways. Where a mistake is comes from marks in
//! the case itself, so that what is expected is right by construction.

mod cases;
mod mutations;

use gazette_content::check::one_file::Proof;
use gazette_diagnostics::report::{JsonReport, Position, Reported};

use super::fixture::Desk;

/// The valid manuscript.
const VALID: &str = include_str!("invalid/valid.md");

/// Its path.
const PATH: &str = "news/article.md";

/// 2026-06-01T00:00:00Z, after everything in it.
const NOW: i64 = 1_780_272_000;

/// The site that it belongs to. The desk must live as long as its files are read.
fn site() -> (Desk, Proof) {
    let desk = Desk::new(&["base", "invalid"]);
    let proof = Proof::load(&desk.path("content"), NOW).unwrap();
    (desk, proof)
}

fn read(proof: &Proof, text: &str) -> JsonReport {
    proof.with(PATH, text.as_bytes())
}

/// Line and column of a byte, counted here once more, and differently from press.
fn position(text: &str, at: usize) -> Position {
    let lines: Vec<&str> = text[..at].split('\n').collect();
    Position {
        line: lines.len(),
        column: lines.last().unwrap().chars().count() + 1,
    }
}

#[test]
fn the_manuscript_is_valid() {
    let (_desk, proof) = site();
    assert_eq!(read(&proof, VALID).problems, []);
}

#[test]
fn hundreds_of_mistakes_are_found_where_they_are() {
    let (_desk, proof) = site();
    let cases = cases::all();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let report = read(&proof, &case.text);
        let start = position(&case.text, case.place.start);
        let end = position(&case.text, case.place.end);
        let is_it = |problem: &&Reported| {
            problem.rule == case.rule
                && problem.file.as_deref() == Some(PATH)
                && problem.start == Some(start)
                && (case.place.is_empty() || problem.end == Some(end))
        };
        let others = report.problems.iter().filter(|it| it.severity == "error");
        let others = others.filter(|it| !is_it(it)).count();
        // One mistake is one error, so that nobody mends what is right.
        if report.problems.iter().filter(is_it).count() != 1 || others > case.others {
            let told = serde_json::to_string_pretty(&report.problems).unwrap();
            wrong.push(format!(
                "{} at {start:?}–{end:?}:\n{}\n{told}",
                case.rule, case.text
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n\n")
    );
}
