//! `press announce`: hubs are told which feeds have changed.

use std::{path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Result;
use clap::{Args, value_parser};
use gazette_content::{config::site::Config, source::load::load};
use gazette_diagnostics::problem::Problem;

use crate::{
    announce::{Announcement, announce},
    content_args::ContentArgs,
    terminal::{count, report},
};

/// The exit code where a hub was not told of something.
const NOT_TOLD: u8 = 4;

/// Name of the state's file in the cache folder.
const STATE: &str = "announced.json";

#[derive(Debug, Args)]
#[command(
    after_help = "Run it after the edition has reached its host, since hubs fetch the feeds at once.\n\n\
                  Exit codes: 0 every hub knows every feed as it is; 1 there is no edition, or site.toml has mistakes; 2 a command \
                  line that press does not understand; 4 a hub was not told of everything: run it again, and it goes on from there."
)]
pub(super) struct Announce {
    #[command(flatten)]
    content: ContentArgs,
    /// Folder of the edition.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// File that says what hubs have been told. Without this, it is announced.json in the cache folder; if it is lost, every
    /// feed is announced once more.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Seconds in which a hub has to answer.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = value_parser!(u64).range(1..=300))]
    timeout: u64,
    /// Say what would be announced, and send nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Announce {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let sources = load(&self.content.folder)?;
        let mut problems = sources.problems.clone();
        let config = Config::read(&sources, &mut problems);
        problems.retain(Problem::is_error);
        problems.sort();
        let Some(config) = config.filter(|_| problems.is_empty()) else {
            report(&problems, "nothing was announced")?;
            return Ok(ExitCode::FAILURE);
        };
        if config.hubs.is_empty() {
            eprintln!("site.toml names no `hubs`, so there is nobody to tell.");
            return Ok(ExitCode::SUCCESS);
        }
        let state = match &self.state {
            Some(file) => file.clone(),
            None => self.content.cache()?.join(STATE),
        };
        let told = announce(&Announcement {
            config: &config,
            out: &self.out,
            state,
            patience: Duration::from_secs(self.timeout),
            is_dry_run: self.dry_run,
        })?;
        let mut faults = 0;
        for it in &told {
            match &it.fault {
                None if self.dry_run => println!("{} to {}", it.topic, it.hub),
                None => {}
                Some(why) => {
                    faults += 1;
                    eprintln!("press: {}: not told of {}: {why}", it.hub, it.topic);
                }
            }
        }
        let done = if self.dry_run {
            "to announce"
        } else {
            "announced"
        };
        println!("{} {done}", count(told.len() - faults, "feed"));
        if faults > 0 {
            eprintln!(
                "press: {} not announced. Run this again: it goes on from there.",
                count(faults, "feed")
            );
            return Ok(ExitCode::from(NOT_TOLD));
        }
        Ok(ExitCode::SUCCESS)
    }
}
