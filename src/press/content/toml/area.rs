//! A file whose TOML is read, and the problems that it can have as such.

use std::ops::Range;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, Rule, RuleArea},
    source::Source,
};
use toml::de::{DeTable, DeValue};

use super::{illegible::in_toml, located::Located};
use crate::source::{illegible, illegible::is_illegible};

/// A file and what kind of file it is to a report: the first part of its rules' names.
pub struct Area<'a> {
    /// The first part of its rules' names: front matter, `site.toml` or strings.
    pub kind: RuleArea,
    /// The file.
    pub source: &'a Source,
    /// Offset at which the TOML begins in the file.
    pub base: usize,
}

impl Area<'_> {
    /// A problem of this area at a place of its TOML.
    pub fn problem(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        span: Range<usize>,
        label: impl Into<String>,
    ) -> Problem {
        Problem::of(rule, self.kind, message).at(self.source, span, label)
    }

    /// Parses TOML; what can be read is read even when some of it is wrong.
    pub fn parse<'t>(&self, text: &'t str, problems: &mut Problems) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let table = table.into_inner();
        let found = in_toml(text, &table).into_iter();
        let found = found.map(|(span, c)| (self.shift(span), c));
        illegible::report(self.source, found, problems);
        // What comes after a list or table that does not end where it should is not what it seems to be.
        let end = errors.iter().position(|error| {
            let message = error.message();
            message.contains("array") || message.contains("inline table")
        });
        for error in errors
            .into_iter()
            .take(end.map_or(usize::MAX, |end| end + 1))
        {
            let span = error.span().unwrap_or_default();
            // What TOML says of characters that nobody can see has been said better.
            if !line(text, span.start).contains(is_illegible) {
                problems.push(self.syntax(text, &table, span, error.message()));
            }
        }
        table
    }

    /// A mistake of TOML, in words for editors.
    fn syntax(
        &self,
        text: &str,
        table: &DeTable<'_>,
        span: Range<usize>,
        message: &str,
    ) -> Problem {
        let written = text.get(span.clone()).unwrap_or_default();
        if message == "duplicate key" {
            let message = format!("`{}` is there twice", written.trim());
            let problem = self.problem(
                &rule::TOML_SYNTAX,
                message,
                self.shift(span.clone()),
                "the second",
            );
            let mut keys = table.keys();
            let first = keys.find(|key| text.get(key.span()) == Some(written));
            let first = first.filter(|key| key.span() != span);
            let problem = match first {
                Some(key) => problem.at(self.source, self.shift(key.span()), "the first"),
                None => problem,
            };
            return problem.help("Keep one of them. Several values of one key are a list, such as topics = [\"a\", \"b\"].");
        }
        // A day that no calendar has is a mistake of dates, not of punctuation.
        let (rule, help) = if is_like_date(written) {
            (
                &rule::TOML_BAD_DATE,
                "Write dates as 2017-10-19 or 2017-10-19T16:58:00.",
            )
        } else {
            (&rule::TOML_SYNTAX, advice(message))
        };
        self.problem(rule, message, self.shift(span), "here")
            .help(help)
    }

    /// A problem with the type of a key's value.
    pub fn wrong_type(&self, key: &str, wanted: &str, found: &Located<&DeValue<'_>>) -> Problem {
        self.problem(
            &rule::TOML_WRONG_TYPE,
            format!("`{key}` must be {wanted}"),
            found.span.clone(),
            format!("this is of type {}", found.value.type_str()),
        )
        .help(format!("Write {wanted}."))
    }

    /// Converts a byte range of the TOML to one of the file.
    pub(super) fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }
}

/// Returns advice on an error message of the TOML parser.
fn advice(message: &str) -> &'static str {
    if message.contains("array") && !message.contains("table") {
        "A list stands in brackets, with commas between its values: topics = [\"a\", \"b\"]."
    } else if message.contains("table") && !message.contains("inline") {
        "A line [name] begins a table, a line [[name]] one of several."
    } else if message.contains("key") && !message.contains("value") {
        "A key is one word of letters, digits and hyphens: title = \"A title\"."
    } else {
        "Texts stand in quotation marks: title = \"A title\". A quotation mark inside is written \\\"."
    }
}

/// The line of a place.
fn line(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default()
}

fn is_like_date(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() >= 8 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-'
}
