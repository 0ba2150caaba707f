//! Proofreading one file as part of a site, in memory: for tests and for fuzzing.

use std::{path::Path, sync::Arc};

use anyhow::Result;
use gazette_diagnostics::report::JsonReport;
use jiff::Timestamp;

use crate::{
    check::check,
    source::load::{Sources, decode, load},
    visibility::{AsOf, Audience},
};

/// A site whose files can be tried out one by one.
pub struct Proof {
    sources: Sources,
    as_of: AsOf,
}

impl Proof {
    /// Reads a content folder. It is checked as of a moment in seconds since 1970.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn load(content: &Path, now: i64) -> Result<Self> {
        Ok(Self {
            sources: load(content)?,
            as_of: AsOf {
                now: Timestamp::from_second(now)?,
                audience: Audience::Readers,
            },
        })
    }

    /// Checks the site as if the text file at `path`, relative to the content folder, had these bytes.
    pub fn with(&self, path: &str, bytes: &[u8]) -> JsonReport {
        let mut sources = self.sources.clone();
        let (text, problem) = decode(path, bytes.to_vec());
        sources.texts.insert(path.to_owned(), Arc::clone(&text));
        sources.problems.extend(problem);
        match check(sources, self.as_of) {
            Ok(checked) => JsonReport::of(&checked.report.warnings),
            Err(problems) => JsonReport::of(&problems),
        }
    }
}
