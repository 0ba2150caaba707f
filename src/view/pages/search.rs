//! The search page.

use gazette_model::{
    Failure, Link, Route, Search, Site, Slug, UiText, fill,
    search::{Found, SearchRequest},
};

use crate::components::{
    element::{Element, element},
    filters, hit_list, page_links, reason, topic_list, try_again,
};

/// Search results; before a search and without results, advice and other ways to look.
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
    let answer = found.and_then(|found| Some((&found.asked, found.answer.as_ref().ok()?)));
    let has_hits = answer.is_some_and(|(_, answer)| answer.total > 0);
    let has_failed = found.is_some() && answer.is_none();
    element("div")
        .class("listing")
        .set("id", "search-page")
        .child(heading)
        .child(status)
        .child(element("noscript").text(text(UiText::SearchNoScript)))
        .children(has_failed.then(|| element("p").child(try_again(site))))
        .children(found.map(|found| filters(site, search, &found.asked)))
        .children((!has_hits).then(|| ways_on(site, search, found)))
        .children(answer.and_then(|(asked, answer)| hit_list(asked, answer)))
        .children(answer.and_then(|(asked, answer)| page_links(site, asked, answer)))
}

fn status(site: &Site, found: Option<&Found>) -> String {
    let Some(Found { asked, answer }) = found else {
        return site.strings.get(UiText::SearchPrompt).to_owned();
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            let failed = site.strings.get(UiText::SearchFailed);
            // Of a program that is missing, browsers do not say why.
            let reason = (*failure != Failure::NotFound).then(|| reason(site, *failure));
            return [failed, " ", &reason.unwrap_or_default()].concat();
        }
    };
    let text = match (answer.total, asked.query.as_str()) {
        (0, "") => UiText::ListEmpty,
        (0, _) => UiText::SearchNone,
        (_, "") => UiText::SearchAll,
        _ if answer.is_at_most => UiText::SearchAtMost,
        _ => UiText::SearchCount,
    };
    let values = [
        ("query", asked.query.as_str()),
        ("count", &answer.total.to_string()),
    ];
    fill(site.strings.get(text), &values)
}

/// Other ways to look: the same without filters, all news, topics, years.
fn ways_on(site: &Site, search: &Search, found: Option<&Found>) -> Element {
    let text = |text| site.strings.get(text);
    let href = |route: &Route| site.root.clone() + &route.path();
    let more = |words: UiText, href: String| {
        let link = element("a").class("more").set("href", href);
        element("p").child(link.text(text(words)))
    };
    let narrowed = found.filter(|found| found.asked.is_narrowed() && !found.asked.query.is_empty());
    let unfiltered = narrowed.map(|found| {
        let asked = SearchRequest {
            query: found.asked.query.clone(),
            ..SearchRequest::default()
        };
        more(
            UiText::SearchUnfiltered,
            href(&Route::Search) + &asked.address(),
        )
    });
    let link = |text: &str, route: Route| Link {
        text: text.to_owned(),
        href: href(&route),
    };
    let topics = search.topics.iter().filter_map(|topic| {
        let slug = Slug::parse(&topic.value).ok()?;
        Some(link(&topic.text, Route::Topic(slug)))
    });
    let years = search
        .years
        .iter()
        .filter_map(|year| Some(link(year, Route::Year(year.parse().ok()?))));
    element("div")
        .class("ways-on")
        .children(unfiltered)
        .child(more(UiText::AllNews, href(&Route::News)))
        .children(by(text(UiText::SearchByTopic), topics.collect()))
        .children(by(text(UiText::SearchByYear), years.collect()))
}

/// Links under a heading. Nothing where there are none.
fn by(heading: &str, links: Vec<Link>) -> Option<Element> {
    let list = topic_list(heading, &links)?;
    let heading = element("h2").class("ways-on__heading").text(heading);
    Some(element("div").child(heading).child(list))
}
