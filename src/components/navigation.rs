//! The main navigation.

use leptos::{prelude::*, tachys::html::attribute::custom::custom_attribute};

use super::element::element;
use crate::model::{Link, Site, Text};

/// Links to the site's sections; the one that the reader is in is marked. `path` is the current path.
pub fn navigation(site: &Site, path: Signal<String>) -> AnyView {
    let items = site
        .navigation
        .iter()
        .map(|link| item(link, &site.root, path));
    element("nav")
        .class("navigation")
        .set(
            "aria-label",
            site.strings.get(Text::NavigationLabel).to_owned(),
        )
        .child(
            element("ul")
                .class("navigation__list")
                .children(items)
                .view(),
        )
        .view()
}

fn item(link: &Link, root: &str, path: Signal<String>) -> AnyView {
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
    let link = element("a")
        .class("navigation__link")
        .set("href", link.href.clone())
        .text(&link.text);
    element("li")
        .class("navigation__item")
        .child(link.view_with(custom_attribute("aria-current", current)))
        .view()
}
