//! The search page.

use crate::app::Found;
use crate::components::{
    element::{Element, element},
    filters, hit_list, page_links,
};
use crate::model::{Route, Search, Site, Text, fill, search::Asked};

/// What was found for what was looked for; before that, how to search.
pub fn show(site: &Site, search: &Search, found: Option<&Found>) -> Element {
    let text = |text| site.strings.get(text);
    let heading = element("h1")
        .class("listing__heading")
        .set("tabindex", "-1")
        .text(&search.heading);
    // It stays on the page as results change, so that it is read out.
    let status = element("p")
        .class("listing__range")
        .set("id", "search-status")
        .set("role", "status")
        .text(&status(site, found));
    element("div")
        .class("listing")
        .set("id", "search-page")
        .child(heading)
        .child(status)
        .child(element("noscript").text(text(Text::SearchNoScript)))
        .children(found.map(|_| filters(site, search)))
        .children(found.and_then(|found| ways_on(site, found)))
        .children(found.and_then(hit_list))
        .children(found.and_then(|found| page_links(site, found)))
}

fn status(site: &Site, found: Option<&Found>) -> String {
    let Some(Found { asked, total, .. }) = found else {
        return site.strings.get(Text::SearchPrompt).to_owned();
    };
    let text = match (total, asked.query.as_str()) {
        (0, "") => Text::ListEmpty,
        (0, _) => Text::SearchNone,
        (_, "") => Text::SearchAll,
        _ => Text::SearchCount,
    };
    let values = [
        ("query", asked.query.as_str()),
        ("count", &total.to_string()),
    ];
    fill(site.strings.get(text), &values)
}

/// Where to go when nothing was found: the same search without filters, or all news.
fn ways_on(site: &Site, found: &Found) -> Option<Element> {
    if found.total > 0 {
        return None;
    }
    let link = |text: Text, href: String| {
        let link = element("a").set("href", href).text(site.strings.get(text));
        element("li").child(link)
    };
    let unfiltered = Asked {
        query: found.asked.query.clone(),
        ..Asked::default()
    };
    let search = site.root.clone() + &Route::Search.path() + &unfiltered.address();
    let unfiltered = found.asked.is_narrowed() && !found.asked.query.is_empty();
    let ways = element("ul")
        .class("ways-on")
        .children(unfiltered.then(|| link(Text::SearchUnfiltered, search)))
        .child(link(Text::AllNews, site.root.clone() + &Route::News.path()));
    Some(ways)
}
