//! Writing an edition: JSON, printed pages, media and the portal's files, in parallel.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, Result};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{
    compress::compress,
    edition::Edition,
    feed::{self, Feed},
    host, offline, print, redirect,
    share_image::{self, Fonts, Painter, ShareImage},
    shell::Shell,
    sitemap,
    staging::{Staging, Tally},
    web_manifest,
};
use crate::model::{Route, SCHEMA};

/// Fewer pages than this are printed before anyone could read a progress bar.
const LONG: u64 = 1000;

/// What became of an edition.
pub struct Published {
    /// Of its files.
    pub tally: Tally,
    /// Characters of titles that no font of share images has.
    pub undrawn: BTreeSet<char>,
}

/// Writes an edition to `out`, with the portal from `portal`. What is news and what is not is decided as of `now`.
///
/// # Errors
/// If the portal is not there or the disk refuses; then `out` is as it was.
pub fn publish(edition: &Edition, portal: &Path, out: &Path, now: Timestamp) -> Result<Published> {
    let fonts = Fonts::read(&edition.config.share_fonts)?;
    let shell = Shell::read(portal, &edition.config.base)?;
    let marker = json!({ "schema": SCHEMA, "press": env!("CARGO_PKG_VERSION") });
    let staging = Staging::begin(out, portal, &encode(&marker)?)?;
    let bar = progress(edition.routes.len() as u64)?;
    let languages = 0..edition.config.languages.len();
    let feeds: Vec<Vec<Feed<'_>>> = languages
        .clone()
        .map(|language| feed::feeds(edition, language))
        .collect();
    edition
        .routes
        .par_iter()
        .progress_with(bar)
        .try_for_each(|(language, route)| {
            route_files(
                edition,
                &shell,
                &staging,
                &feeds[*language],
                &fonts,
                *language,
                route,
            )
        })?;
    feeds
        .par_iter()
        .flatten()
        .try_for_each(|feed| feed_files(feed, &staging))?;
    languages
        .into_par_iter()
        .try_for_each(|language| language_files(edition, &shell, &staging, language))?;
    offline::write_worker(edition, &shell, &staging)?;
    edition
        .media()
        .into_par_iter()
        .try_for_each(|(address, file)| staging.copy(address, file))?;
    shell
        .assets
        .par_iter()
        .try_for_each(|(name, file)| staging.copy(&format!("assets/{name}"), file))?;
    for (path, content) in sitemap::sitemaps(edition, now)? {
        staging.put(&path, &content)?;
    }
    host_files(edition, &staging)?;
    let undrawn = share_images(edition, &fonts, &staging)?;
    compress(&staging)?;
    Ok(Published {
        tally: staging.publish()?,
        undrawn,
    })
}

/// Draws the share images that the edition before has not. Returns the characters for which no font was named: pages
/// with such a character in their title go without.
fn share_images(edition: &Edition, fonts: &Fonts, staging: &Staging) -> Result<BTreeSet<char>> {
    let images: BTreeMap<String, ShareImage> = edition
        .routes
        .iter()
        .map(|(language, route)| share_image::of(edition, *language, route))
        .map(|image| (image.address.clone(), image))
        .collect();
    let drawn = images.into_par_iter().map_init(
        || Painter::new(fonts),
        |painter, (address, image)| {
            let lacking = fonts.lacking(&image);
            if lacking.is_none() && !staging.keep(&address) {
                staging.put(&address, &painter.draw(&image)?)?;
            }
            Ok(lacking)
        },
    );
    let lacking: Vec<Option<char>> = drawn.collect::<Result<_>>()?;
    Ok(lacking.into_iter().flatten().collect())
}

/// What hosts read, and pages at former addresses for those that do not.
fn host_files(edition: &Edition, staging: &Staging) -> Result<()> {
    let redirects = redirect::all(&edition.config, &edition.manuscripts);
    for redirect in &redirects {
        if let Some(path) = redirect.file(&edition.config.base) {
            staging.put(&path, redirect.page(&edition.config).as_bytes())?;
        }
    }
    staging.put("_headers", host::headers(&edition.config.base).as_bytes())?;
    staging.put("_redirects", host::redirects(&redirects).as_bytes())
}

fn route_files(
    edition: &Edition,
    shell: &Shell,
    staging: &Staging,
    feeds: &[Feed<'_>],
    fonts: &Fonts,
    language: usize,
    route: &Route,
) -> Result<()> {
    let locale = &edition.config.languages[language];
    let document = edition.document(language, route);
    let path = |path: String| format!("{}{path}", locale.prefix);
    staging.put(&path(route.json_path()), &encode(&document)?)?;
    let image = share_image::of(edition, language, route);
    let image = fonts.lacking(&image).is_none().then_some(&image);
    let page = print::page(
        shell,
        &edition.config,
        locale,
        route,
        &document,
        feeds,
        image,
    );
    staging.put(&path(route.html_path()), page.as_bytes())
}

fn feed_files(feed: &Feed<'_>, staging: &Staging) -> Result<()> {
    for (path, content) in feed.files()? {
        staging.put(&path, &content)?;
    }
    Ok(())
}

fn language_files(
    edition: &Edition,
    shell: &Shell,
    staging: &Staging,
    language: usize,
) -> Result<()> {
    let locale = &edition.config.languages[language];
    let index = edition.search_index(language);
    let bare = print::bare(shell, &edition.config, locale);
    let offline = print::offline(shell, &edition.config, locale);
    staging.put(
        &format!("{}{}", locale.prefix, offline::PAGE),
        offline.as_bytes(),
    )?;
    let manifest = web_manifest::manifest(&edition.config, locale, shell);
    staging.put(
        &format!("{}{}", locale.prefix, web_manifest::NAME),
        &encode(&manifest)?,
    )?;
    staging.put(&locale.site_file(), &encode(&locale.site)?)?;
    staging.put(
        &format!("{}search/entries.json", locale.prefix),
        &encode(&index)?,
    )?;
    staging.put(&format!("{}shell.html", locale.prefix), bare.as_bytes())
}

fn encode(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).context("JSON cannot be made")
}

fn progress(pages: u64) -> Result<ProgressBar> {
    if pages < LONG {
        return Ok(ProgressBar::hidden());
    }
    // It draws itself only where stderr is a terminal.
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {eta} left")?;
    Ok(ProgressBar::new(pages).with_style(style))
}
