//! The main navigation.

use leptos::{prelude::*, tachys::html::attribute::custom::custom_attribute};

use super::element::element;
use crate::app::View;
use crate::model::{Link, Site, Text};

/// Links to the site's sections; the one that the reader is in is marked. That follows `view`.
pub fn navigation(site: &Site, view: RwSignal<View>) -> AnyView {
    let items = site
        .navigation
        .iter()
        .map(|link| item(link, &site.root, view));
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

fn item(link: &Link, root: &str, view: RwSignal<View>) -> AnyView {
    // What is not below the root has no route, and is never the current page.
    let section = link.href.strip_prefix(root).map(ToOwned::to_owned);
    // `page` where the link leads to the page itself, `true` where the page lies below it.
    let current = move || {
        let section = section.as_deref()?;
        match view.with(|view| view.route.path()).strip_prefix(section)? {
            "" => Some("page"),
            _ if section.is_empty() => None,
            _ => Some("true"),
        }
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
