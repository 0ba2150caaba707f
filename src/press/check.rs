//! The pure heart of press: the content in memory, checked as a whole, becomes an edition or a list of problems.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    allow::{self, Allowance},
    body::{self, Body, Context},
    config::Config,
    edition::Edition,
    load::Sources,
    locale::{Locale, Target},
    manuscript::{self, Manuscript},
    places::{Found, Lost, Places},
    problem::{self, Problem},
    redirect, related,
    shelf::Shelf,
};
use crate::model::{Language, Link, Route};

/// Checks everything and compiles it.
///
/// # Errors
/// Every problem there is, sorted by file and position, if one of them is an error.
pub fn check(mut sources: Sources) -> Result<Edition, Vec<Problem>> {
    let mut problems = std::mem::take(&mut sources.problems);
    let edition = compile(&sources, &mut problems);
    problem::sort(&mut problems);
    match edition {
        Some(edition) if !problems.iter().any(Problem::is_error) => Ok(Edition {
            warnings: problems,
            ..edition
        }),
        _ => Err(problems),
    }
}

fn compile(sources: &Sources, problems: &mut Vec<Problem>) -> Option<Edition> {
    let mut config = Config::read(sources, problems)?;
    if config.languages.is_empty() {
        return None;
    }
    let manuscripts = manuscripts(sources, &config, problems);
    duplicates(&manuscripts, problems);
    required(&config, &manuscripts, problems);
    let shelves: Vec<Shelf> = (0..config.languages.len())
        .map(|language| Shelf::new(language, &manuscripts))
        .collect();
    let routes: Vec<(usize, Route)> = shelves
        .iter()
        .enumerate()
        .flat_map(|(language, shelf)| {
            shelf
                .routes()
                .into_iter()
                .map(move |route| (language, route))
        })
        .collect();
    redirect::check(&config, &manuscripts, &routes, problems);
    let places = Places::new(&config, &manuscripts, &routes);
    navigation(sources, &mut config, &places, problems);
    let bodies = bodies(sources, &config, &manuscripts, &places, problems);
    anchors(&manuscripts, &bodies, problems);
    allow(&config, &manuscripts, problems);
    let related = related::related(&manuscripts, &bodies, &shelves);
    let untranslated = untranslated(&shelves);
    Some(Edition {
        config,
        manuscripts,
        bodies,
        shelves,
        related,
        routes,
        untranslated,
        places,
        warnings: Vec::new(),
    })
}

/// Takes out what `[[allow]]` allows.
fn allow(config: &Config, manuscripts: &[Manuscript], problems: &mut Vec<Problem>) {
    let of_files = manuscripts.iter().flat_map(|it| &it.allowances);
    let allowances: Vec<&Allowance> = config.allowances.iter().chain(of_files).collect();
    allow::apply(&allowances, |_| true, problems);
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

fn manuscripts(sources: &Sources, config: &Config, problems: &mut Vec<Problem>) -> Vec<Manuscript> {
    let is_manuscript = |path: &str| path.starts_with("news/") || path.starts_with("pages/");
    let (found, reports): (Vec<_>, Vec<_>) = sources
        .texts
        .par_iter()
        .filter(|(path, _)| is_manuscript(path))
        .map(|(path, source)| {
            let mut problems = Vec::new();
            let manuscript = manuscript::read(path, source, config, &sources.media, &mut problems);
            (manuscript, problems)
        })
        .unzip();
    problems.extend(reports.into_iter().flatten());
    found.into_iter().flatten().collect()
}

fn duplicates(manuscripts: &[Manuscript], problems: &mut Vec<Problem>) {
    let mut seen: HashMap<(usize, &Route), &Manuscript> = HashMap::new();
    for manuscript in manuscripts {
        let place = (manuscript.language, &manuscript.route);
        let Some(first) = seen.get(&place) else {
            seen.insert(place, manuscript);
            continue;
        };
        let other = Problem::new("", format!("{} is the first", first.source.name())).at(
            &first.source,
            first.slug_span.clone(),
            "the first",
        );
        let message = format!(
            "two manuscripts have the address {}",
            manuscript.route.path()
        );
        problems.push(
            Problem::new("front-matter::duplicate-slug", message)
                .at(
                    &manuscript.source,
                    manuscript.slug_span.clone(),
                    "the second",
                )
                .help("Give one of them another `slug`, or say in which language it is.")
                .see(other),
        );
    }
}

fn required(config: &Config, manuscripts: &[Manuscript], problems: &mut Vec<Problem>) {
    let there: HashSet<(usize, &Route)> = manuscripts
        .iter()
        .map(|manuscript| (manuscript.language, &manuscript.route))
        .collect();
    for (language, locale) in config.languages.iter().enumerate() {
        for (route, name) in [(Route::Home, "home"), (Route::NotFound, "404")] {
            if !there.contains(&(language, &route)) {
                let lang = &locale.site.lang;
                let file = match language {
                    0 => format!("pages/{name}.md"),
                    _ => format!("pages/{name}.{lang}.md"),
                };
                problems.push(
                    Problem::new("page::missing", format!("{file} is missing"))
                        .help(format!("Every language needs its start page and its page for addresses where nothing lies. Write {file}, with title and summary.")),
                );
            }
        }
    }
}

fn bodies(
    sources: &Sources,
    config: &Config,
    manuscripts: &[Manuscript],
    places: &Places,
    problems: &mut Vec<Problem>,
) -> Vec<Body> {
    let context = Context {
        config,
        sources,
        places,
    };
    let (bodies, reports): (Vec<_>, Vec<_>) = manuscripts
        .par_iter()
        .map(|manuscript| {
            let mut problems = Vec::new();
            let body = body::compile(manuscript, &context, &mut problems);
            (body, problems)
        })
        .unzip();
    problems.extend(reports.into_iter().flatten());
    bodies
}

/// Checks links to parts of pages, now that all parts are known.
fn anchors(manuscripts: &[Manuscript], bodies: &[Body], problems: &mut Vec<Problem>) {
    let known: HashMap<(usize, &Route), &HashSet<String>> = manuscripts
        .iter()
        .zip(bodies)
        .map(|(manuscript, body)| ((manuscript.language, &manuscript.route), &body.anchors))
        .collect();
    for (manuscript, body) in manuscripts.iter().zip(bodies) {
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
            problems.push(
                Problem::new("link::broken-anchor", message)
                    .at(&manuscript.source, wanted.span.clone(), "this link")
                    .help(super::fields::suggest(&wanted.anchor, names.into_iter())),
            );
        }
    }
}

/// Fills in what a language's site says of the others and of the routes.
fn navigation(
    sources: &Sources,
    config: &mut Config,
    places: &Places,
    problems: &mut Vec<Problem>,
) {
    let languages: Vec<Language> = config
        .languages
        .iter()
        .map(|locale| Language {
            lang: locale.site.lang.clone(),
            name: locale.words.language_name.clone(),
            root: locale.site.root.clone(),
        })
        .collect();
    let roots: BTreeMap<usize, String> = languages
        .iter()
        .map(|language| language.root.clone())
        .enumerate()
        .collect();
    for (language, locale) in config.languages.iter_mut().enumerate() {
        let links = entries(sources, language, locale, places, &roots, problems);
        let site = Arc::make_mut(&mut locale.site);
        site.languages.clone_from(&languages);
        site.navigation = links;
    }
}

fn entries(
    sources: &Sources,
    language: usize,
    locale: &Locale,
    places: &Places,
    roots: &BTreeMap<usize, String>,
    problems: &mut Vec<Problem>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for entry in &locale.navigation {
        let href = match &entry.target {
            Target::Url(url) => url.clone(),
            Target::Page(page) => match places.find("site.toml", language, &page.value) {
                Ok(Found { language, route }) => {
                    let root = roots.get(&language).map_or("/", String::as_str);
                    format!("{root}{}", route.path())
                }
                Err(Lost { help }) => {
                    if let Some(source) = sources.texts.get("site.toml") {
                        let message =
                            format!("the navigation's link to {} leads nowhere", page.value);
                        problems.push(
                            Problem::new("link::broken", message)
                                .at(source, page.span.clone(), "broken")
                                .help(help),
                        );
                    }
                    continue;
                }
            },
        };
        let text = entry.text.clone();
        links.push(Link { text, href });
    }
    links
}
