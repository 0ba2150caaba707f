//! Writing an edition: JSON, printed pages, media and the portal's files, in parallel.

pub mod page_job;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use anyhow::{Context, Result};
use gazette_cache::{
    fingerprint::{self, Fingerprint, Hashed},
    store::Cache,
};
use gazette_content::checked_site::CheckedSite;
use gazette_content::config::ids::LanguageId;
use gazette_content::source::media;
use gazette_image::{
    picture::Store,
    share::{Fonts, Painter, ShareImage},
};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
pub use page_job::PageJob;
use rayon::prelude::*;
use serde::Serialize;
use typed_index_collections::{TiSlice, TiVec};

use crate::{
    feed,
    feed::Feed,
    host,
    host::profile::{HostFile, profile},
    html::{bundle::Portal, offline, print, shell::Shell, web_manifest},
    notices,
    output::{
        compress::compress,
        edition_json::EditionMarker,
        sink::OutputSink,
        staging::{FileCounts, Staging},
    },
    redirect, responsive_images, search_index,
    search_index::Memory,
    share_images, sitemap,
    timings::Timings,
};

/// Fewer pages than this are printed before anyone could read a progress bar.
const LONG: u64 = 1000;

/// The end of names that sites on GitHub Pages have without asking for one.
const GITHUB: &str = ".github.io";

/// Outcome of publishing an edition.
pub struct Published {
    /// Of its files.
    pub tally: FileCounts,
    /// Characters of titles that no font of share images has.
    pub undrawn: BTreeSet<char>,
}

/// Writes an edition to `out`, with a portal. What the cache, which is that of `out` alone, knows to be made from the same
/// is not made again.
///
/// # Errors
/// If the portal is not there or the disk refuses; then `out` is as it was.
pub fn publish(
    edition: &CheckedSite,
    pictures: &Store,
    portal: &Portal,
    out: &Path,
    cache: &Cache,
    timings: &mut Timings,
) -> Result<Published> {
    let fonts = Fonts::read(&edition.config.share_fonts)?;
    let shell = Shell::read(portal, &edition.config, edition.as_of.audience)?;
    let shell = Hashed::new(shell);
    let marker = encode(&EditionMarker::of(edition))?;
    let staging = Staging::begin(out, portal.folder(), cache, &marker)?;
    timings.ends("looking at the edition before");
    let pages = edition.pages();
    let bar = progress(pages.len() as u64)?;
    let languages = edition.config.languages.keys();
    let feeds: TiVec<LanguageId, Vec<Feed<'_>>> = languages
        .map(|language| feed::feeds(edition, language))
        .collect();
    let printed: Vec<_> = pages
        .into_par_iter()
        .progress_with(bar)
        .map(|id| {
            let shared = share_images::of(edition, &fonts, id);
            let image = shared.image;
            let page = PageJob {
                edition,
                shell: &shell,
                feeds: &feeds[id.language],
                image: &image,
                id,
            };
            let fingerprint = page.files(&staging)?;
            let drawn = ((image.address.clone(), image), shared.undrawn);
            Ok(((id, fingerprint), drawn))
        })
        .collect::<Result<_>>()?;
    let (pages, drawn): (HashMap<_, _>, Vec<_>) = printed.into_iter().unzip();
    // Pages that are no articles share their images.
    let (images, undrawn): (BTreeMap<_, _>, Vec<Option<char>>) = drawn.into_iter().unzip();
    timings.ends("JSON and pages");
    let memory = Memory {
        cache,
        pages: &pages,
        keep: &|path| staging.keep(path),
    };
    others(edition, &shell, &feeds, &staging, Some(memory), timings)?;
    edition
        .media()
        .into_par_iter()
        .try_for_each(|(address, file)| staging.put(address, &media::published(file)?))?;
    responsive_images::publish(edition, pictures, &staging)?;
    shell
        .assets
        .par_iter()
        .try_for_each(|(name, asset)| staging.put(&format!("assets/{name}"), asset.bytes()))?;
    timings.ends("media and the portal");
    let undrawn = undrawn.into_iter().flatten().collect();
    share_images(images, &fonts, &staging)?;
    edition
        .statics
        .par_iter()
        .try_for_each(|(path, file)| staging.copy_as_it_is(path, file))?;
    timings.ends("share images");
    if profile(edition.config.host_kind).reads(HostFile::Copy) {
        compress(&staging)?;
    }
    timings.ends("compressed copies");
    let tally = staging.publish(|| timings.ends("swapping in"))?;
    timings.ends("mirror for the next build");
    Ok(Published { tally, undrawn })
}

/// Makes what is neither a page nor a file as it is: feeds, what the portal reads, what search engines and hosts do. With a
/// memory it is quicker.
///
/// # Errors
/// If something cannot be made, or the sink refuses it.
pub fn others(
    edition: &CheckedSite,
    shell: &Shell,
    feeds: &TiSlice<LanguageId, Vec<Feed<'_>>>,
    sink: &impl OutputSink,
    memory: Option<Memory<'_>>,
    timings: &mut Timings,
) -> Result<()> {
    feeds
        .raw
        .par_iter()
        .flatten()
        .flat_map_iter(|feed| feed.pages().into_iter().map(move |page| (feed, page)))
        .try_for_each(|(feed, page)| sink.memo(&feed.paths(page), &feed.part(page), feed::write))?;
    let newsletters = feeds.raw.iter().flatten().filter_map(Feed::newsletter);
    for (path, newsletter) in newsletters {
        sink.memo(&[path], &newsletter, feed::newsletter::write)?;
    }
    timings.ends("feeds");
    let languages: Vec<LanguageId> = edition.config.languages.keys().collect();
    let languages: Vec<Fingerprint> = languages
        .into_par_iter()
        .map(|language| language_files(edition, shell, sink, memory, language))
        .collect::<Result<_>>()?;
    let worker = offline::worker(&edition.config, shell, &languages);
    sink.put(offline::WORKER, &worker)?;
    for (path, content) in sitemap::sitemaps(edition)? {
        sink.put(&path, &content)?;
    }
    host_files(edition, sink)?;
    timings.ends("languages, sitemaps");
    Ok(())
}

/// Draws the share images that the edition before has not.
fn share_images(
    images: BTreeMap<String, ShareImage>,
    fonts: &Fonts,
    staging: &Staging,
) -> Result<()> {
    images
        .into_par_iter()
        .filter(|(address, _)| !staging.keep(address))
        .try_for_each_init(
            || Painter::new(fonts),
            |painter, (address, image)| staging.put(&address, &painter.draw(&image)?),
        )
}

/// Writes the files that the site's host reads, and pages at former addresses where it has no rules for them.
fn host_files(edition: &CheckedSite, sink: &impl OutputSink) -> Result<()> {
    let config = &edition.config;
    let profile = profile(config.host_kind);
    let redirects = redirect::all(edition);
    let (rules, in_file) = host::redirects(config, &redirects);
    if profile.reads(HostFile::Redirects) {
        sink.put(host::REDIRECTS, rules.as_bytes())?;
    }
    let paged = if profile.reads(HostFile::AliasPage) {
        0
    } else {
        in_file
    };
    for redirect in &redirects[paged..] {
        if let Some(path) = redirect.file(&config.base) {
            sink.put(&path, redirect.page(config).as_bytes())?;
        }
    }
    if profile.reads(HostFile::Headers) {
        sink.put(host::HEADERS, host::headers(config).as_bytes())?;
    }
    if profile.reads(HostFile::NoJekyll) {
        sink.put(host::NO_JEKYLL, b"")?;
    }
    if profile.reads(HostFile::Cname) && !config.host.ends_with(GITHUB) {
        sink.put(host::CNAME, format!("{}\n", config.host).as_bytes())?;
    }
    Ok(())
}

/// Makes what a language has once, and the fingerprint of what the offline worker keeps of that.
fn language_files(
    edition: &CheckedSite,
    shell: &Shell,
    sink: &impl OutputSink,
    memory: Option<Memory<'_>>,
    language: LanguageId,
) -> Result<Fingerprint> {
    let locale = &edition.config.languages[language];
    let index = search_index::index(edition, language, memory)?;
    index
        .files
        .par_iter()
        .try_for_each(|(path, content)| sink.put(path, content))?;
    let bare = print::bare(
        shell,
        &edition.config,
        locale,
        &notices::html(edition, language),
    );
    let offline = print::offline(shell, &edition.config, locale);
    let site = encode(&locale.site)?;
    let core: [&[u8]; 3] = [offline.as_bytes(), bare.as_bytes(), &site];
    for (file, bytes) in offline::core(locale).iter().zip(core) {
        sink.put(file, bytes)?;
    }
    sink.put(
        &format!("{}{}", locale.prefix, notices::NAME),
        &notices::file(edition, language)?,
    )?;
    let manifest = web_manifest::manifest(&edition.config, locale, shell);
    sink.put(
        &format!("{}{}", locale.prefix, web_manifest::NAME),
        &encode(&manifest)?,
    )?;
    sink.put(
        &format!("{}search/manifest.json", locale.prefix),
        &encode(&index.manifest)?,
    )?;
    Ok(fingerprint::of(&(core[0], core[1], core[2])))
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
