//! A file whose TOML is read, and the problems that it can have as such.

use std::ops::Range;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, Rule, RuleArea},
    source::Source,
};
use toml::de::{DeTable, DeValue};

use super::located::Located;

/// A file and what kind of file it is to a report: the first part of its rules' names.
pub struct Area<'a> {
    /// The first part of its rules' names: front matter, `site.toml` or strings.
    pub kind: RuleArea,
    /// The file.
    pub source: &'a Source,
    /// Where in the file the TOML begins.
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
            let message = error.message();
            let value = text.get(span.clone()).unwrap_or_default();
            // A day that no calendar has is a mistake of dates, not of punctuation.
            let (rule, help) = if is_like_date(value) {
                (
                    &rule::TOML_BAD_DATE,
                    "Write dates as 2017-10-19 or 2017-10-19T16:58:00.",
                )
            } else {
                (
                    &rule::TOML_SYNTAX,
                    "Texts stand in quotation marks: title = \"A title\". A quotation mark inside is written \\\".",
                )
            };
            problems.push(
                self.problem(rule, message, self.shift(span), "here")
                    .help(help),
            );
        }
        table.into_inner()
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

    /// Where something of the TOML stands in the file.
    pub(super) fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }
}

fn is_like_date(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() >= 8 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-'
}
