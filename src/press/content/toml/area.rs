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
        let mut dates: Vec<usize> = Vec::new();
        for error in errors
            .into_iter()
            .take(end.map_or(usize::MAX, |end| end + 1))
        {
            let span = error.span().unwrap_or_default();
            // A date written in another way is one mistake, however many the parser finds in it.
            if let Some(place) = foreign_date(text, span.start) {
                if !dates.contains(&place.start) {
                    dates.push(place.start);
                    problems.push(self.foreign_date(&text[place.clone()], place));
                }
                continue;
            }
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
        let message = if message.starts_with("invalid boolean") {
            "this is neither a text nor a number, a date, true or false"
        } else {
            message
        };
        self.problem(rule, message, self.shift(span), "here")
            .help(help)
    }

    fn foreign_date(&self, written: &str, place: Range<usize>) -> Problem {
        let message = format!("{written} is not written as dates are here");
        self.problem(&rule::TOML_BAD_DATE, message, self.shift(place), "here")
            .help("Write year, month and day, such as 2017-10-19 or 2017-10-19T16:58:00.")
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
    } else if message.contains("expected newline") {
        "Nothing stands behind a value on its line: take it out, or write it inside the quotation marks. A quotation mark inside is written \\\"."
    } else {
        "Texts stand in quotation marks: title = \"A title\". A quotation mark inside is written \\\"."
    }
}

/// The place of a date such as 19.10.2017 or 10/19/2017 that is the value in the line of `at`.
fn foreign_date(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = line(text, at);
    let value = line.split_once('=')?.1;
    let from = start + line.len() - value.trim_start().len();
    let value = value.trim_start();
    let length = value
        .bytes()
        .take_while(|c| c.is_ascii_digit() || b"./-".contains(c));
    let written = &value[..length.count()];
    let parts: Vec<&str> = written.split(['.', '/', '-']).collect();
    let is_iso = written.split('-').count() == 3 && parts[0].len() == 4;
    let is_part = |part: &&str| (1..=4).contains(&part.len());
    (parts.len() == 3 && parts.iter().all(is_part) && !is_iso).then(|| from..from + written.len())
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
