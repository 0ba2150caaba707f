//! What the command line says to people.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, stderr},
    process::ExitCode,
};

use anyhow::Result;

use crate::press::{
    problem::{self, Problem},
    timing::Withheld,
};

/// Writes a report, and says how to exit for it.
pub fn report(problems: &[Problem], consequence: &str) -> Result<ExitCode> {
    let mut text = String::new();
    problem::report(&mut text, problems, stderr().is_terminal())?;
    let files: BTreeSet<&str> = problems.iter().map(Problem::file).collect();
    eprintln!(
        "{text}{} in {}; {consequence}.",
        count(problems.len(), "problem"),
        count(files.len(), "file")
    );
    Ok(ExitCode::FAILURE)
}

/// What readers cannot see, as the end of a line.
pub fn withheld(withheld: Withheld) -> String {
    let Withheld {
        drafts,
        embargoed,
        expired,
    } = withheld;
    let parts = [
        (drafts, count(drafts, "draft")),
        (embargoed, format!("{embargoed} embargoed")),
        (expired, format!("{expired} expired")),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(_, text)| text).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("; withheld: {}", parts.join(", "))
    }
}

/// A number and a noun, in the plural where there is not one.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
