//! Writing an edition: JSON, printed pages, media and the portal's files, in parallel.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, Result};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{
    clock::Clock,
    compress::compress,
    edition::Edition,
    feed::{self, Feed},
    host, offline,
    print::{self, Sheet},
    redirect,
    share_image::{self, Fonts, Painter, ShareImage},
    shell::Shell,
    sitemap,
    staging::{Staging, Tally},
    timing::Audience,
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

/// Writes an edition to `out`, with the portal from `portal`.
///
/// # Errors
/// If the portal is not there or the disk refuses; then `out` is as it was.
pub fn publish(
    edition: &Edition,
    portal: &Path,
    out: &Path,
    clock: &mut Clock,
) -> Result<Published> {
    let fonts = Fonts::read(&edition.config.share_fonts)?;
    let shell = Shell::read(portal, &edition.config.base)?;
    let marker = json!({
        "schema": SCHEMA,
        "press": env!("CARGO_PKG_VERSION"),
        "base": edition.config.base,
        "drafts": edition.as_of.audience == Audience::Desk,
    });
    let staging = Staging::begin(out, portal, &encode(&marker)?)?;
    let pages = edition.pages();
    let bar = progress(pages.len() as u64)?;
    let languages = 0..edition.config.languages.len();
    let feeds: Vec<Vec<Feed<'_>>> = languages
        .clone()
        .map(|language| feed::feeds(edition, language))
        .collect();
    // Pages that are no articles share theirs.
    let images: BTreeMap<String, ShareImage> = pages
        .into_par_iter()
        .progress_with(bar)
        .map(|(language, route)| {
            let image = share_image::of(edition, &fonts, *language, route);
            let feeds = &feeds[*language];
            route_files(edition, &shell, &staging, feeds, &image, *language, route)?;
            Ok((image.address.clone(), image))
        })
        .collect::<Result<_>>()?;
    clock.ends("JSON and pages");
    feeds
        .par_iter()
        .flatten()
        .flat_map_iter(|feed| feed.pages().into_iter().map(move |page| (feed, page)))
        .try_for_each(|(feed, page)| feed_files(feed, page, &staging))?;
    clock.ends("feeds");
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
    clock.ends("media and the portal");
    for (path, content) in sitemap::sitemaps(edition)? {
        staging.put(&path, &content)?;
    }
    host_files(edition, &staging)?;
    clock.ends("sitemaps");
    let undrawn = images.values().filter_map(|image| image.undrawn).collect();
    share_images(images, &fonts, &staging)?;
    clock.ends("share images");
    compress(&staging)?;
    clock.ends("compressed copies");
    let tally = staging.publish()?;
    clock.ends("swapping in");
    Ok(Published { tally, undrawn })
}

/// Draws the share images that the edition before has not. Pages with a character that no font has go without.
fn share_images(
    images: BTreeMap<String, ShareImage>,
    fonts: &Fonts,
    staging: &Staging,
) -> Result<()> {
    images
        .into_par_iter()
        .filter(|(address, image)| image.undrawn.is_none() && !staging.keep(address))
        .try_for_each_init(
            || Painter::new(fonts),
            |painter, (address, image)| staging.put(&address, &painter.draw(&image)?),
        )
}

/// What hosts read, and pages at former addresses for those that do not.
fn host_files(edition: &Edition, staging: &Staging) -> Result<()> {
    let redirects = redirect::all(edition);
    for redirect in &redirects {
        if let Some(path) = redirect.file(&edition.config.base) {
            staging.put(&path, redirect.page(&edition.config).as_bytes())?;
        }
    }
    let headers = host::headers(&edition.config.base);
    staging.put(host::NO_JEKYLL, b"")?;
    staging.put(host::HEADERS, headers.as_bytes())?;
    staging.put(host::REDIRECTS, host::redirects(&redirects).as_bytes())
}

fn route_files(
    edition: &Edition,
    shell: &Shell,
    staging: &Staging,
    feeds: &[Feed<'_>],
    image: &ShareImage,
    language: usize,
    route: &Route,
) -> Result<()> {
    let locale = &edition.config.languages[language];
    let document = edition.document(language, route);
    let path = |path: String| format!("{}{path}", locale.prefix);
    staging.put(&path(route.json_path()), &encode(&document)?)?;
    let sheet = Sheet {
        config: &edition.config,
        audience: edition.as_of.audience,
        locale,
        route,
        document: &document,
        news: edition.news(language, route),
        image: image.undrawn.is_none().then_some(image),
    };
    let page = print::page(shell, &sheet, feeds);
    staging.put(&path(route.html_path()), page.as_bytes())
}

fn feed_files(feed: &Feed<'_>, page: Option<u32>, staging: &Staging) -> Result<()> {
    for (path, content) in feed.files(page)? {
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
