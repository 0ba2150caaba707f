//! What narrows a search.

use super::element::{Element, element};
use crate::model::{Search, Site, Text};

/// `id` of the group of filters. Each of them has the name of a parameter of the search page's address, and an `id` of
/// `search-` and that name.
pub const FILTERS: &str = "search-filters";

/// Choices of topic, year, kind and order. The portal sets them as the address says, and listens to changes.
pub fn filters(site: &Site, search: &Search) -> Element {
    let text = |text| site.strings.get(text);
    let topics = search
        .topics
        .iter()
        .map(|topic| (topic.value.as_str(), topic.text.as_str()));
    let years = search
        .years
        .iter()
        .map(|year| (year.as_str(), year.as_str()));
    let kinds = [
        ("news", text(Text::SearchNews)),
        ("page", text(Text::SearchPages)),
    ];
    let newest = [("newest", text(Text::SearchNewest))];
    element("div")
        .class("filters")
        .set("id", FILTERS)
        .set("role", "group")
        .set("aria-label", text(Text::SearchFilters).to_owned())
        .children(languages(site))
        .child(choice(
            "topic",
            "search-topic",
            text(Text::SearchTopic),
            text(Text::SearchAllTopics),
            topics,
        ))
        .child(choice(
            "year",
            "search-year",
            text(Text::SearchYear),
            text(Text::SearchAllYears),
            years,
        ))
        .child(choice(
            "kind",
            "search-kind",
            text(Text::SearchKind),
            text(Text::SearchAllKinds),
            kinds,
        ))
        .child(choice(
            "sort",
            "search-sort",
            text(Text::SearchSort),
            text(Text::SearchBest),
            newest,
        ))
}

/// The other languages, where there are any: each has a search of its own.
fn languages(site: &Site) -> Option<Element> {
    let (own, others): (Vec<_>, Vec<_>) = site
        .languages
        .iter()
        .map(|language| (language.lang.as_str(), language.name.as_str()))
        .partition(|(lang, _)| *lang == site.lang);
    let (_, own) = own.first()?;
    let label = site.strings.get(Text::LanguageLabel);
    (!others.is_empty()).then(|| choice("lang", "search-lang", label, own, others))
}

fn choice<'a>(
    name: &'static str,
    id: &'static str,
    label: &str,
    none: &'a str,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Element {
    let options: Vec<(&str, &str)> = [("", none)].into_iter().chain(options).collect();
    let option = |(value, text): &(&str, &str)| {
        let option = element("option").set("value", (*value).to_owned());
        option.text(text)
    };
    let select = element("select")
        .class("filters__choice")
        .set("id", id)
        .set("name", name)
        .children(options.iter().map(option));
    element("div")
        .class("filters__filter")
        .child(
            element("label")
                .class("filters__label")
                .set("for", id)
                .text(label),
        )
        .child(select)
}
