//! The end of every page.

use gazette_model::{Site, UiText};

use crate::components::{
    element::{Element, element},
    fact_list, landmark, page_tools,
};

/// Office hours, telephone numbers, the publishing organization, copyright and address.
pub fn footer(site: &Site) -> Element {
    let notes = site
        .footer
        .notes
        .iter()
        .map(|note| element("p").class("footer__note").text(note));
    let inner = element("div")
        .class("footer__inner")
        .child(landmark(
            "footer",
            &site.access_keys.footer,
            site.strings.get(UiText::LandmarkFooter),
        ))
        .child(fact_list(&site.footer.facts))
        .child(
            element("p")
                .class("footer__organization")
                .text(&site.footer.organization),
        )
        .children(notes)
        .child(page_tools(site));
    element("footer")
        .class("footer")
        .set("id", "footer")
        .child(inner)
}
