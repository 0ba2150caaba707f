//! A problem in the content: what is wrong, where, and how to mend it.

use std::{fmt, ops::Range, sync::Arc};

use miette::{Diagnostic, LabeledSpan, Severity, SourceCode};

use crate::{rule::Rule, source::Source};

/// What is wrong at one place of the content.
#[derive(Debug, Clone)]
pub struct Problem {
    rule: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    source: Option<Source>,
    /// The name of a file that is no text.
    file: String,
    labels: Vec<LabeledSpan>,
    related: Vec<Problem>,
}

impl Problem {
    /// A problem with a rule's stable name, such as `front-matter::unknown-key`, and what is wrong in a sentence. It is
    /// as grave as the rule.
    pub fn new(rule: impl Into<String>, message: impl Into<String>) -> Self {
        let rule = rule.into();
        Self {
            severity: Rule::find(&rule).map_or(Severity::Error, |rule| rule.severity),
            rule,
            message: message.into(),
            help: None,
            source: None,
            file: String::new(),
            labels: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Where it is: a range of bytes, with a word or two on what stands there.
    #[must_use]
    pub fn at(mut self, source: &Source, span: Range<usize>, label: impl Into<String>) -> Self {
        let span = source.clamp(span);
        self.source = Some(Arc::clone(source));
        let label = Some(label.into());
        // The first place is where the report says that the problem is, even if another comes before it in the file.
        self.labels.push(if self.labels.is_empty() {
            LabeledSpan::new_primary_with_span(label, span)
        } else {
            LabeledSpan::new_with_span(label, span)
        });
        self
    }

    /// How to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A second place that has to do with it, in this file or another.
    #[must_use]
    pub fn see(mut self, other: Problem) -> Self {
        self.related.push(other);
        self
    }

    /// A file that is no text and so has no lines.
    #[must_use]
    pub fn of_file(mut self, name: &str) -> Self {
        name.clone_into(&mut self.file);
        self
    }

    /// The rule that is broken.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether it keeps the edition from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The name of the file that it is in; empty where there is none.
    pub fn file(&self) -> &str {
        let text = self.source.as_ref().map(|source| source.name());
        text.unwrap_or(&self.file)
    }

    /// Where it is, if it is in a text: the file, and the bytes.
    pub fn place(&self) -> Option<(&Source, Range<usize>)> {
        let label = self.labels.first()?;
        let span = label.offset()..label.offset() + label.len();
        Some((self.source.as_ref()?, span))
    }

    /// How to mend it, where there is something to say.
    pub fn how_to_mend(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Other places that have to do with it.
    pub fn others(&self) -> &[Problem] {
        &self.related
    }

    /// It and how to mend it, in one line.
    pub fn brief(&self) -> String {
        let line = self.source.as_ref().map_or_else(String::new, |source| {
            let before = source.inner().get(..self.offset()).unwrap_or_default();
            format!("line {}: ", before.matches('\n').count() + 1)
        });
        let help = self
            .help
            .as_deref()
            .map_or_else(String::new, |help| format!(". {help}"));
        format!("{line}{}{help}", self.message)
    }

    fn offset(&self) -> usize {
        self.labels.first().map_or(0, LabeledSpan::offset)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.rule.is_empty()).then(|| Box::new(&self.rule) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source
            .as_ref()
            .map(|source| &**source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty())
            .then(|| Box::new(self.labels.iter().cloned()) as Box<dyn Iterator<Item = _>>)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        (!self.related.is_empty()).then(|| {
            Box::new(self.related.iter().map(|other| other as &dyn Diagnostic))
                as Box<dyn Iterator<Item = _>>
        })
    }
}

/// Makes problems such that do not keep the edition from being published.
pub fn warn(problems: &mut [Problem]) {
    for problem in problems {
        problem.severity = Severity::Warning;
    }
}

/// Sorts problems by file and position, so that reports are the same on every run.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        (a.file(), a.offset(), &a.rule, &a.message).cmp(&(
            b.file(),
            b.offset(),
            &b.rule,
            &b.message,
        ))
    });
}
