//! The main navigation.

use leptos::prelude::*;

use crate::model::{Link, Site, Text};

/// Links to the site's sections; the one that the reader is in is marked.
#[component]
pub fn Navigation<'a>(
    /// For the links.
    site: &'a Site,
    /// The current path.
    path: Signal<String>,
) -> impl IntoView + use<> {
    let label = site.strings.get(Text::NavigationLabel).to_owned();
    let root = site.root.clone();
    let items = site.navigation.iter().cloned().map(|link| item(link, &root, path)).collect::<Vec<_>>();
    view! {
        <nav class="navigation" aria-label=label>
            <ul class="navigation__list">{items}</ul>
        </nav>
    }
}

fn item(link: Link, root: &str, path: Signal<String>) -> impl IntoView + use<> {
    let is_root = link.href == root;
    let href = link.href.clone();
    // `page` where the link leads to the page itself, `true` where the page lies below it.
    let current = move || {
        path.with(|path| match path.strip_prefix(&href) {
            Some("") => Some("page"),
            Some(_) if !is_root => Some("true"),
            _ => None,
        })
    };
    view! {
        <li class="navigation__item">
            <a class="navigation__link" href=link.href aria-current=current>
                {link.text}
            </a>
        </li>
    }
}
