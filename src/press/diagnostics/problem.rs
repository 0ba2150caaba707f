//! A problem in the content: what is wrong, where, and how to mend it.

use std::{
    fmt,
    ops::{Deref, Range},
    sync::Arc,
};

use miette::{Diagnostic, LabeledSpan, Severity, SourceCode};

use crate::{
    rule::{Rule, RuleArea},
    source::Source,
};

/// A problem of the content, at one place.
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
    related: Vec<Note>,
}

impl Problem {
    /// A problem with a rule of one area, and what is wrong in a sentence. It is as grave as the rule.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        debug_assert!(rule.areas.len() == 1, "{} needs an area", rule.name);
        Self::of(rule, rule.areas[0], message)
    }

    /// The same with a rule of several areas, in one of them.
    pub fn of(rule: &'static Rule, area: RuleArea, message: impl Into<String>) -> Self {
        Self {
            rule: rule.name_in(area),
            severity: rule.severity,
            message: message.into(),
            help: None,
            source: None,
            file: String::new(),
            labels: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Adds its place: a range of bytes, with a word or two on what stands there.
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

    /// Adds a sentence on how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A second place that has to do with it, in this file or another.
    #[must_use]
    pub fn see(mut self, note: Note) -> Self {
        self.related.push(note);
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

    /// Its severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Tells whether it keeps the edition from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The name of the file that it is in; empty where there is none.
    pub fn file(&self) -> &str {
        let text = self.source.as_ref().map(|source| source.name());
        text.unwrap_or(&self.file)
    }

    /// Its place in a text: the file, and the bytes; none for other files.
    pub fn place(&self) -> Option<(&Source, Range<usize>)> {
        let label = self.labels.first()?;
        let span = label.offset()..label.offset() + label.len();
        Some((self.source.as_ref()?, span))
    }

    /// A sentence on how to fix it, if there is one.
    pub fn how_to_mend(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Other places that have to do with it.
    pub fn notes(&self) -> &[Note] {
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
        Some(Box::new(&self.rule))
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

/// A place that has to do with a problem, and what is there. It is no problem itself.
#[derive(Debug, Clone)]
pub struct Note {
    message: String,
    source: Source,
    label: LabeledSpan,
}

impl Note {
    /// A note on a range of bytes of a file, with a word or two on what stands there.
    pub fn new(
        message: impl Into<String>,
        source: &Source,
        span: Range<usize>,
        label: impl Into<String>,
    ) -> Self {
        let span = source.clamp(span);
        Self {
            message: message.into(),
            source: Arc::clone(source),
            label: LabeledSpan::new_primary_with_span(Some(label.into()), span),
        }
    }

    /// The file, and the bytes.
    pub fn place(&self) -> (&Source, Range<usize>) {
        let start = self.label.offset();
        (&self.source, start..start + self.label.len())
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Note {}

impl Diagnostic for Note {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.label.clone())))
    }
}

/// Problems in the order in which they were found: what checks report to.
#[derive(Debug, Clone, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Takes a problem.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Takes all problems of another list, which is empty then.
    pub fn append(&mut self, others: &mut Self) {
        self.0.append(&mut others.0);
    }

    /// Makes all of them warnings, which do not keep the edition from being published.
    pub fn warn(&mut self) {
        for problem in &mut self.0 {
            problem.severity = Severity::Warning;
        }
    }

    /// Drops all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Drops those that are not wanted.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Problem) -> bool) {
        self.0.retain(is_wanted);
    }

    /// Sorts them by file and position, so that reports are the same on every run.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            (a.file(), a.offset(), &a.rule, &a.message).cmp(&(
                b.file(),
                b.offset(),
                &b.rule,
                &b.message,
            ))
        });
    }

    /// Tells whether one of them keeps the edition from being published.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Problem::is_error)
    }
}

impl Deref for Problems {
    type Target = [Problem];

    fn deref(&self) -> &[Problem] {
        &self.0
    }
}

impl Extend<Problem> for Problems {
    fn extend<Found: IntoIterator<Item = Problem>>(&mut self, found: Found) {
        self.0.extend(found);
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<Found: IntoIterator<Item = Problem>>(found: Found) -> Self {
        Self(found.into_iter().collect())
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
