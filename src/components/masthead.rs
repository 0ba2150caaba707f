//! The header of every page.

use leptos::prelude::*;

use super::{element::element, landmark, navigation, search_form};
use crate::model::{Site, Text};

/// The site's name, the search form and the main navigation. `path` is the current path, for the mark in the navigation.
pub fn masthead(site: &Site, path: Signal<String>) -> AnyView {
    let name = element("a")
        .class("masthead__name")
        .set("href", site.root.clone())
        .text(&site.name)
        .view();
    let tagline = element("p")
        .class("masthead__tagline")
        .text(&site.tagline)
        .view();
    let inner = element("div")
        .class("masthead__inner")
        .child(landmark(
            "header",
            &site.access_keys.header,
            site.strings.get(Text::LandmarkHeader),
        ))
        .child(
            element("div")
                .class("masthead__brand")
                .child(name)
                .child(tagline)
                .view(),
        )
        .child(search_form(site))
        .child(navigation(site, path));
    element("header")
        .class("masthead")
        .set("id", "header")
        .child(inner.view())
        .view()
}
