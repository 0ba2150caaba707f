//! A list of articles: the news, a topic, a year; or the list of topics or years.

use gazette_model::{Listing, Site};

use crate::{
    components::{
        TitleLevel,
        element::{Element, element},
        pagination, teaser_list, topic_list,
    },
    pages::empty,
};

/// Heading, articles, and the way to newer and older ones.
pub fn show(site: &Site, listing: &Listing) -> Element {
    let range = listing
        .range
        .as_ref()
        .map(|range| element("p").class("listing__range").text(range));
    let nothing = listing.teasers.is_empty() && listing.lists.is_empty();
    let teasers =
        (!listing.teasers.is_empty()).then(|| teaser_list(&listing.teasers, TitleLevel::H2));
    element("div")
        .class("listing")
        .child(
            element("h1")
                .class("listing__heading")
                .set("tabindex", "-1")
                .text(&listing.heading),
        )
        .children(range)
        .children(nothing.then(|| empty(site)))
        .children(topic_list(&listing.heading, &listing.lists))
        .children(teasers)
        .children(pagination(site, listing))
}
