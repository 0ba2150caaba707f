//! The links that every page of a language has: its navigation, and the other languages.

use std::sync::Arc;

use crate::config::ids::LanguageId;
use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;
use gazette_model::{Language, Link};
use typed_index_collections::{TiSlice, TiVec};

use crate::{
    config::{
        locale::{Locale, NavigationTarget},
        site::Config,
    },
    links::{
        broken_link::BrokenLink,
        targets::{LinkContext, LinkTargets},
    },
    source::load::Sources,
    visibility::Window,
};

/// Fills in what a language's site says of the others and of the routes. Its links are there at all times.
pub fn navigation(
    sources: &Sources,
    config: &mut Config,
    link_targets: &LinkTargets,
    problems: &mut Problems,
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
    let roots: TiVec<LanguageId, String> = languages
        .iter()
        .map(|language| language.root.clone())
        .collect();
    for (language, locale) in config.languages.iter_mut_enumerated() {
        let links = entries(sources, language, locale, link_targets, &roots, problems);
        let site = Arc::make_mut(&mut locale.site);
        site.languages.clone_from(&languages);
        site.navigation = links;
    }
}

fn entries(
    sources: &Sources,
    language: LanguageId,
    locale: &Locale,
    link_targets: &LinkTargets,
    roots: &TiSlice<LanguageId, String>,
    problems: &mut Problems,
) -> Vec<Link> {
    let always = Window::default();
    let origin = |language| LinkContext {
        file: "site.toml",
        language,
        window: Some(&always),
    };
    let mut links = Vec::new();
    for entry in &locale.navigation {
        let href = match &entry.target {
            NavigationTarget::Url(url) => url.clone(),
            NavigationTarget::Page(page) => {
                match link_targets.find(origin(language), &page.value) {
                    Ok(page) => format!("{}{}", roots[page.language], page.route.path()),
                    Err(BrokenLink { what, help }) => {
                        if let Some(source) = sources.texts.get("site.toml") {
                            let message = format!("the navigation's link to {} {what}", page.value);
                            problems.push(
                                Problem::new(&rule::LINK_BROKEN, message)
                                    .at(source, page.span.clone(), "broken")
                                    .help(help),
                            );
                        }
                        continue;
                    }
                }
            }
        };
        let text = entry.text.clone();
        links.push(Link { text, href });
    }
    links
}
