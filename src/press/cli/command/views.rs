//! `press views`: from an access log's report to `content/views.json`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use gazette_cache::atomic;
use gazette_content::{
    check::{
        manuscripts, view_counts,
        view_counts::{Articles, goaccess},
    },
    config::site::Config,
    source::{load::load, path::VIEW_COUNTS},
    visibility::Audience,
};
use gazette_diagnostics::problem::Problem;

use crate::{
    content_args::ContentArgs,
    terminal::{count, report},
};

#[derive(Debug, Args)]
pub(super) struct ViewsArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// GoAccess's JSON report of the host's access log.
    #[arg(long, value_name = "FILE")]
    goaccess: PathBuf,
}

impl ViewsArgs {
    /// Counts never become smaller: a log that was begun anew knows nothing of what was read before.
    pub(super) fn run(&self) -> Result<ExitCode> {
        let found = goaccess::read(&self.goaccess)?;
        let sources = load(&self.content.folder)?;
        let mut problems = sources.problems.clone();
        let config = Config::read(&sources, &mut problems);
        let before = view_counts::Views::read(&sources, &mut problems);
        let articles = config.map(|config| {
            let as_of = self.content.as_of(Audience::Readers);
            Articles::new(
                &config,
                &manuscripts(&sources, &config, as_of, &mut problems),
            )
        });
        problems.retain(Problem::is_error);
        problems.sort();
        // What cannot be read would not be counted, and lost.
        let Some(articles) = articles.filter(|_| problems.is_empty()) else {
            report(&problems, "nothing was written")?;
            return Ok(ExitCode::FAILURE);
        };
        let mut counted = view_counts::Views::default();
        for (path, hits) in &found.requests {
            if let Some(article) = articles.find(path) {
                counted.add(article, *hits);
            }
        }
        self.doubt(&found, &counted);
        let all = counted.or_more(before.sorted(&articles));
        let file = self.content.folder.join(VIEW_COUNTS);
        let is_new = atomic::write(&file, all.text().as_bytes())?;
        let (number, views) = all.sums();
        println!(
            "{}: {}, {views} views{}",
            file.display(),
            count(number, "article"),
            if is_new { "" } else { ", unchanged" }
        );
        Ok(ExitCode::SUCCESS)
    }

    /// Says where the report seems not to be what was wanted.
    fn doubt(&self, found: &goaccess::AccessReport, counted: &view_counts::Views) {
        let name = self.goaccess.display();
        if found.left_out > 0 {
            eprintln!(
                "{name}: GoAccess left out {} of the log's requests; give it --max-items=1000000.",
                found.left_out
            );
        }
        if !found.requests.is_empty() && counted.sums().0 == 0 {
            eprintln!(
                "{name}: not one of its requests is for an article of this site; is it of another host?"
            );
        }
    }
}
