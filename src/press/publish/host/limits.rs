//! Limits of hosts: a site is told in time that it will outgrow one.

use std::{fs, path::Path};

use anyhow::Result;
use gazette_content::{
    checked_site::CheckedSite,
    config::{host::ShareImages, site::Config},
};
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
};

use crate::{
    host::{
        profile::{HostFile, profile},
        rules,
    },
    output::tree::Tree,
    redirect,
    redirect::Redirect,
};

/// The part of a limit from which on it is told, in per cent.
const FROM: u64 = 80;

/// Characters of an address that a message shows.
const SHOWN: usize = 60;

/// Files of the search index for ten articles.
const SEARCH: u64 = 5;

/// Files that every edition has: feeds, sitemaps, the portal.
const FIXED: u64 = 60;

/// The size of an edition, in what hosts count.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Files.
    pub files: u64,
    /// Bytes of all of them; none before they are made.
    pub bytes: Option<u64>,
}

/// An estimate of the size of an edition that is not made yet.
pub fn estimate(edition: &CheckedSite) -> Size {
    let config = &edition.config;
    let profile = profile(config.host_kind);
    let articles = number(edition.articles());
    let shared = match config.share_images {
        ShareImages::All => articles,
        ShareImages::Site => 0,
    };
    let redirects = redirect::all(edition);
    let aliases = if profile.reads(HostFile::AliasPage) {
        redirects.len()
    } else {
        0
    };
    let pages = 2 * edition.pages().len() + edition.media().len() + edition.statics.len() + aliases;
    let made = number(pages) + shared + articles * SEARCH / 10 + FIXED;
    Size {
        // Two copies of nearly everything but pictures.
        files: if profile.reads(HostFile::Copy) {
            made * 3 - shared * 2
        } else {
            made
        },
        bytes: None,
    }
}

/// The size of an edition in its folder.
///
/// # Errors
/// If the folder cannot be listed.
pub fn measure(out: &Path) -> Result<Size> {
    let tree = Tree::list(out)?;
    Ok(Size {
        files: u64::try_from(tree.files.len())?,
        bytes: Some(tree.files.values().map(|stamp| stamp.bytes).sum()),
    })
}

/// Warnings of all limits of the site's host that are near, or passed.
pub fn near(edition: &CheckedSite, size: Size) -> Problems {
    let config = &edition.config;
    let limits = profile(config.host_kind).limits;
    let articles = number(edition.articles());
    let redirects = redirect::all(edition);
    let mut problems = Problems::default();
    if let Some(limit) = limits.files.filter(|limit| is_near(size.files, *limit)) {
        problems.push(files(config, size.files, limit));
    }
    let bytes = limits.bytes.zip(size.bytes);
    if let Some((limit, bytes)) = bytes.filter(|(limit, bytes)| is_near(*bytes, *limit)) {
        let room = fit(bytes, limit, bytes.div_ceil(articles.max(1)));
        let message = format!(
            "the edition has {} MB, and {} takes {} MB: {room}",
            bytes / 1_000_000,
            name(config),
            limit / 1_000_000
        );
        problems.push(problem(message, "Smaller pictures and attachments elsewhere make room; a bucket or a server of your own has no such limit."));
    }
    problems.extend(
        limits
            .redirects
            .and_then(|limit| too_many(config, &redirects, limit)),
    );
    problems.extend(lengths(edition, &redirects));
    problems
}

/// A warning if the rules of all former addresses are near a limit, or beyond it.
fn too_many(config: &Config, redirects: &[Redirect], limit: u64) -> Option<Problem> {
    let rules = redirects.iter();
    let rules = rules.map(|redirect| rules::rules(redirect, config.host_kind).len());
    let (count, addresses) = (number(rules.sum()), number(redirects.len()));
    is_near(count, limit).then(|| {
        let message = format!(
            "the site has {addresses} former addresses in {count} forms, and {} takes {limit} redirects: {}",
            name(config),
            fit(count, limit, count.div_ceil(addresses.max(1)))
        );
        problem(message, "The oldest of those beyond get a small page that leads on.")
    })
}

/// Warnings of single files and lines that are near a limit.
fn lengths(edition: &CheckedSite, redirects: &[Redirect]) -> Problems {
    let config = &edition.config;
    let limits = profile(config.host_kind).limits;
    let mut problems = Problems::default();
    let media = edition.media();
    let media = media
        .into_iter()
        .map(|(address, medium)| (address.to_owned(), medium.to_owned()));
    let statics = edition
        .statics
        .iter()
        .map(|(path, file)| (path.clone(), file.clone()));
    for (path, file) in media.chain(statics) {
        let bytes = fs::metadata(file).map_or(0, |data| data.len());
        if let Some(limit) = limits.file.filter(|limit| is_near(bytes, *limit)) {
            let message = format!(
                "{path} has {} MB, and {} takes files of {} MB",
                bytes / 1_000_000,
                name(config),
                limit / 1_000_000
            );
            problems.push(problem(
                message,
                "Make it smaller, or link to it at a place of its own.",
            ));
        }
    }
    if let Some(limit) = limits.redirect {
        problems.extend(
            redirects
                .iter()
                .filter_map(|it| too_long(config, it, limit)),
        );
    }
    let headers = rules::headers(config);
    let longest = headers.lines().map(characters).max().unwrap_or(0);
    if let Some(limit) = limits.header.filter(|limit| is_near(longest, *limit)) {
        let message = format!(
            "a line of {} has {longest} characters, and {} takes {limit}",
            crate::host::HEADERS,
            name(config)
        );
        problems.push(problem(
            message,
            "Shorten the address of the counter in site.toml.",
        ));
    }
    problems
}

/// A warning if the longest rule of a former address is near a limit, or beyond it.
fn too_long(config: &Config, redirect: &Redirect, limit: u64) -> Option<Problem> {
    let rules = rules::rules(redirect, config.host_kind).into_iter();
    let length = rules.map(|rule| characters(&rule)).max().unwrap_or(0);
    is_near(length, limit).then(|| {
        let message = format!(
            "the redirect from {} has {length} characters, and {} takes {limit}",
            beginning(&redirect.from),
            name(config)
        );
        problem(
            message,
            "Take the alias out of the article, or choose a host of another kind.",
        )
    })
}

fn files(config: &Config, files: u64, limit: u64) -> Problem {
    let (each, help) = match config.share_images {
        ShareImages::All => (
            35,
            "share_images = \"site\" in site.toml saves a file for each article; a paid plan, a bucket or a server takes more.",
        ),
        ShareImages::Site => (
            25,
            "A paid plan, a bucket or a server of your own takes more.",
        ),
    };
    let room = fit(files * 10, limit * 10, each);
    let message = format!(
        "the edition has about {files} files, and {} takes {limit}: {room}",
        name(config)
    );
    problem(message, help)
}

/// The articles that still have room, or have none.
fn fit(now: u64, limit: u64, each: u64) -> String {
    let each = each.max(1);
    match limit.checked_sub(now) {
        Some(room) => format!("{} more articles fit", room / each),
        None => format!("{} articles too many", (now - limit).div_ceil(each)),
    }
}

fn is_near(value: u64, limit: u64) -> bool {
    value.saturating_mul(100) >= limit.saturating_mul(FROM)
}

/// As much of an address as one can tell it by.
fn beginning(address: &str) -> String {
    let mut text: String = address.chars().take(SHOWN).collect();
    if text.len() < address.len() {
        text.push('…');
    }
    text
}

fn characters(text: &str) -> u64 {
    number(text.trim_end().chars().count())
}

fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn name(config: &Config) -> &'static str {
    use gazette_content::config::host::HostKind::{
        Bucket, Cloudflare, GithubPages, Netlify, Server,
    };
    match config.host_kind {
        Server => "the server",
        Bucket => "the bucket",
        Cloudflare => "Cloudflare Pages",
        Netlify => "Netlify",
        GithubPages => "GitHub Pages",
    }
}

fn problem(message: String, help: &str) -> Problem {
    Problem::new(&rule::SITE_HOST_LIMIT, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_told_from_four_fifths_on() {
        assert!(!is_near(15_999, 20_000) && is_near(16_000, 20_000) && is_near(30_000, 20_000));
        assert_eq!(fit(160_000, 200_000, 35), "1142 more articles fit");
        assert_eq!(fit(200_000, 200_000, 35), "0 more articles fit");
        assert_eq!(fit(200_001, 200_000, 35), "1 articles too many");
    }
}
