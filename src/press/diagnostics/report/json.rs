//! Problems as one JSON document, for editors and other programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{problem::Problem, rule::severity_name, source::Source};

/// Output of `press check --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct JsonReport {
    /// Major version of this form. Fields that a reader does not know are to be ignored.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// Number of problems that keep the edition from being published.
    pub errors: usize,
    /// Number of problems that do not.
    pub warnings: usize,
    /// All of them, sorted by file and position.
    pub problems: Vec<Reported>,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reported {
    /// The rule that is broken, such as `heading::skipped-level`. Its name does not change.
    pub rule: String,
    /// `error` or `warning`.
    #[schemars(extend("enum" = ["error", "warning"]))]
    pub severity: &'static str,
    /// Description of the problem.
    pub message: String,
    /// Advice on how to fix it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The file, as the content folder was named on the command line; none where a file is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Start of the passage; none for files that are not text.
    #[serde(flatten)]
    pub start: Option<Position>,
    /// End of the passage: the position after its last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Position>,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

/// Another place that has to do with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Related {
    /// Description of what is there.
    pub message: String,
    /// The file.
    pub file: String,
    /// Start of the passage.
    #[serde(flatten)]
    pub start: Option<Position>,
}

impl JsonReport {
    /// Tells of problems in their order.
    pub fn of(problems: &[Problem]) -> Self {
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        Self {
            schema: 1,
            errors,
            warnings: problems.len() - errors,
            problems: problems.iter().map(Reported::of).collect(),
        }
    }
}

impl Reported {
    fn of(problem: &Problem) -> Self {
        let (start, end) = ends(problem).unzip();
        let related = problem.notes().iter().map(|note| {
            let (source, span) = note.place();
            Related {
                message: note.to_string(),
                file: source.name().to_owned(),
                start: Some(position(source, span.start)),
            }
        });
        Self {
            rule: problem.rule().to_owned(),
            severity: severity_name(problem.severity()),
            message: problem.to_string(),
            help: problem.how_to_mend().map(ToOwned::to_owned),
            file: Some(problem.file().to_owned()).filter(|file| !file.is_empty()),
            start,
            end,
            related: related.collect(),
        }
    }
}

/// Start and end of a problem.
pub fn ends(problem: &Problem) -> Option<(Position, Position)> {
    let (source, span) = problem.place()?;
    Some((position(source, span.start), position(source, span.end)))
}

fn position(source: &Source, at: usize) -> Position {
    let (line, column) = source.position(at);
    Position { line, column }
}
