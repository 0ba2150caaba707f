//! The end of every page.

use leptos::prelude::*;

use super::{element::element, fact_list, landmark};
use crate::model::{Site, Text};

/// Office hours, telephone numbers, the publishing organization, copyright and address.
pub fn footer(site: &Site) -> AnyView {
    let notes = site
        .footer
        .notes
        .iter()
        .map(|note| element("p").class("footer__note").text(note).view());
    let inner = element("div")
        .class("footer__inner")
        .child(landmark(
            "footer",
            &site.access_keys.footer,
            site.strings.get(Text::LandmarkFooter),
        ))
        .child(fact_list(&site.footer.facts))
        .child(
            element("p")
                .class("footer__organization")
                .text(&site.footer.organization)
                .view(),
        )
        .children(notes);
    element("footer")
        .class("footer")
        .set("id", "footer")
        .child(inner.view())
        .view()
}
