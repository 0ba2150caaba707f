//! The time until a reader sees an article: printed, in the bare shell, printed without any script, printed but replaced by the
//! portal instead of being taken over, and printed with an empty script alone. An article that begins with a picture is loaded
//! printed, and printed without any script.
//!
//! The last tells what any script costs in Lighthouse's simulation of a slow processor: it counts the browser's own beginning
//! of a page, before the first byte of a script has come, where that task asks for a script, and not where there is none.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use comfy_table::Table;

use super::{
    copy, edition,
    front::Front,
    lighthouse::{self, MEASURED, PageMeasurements, THROTTLING},
    peers, remove,
};
use crate::{press, process, server::Server, set_up, size::ARTICLE, table};

/// An article with a lead image.
const LED: &str = "news/colour-contrast-and-dark-pages";

/// The pages that are compared, each with its article, in the order of [`prepare`].
const PAGES: [(&str, &str); 7] = [
    ("(a) printed", ARTICLE),
    ("(b) bare shell", ARTICLE),
    ("(c) no script", ARTICLE),
    ("(d) replaced", ARTICLE),
    ("(e) empty script", ARTICLE),
    ("(f) lead image", LED),
    ("(g) lead image, no script", LED),
];

/// Reports of each page under each throttling.
type Reports = [[Vec<PageMeasurements>; PAGES.len()]; THROTTLING.len()];

/// A server of pages.
enum Host {
    /// HTTP/2 over TLS.
    Real(Front),
    /// HTTP/1.1.
    Plain(Server),
}

impl Host {
    fn start(press: &Path, site: &Path, plain: bool) -> Result<Self> {
        let server = Server::preview(press, site)?;
        if plain {
            return Ok(Self::Plain(server));
        }
        Ok(Self::Real(Front::of(server, &site.with_extension("host"))?))
    }

    fn address(&self) -> &str {
        match self {
            Self::Real(front) => &front.address,
            Self::Plain(server) => &server.address,
        }
    }
}

/// Loads each page under each throttling in turn, so many times, and shows the medians. Over HTTP/2 with TLS, unless it is
/// to be `plain`.
///
/// # Errors
/// When a tool is missing, dist/ is not built, or a page does not load.
pub fn run(rounds: usize, plain: bool) -> Result<()> {
    ensure!(rounds > 0, "no rounds, nothing to measure");
    let dist = edition(ARTICLE)?;
    set_up::run(&set_up::BENCHES)?;
    let press = press::release()?;
    let folder = process::target_dir().join("bench/load");
    let mut servers = Vec::new();
    for site in prepare(dist, &folder)? {
        servers.push(Host::start(&press, &site, plain)?);
    }
    let mut reports = Reports::default();
    for round in 1..=rounds {
        for ((throttling, name), reports) in THROTTLING.iter().zip(&mut reports) {
            for ((server, (page, article)), reports) in servers.iter().zip(PAGES).zip(reports) {
                let address = format!("{}{article}/", server.address());
                eprintln!("round {round} of {rounds}: {page}, {name}");
                let file = folder.join("report.json");
                reports.push(lighthouse::run(&address, throttling, &file)?);
            }
        }
    }
    println!(
        "{ARTICLE}/ and {LED}/, Lighthouse, mobile, {}, medians of {rounds}\n{}",
        if plain { "HTTP/1.1" } else { "HTTP/2" },
        table(&reports)
    );
    println!("{}", verdict(&reports));
    Ok(())
}

/// The edition as it is, with the shell in place of the article, with an article without script, and with one that the
/// portal does not know for printed.
fn prepare(dist: &Path, folder: &Path) -> Result<[PathBuf; PAGES.len()]> {
    remove(folder)?;
    let read = |path: PathBuf| {
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let shell = read(dist.join("shell.html"))?;
    let printed = read(dist.join(ARTICLE).join("index.html"))?;
    let led = read(dist.join(LED).join("index.html"))?;
    let silent = without_scripts(&printed);
    let foreign = printed.replacen(" data-route=", " data-was-route=", 1);
    let empty = silent.replacen("</head>", "<script src=\"/empty.js\"></script></head>", 1);
    let site = |name: &str, article: &str, html: &str| -> Result<PathBuf> {
        let site = folder.join(name);
        copy(dist, &site)?;
        peers::write_all(&site.join(article).join("index.html"), html.as_bytes())?;
        Ok(site)
    };
    let with_empty = site("empty", ARTICLE, &empty)?;
    let script = with_empty.join("empty.js");
    fs::write(&script, "").with_context(|| format!("cannot write {}", script.display()))?;
    // All are compressed here, by the same rule.
    Ok([
        site("printed", ARTICLE, &printed)?,
        site("shell", ARTICLE, &shell)?,
        site("silent", ARTICLE, &silent)?,
        site("replaced", ARTICLE, &foreign)?,
        with_empty,
        site("led", LED, &led)?,
        site("led-silent", LED, &without_scripts(&led))?,
    ])
}

/// A page without its script elements, data blocks among them.
pub fn without_scripts(html: &str) -> String {
    const END: &str = "</script>";
    let mut parts = html.split("<script");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |page, part| {
        page + part.split_once(END).map_or("", |(_, rest)| rest)
    })
}

fn table(reports: &Reports) -> Table {
    let header = ["throttling", "page"].into_iter().chain(MEASURED);
    let mut table = table::table(header, 2);
    for ((_, throttling), reports) in THROTTLING.iter().zip(reports) {
        for ((page, _), reports) in PAGES.iter().zip(reports) {
            let names = [throttling, page].map(|it| (*it).to_owned());
            table.add_row(names.into_iter().chain(lighthouse::medians(reports)));
        }
    }
    table
}

/// Tells how much later the printed article is seen than one without script, and its scores, with what cost them something.
fn verdict(reports: &Reports) -> String {
    let mut lines = Vec::new();
    let lcp = |of: &[PageMeasurements]| lighthouse::middle(of, |it| it.lcp);
    for ((_, throttling), reports) in THROTTLING.iter().zip(reports) {
        let [printed, _, silent, _, empty, led, led_silent] = reports;
        let by_silent = lcp(printed) / lcp(silent);
        let by_empty = lcp(printed) / lcp(empty);
        let of_led = lcp(led) / lcp(led_silent);
        lines.push(format!(
            "LCP of (a) by (c), {throttling}: {by_silent:.2}; by (e): {by_empty:.2}; of (f) by (g): {of_led:.2}"
        ));
    }
    let printed: Vec<&PageMeasurements> =
        reports.iter().flat_map(|[printed, ..]| printed).collect();
    let scores = printed.iter().flat_map(|report| &report.scores);
    let mut lowest: Vec<(&str, f64)> = Vec::new();
    for (name, score) in scores {
        match lowest.iter_mut().find(|(known, _)| known == name) {
            Some((_, lowest)) => *lowest = lowest.min(*score),
            None => lowest.push((name, *score)),
        }
    }
    let scores = lowest
        .iter()
        .map(|(name, score)| format!("{name} {score:.0}"));
    lines.push(format!(
        "lowest scores of (a): {}",
        scores.collect::<Vec<_>>().join(", ")
    ));
    let mut lost: Vec<&String> = printed.iter().flat_map(|report| &report.lost).collect();
    lost.sort_unstable();
    lost.dedup();
    lines.extend(lost.into_iter().map(|lost| format!("  lost by {lost}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_goes_and_nothing_else() {
        let html = "<head><script src=\"a.js\" defer></script><title>x</title></head><p>y<script type=\"application/ld+json\">{}</script>z";
        assert_eq!(without_scripts(html), "<head><title>x</title></head><p>yz");
    }

    #[test]
    fn the_verdict_names_what_was_lost() {
        let report = |lcp: f64, seo: f64| PageMeasurements {
            lcp,
            scores: vec![("seo", seo)],
            lost: vec!["canonical: none".into()],
            ..PageMeasurements::default()
        };
        let page = || {
            [
                vec![
                    report(1100.0, 92.0),
                    report(900.0, 100.0),
                    report(1000.0, 100.0),
                ],
                Vec::new(),
                vec![report(800.0, 1.0)],
                Vec::new(),
                vec![report(1000.0, 1.0)],
                vec![report(2200.0, 1.0)],
                vec![report(2000.0, 1.0)],
            ]
        };
        let verdict = verdict(&[page(), page()]);
        assert!(
            verdict.contains("LCP of (a) by (c), applied: 1.25; by (e): 1.00; of (f) by (g): 1.10"),
            "{verdict}"
        );
        assert!(
            verdict.ends_with("lowest scores of (a): seo 92\n  lost by canonical: none"),
            "{verdict}"
        );
    }
}
