//! The header of every page.

use gazette_model::{Site, UiText};
use leptos::{html, prelude::*};

use crate::components::{element::element, landmark, search_form};

/// The skip link, the site's name, the search form and the main navigation, which is given since its marks follow the reader.
pub fn masthead<Navigation: RenderHtml>(
    site: &Site,
    navigation: Navigation,
) -> impl IntoView + use<Navigation> {
    // In a landmark, since a notice for the whole site may come before it.
    let skip = element("a")
        .class("skip-link")
        .set("href", "#main")
        .text(site.strings.get(UiText::SkipToContent));
    let name = element("a")
        .class("masthead__name")
        .set("href", &site.root)
        .text(&site.name);
    let tagline = element("p").class("masthead__tagline").text(&site.tagline);
    let brand = element("div")
        .class("masthead__brand")
        .child(name)
        .child(tagline);
    let mark = landmark(
        "header",
        &site.access_keys.header,
        site.strings.get(UiText::LandmarkHeader),
    );
    let inner =
        html::div()
            .class("masthead__inner")
            .child((mark, brand, search_form(site), navigation));
    html::header()
        .class("masthead")
        .id("header")
        .child((skip, inner))
}
