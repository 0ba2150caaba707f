//! The search page.

use crate::app::Found;
use crate::components::{
    TitleLevel,
    element::{Element, element},
    teaser_list,
};
use crate::model::{Search, Site, Text, fill};

/// What was found for what was looked for; before that, how to search.
pub fn show(site: &Site, search: &Search, found: Option<&Found>) -> Element {
    let text = |text| site.strings.get(text);
    let status = match found {
        None => text(Text::SearchPrompt).to_owned(),
        Some(Found { query, teasers }) if teasers.is_empty() => {
            fill(text(Text::SearchNone), &[("query", query)])
        }
        Some(Found { query, teasers }) => fill(
            text(Text::SearchCount),
            &[("query", query), ("count", &teasers.len().to_string())],
        ),
    };
    let teasers = found.filter(|found| !found.teasers.is_empty());
    element("div")
        .class("listing")
        .child(
            element("h1")
                .class("listing__heading")
                .set("tabindex", "-1")
                .text(&search.heading),
        )
        .child(
            element("p")
                .class("listing__range")
                .set("role", "status")
                .text(&status),
        )
        .child(element("noscript").text(text(Text::SearchNoScript)))
        .children(teasers.map(|found| teaser_list(&found.teasers, TitleLevel::H2)))
}
