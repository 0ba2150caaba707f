//! Arguments that most commands share: the content, the cache, and the moment that is taken for now.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use gazette_content::{
    check as checking,
    check::reuse::PreviousBuild,
    checked_site::Checked,
    source::load::{Sources, load},
    visibility::{AsOf, Audience},
};
use gazette_diagnostics::{problem::Problem, report::Tally};
use gazette_image::picture::Store;
use gazette_publish::timings::Timings;
use jiff::Timestamp;

use crate::terminal::report;

/// Location of the manuscripts.
#[derive(Debug, Clone, Args)]
pub struct ContentArgs {
    /// Folder of the manuscripts, with site.toml.
    #[arg(long = "content", default_value = "content")]
    pub folder: PathBuf,
    /// Folder for what press keeps from build to build, such as smaller ones of pictures; it may be deleted at any time.
    /// Without this, it is .press beside the folder of the manuscripts.
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// The time to take for now (RFC 3339), for builds that can be repeated: it decides what has appeared and expired.
    #[arg(long)]
    pub now: Option<Timestamp>,
}

impl ContentArgs {
    /// The store of resized images.
    pub fn store(&self) -> Result<Store> {
        Ok(Store::of(&self.cache()?))
    }

    pub fn cache(&self) -> Result<PathBuf> {
        let beside = || Ok(std::path::absolute(&self.folder)?.with_file_name(".press"));
        self.cache.clone().map_or_else(beside, Ok)
    }

    /// For when and for whom an edition is made.
    pub fn as_of(&self, audience: Audience) -> AsOf {
        let now = self.now.unwrap_or_else(Timestamp::now);
        AsOf { now, audience }
    }

    /// The content, read.
    pub fn load(&self, timings: &mut Timings) -> Result<Sources> {
        let sources = load(&self.folder)?;
        timings.ends("load");
        Ok(sources)
    }

    /// The edition, or none after its errors have been reported. Warnings are left to `press check`.
    pub fn compile(
        &self,
        audience: Audience,
        consequence: &str,
        timings: &mut Timings,
    ) -> Result<Option<Checked>> {
        let sources = self.load(timings)?;
        checked(
            sources,
            self.as_of(audience),
            PreviousBuild::Nothing,
            consequence,
            timings,
        )
    }
}

/// The edition, or none after its errors have been reported. Warnings are left to `press check`.
pub fn checked(
    sources: Sources,
    as_of: AsOf,
    previous: PreviousBuild<'_>,
    consequence: &str,
    timings: &mut Timings,
) -> Result<Option<Checked>> {
    let checked = checking::check_again(sources, as_of, previous);
    timings.ends("check");
    match checked {
        Ok(checked) => Ok(Some(checked)),
        Err(problems) => {
            let (errors, warnings): (Vec<_>, Vec<_>) =
                problems.into_iter().partition(Problem::is_error);
            if !warnings.is_empty() {
                eprintln!("{}", unshown(&warnings));
            }
            report(&errors, consequence)?;
            Ok(None)
        }
    }
}

/// A sentence on the number of warnings that were not shown.
pub fn unshown(warnings: &[Problem]) -> String {
    format!("{}; `press check` shows them.", Tally::of(warnings))
}
