//! Addresses that two manuscripts have, or none has that must be there.

use std::collections::{HashMap, HashSet};

use crate::config::ids::LanguageId;
use gazette_diagnostics::problem::{Note, Problem, Problems};
use gazette_diagnostics::rule;
use gazette_model::Route;

use crate::{config::site::Config, manuscript::Manuscript, visibility::AsOf};

/// Reports manuscripts whose address another has, the one that comes first in the order of their states, and returns
/// which they are.
pub fn duplicates(
    manuscripts: &[Manuscript],
    as_of: AsOf,
    problems: &mut Problems,
) -> HashSet<usize> {
    let mut seen: HashMap<(LanguageId, &Route), &Manuscript> = HashMap::new();
    let mut second = HashSet::new();
    for (index, manuscript) in manuscripts.iter().enumerate() {
        let place = (manuscript.language, &manuscript.route);
        let Some(first) = seen.get(&place) else {
            seen.insert(place, manuscript);
            continue;
        };
        let other = Note::new(
            format!("{} is the first", first.source.name()),
            &first.source,
            first.slug_span.clone(),
            "the first",
        );
        let message = format!(
            "two manuscripts have the address {}",
            manuscript.route.path()
        );
        let problem = Problem::new(&rule::FRONT_MATTER_DUPLICATE_SLUG, message)
            .at(
                &manuscript.source,
                manuscript.slug_span.clone(),
                "the second",
            )
            .help("Give one of them another `slug`, or say in which language it is.")
            .see(other);
        let mut found = Problems::from_iter([problem]);
        manuscript.state(as_of.now).weigh(&mut found);
        problems.append(&mut found);
        second.insert(index);
    }
    second
}

/// Reports start pages and pages for what is not there that a language lacks.
pub fn required(config: &Config, manuscripts: &[Manuscript], problems: &mut Problems) {
    let there: HashSet<(LanguageId, &Route)> = manuscripts
        .iter()
        .map(|manuscript| (manuscript.language, &manuscript.route))
        .collect();
    for (language, locale) in config.languages.iter_enumerated() {
        for (route, name) in [(Route::Home, "home"), (Route::NotFound, "404")] {
            if !there.contains(&(language, &route)) {
                let lang = &locale.site.lang;
                let file = match language {
                    LanguageId::FIRST => format!("pages/{name}.md"),
                    _ => format!("pages/{name}.{lang}.md"),
                };
                problems.push(
                    Problem::new(&rule::PAGE_MISSING, format!("{file} is missing"))
                        .help(format!("Every language needs its start page and its page for addresses where nothing lies. Write {file}, with title and summary.")),
                );
            }
        }
    }
}
