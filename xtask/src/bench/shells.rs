//! The time until a reader sees an article that the browser itself renders: the portal's bare shell and other apps of the same
//! page, beside the page as plain HTML.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use comfy_table::Table;

use super::{
    copy, edition,
    front::Front,
    lighthouse::{self, MEASURED, PageMeasurements},
    load::without_scripts,
    peers, remove,
};
use crate::{press, process, server::Server, set_up, size::ARTICLE, table};

/// Loads the article in each way in turn, so many times, with throttling applied, and shows the medians.
///
/// # Errors
/// When a tool is missing, dist/ is not built, or a page does not load.
pub fn run(rounds: usize) -> Result<()> {
    ensure!(rounds > 0, "no rounds, nothing to measure");
    let dist = edition(ARTICLE)?;
    set_up::run(&set_up::PEER_BENCHES)?;
    let press = press::release()?;
    let folder = process::target_dir().join("bench/shells");
    let mut pages = Vec::new();
    for (name, site) in prepare(dist, &folder)? {
        let server = Server::preview(&press, &site)?;
        let front = Front::of(server, &site.with_extension("host"))?;
        pages.push((name, front, Vec::new()));
    }
    for round in 1..=rounds {
        for (name, front, reports) in &mut pages {
            eprintln!("round {round} of {rounds}: {name}");
            let address = format!("{}{ARTICLE}/", front.address);
            reports.push(lighthouse::run(
                &address,
                "devtools",
                &folder.join("report.json"),
            )?);
        }
    }
    let rows = pages.iter().map(|(name, _, reports)| (*name, reports));
    println!(
        "{ARTICLE}/ rendered by the browser, Lighthouse, mobile, throttling applied, HTTP/2, medians of {rounds}\n{}",
        table(rows)
    );
    Ok(())
}

/// Editions in which the article is each of the pages.
fn prepare(dist: &Path, folder: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    remove(folder)?;
    let read = |path: PathBuf| {
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let shell = read(dist.join("shell.html"))?;
    let plain = without_scripts(&read(dist.join(ARTICLE).join("index.html"))?);
    let mut sites = Vec::new();
    for (name, lies_in, html) in [
        ("Gazette, bare shell", "shell", shell),
        ("plain HTML", "plain", plain),
    ] {
        let site = folder.join(lies_in);
        copy(dist, &site)?;
        peers::write_all(&site.join(ARTICLE).join("index.html"), html.as_bytes())?;
        sites.push((name, site));
    }
    for (app, (name, lies_in)) in peers::build()?.iter().zip(peers::ALL) {
        let site = folder.join(lies_in);
        copy(dist, &site)?;
        peers::put(app, &site, &[ARTICLE])?;
        sites.push((name, site));
    }
    Ok(sites)
}

fn table<'a>(rows: impl Iterator<Item = (&'a str, &'a Vec<PageMeasurements>)>) -> Table {
    let mut table = table::table(["page"].into_iter().chain(MEASURED), 1);
    for (name, reports) in rows {
        let medians = lighthouse::medians(reports);
        table.add_row([name.to_owned()].into_iter().chain(medians));
    }
    table
}
