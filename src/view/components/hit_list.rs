//! Search results, and the way to more of them.

use gazette_model::{
    Route, Site, UiText, fill,
    search::{Answer, Hit, SearchRequest},
};
use gazette_search::{Marked, PAGE};

use crate::components::{
    badge,
    element::{Element, element},
    entry, part,
};

/// Results in order, with what was looked for marked. Nothing where there are none.
pub fn hit_list(asked: &SearchRequest, answer: &Answer) -> Option<Element> {
    let list = element("ol")
        .class("teasers")
        .set("start", (asked.page * PAGE + 1).to_string());
    let hits = &answer.hits;
    (!hits.is_empty()).then(|| list.children(hits.iter().map(item)))
}

/// Links to the pages of results before and after. Nothing where there is only one.
pub fn page_links(site: &Site, asked: &SearchRequest, answer: &Answer) -> Option<Element> {
    let link = |text: UiText, rel: &'static str, page: usize| {
        let asked = SearchRequest {
            page,
            ..asked.clone()
        };
        element("a")
            .class("pagination__link")
            .set("rel", rel)
            .set(
                "href",
                site.root.clone() + &Route::Search.path() + &asked.address(),
            )
            .text(site.strings.get(text))
    };
    let page = asked.page;
    let pages = answer.pages;
    let last = (pages as usize).saturating_sub(1);
    let numbers = [
        ("page", (page + 1).to_string()),
        ("pages", pages.to_string()),
    ];
    let numbers = numbers
        .each_ref()
        .map(|(name, number)| (*name, number.as_str()));
    (last > 0).then(|| {
        element("nav")
            .class("pagination")
            .set("aria-label", site.strings.get(UiText::PaginationLabel))
            .children(
                (page > 0).then(|| link(UiText::SearchPrevious, "prev", page.min(last + 1) - 1)),
            )
            .child(
                element("span")
                    .class("pagination__place")
                    .text(&fill(site.strings.get(UiText::SearchPage), &numbers)),
            )
            .children((page < last).then(|| link(UiText::SearchNext, "next", page + 1)))
    })
}

fn item(hit: &Hit) -> Element {
    let link = element("a").class("teaser__link").set("href", &hit.href);
    let link = link.child(marked(element("span"), &hit.title));
    let date = hit.published.as_ref().map(|published| {
        element("time")
            .class("teaser__date")
            .set("datetime", &published.machine)
            .text(&published.text)
    });
    entry(&hit.thumbnail)
        .child(element("h2").class("teaser__title").child(link))
        .children(date)
        .children(hit.badge.as_ref().map(badge))
        .child(marked(element("p").class("teaser__summary"), &hit.excerpt))
        .children(part("teaser__image", &hit.thumbnail))
}

fn marked(element: Element, text: &Marked) -> Element {
    let pieces = text.0.iter().enumerate();
    pieces.fold(element, |element, (at, piece)| match at % 2 {
        1 => element.child(mark(piece)),
        _ => element.text(piece),
    })
}

fn mark(text: &str) -> Element {
    element("mark").class("teaser__match").text(text)
}
