//! The commands and their arguments.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::{
    bench, bench::corpus::Settings, build, bundle, dist, fuzz, lint, press, serve, set_up, size,
    test,
};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Gazette's chores", version)]
enum XtaskCommand {
    /// Install what the other commands need, having said what and why. They also do it themselves
    SetUp {
        /// Also what `test` needs: a browser, a web server and checkers
        #[arg(long)]
        tests: bool,
    },
    /// Build the release bundle and the edition into dist/, ready for any static host
    Build,
    /// Make what agencies download, in target/dist/: static press, archive, Debian package, container, SBOM, checksums
    Dist {
        /// A static press that is built already
        #[arg(long)]
        press: Option<PathBuf>,
        /// Make all of it again from a clone elsewhere, and refuse it if a byte differs
        #[arg(long)]
        twice: bool,
    },
    /// Build, watch and serve with live reload for Rust, CSS and content
    Serve {
        /// Port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run every test, against a release build, in a real browser
    Test {
        /// Also make the journeys in other engines than that of Chromium
        #[arg(long)]
        all: bool,
    },
    /// Try made-up inputs out on what reads manuscripts, addresses and exports; needs a nightly compiler, and says so where
    /// there is none
    Fuzz {
        /// Seconds that each target runs
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Names of tests/fuzz/targets; all if there are none
        targets: Vec<String>,
    },
    /// Show what each file of dist/ weighs; fail when the portal is over its budget
    Size,
    /// Check formatting, clippy (native and wasm32) and documentation, with warnings denied
    Lint,
    /// Measure, and show what was measured
    #[command(subcommand)]
    Bench(Bench),
    /// Lay out what Trunk bundles: the style sheet and the scripts (Trunk calls this)
    BeforeTrunk,
    /// Make what Trunk has bundled smaller, and print the pages into it (Trunk calls this)
    AfterTrunk,
}

#[derive(Subcommand)]
enum Bench {
    /// The speed of press, stage by stage: clean, without a change, with one article changed, with one article more
    Press {
        /// Numbers of articles, made up
        #[arg(long, value_delimiter = ',', default_values_t = [1000, 10_000])]
        articles: Vec<usize>,
        /// Rounds of measuring; medians are shown
        #[arg(long, default_value_t = 1)]
        rounds: usize,
        /// Host of the edition, as site.toml names it: a bucket wants no compressed copies
        #[arg(long)]
        host: Option<String>,
        /// Pages with a share image of their own, as site.toml names them: all or site
        #[arg(long)]
        share_images: Option<String>,
    },
    /// The cost of searching, in English and Chinese, against Pagefind: time and memory of indexing, bytes, recall
    Search {
        /// Numbers of articles, made up
        #[arg(long, value_delimiter = ',', default_values_t = [1000, 10_000])]
        articles: Vec<usize>,
    },
    /// The time until an editor sees a change: from saving one article until the open page loads itself again
    Serve {
        /// Numbers of articles, made up
        #[arg(long, value_delimiter = ',', default_values_t = [1000])]
        articles: Vec<usize>,
        /// Number of times that an article is saved
        #[arg(long, default_value_t = 20)]
        rounds: usize,
    },
    /// The time until a reader sees an article: printed, in the bare shell, and without script
    Load {
        /// Rounds of measuring; medians are shown
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Without TLS, over HTTP/1.1: as on a bare nginx within an office
        #[arg(long)]
        plain: bool,
    },
    /// The time until a reader sees an article that the browser renders: bare shell, React, Svelte, Solid, plain HTML
    Shells {
        /// Rounds of measuring; medians are shown
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
    /// The time from a click to the new page, against React, Svelte and Solid
    Move {
        /// Number of moves in each app, with the page at hand and without
        #[arg(long, default_value_t = 200)]
        moves: usize,
    },
}

/// Runs the command that the arguments name, from the repository's root.
///
/// # Errors
/// When the command fails.
pub fn run() -> Result<()> {
    let command = XtaskCommand::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent folder")?;
    env::set_current_dir(root).with_context(|| format!("cannot go to {}", root.display()))?;
    match command {
        XtaskCommand::SetUp { tests: false } => set_up::run(&set_up::PORTAL),
        XtaskCommand::SetUp { tests: true } => set_up::run(&set_up::ALL),
        XtaskCommand::Build => build::run(),
        XtaskCommand::Dist { press, twice } => dist::run(press.as_deref(), twice),
        XtaskCommand::Serve { port } => serve::run(port),
        XtaskCommand::Test { all } => test::run(all),
        XtaskCommand::Fuzz { seconds, targets } => fuzz::run(seconds, fuzz::Seed::Other, &targets),
        XtaskCommand::Size => size::run(),
        XtaskCommand::Lint => lint::run(),
        XtaskCommand::Bench(Bench::Press {
            articles,
            rounds,
            host,
            share_images,
        }) => bench::press::run(&articles, rounds, &Settings { host, share_images }),
        XtaskCommand::Bench(Bench::Search { articles }) => bench::search::run(&articles),
        XtaskCommand::Bench(Bench::Serve { articles, rounds }) => {
            bench::serve::run(&articles, rounds)
        }
        XtaskCommand::Bench(Bench::Load { rounds, plain }) => bench::load::run(rounds, plain),
        XtaskCommand::Bench(Bench::Shells { rounds }) => bench::shells::run(rounds),
        XtaskCommand::Bench(Bench::Move { moves }) => bench::moving::run(moves),
        XtaskCommand::BeforeTrunk => bundle::before_trunk(),
        XtaskCommand::AfterTrunk => bundle::after_trunk().and_then(|()| press::hook()),
    }
}
