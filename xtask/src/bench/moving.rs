//! The time from a click to the new page, in the portal and in other apps of the same pages: with the page at hand, since a
//! reader has pointed at its link, and without.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use comfy_table::Table;
use serde::Deserialize;

use super::{copy, edition, front::Front, peers, remove};
use crate::{
    press, process,
    server::Server,
    set_up::{
        self,
        tools::{CHROMIUM, PEERS},
    },
    table,
};

/// The page on which all moves begin, a long list.
const START: &str = "news/page/1";

/// What all moves of one kind took in each app, in milliseconds.
#[derive(Deserialize)]
struct Moves {
    prefetched: bool,
    all: Vec<Vec<f64>>,
}

/// Moves about in each app, so many times, and shows the times that three quarters of the moves kept.
///
/// # Errors
/// When a tool is missing, dist/ is not built, or an app does not move.
pub fn run(moves: usize) -> Result<()> {
    ensure!(moves > 0, "no moves, nothing to measure");
    let dist = edition(START)?;
    set_up::run(&set_up::PEER_BENCHES)?;
    let press = press::release()?;
    let folder = process::target_dir().join("bench/move");
    remove(&folder)?;
    let mut fronts = vec![Front::of(
        Server::preview(&press, dist)?,
        &folder.join("gazette.host"),
    )?];
    for (app, (_, name)) in peers::build()?.iter().zip(peers::ALL) {
        let site = folder.join(name);
        copy(dist, &site)?;
        peers::put(app, &site, &[START])?;
        let server = Server::preview(&press, &site)?;
        fronts.push(Front::of(
            server,
            &folder.join(name).with_extension("host"),
        )?);
    }
    let mut command = Command::new("node");
    command
        .arg(PEERS.root()?.join("measure.js"))
        .arg(CHROMIUM.find().context("chromium is missing")?)
        .args([moves.to_string(), format!("{START}/")])
        .args(fronts.iter().map(|front| &front.address));
    let said = process::read(&mut command)?;
    let measured: Vec<Moves> = said
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    println!(
        "{moves} moves from /{START}/, 4 × slower processor, slow 4G, HTTP/2, milliseconds\n{}",
        table(&measured)?
    );
    Ok(())
}

fn table(measured: &[Moves]) -> Result<Table> {
    let header = ["app", "page", "median", "75 %", "95 %"];
    let mut table = table::table(header, 2);
    let names = ["Gazette"]
        .into_iter()
        .chain(peers::ALL.map(|(name, _)| name));
    for (at, name) in names.enumerate() {
        for moves in measured {
            let times = moves.all.get(at).context("an app was not measured")?;
            let share = |per_cent| format!("{:.0}", quantile(times, per_cent));
            let page = if moves.prefetched {
                "at hand"
            } else {
                "fetched"
            };
            table.add_row([
                name.to_owned(),
                page.to_owned(),
                share(50),
                share(75),
                share(95),
            ]);
        }
    }
    Ok(table)
}

/// The time within which so many of a hundred were done.
fn quantile(times: &[f64], per_cent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let at = (times.len() * per_cent).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_quarters_are_within_the_quantile() {
        let times = [4.0, 1.0, 3.0, 2.0];
        assert!((quantile(&times, 75) - 3.0).abs() < f64::EPSILON);
        assert!((quantile(&times, 100) - 4.0).abs() < f64::EPSILON);
        assert!(quantile(&[], 75).is_nan());
    }
}
