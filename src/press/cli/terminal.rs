//! Messages on the terminal.

use std::io::{IsTerminal, stderr};

use anyhow::Result;
use gazette_content::{
    checked_site::{CheckReport, CheckedSite},
    visibility::Withheld,
};
use gazette_diagnostics::{problem::Problem, report, report::Tally};

/// Size of an edition: `3 articles, 12 pages`.
pub fn summary(edition: &CheckedSite) -> String {
    let articles = count(edition.articles(), "article");
    format!("{articles}, {}", count(edition.routes.len(), "page"))
}

/// Tells on the terminal what is wrong, and what follows from that.
///
/// # Errors
/// If the report cannot be made.
pub fn report(problems: &[Problem], consequence: &str) -> Result<()> {
    eprintln!(
        "{}{}; {consequence}.",
        people(problems)?,
        Tally::of(problems)
    );
    Ok(())
}

/// Problems as people read them on the terminal.
///
/// # Errors
/// If the report cannot be made.
pub fn people(problems: &[Problem]) -> Result<String> {
    let mut text = String::new();
    report::people(&mut text, problems, stderr().is_terminal())?;
    Ok(text)
}

/// Tells of an edition's warnings, if there are any.
///
/// # Errors
/// If the report cannot be made.
pub fn warn(checked: &CheckReport) -> Result<()> {
    if checked.warnings.is_empty() {
        return Ok(());
    }
    report(&checked.warnings, "they keep nothing from being published")
}

/// Numbers of withheld manuscripts, as the end of a line.
pub fn withheld(withheld: Withheld) -> String {
    let Withheld {
        drafts,
        embargoed,
        expired,
        notes,
    } = withheld;
    let parts = [
        (drafts, count(drafts, "draft")),
        (embargoed, format!("{embargoed} embargoed")),
        (expired, format!("{expired} expired")),
        (notes, format!("{} to come", count(notes, "note"))),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(_, text)| text).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("; withheld: {}", parts.join(", "))
    }
}

/// A number of things: `1 page`, `2 pages`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
