//! Problems told: to people, to programs, to GitHub.

mod github;
pub mod json;

use std::{collections::BTreeSet, fmt};

pub use github::github;
pub use json::{JsonReport, Position, Related, Reported};
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::problem::Problem;

/// Numbers of problems by severity, and of their files: `2 errors and 1 warning in 2 files`.
pub struct Tally {
    errors: usize,
    warnings: usize,
    files: usize,
}

impl Tally {
    /// Counts problems.
    pub fn of(problems: &[Problem]) -> Self {
        let files: BTreeSet<&str> = problems.iter().map(Problem::file).collect();
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        Self {
            errors,
            warnings: problems.len() - errors,
            files: files.len(),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number, noun| match number {
            1 => format!("1 {noun}"),
            _ => format!("{number} {noun}s"),
        };
        let errors = count(self.errors, "error");
        let warnings = count(self.warnings, "warning");
        match (self.errors, self.warnings) {
            (_, 0) => out.write_str(&errors)?,
            (0, _) => out.write_str(&warnings)?,
            _ => write!(out, "{errors} and {warnings}")?,
        }
        write!(out, " in {}", count(self.files, "file"))
    }
}

/// Writes problems with the lines that they are about, with colours if `colour`.
///
/// # Errors
/// Only those of the writer.
pub fn people(out: &mut impl fmt::Write, problems: &[Problem], colour: bool) -> fmt::Result {
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_wrap_lines(false)
        .with_context_lines(1)
        .with_links(false);
    for problem in problems {
        handler.render_report(out, problem)?;
        out.write_char('\n')?;
    }
    Ok(())
}
