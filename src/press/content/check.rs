//! The pure heart of press: the content in memory, checked as a whole, becomes an edition or a list of problems.

mod addresses;
pub mod aliases;
pub mod embargo;
mod home_stories;
pub mod maintenance;
pub mod navigation;
mod not_read;
mod notices;
pub mod one_file;
pub mod own_files;
pub mod reuse;
pub mod rules_online;
mod stages;
mod statics;
pub mod view_counts;

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

use gazette_cache::fingerprint::{self, Derived, Hashed};
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    source::Source,
    suggest::suggest,
};
use gazette_image::picture::{Focus, Picture};
use gazette_model::Route;
use jiff::Timestamp;
use rayon::prelude::*;
use typed_index_collections::{TiSlice, TiVec};

use crate::{
    body,
    body::{Body, BodyInputs, PlacedPicture, prose_lints, surroundings::Surroundings},
    check::{
        reuse::{PreviousBuild, ReusableBodies},
        stages::{ByVisibility, Compiled},
    },
    checked_site::{CheckReport, Checked, CheckedSite},
    config::{
        ids::{LanguageId, PageId},
        site::Config,
    },
    library::{
        home, listings,
        listings::{Listings, untranslated},
        related,
    },
    links::targets::LinkTargets,
    manuscript,
    manuscript::Manuscript,
    source::{external_link::ExternalLink, load::Sources, path},
    toml::{allow, allow::Allowance},
    visibility,
    visibility::{AsOf, Audience, Visibility, Withheld},
};

/// Checks everything and compiles it, as of a moment.
///
/// # Errors
/// Every problem there is, sorted by file and position, if one of them is an error.
pub fn check(sources: Sources, as_of: AsOf) -> Result<Checked, Problems> {
    check_again(sources, as_of, PreviousBuild::Nothing)
}

/// The same, but bodies that are the same as before are taken over.
///
/// # Errors
/// As before.
pub fn check_again(
    mut sources: Sources,
    as_of: AsOf,
    previous: PreviousBuild<'_>,
) -> Result<Checked, Problems> {
    let mut problems = std::mem::take(&mut sources.problems);
    let checked = compile(&sources, as_of, previous, &mut problems);
    problems.sort();
    match checked {
        Some(mut checked) if !problems.has_errors() => {
            checked.report.warnings = problems;
            Ok(checked)
        }
        _ => Err(problems),
    }
}

/// Goes from files to a checked site: manuscripts are read, sorted by visibility, linked, compiled, and held against each
/// other.
fn compile(
    sources: &Sources,
    as_of: AsOf,
    previous: PreviousBuild<'_>,
    problems: &mut Problems,
) -> Option<Checked> {
    let mut config = configuration(sources, as_of, problems)?;
    let mut read = manuscripts(sources, &config, as_of, problems);
    not_read::check(sources, problems);
    view_counts::join(sources, &config, &mut read, problems);
    embargo::check(&read, as_of.now, problems);
    let next = visibility::next(&read, &config.notices.0, as_of.now);
    let withheld = Withheld::count(&read, as_of.now);
    let sorted = ByVisibility::sort(read, as_of, problems);
    addresses::required(&config, sorted.public(), problems);
    home_stories::check(sorted.all(), as_of.now, problems);
    let linked = link(sources, &mut config, &sorted, as_of, problems);
    let notices = notices::shown(sources, &config, &linked.targets, as_of.now, problems);
    // Nothing that is made from here on knows of those to come.
    config.notices = Derived::default();
    let config = Hashed::new(config);
    let surroundings = Surroundings {
        media: &sources.media,
        statics: sources.statics.keys().map(String::as_str).collect(),
        link_targets: &linked.targets,
    };
    let reusable = ReusableBodies::new(previous, sources);
    let bodies = bodies(
        &config,
        &surroundings,
        &reusable,
        as_of.now,
        sorted.all(),
        problems,
    );
    let compiled = Compiled::new(sorted, bodies);
    maintain(
        sources,
        &config,
        &compiled,
        &linked.listings,
        &linked.untranslated,
        as_of,
        problems,
    );
    let report = CheckReport {
        pictures: pictures(sources),
        shown: shown(&compiled),
        leading: leading(&compiled),
        external_links: external_links(sources, &config, &compiled, as_of),
        allowances: allow(&config, compiled.manuscripts().all(), as_of, problems),
        withheld,
        next,
        warnings: Problems::default(),
    };
    let (mut manuscripts, bodies) = compiled.into_shown();
    let home_blocks = home::of_languages(&mut manuscripts, &linked.listings, as_of.now);
    let site = CheckedSite {
        related: related::related(&manuscripts, &bodies, &linked.listings),
        config,
        as_of,
        manuscripts,
        bodies,
        listings: linked.listings,
        routes: linked.pages,
        untranslated: linked.untranslated,
        link_targets: linked.targets,
        statics: statics(sources),
        variants: BTreeMap::new(),
        crops: BTreeMap::new(),
        notices,
        home_blocks,
    };
    Some(Checked { site, report })
}

/// The site's configuration; none where it has no language.
fn configuration(sources: &Sources, as_of: AsOf, problems: &mut Problems) -> Option<Config> {
    let mut config = Config::read(sources, problems)?;
    if as_of.audience == Audience::Editors {
        // Who writes or proofreads is no reader.
        config.counter = None;
    }
    Some(config).filter(|config| !config.languages.is_empty())
}

/// Listings, pages, what stands in for missing translations, and targets of links.
struct Linked {
    listings: TiVec<LanguageId, Listings>,
    pages: Vec<PageId>,
    untranslated: Vec<PageId>,
    targets: LinkTargets,
}

/// Gathers everything that links can lead to, and checks the links that every page has.
fn link(
    sources: &Sources,
    config: &mut Config,
    sorted: &ByVisibility,
    as_of: AsOf,
    problems: &mut Problems,
) -> Linked {
    let listings = listings::of_languages(&config.languages, &sorted.shown().raw);
    let pages = listings::pages(&listings);
    let later = sorted.shows_others().then(|| {
        let coming = listings::of_languages(&config.languages, sorted.until_coming());
        listings::pages(&coming)
    });
    let unattended = later.as_ref().unwrap_or(&pages);
    let untranslated = untranslated(&listings);
    let all_pages = || unattended.iter().chain(&untranslated);
    let coming = sorted.until_coming();
    aliases::check(sources, config, coming, all_pages(), problems);
    statics::check(sources, config, all_pages(), problems);
    let mut targets = LinkTargets::new(config, sorted.all(), &pages, later.unwrap_or_default());
    if as_of.audience == Audience::Readers {
        targets = targets.timed(config, sorted.all(), as_of.now);
    }
    navigation::navigation(sources, config, &targets, problems);
    Linked {
        listings,
        pages,
        untranslated,
        targets,
    }
}

/// Reports what has to be looked after: links to missing headings, overdue reviews, missing translations, unused media.
fn maintain(
    sources: &Sources,
    config: &Config,
    compiled: &Compiled,
    listings: &TiSlice<LanguageId, Listings>,
    untranslated: &[PageId],
    as_of: AsOf,
    problems: &mut Problems,
) {
    anchors(compiled, as_of, problems);
    let sorted = compiled.manuscripts();
    maintenance::manuscripts(sorted.until_coming(), as_of.now, problems);
    maintenance::translations(config, sorted.shown(), listings, untranslated, problems);
    maintenance::media(sources, sorted.all(), compiled.bodies(), problems);
}

/// Files that are published as they are.
fn statics(sources: &Sources) -> BTreeMap<String, PathBuf> {
    let statics = sources.statics.iter();
    statics
        .map(|(path, medium)| (path.clone(), medium.file.clone()))
        .collect()
}

/// Hashes of what is published of each picture in the content.
fn pictures(sources: &Sources) -> HashSet<u64> {
    let media = sources.media.values();
    media
        .filter_map(|medium| Some(medium.picture.as_ref().ok()?.hash))
        .collect()
}

/// Places where manuscripts show pictures: at their heads and in their texts.
fn shown(compiled: &Compiled) -> Vec<(Source, PlacedPicture)> {
    let mut shown = compiled.parts(|_, body| &body.shown);
    shown.extend(compiled.both().filter_map(|(manuscript, _)| {
        let image = manuscript.image()?;
        let placed = PlacedPicture {
            picture: Arc::clone(&image.picture),
            path: image.path.clone(),
            span: image.span.clone(),
        };
        Some((Arc::clone(&manuscript.source), placed))
    }));
    shown
}

/// Cuts of pictures that lead articles, those that are withheld as well.
fn leading(compiled: &Compiled) -> BTreeMap<(String, Focus), Arc<Picture>> {
    let all = compiled.both();
    let images = all.filter_map(|(manuscript, _)| manuscript.image());
    images
        .map(|image| {
            let key = (image.picture.address.clone(), image.focus);
            (key, Arc::clone(&image.picture))
        })
        .collect()
}

/// Links to other sites, but those of what has expired.
fn external_links(
    sources: &Sources,
    config: &Config,
    compiled: &Compiled,
    as_of: AsOf,
) -> Vec<(Source, ExternalLink)> {
    let mut external_links = rules_online::of_site(sources, config);
    external_links.extend(
        compiled.parts(|manuscript, body| match manuscript.state(as_of.now) {
            Visibility::Expired => &[],
            _ => &body.external_links,
        }),
    );
    external_links
}

/// Takes out what `[[allow]]` allows, and returns what that is.
fn allow(
    config: &Config,
    manuscripts: &[Manuscript],
    as_of: AsOf,
    problems: &mut Problems,
) -> Vec<Allowance> {
    // Of what has expired nothing is reported, so that it needs no allowance either.
    let read = manuscripts
        .iter()
        .filter(|it| it.state(as_of.now) != Visibility::Expired);
    let of_files = read.flat_map(|it| &it.allowances);
    let allowances: Vec<&Allowance> = config.allowances.0.iter().chain(of_files).collect();
    allow::apply(&allowances, |rule| !rules_online::asks_for(rule), problems);
    allowances.into_iter().cloned().collect()
}

/// Reads all manuscripts, as of a moment.
pub fn manuscripts(
    sources: &Sources,
    config: &Config,
    as_of: AsOf,
    problems: &mut Problems,
) -> Vec<Manuscript> {
    let now = as_of.now.to_zoned(config.zone());
    let (found, reports): (Vec<_>, Vec<_>) = sources
        .texts
        .par_iter()
        .filter(|(path, _)| path::is_manuscript(path))
        .map(|(path, source)| {
            let mut problems = Problems::default();
            let manuscript =
                manuscript::read(path, source, config, &sources.media, &now, &mut problems);
            (manuscript, problems)
        })
        .unzip();
    problems.extend(reports.into_iter().flatten());
    found.into_iter().flatten().collect()
}

fn bodies(
    config: &Hashed<Config>,
    surroundings: &Surroundings<'_>,
    reusable: &ReusableBodies<'_>,
    now: Timestamp,
    manuscripts: &[Manuscript],
    problems: &mut Problems,
) -> Vec<Body> {
    let (bodies, reports): (Vec<_>, Vec<_>) = manuscripts
        .par_iter()
        .map(|manuscript| {
            let mut problems = Problems::default();
            prose_lints::title(manuscript, &mut problems);
            let inputs = BodyInputs::of(manuscript, config, now);
            let made_of = fingerprint::of(&inputs);
            let body = reusable.body(made_of);
            let body = body.filter(|body| surroundings.still_answer(&inputs, &body.answered));
            let body = body.unwrap_or_else(|| Body {
                made_of,
                ..body::compile(&inputs, surroundings, &mut problems)
            });
            manuscript.state(now).weigh(&mut problems);
            (body, problems)
        })
        .unzip();
    problems.extend(reports.into_iter().flatten());
    bodies
}

/// Checks links to parts of pages, now that all parts are known.
fn anchors(compiled: &Compiled, as_of: AsOf, problems: &mut Problems) {
    let known: HashMap<(LanguageId, &Route), &HashSet<String>> = compiled
        .both()
        .map(|(manuscript, body)| ((manuscript.language, &manuscript.route), &body.anchors))
        .collect();
    for (manuscript, body) in compiled.both() {
        let mut found = Problems::default();
        for wanted in &body.wanted {
            let anchors = known.get(&(wanted.page.language, &wanted.page.route));
            if anchors.is_some_and(|anchors| anchors.contains(&wanted.anchor)) {
                continue;
            }
            let mut names: Vec<&str> = anchors
                .iter()
                .flat_map(|anchors| anchors.iter().map(String::as_str))
                .collect();
            names.sort_unstable();
            let message = format!("there is no #{} on that page", wanted.anchor);
            found.push(
                Problem::new(&rule::LINK_BROKEN_ANCHOR, message)
                    .at(&manuscript.source, wanted.span.clone(), "this link")
                    .help(suggest(&wanted.anchor, names.into_iter())),
            );
        }
        manuscript.state(as_of.now).weigh(&mut found);
        problems.append(&mut found);
    }
}
