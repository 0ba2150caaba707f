//! The pure heart of press: the content in memory, checked as a whole, becomes an edition or a list of problems.

mod addresses;
pub mod aliases;
pub mod embargo;
pub mod maintenance;
pub mod navigation;
pub mod one_file;
pub mod reuse;
pub mod rules_online;
pub mod view_counts;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    source::Source,
    suggest::suggest,
};
use gazette_model::Route;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::{
    body,
    body::{Body, Context, prose_lints},
    check::reuse::{Before, Known, ground},
    checked_site::Edition,
    config::site::Config,
    library::{listings::Shelf, related},
    links::targets::Places,
    manuscript,
    manuscript::Manuscript,
    source::load::Sources,
    toml::{allow, allow::Allowance},
    visibility,
    visibility::{AsOf, Audience, State, Withheld},
};

/// Checks everything and compiles it, as of a moment.
///
/// # Errors
/// Every problem there is, sorted by file and position, if one of them is an error.
pub fn check(sources: Sources, as_of: AsOf) -> Result<Edition, Problems> {
    check_again(sources, as_of, Before::Nothing)
}

/// The same, but bodies that are the same as before are taken over.
///
/// # Errors
/// As before.
pub fn check_again(
    mut sources: Sources,
    as_of: AsOf,
    before: Before<'_>,
) -> Result<Edition, Problems> {
    let mut problems = std::mem::take(&mut sources.problems);
    let edition = compile(&sources, as_of, before, &mut problems);
    problems.sort();
    match edition {
        Some(edition) if !problems.has_errors() => Ok(Edition {
            warnings: problems,
            ..edition
        }),
        _ => Err(problems),
    }
}

fn compile(
    sources: &Sources,
    as_of: AsOf,
    before: Before<'_>,
    problems: &mut Problems,
) -> Option<Edition> {
    let mut config = Config::read(sources, problems)?;
    if config.languages.is_empty() {
        return None;
    }
    if as_of.audience == Audience::Desk {
        // Who writes or proofreads is no reader.
        config.counter = None;
    }
    let mut manuscripts = manuscripts(sources, &config, as_of, problems);
    view_counts::join(sources, &config, &mut manuscripts, problems);
    embargo::check(&manuscripts, as_of.now, problems);
    let next = visibility::next(&manuscripts, as_of.now);
    let withheld = Withheld::count(&manuscripts, as_of.now);
    let (public, coming) = visibility::sort(&mut manuscripts, as_of);
    let second = addresses::duplicates(&manuscripts, as_of, problems);
    let mut index = 0..;
    manuscripts.retain(|_| {
        index
            .next()
            .is_none_or(|at| at < coming || !second.contains(&at))
    });
    let shown = match as_of.audience {
        Audience::Readers => public,
        Audience::Desk => manuscripts.len(),
    };
    addresses::required(&config, &manuscripts[..public], problems);
    let shelves = shelves_of(&config, &manuscripts[..shown]);
    let routes = routes_of(&shelves);
    let later = (coming != shown).then(|| routes_of(&shelves_of(&config, &manuscripts[..coming])));
    let unattended = later.as_ref().unwrap_or(&routes);
    aliases::check(&config, &manuscripts[..coming], unattended, problems);
    let mut places = Places::new(&config, &manuscripts, &routes, later.unwrap_or_default());
    if as_of.audience == Audience::Readers {
        places = places.timed(&config, &manuscripts, as_of.now);
    }
    navigation::navigation(sources, &mut config, &places, problems);
    let ground = ground(sources, as_of, &manuscripts, &routes);
    let known = Known::new(before, ground, sources);
    let context = Context {
        config: &config,
        sources,
        places: &places,
        now: as_of.now,
    };
    let mut bodies = bodies(&context, &known, &manuscripts, problems);
    anchors(&manuscripts, &bodies, as_of, problems);
    let all_shown = all(&manuscripts, &bodies, |_, body| &body.shown);
    let mut outward = rules_online::of_site(sources, &config);
    outward.extend(all(
        &manuscripts,
        &bodies,
        |manuscript, body| match manuscript.state(as_of.now) {
            State::Expired => &[],
            _ => &body.outward,
        },
    ));
    let untranslated = untranslated(&shelves);
    maintenance::manuscripts(&manuscripts[..coming], as_of.now, problems);
    maintenance::translations(
        &config,
        &manuscripts[..shown],
        &shelves,
        &untranslated,
        problems,
    );
    maintenance::media(sources, &manuscripts, &bodies, problems);
    let allowances = allow(&config, &manuscripts, as_of, problems);
    manuscripts.truncate(shown);
    bodies.truncate(shown);
    let related = related::related(&manuscripts, &bodies, &shelves);
    let media = sources.media.values();
    let pictures = media.filter_map(|medium| Some(medium.picture.as_ref().ok()?.hash));
    Some(Edition {
        config,
        ground,
        as_of,
        manuscripts,
        bodies,
        shelves,
        related,
        routes,
        untranslated,
        places,
        pictures: pictures.collect(),
        shown: all_shown,
        outward,
        allowances,
        variants: BTreeMap::new(),
        withheld,
        next,
        warnings: Problems::default(),
    })
}

/// What bodies have, each with its source.
fn all<T: Clone>(
    manuscripts: &[Manuscript],
    bodies: &[Body],
    of: impl for<'a> Fn(&Manuscript, &'a Body) -> &'a [T],
) -> Vec<(Source, T)> {
    let both = manuscripts.iter().zip(bodies);
    both.flat_map(|(manuscript, body)| {
        let items = of(manuscript, body).iter().cloned();
        items.map(|item| (Arc::clone(&manuscript.source), item))
    })
    .collect()
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
        .filter(|it| it.state(as_of.now) != State::Expired);
    let of_files = read.flat_map(|it| &it.allowances);
    let allowances: Vec<&Allowance> = config.allowances.iter().chain(of_files).collect();
    allow::apply(&allowances, |rule| !rules_online::asks_for(rule), problems);
    allowances.into_iter().cloned().collect()
}

fn shelves_of(config: &Config, manuscripts: &[Manuscript]) -> Vec<Shelf> {
    (0..config.languages.len())
        .map(|language| Shelf::new(language, manuscripts))
        .collect()
}

fn routes_of(shelves: &[Shelf]) -> Vec<(usize, Route)> {
    let all = shelves.iter().map(Shelf::routes).enumerate();
    all.flat_map(|(language, routes)| routes.into_iter().map(move |route| (language, route)))
        .collect()
}

fn untranslated(shelves: &[Shelf]) -> Vec<(usize, Route)> {
    let is_page = |route: &&Route| matches!(route, Route::Article(_) | Route::Page(_));
    let all: BTreeSet<&Route> = shelves
        .iter()
        .flat_map(|shelf| shelf.by_route.keys().filter(is_page))
        .collect();
    let lacks = |shelf: &Shelf, route: &Route| !shelf.by_route.contains_key(route);
    let of = |(language, shelf)| {
        let lacking = all.iter().filter(move |route| lacks(shelf, route));
        lacking.map(move |route| (language, (*route).clone()))
    };
    shelves.iter().enumerate().flat_map(of).collect()
}

/// Reads all manuscripts, as of a moment.
pub fn manuscripts(
    sources: &Sources,
    config: &Config,
    as_of: AsOf,
    problems: &mut Problems,
) -> Vec<Manuscript> {
    let zone = config.time_zone.clone().unwrap_or(TimeZone::UTC);
    let now = as_of.now.to_zoned(zone);
    let is_manuscript = |path: &str| path.starts_with("news/") || path.starts_with("pages/");
    let (found, reports): (Vec<_>, Vec<_>) = sources
        .texts
        .par_iter()
        .filter(|(path, _)| is_manuscript(path))
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
    context: &Context<'_>,
    known: &Known<'_>,
    manuscripts: &[Manuscript],
    problems: &mut Problems,
) -> Vec<Body> {
    let (bodies, reports): (Vec<_>, Vec<_>) = manuscripts
        .par_iter()
        .map(|manuscript| {
            let mut problems = Problems::default();
            prose_lints::title(manuscript, &mut problems);
            let body = known.body(manuscript);
            let body = body.unwrap_or_else(|| body::compile(manuscript, context, &mut problems));
            manuscript.state(context.now).weigh(&mut problems);
            (body, problems)
        })
        .unzip();
    problems.extend(reports.into_iter().flatten());
    bodies
}

/// Checks links to parts of pages, now that all parts are known.
fn anchors(manuscripts: &[Manuscript], bodies: &[Body], as_of: AsOf, problems: &mut Problems) {
    let known: HashMap<(usize, &Route), &HashSet<String>> = manuscripts
        .iter()
        .zip(bodies)
        .map(|(manuscript, body)| ((manuscript.language, &manuscript.route), &body.anchors))
        .collect();
    for (manuscript, body) in manuscripts.iter().zip(bodies) {
        let mut found = Problems::default();
        for wanted in &body.wanted {
            let anchors = known.get(&(wanted.language, &wanted.route));
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
