//! The way through a long list.

use gazette_model::{Listing, Site, UiText};

use crate::components::element::{Element, element};

/// Links to newer and older articles. Nothing where a list has only one page.
pub fn pagination(site: &Site, listing: &Listing) -> Option<Element> {
    let link = |text: UiText, rel: &'static str, href: &Option<String>| {
        let link = element("a")
            .class("pagination__link")
            .set("rel", rel)
            .text(site.strings.get(text));
        href.clone().map(|href| link.set("href", href))
    };
    let newer = link(UiText::Newer, "prev", &listing.newer);
    let older = link(UiText::Older, "next", &listing.older);
    (newer.is_some() || older.is_some()).then(|| {
        let label = site.strings.get(UiText::PaginationLabel).to_owned();
        element("nav")
            .class("pagination")
            .set("aria-label", label)
            .children(newer)
            .children(older)
    })
}
