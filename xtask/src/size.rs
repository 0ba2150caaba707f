//! The weight of a reader's first visit to an article, and of what a first search adds.

pub mod references;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use comfy_table::Table;
use flate2::{Compression, write::GzEncoder};

use crate::{build::DIST, table};

/// WebAssembly and JavaScript together, in bytes after brotli at its highest level.
const BUDGET: usize = 61_000;

/// The article that is weighed: the one that the demonstration site is modelled on.
pub const ARTICLE: &str = "news/taiwan-france-24th-iccm";

struct FileSize {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Shows the table; fails when the portal is over its budget.
///
/// # Errors
/// When dist/ is not built, or the portal is too heavy.
pub fn run() -> Result<()> {
    let dist = Path::new(DIST);
    let article = Path::new(ARTICLE);
    let first = references::of_first_visit(dist, article)
        .context("nothing to weigh: run `cargo xtask build`")?;
    let first = weigh_all(dist, &first)?;
    println!("A first visit to {ARTICLE}/ transfers\n{}", table(&first));
    let search = weigh_all(dist, &references::of_search(dist, article)?)?;
    println!("A first search, besides the index,\n{}", table(&search));
    judge(&first)
}

fn weigh_all(dist: &Path, files: &[PathBuf]) -> Result<Vec<FileSize>> {
    let weigh = |file: &PathBuf| {
        let bytes = fs::read(dist.join(file))
            .with_context(|| format!("cannot read {DIST}/{}", file.display()))?;
        weigh(file.display().to_string(), &bytes)
    };
    files.iter().map(weigh).collect()
}

fn weigh(name: String, bytes: &[u8]) -> Result<FileSize> {
    Ok(FileSize {
        name,
        raw: bytes.len(),
        gzip: gzip(bytes)?.len(),
        brotli: brotli(bytes)?.len(),
    })
}

/// Gzip at its highest level.
///
/// # Errors
/// None that are known: memory does not refuse.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?)
}

/// Brotli at its highest level.
///
/// # Errors
/// As [`gzip`].
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn table(weights: &[FileSize]) -> Table {
    let mut table = table::table(["file", "bytes", "gzip -9", "brotli 11"], 1);
    let row = |name: &str, numbers: [usize; 3]| {
        let [raw, gzip, brotli] = numbers.map(grouped);
        [name.to_owned(), raw, gzip, brotli]
    };
    for weight in weights {
        table.add_row(row(&weight.name, [weight.raw, weight.gzip, weight.brotli]));
    }
    let portal = || weights.iter().filter(|weight| is_portal(&weight.name));
    table.add_row(row("wasm + JS", sums(portal())));
    table.add_row(row("all", sums(weights.iter())));
    table
}

fn judge(weights: &[FileSize]) -> Result<()> {
    let portal = weights.iter().filter(|weight| is_portal(&weight.name));
    let [_, _, brotli] = sums(portal);
    let (brotli_text, budget) = (grouped(brotli), grouped(BUDGET));
    if brotli > BUDGET {
        bail!(
            "the portal is {} bytes over its budget: wasm + JS are {brotli_text} bytes with brotli, {budget} are allowed",
            grouped(brotli - BUDGET)
        );
    }
    println!("wasm + JS: {brotli_text} of {budget} bytes");
    Ok(())
}

fn is_portal(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension == "wasm" || extension == "js")
}

fn sums<'a>(weights: impl Iterator<Item = &'a FileSize>) -> [usize; 3] {
    weights.fold([0; 3], |[raw, gzip, brotli], weight| {
        [raw + weight.raw, gzip + weight.gzip, brotli + weight.brotli]
    })
}

/// `1234567` as `1,234,567`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(name: &str, brotli: usize) -> FileSize {
        FileSize {
            name: name.into(),
            raw: brotli * 4,
            gzip: brotli * 2,
            brotli,
        }
    }

    #[test]
    fn numbers_are_grouped() {
        let texts = [0, 12, 123, 1_234, 123_456, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "123", "1,234", "123,456", "1,234,567"]);
    }

    #[test]
    fn the_budget_is_for_wasm_and_js_alone() {
        let fits = [
            weight("a.wasm", BUDGET - 1),
            weight("a.js", 1),
            weight("a.css", 9),
        ];
        assert!(judge(&fits).is_ok());
        let heavy = [weight("a.wasm", BUDGET - 1), weight("a.js", 1_002)];
        let message = judge(&heavy).expect_err("must fail").to_string();
        assert!(
            message.starts_with("the portal is 1,001 bytes over its budget"),
            "{message}"
        );
    }

    #[test]
    fn the_table_has_sums() {
        let table = table(&[weight("a.wasm", 1_000), weight("a.css", 10)]).to_string();
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[1], ["a.wasm", "4,000", "2,000", "1,000"]);
        assert_eq!(lines[3], ["wasm", "+", "JS", "4,000", "2,000", "1,000"]);
        assert_eq!(lines[4], ["all", "4,040", "2,020", "1,010"]);
    }

    #[test]
    fn compressed_is_smaller() {
        let weight = weigh("zeros".into(), &[0; 10_000]).expect("weighed");
        assert!(weight.brotli < weight.gzip && weight.gzip < weight.raw);
    }
}
