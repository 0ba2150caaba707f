//! The speed of press: a clean build, one in which nothing has changed, one in which an article has, and one with an article
//! more.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};
use comfy_table::Table;

use super::{
    corpus::{Corpus, Settings},
    median, remove,
};
use crate::{press, process, table};

/// The time that press takes for now, so that each round prints the same.
const NOW: &str = "2026-11-23T00:00:00Z";

/// Stages that are timed apart: hosts compress too, not every site wants pictures for links, and readers already see the
/// edition while the next build is made quicker.
const APART: [&str; 4] = [
    "share images",
    "compressed copies",
    "mirror for the next build",
    "bodies for the next build",
];

const KINDS: [&str; 4] = ["clean", "no change", "one article", "one more"];

/// The report of press on one build.
#[derive(Debug, Default, PartialEq)]
struct Run {
    /// Stage and milliseconds, in the order in which they were done.
    stages: Vec<(String, f64)>,
    /// Peak memory in MiB before the first stage that is timed apart.
    memory_of_pages: Option<f64>,
    /// Peak memory in MiB, where the system tells.
    memory: Option<f64>,
    pages: f64,
    /// Files written.
    written: f64,
}

/// Measures builds of corpora of so many articles, each kind so many times, and shows the medians.
///
/// # Errors
/// When press does not build or finds a mistake in the corpus.
pub fn run(articles: &[usize], rounds: usize, settings: &Settings) -> Result<()> {
    let press = press::release()?;
    for count in articles {
        println!("\n{count} articles, {} cores", cores());
        println!("{}", table(&measure(&press, *count, rounds, settings)?));
    }
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

/// The runs of each of [`KINDS`], in turn.
fn measure(
    press: &Path,
    articles: usize,
    rounds: usize,
    settings: &Settings,
) -> Result<[Vec<Run>; 4]> {
    let folder = process::target_dir().join(format!("bench/press-{articles}"));
    let corpus = Corpus::write(folder.join("content"), articles)?;
    settings.write(&corpus.content)?;
    let out = folder.join("dist");
    let mut runs = [const { Vec::new() }; 4];
    for round in 0..rounds {
        remove(&out)?;
        remove(&folder.join(".press"))?;
        for (kind, runs) in runs.iter_mut().enumerate() {
            match kind {
                2 => drop(corpus.change_one(round)?),
                3 => drop(corpus.add_one(round)?),
                _ => {}
            }
            // What the disk still has to do for the build before is not this one's.
            process::run(&mut Command::new("sync"))?;
            runs.push(build(press, &corpus.content, &out)?);
            eprintln!("round {} of {rounds}: {}", round + 1, KINDS[kind]);
        }
    }
    Ok(runs)
}

fn build(press: &Path, content: &Path, out: &Path) -> Result<Run> {
    let mut command = Command::new(press);
    command.args(["build", "--timings", "--now", NOW]);
    command.arg("--content").arg(content).arg("--out").arg(out);
    let output = command
        .output()
        .with_context(|| format!("cannot start `{}`", process::line(&command)))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("`{}` failed:\n{errors}", process::line(&command));
    }
    Run::read(&String::from_utf8_lossy(&output.stdout), &errors)
        .with_context(|| format!("`{}` told no times:\n{errors}", process::line(&command)))
}

impl Run {
    /// Reads what `press build --timings` prints; `None` where that is not what was expected.
    fn read(told: &str, timings: &str) -> Option<Self> {
        let mut run = Self {
            pages: told
                .split(", ")
                .find_map(|part| part.strip_suffix(" pages")?.parse().ok())?,
            written: told
                .split(", ")
                .find_map(|part| part.split_once(" file")?.0.parse().ok())?,
            ..Self::default()
        };
        for line in timings.lines() {
            let stage = line.split_once(" ms ");
            let stage = stage.and_then(|(time, rest)| Some((time, rest.split_once(" MiB  ")?)));
            if let Some((time, (memory, stage))) = stage {
                run.stages
                    .push((stage.to_owned(), time.trim().parse().ok()?));
                run.memory = memory.trim().parse().ok();
                let mut names = run.stages.iter().map(|(name, _)| name.as_str());
                if !names.any(|name| APART.contains(&name)) {
                    run.memory_of_pages = run.memory;
                }
            }
        }
        (!run.stages.is_empty()).then_some(run)
    }

    fn sum(&self, counts: impl Fn(&str) -> bool) -> f64 {
        let stages = self.stages.iter().filter(|(name, _)| counts(name));
        stages.map(|(_, time)| time).sum()
    }

    fn without_apart(&self) -> f64 {
        self.sum(|stage| !APART.contains(&stage))
    }
}

fn table(runs: &[Vec<Run>; 4]) -> Table {
    let header = KINDS
        .iter()
        .flat_map(|kind| [format!("{kind}, ms"), "share".into()]);
    let header: Vec<String> = std::iter::once("stage".into()).chain(header).collect();
    let mut table = table::table(header, 1);
    let stages = runs[0].first().map_or(&[][..], |run| &run.stages);
    let middle = |runs: &[Run], of: &dyn Fn(&Run) -> f64| median(runs.iter().map(of).collect());
    let text = |value: Option<f64>, unit: &str| {
        value.map_or_else(|| "–".into(), |value| format!("{value:.0}{unit}"))
    };
    let mut row = |name: &str, of: &dyn Fn(&Run) -> f64, has_share: bool| {
        let cells = runs.iter().flat_map(|runs| {
            let value = middle(runs, of);
            let all = middle(runs, &|run| run.sum(|_| true));
            let share = value.zip(all).map(|(value, all)| value / all * 100.0);
            [text(value, ""), text(share.filter(|_| has_share), " %")]
        });
        table.add_row(std::iter::once(name.to_owned()).chain(cells));
    };
    for (stage, _) in stages {
        row(stage, &|run| run.sum(|name| name == stage), true);
    }
    row("all", &|run| run.sum(|_| true), true);
    row("all but share images and copies", &Run::without_apart, true);
    row(
        "pages/s of that",
        &|run| run.pages / run.without_apart() * 1000.0,
        false,
    );
    row("files written", &|run| run.written, false);
    row(
        "peak memory until there, MiB",
        &|run| run.memory_of_pages.unwrap_or(f64::NAN),
        false,
    );
    row(
        "peak memory, MiB",
        &|run| run.memory.unwrap_or(f64::NAN),
        false,
    );
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "dist: 1000 articles, 1100 pages, 9 files written, 0 unchanged, 12 ms\n";

    #[test]
    fn reads_what_press_tells() {
        let run = Run::read(
            TOLD,
            "    10.5 ms     80 MiB  check\n     2.0 ms     96 MiB  share images\n",
        )
        .expect("times");
        assert_eq!(run.stages.len(), 2);
        assert!(
            (run.sum(|_| true) - 12.5).abs() < 1e-9 && (run.without_apart() - 10.5).abs() < 1e-9
        );
        assert_eq!(
            (run.memory_of_pages, run.memory, run.pages.to_string()),
            (Some(80.0), Some(96.0), "1100".into())
        );
        assert!((run.written - 9.0).abs() < 1e-9);
        assert_eq!(Run::read(TOLD, "press: no times"), None);
    }

    #[test]
    fn the_table_has_a_row_a_stage() {
        let run = || {
            Run::read(
                TOLD,
                "  30.0 ms  1 MiB  check\n  10.0 ms  2 MiB  share images\n",
            )
            .expect("times")
        };
        let table = table(&[vec![run()], vec![run()], vec![run()], vec![run()]]).to_string();
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[1][..4], ["check", "30", "75", "%"]);
        assert!(table.contains("36667"), "{table}");
    }
}
