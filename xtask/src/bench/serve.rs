//! The time until an editor sees a change: from the moment an article is saved until the open page is told, and until it has
//! the new page.

use std::{
    io::{BufRead, BufReader, Read},
    time::Instant,
};

use anyhow::{Result, ensure};

use super::{corpus::Corpus, median};
use crate::{press, process, server::Server, table};

/// Saves one article of corpora of so many articles, so many times, and shows how long it took.
///
/// # Errors
/// When press does not build, finds a mistake in the corpus, or does not tell of a change.
pub fn run(articles: &[usize], rounds: usize) -> Result<()> {
    ensure!(rounds > 0, "no rounds, nothing to measure");
    let press = press::release()?;
    let header = ["articles", "from saving to", "median, ms", "longest, ms"];
    let mut table = table::table(header, 2);
    for count in articles {
        let folder = process::target_dir().join(format!("bench/serve-{count}"));
        let corpus = Corpus::write(folder.join("content"), *count)?;
        let server = Server::serve(&press, &corpus.content)?;
        let mut events = BufReader::new(server.ask("/_press/events")?);
        next(&mut events)?;
        let (mut told, mut shown) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            let page = corpus.change_one(round)?;
            let start = Instant::now();
            let event = next(&mut events)?;
            told.push(milliseconds(start));
            ensure!(
                event.contains("\"report\":\"\""),
                "press found a mistake: {event}"
            );
            let mut answer = String::new();
            server.ask(&page)?.read_to_string(&mut answer)?;
            shown.push(milliseconds(start));
            let text = format!("This is correction {round}.");
            ensure!(answer.contains(&text), "{page} does not show the change");
        }
        for (what, times) in [("the page is told", told), ("the page is there", shown)] {
            let longest = times.iter().copied().fold(0.0, f64::max);
            let median = median(times).unwrap_or_default();
            let cells = [
                count.to_string(),
                what.into(),
                format!("{median:.0}"),
                format!("{longest:.0}"),
            ];
            table.add_row(cells);
        }
    }
    println!("{rounds} times\n{table}");
    Ok(())
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// The next server-sent event.
fn next(events: &mut impl BufRead) -> Result<String> {
    loop {
        let mut line = String::new();
        ensure!(events.read_line(&mut line)? > 0, "press has ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return Ok(data.trim().to_owned());
        }
    }
}
