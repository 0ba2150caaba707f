//! The header of every page.

use leptos::prelude::*;

use super::{element::element, landmark, navigation, search_form};
use crate::app::View;
use crate::model::{Site, Text};

/// The site's name, the search form and the main navigation. The mark in the navigation follows `view`.
pub fn masthead(site: &Site, view: RwSignal<View>) -> AnyView {
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
        .child(navigation(site, view));
    element("header")
        .class("masthead")
        .set("id", "header")
        .child(inner.view())
        .view()
}
