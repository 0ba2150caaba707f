//! `press build`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::Args;
use gazette_cache::store::Cache;
use gazette_content::checked_site::Checked;
use gazette_content::{
    check::reuse::{PreviousBuild, body_cache::BodyCache},
    visibility::Audience,
};
use gazette_publish::{
    host::limits,
    html::bundle::Portal,
    output::{staging::FileCounts, up_to_date, up_to_date::BuildSummary},
    publish::{Published, publish},
    responsive_images,
    timings::Timings,
};

use crate::{
    content_args::{ContentArgs, checked, unshown},
    sizes,
    terminal::{count, people, report, summary},
};

/// Consequence of errors, as a sentence's end.
const WANTED: &str = "nothing was written";

/// As many names of files are told that press did not make.
const SHOWN: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    content: ContentArgs,
    /// Folder of the edition; it is replaced as a whole, but for files that press did not make. Without it `dist`, or `drafts` with --drafts.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A preview for those who write: with drafts and what is embargoed or expired, all marked, and nothing for search
    /// engines.
    #[arg(long)]
    drafts: bool,
    /// Folder of a built portal, instead of the portal that press has in it.
    #[arg(long)]
    portal: Option<PathBuf>,
    /// Tell how long each stage took, and how much memory all of them.
    #[arg(long)]
    timings: bool,
    /// Tell how many files and bytes of each kind the edition has.
    #[arg(long)]
    sizes: bool,
}

impl Build {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let portal = Portal::find(self.portal.as_deref())?;
        let mut timings = Timings::start();
        let (audience, out) = if self.drafts {
            (Audience::Editors, "drafts")
        } else {
            (Audience::Readers, "dist")
        };
        let out = self.out.as_deref().unwrap_or(Path::new(out));
        let sources = self.content.load(&mut timings)?;
        let as_of = self.content.as_of(audience);
        let cache = Cache::open(&self.content.cache()?)?.of_edition(out)?;
        let made_of = up_to_date::inputs(&sources, &portal, as_of)?;
        let same = made_of.and_then(|it| up_to_date::look(&cache, out, it, as_of.now));
        timings.ends("looking whether anything has changed");
        if let Some((said, unchanged)) = same {
            let tally = FileCounts {
                written: 0,
                unchanged,
                foreign: Vec::new(),
            };
            self.tell(out, &said, tally, &timings)?;
            return Ok(ExitCode::SUCCESS);
        }
        let bodies = BodyCache::read(&cache);
        let previous = PreviousBuild::Cached(&bodies);
        let Some(mut checked) = checked(sources, as_of, previous, WANTED, &mut timings)? else {
            return Ok(ExitCode::FAILURE);
        };
        let store = self.content.store()?;
        let problems = responsive_images::develop(&mut checked, &store)?;
        if !problems.is_empty() {
            report(&problems, WANTED)?;
            return Ok(ExitCode::FAILURE);
        }
        timings.ends("smaller pictures");
        let Checked {
            site,
            report: found,
        } = checked;
        let Published { tally, undrawn } =
            publish(&site, &store, &portal, out, &cache, &mut timings)?;
        store.sweep(&found.pictures)?;
        bodies.keep(&cache, &site)?;
        timings.ends("bodies for the next build");
        let mut remarks = Vec::new();
        if !found.warnings.is_empty() {
            remarks.push(unshown(&found.warnings));
        }
        if !tally.foreign.is_empty() {
            remarks.push(foreign(&tally.foreign));
        }
        if !undrawn.is_empty() {
            let undrawn: String = undrawn.into_iter().collect();
            remarks.push(format!(
                "Pages with one of these characters in their titles show the site's picture where they are shared, and a site with one in its name shows its host's: {undrawn}\n\
                 Name a font that has them in site.toml, such as share_fonts = [\"fonts/Example-Bold.ttf\"]."
            ));
        }
        let problems = limits::near(&site, limits::measure(out)?);
        if !problems.is_empty() {
            remarks.push(people(&problems)?);
        }
        let said = BuildSummary {
            summary: summary(&site),
            remarks,
            articles: site.articles(),
        };
        if let Some(made_of) = made_of {
            up_to_date::leave(&cache, made_of, &site, &found.next, &said)?;
        }
        self.tell(out, &said, tally, &timings)?;
        Ok(ExitCode::SUCCESS)
    }

    fn tell(
        &self,
        out: &Path,
        said: &BuildSummary,
        tally: FileCounts,
        timings: &Timings,
    ) -> Result<()> {
        println!(
            "{}: {}, {} written, {} unchanged, {} ms",
            out.display(),
            said.summary,
            count(tally.written, "file"),
            tally.unchanged,
            timings.elapsed().as_millis()
        );
        if self.timings {
            eprint!("{timings}");
        }
        if self.sizes {
            eprint!("{}", sizes::table(out, said.articles)?);
        }
        for remark in &said.remarks {
            eprintln!("{remark}");
        }
        Ok(())
    }
}

/// Says which files press has left as they were, each folder once.
fn foreign(paths: &[String]) -> String {
    let mut names: Vec<&str> = paths
        .iter()
        .map(|path| path.split_inclusive('/').next().unwrap_or(path))
        .collect();
    names.dedup();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let names = names[..names.len().min(SHOWN)].join(", ");
    format!(
        "Kept as they were, since press did not make them: {names}{more}.\n\
         Files in the folder static/ of the content are published with every build."
    )
}
