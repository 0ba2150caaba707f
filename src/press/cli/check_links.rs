//! `press check --online`: whether what is linked to on other sites is there. Nothing else that press does uses the network.

mod client;

use std::{collections::BTreeMap, thread, time::Duration};

use anyhow::Result;
use gazette_content::{
    check::rules_online::asks_for,
    checked_site::Checked,
    source::external_link::ExternalLink,
    toml::{allow, allow::Allowance},
};
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    source::Source,
};
use indicatif::ProgressBar;
use rayon::{ThreadPoolBuilder, prelude::*};
use url::Url;

use crate::check_links::client::{Client, LinkFault};

/// Hosts that are asked at the same time.
const AT_ONCE: usize = 8;

/// Pause between two requests to a host.
const PAUSE: Duration = Duration::from_millis(250);

/// Timeouts of a host, one after the other, after which it is asked nothing more.
const ENOUGH: usize = 2;

/// Outcome of a request: the new address, if it has moved for good.
type LinkOutcome = Result<Option<Url>, LinkFault>;

/// Asks for everything that an edition links to on other sites; each may take so long to answer. What is allowed is left
/// out.
///
/// # Errors
/// If no threads can be had.
pub fn prove(checked: &Checked, patience: Duration) -> Result<Problems> {
    // What is new on this site is not there yet.
    let is_own = |url: &Url| url.origin().ascii_serialization() == checked.site.config.origin;
    let links = checked
        .report
        .external_links
        .iter()
        .filter(|(_, link)| !is_own(&link.url));
    let links: Vec<&(Source, ExternalLink)> = links.collect();
    let outcomes = ask(links.iter().map(|(_, link)| link.page()), patience)?;
    let problem =
        |(source, link): &&(Source, ExternalLink)| told(source, link, outcomes.get(&link.page())?);
    let mut problems: Problems = links.iter().filter_map(problem).collect();
    let allowances: Vec<&Allowance> = checked.report.allowances.iter().collect();
    allow::apply(&allowances, asks_for, &mut problems);
    Ok(problems)
}

/// Asks for addresses, each once: many hosts at once, each of them one thing at a time.
fn ask(pages: impl Iterator<Item = Url>, patience: Duration) -> Result<BTreeMap<Url, LinkOutcome>> {
    let mut hosts: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for page in pages {
        let host = hosts.entry(page.authority().to_owned()).or_default();
        if !host.contains(&page) {
            host.push(page);
        }
    }
    let client = Client::new(patience);
    let bar = ProgressBar::new(hosts.values().map(|pages| pages.len() as u64).sum());
    let pool = ThreadPoolBuilder::new().num_threads(AT_ONCE).build()?;
    let outcomes = pool.install(|| {
        let hosts = hosts.into_par_iter();
        hosts
            .flat_map_iter(|(_, pages)| of_host(&client, pages, &bar))
            .collect()
    });
    bar.finish_and_clear();
    Ok(outcomes)
}

/// Asks a host for its pages, until it is clear that it answers nothing.
fn of_host(client: &Client, pages: Vec<Url>, bar: &ProgressBar) -> Vec<(Url, LinkOutcome)> {
    let mut outcomes: Vec<(Url, LinkOutcome)> = Vec::new();
    let mut silent: Option<LinkFault> = None;
    let mut timeouts = 0;
    for page in pages {
        let outcome = if let Some(fault) = &silent {
            Err(fault.clone().of(&page))
        } else {
            if !outcomes.is_empty() {
                thread::sleep(PAUSE);
            }
            client.follow(&page)
        };
        timeouts = match &outcome {
            Err(fault) if fault.is_timeout() => timeouts + 1,
            _ => 0,
        };
        if let Err(fault) = &outcome
            && fault.at.authority() == page.authority()
            && (fault.is_of_host() || timeouts == ENOUGH)
        {
            silent = Some(fault.clone());
        }
        bar.inc(1);
        outcomes.push((page, outcome));
    }
    outcomes
}

/// The problem of a link, if it has one.
fn told(source: &Source, link: &ExternalLink, outcome: &LinkOutcome) -> Option<Problem> {
    let span = link.span.clone();
    match outcome {
        Ok(None) => None,
        Ok(Some(new)) => {
            let mut new = new.clone();
            if new.fragment().is_none() {
                new.set_fragment(link.url.fragment());
            }
            Some(
                Problem::new(&rule::LINK_MOVED, format!("{} has moved for good", link.url))
                    .at(source, span, "leads on from there")
                    .help(format!("Write where it is now: {new}")),
            )
        }
        Err(fault) => Some(
            Problem::new(&rule::LINK_DEAD, format!("nothing can be read at {}: {}", link.url, fault.told(&link.page())))
                .at(source, span, "dead")
                .help("Try it in a browser. If it is gone, link to where it is now, or take the link out; if it is there, allow link::dead, with a reason."),
        ),
    }
}
