//! The cost of search: press's index and the search engine against Pagefind, on the same made-up articles.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use comfy_table::Table;
use serde_json::Value;
use walkdir::WalkDir;

use super::{
    remove,
    watch::{Usage, watch},
};
use crate::{
    build::DIST,
    process,
    set_up::{self, tools::SEARCH_NPM},
    size::{ARTICLE, brotli, references},
    table,
};

const LANGUAGES: [&str; 2] = ["en", "zh-Hant-TW"];

/// Measurements of a search engine.
struct Row {
    name: &'static str,
    usage: Usage,
    /// The index, in bytes.
    index: u64,
    /// The program that the browser fetches, in bytes.
    program: f64,
    /// The report of the searches on themselves.
    searches: Value,
}

/// Measures corpora of so many articles in each language.
///
/// # Errors
/// When a tool is missing or dist/ is not built.
pub fn run(articles: &[usize]) -> Result<()> {
    let program = program()?;
    set_up::run(&set_up::SEARCH_BENCH)?;
    let example = example()?;
    for count in articles {
        for lang in LANGUAGES {
            let folder = process::target_dir().join(format!("bench/search-{lang}-{count}"));
            remove(&folder)?;
            let rows = measure(&example, lang, *count, &folder, program)?;
            println!("\n{lang}, {count} articles\n{}", table(&rows));
        }
    }
    Ok(())
}

/// The weight of the search engine on its way.
fn program() -> Result<f64> {
    let dist = Path::new(DIST);
    let files = references::of_search(dist, Path::new(ARTICLE))
        .context("nothing to weigh: run `cargo xtask build`")?;
    let mut sum = 0;
    for file in files {
        sum += brotli(&fs::read(dist.join(file))?)?.len();
    }
    Ok(number(sum as u64))
}

/// Builds the example that makes articles, indexes and searches them.
fn example() -> Result<PathBuf> {
    process::run(process::cargo().args(["build", "--release", "--example", "search_figures"]))?;
    let example = process::target_dir().join("release/examples/search_figures");
    Ok(example.with_extension(env::consts::EXE_EXTENSION))
}

fn measure(
    example: &Path,
    lang: &str,
    count: usize,
    folder: &Path,
    program: f64,
) -> Result<[Row; 3]> {
    let step = |step: &str| {
        let mut command = Command::new(example);
        command.args([step, lang, &count.to_string()]).arg(folder);
        command
    };
    eprintln!("{lang}, {count} articles: press");
    let usage = watch(&mut step("index"))?;
    let own = Row {
        name: "Gazette",
        usage,
        index: size(&folder.join("index"))?,
        program,
        searches: serde_json::from_str(&process::read(&mut step("search"))?)?,
    };
    eprintln!("{lang}, {count} articles: Pagefind");
    process::run(&mut step("pages"))?;
    let pages = folder.join("pages");
    let usage = watch(
        Command::new(pagefind()?)
            .args(["--quiet", "--site"])
            .arg(&pages),
    )?;
    let mut node = Command::new("node");
    node.args(["--no-warnings", "xtask/src/bench/pagefind.mjs"])
        .arg(fs::canonicalize(&pages)?)
        .arg(lang);
    let mut searches: Value = serde_json::from_str(&process::read(&mut node)?)?;
    let mut row = |name, key: &str| -> Result<Row> {
        let searches = searches[key].take();
        Ok(Row {
            name,
            usage,
            index: pagefind_index(&pages.join("pagefind"))?,
            program: searches["program"].as_f64().context("no figures")?,
            searches,
        })
    };
    Ok([
        own,
        row("Pagefind", "plain")?,
        row("Pagefind, in quotes", "quoted")?,
    ])
}

/// Pagefind's program, in whichever package has the one for this machine.
fn pagefind() -> Result<PathBuf> {
    let packages = SEARCH_NPM.root()?.join("node_modules/@pagefind");
    let files = WalkDir::new(&packages).into_iter().flatten();
    // With the tables for Chinese, where there is a choice.
    let name = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let found = files.filter(|entry| name(entry).starts_with("pagefind"));
    let mut found: Vec<PathBuf> = found
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    found.sort_by_key(|path| path.to_string_lossy().contains("extended"));
    found
        .pop()
        .with_context(|| format!("no Pagefind in {}", packages.display()))
}

/// The files that Pagefind's searches read, without those of its user interfaces.
fn pagefind_index(folder: &Path) -> Result<u64> {
    let parts = ["index", "fragment"].map(|part| size(&folder.join(part)));
    parts.into_iter().sum()
}

/// The bytes of all files in a folder.
fn size(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        if entry.file_type().is_file() {
            sum += entry.metadata()?.len();
        }
    }
    ensure!(sum > 0, "{} is empty", folder.display());
    Ok(sum)
}

fn table(rows: &[Row]) -> Table {
    let header = [
        "search engine",
        "index, s",
        "processor, s",
        "memory, MiB",
        "index, MB",
        "program, KB",
        "first search, KB",
        "at most",
        "second, KB",
        "recall",
        "precision",
    ];
    let mut table = table::table(header, 1);
    for row in rows {
        let of = |key: &str| row.searches[key].as_f64().unwrap_or(f64::NAN);
        let kilobytes = |bytes: f64| format!("{:.1}", bytes / 1000.0);
        table.add_row([
            row.name.to_owned(),
            format!("{:.1}", row.usage.seconds),
            format!("{:.1}", row.usage.processor),
            format!("{:.0}", row.usage.memory),
            format!("{:.1}", number(row.index) / 1e6),
            kilobytes(row.program),
            kilobytes(of("first")),
            kilobytes(of("most")),
            kilobytes(of("second")),
            format!("{:.3}", of("recall")),
            format!("{:.3}", of("precision")),
        ]);
    }
    table
}

fn number(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is far below 2^53")]
    let number = bytes as f64;
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_an_engine() {
        let row = Row {
            name: "Gazette",
            usage: Usage {
                seconds: 1.25,
                processor: 2.0,
                memory: 80.4,
            },
            index: 4_200_000,
            program: 20_000.0,
            searches: serde_json::json!({ "first": 40_000, "second": 1_000, "most": 50_000, "recall": 1.0, "precision": 0.987_6 }),
        };
        let table = table(&[row]).to_string();
        let line = table.lines().nth(1).expect("a row");
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(
            cells,
            [
                "Gazette", "1.2", "2.0", "80", "4.2", "20.0", "40.0", "50.0", "1.0", "1.000",
                "0.988"
            ]
        );
    }
}
