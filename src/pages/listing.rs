//! A list of articles: the news, a topic, a year; or the list of topics or years.

use leptos::prelude::*;

use crate::components::{Pagination, TeaserList, TitleLevel, TopicList};
use crate::model::{Listing, Site, Text};

/// Heading, articles, and the way to newer and older ones.
pub fn show(site: &Site, listing: &Listing) -> impl IntoView + use<> {
    let heading = listing.heading.clone();
    let range = listing.range.clone().map(|range| view! { <p class="listing__range">{range}</p> });
    let empty = (listing.teasers.is_empty() && listing.lists.is_empty()).then(|| {
        let text = site.strings.get(Text::ListEmpty).to_owned();
        view! { <p class="empty">{text}</p> }
    });
    let teasers = (!listing.teasers.is_empty()).then(|| view! { <TeaserList teasers=listing.teasers.clone() level=TitleLevel::H2 /> });
    let lists = view! { <TopicList label=listing.heading.clone() topics=listing.lists.clone() /> };
    view! {
        <div class="listing">
            <h1 class="listing__heading" tabindex="-1">
                {heading}
            </h1>
            {range}
            {empty}
            {teasers}
            {lists}
            <Pagination site=site listing=listing />
        </div>
    }
}
