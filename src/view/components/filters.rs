//! Filters of a search.

use gazette_model::{Search, Site, Text};

use crate::components::element::{Element, element};

/// `id` of the group of filters. Each of them has the name of a parameter of the search page's address, and an `id` of
/// `search-` and that name.
pub const FILTERS: &str = "search-filters";

/// Label, name, `id`, what no choice is called, and what there is to choose from: value and text.
type Choice<'a> = (
    Text,
    &'static str,
    &'static str,
    &'a str,
    &'a [(&'a str, &'a str)],
);

/// Choices of language, topic, year, kind and order. The portal sets them as the address says, and listens to changes.
pub fn filters(site: &Site, search: &Search) -> Element {
    let text = |text| site.strings.get(text);
    let topics = search.topics.iter();
    let topics: Vec<_> = topics.map(|topic| (&*topic.value, &*topic.text)).collect();
    let years: Vec<_> = search.years.iter().map(|year| (&**year, &**year)).collect();
    // Each language has a search of its own.
    let languages = site.languages.iter().filter(|it| it.lang != site.lang);
    let languages: Vec<_> = languages.map(|it| (&*it.lang, &*it.name)).collect();
    let own = site.languages.iter().find(|it| it.lang == site.lang);
    let own = own.map_or("", |own| &own.name);
    let kinds = [
        ("news", text(Text::SearchNews)),
        ("page", text(Text::SearchPages)),
    ];
    let newest = [("newest", text(Text::SearchNewest))];
    let choices: [Choice<'_>; 5] = [
        (Text::LanguageLabel, "lang", "search-lang", own, &languages),
        (
            Text::SearchTopic,
            "topic",
            "search-topic",
            text(Text::SearchAllTopics),
            &topics,
        ),
        (
            Text::SearchYear,
            "year",
            "search-year",
            text(Text::SearchAllYears),
            &years,
        ),
        (
            Text::SearchKind,
            "kind",
            "search-kind",
            text(Text::SearchAllKinds),
            &kinds,
        ),
        (
            Text::SearchSort,
            "sort",
            "search-sort",
            text(Text::SearchBest),
            &newest,
        ),
    ];
    let choices = choices.into_iter().filter(|choice| !choice.4.is_empty());
    element("div")
        .class("filters")
        .set("id", FILTERS)
        .set("role", "group")
        .set("aria-label", text(Text::SearchFilters).to_owned())
        .children(choices.map(|(label, name, id, none, options)| {
            let none = [("", none)];
            let select = element("select")
                .class("filters__choice")
                .set("id", id)
                .set("name", name)
                .children(none.iter().chain(options).map(|(value, text)| {
                    let option = element("option").set("value", (*value).to_owned());
                    option.text(text)
                }));
            let label = element("label")
                .class("filters__label")
                .set("for", id)
                .text(text(label));
            element("div")
                .class("filters__filter")
                .child(label)
                .child(select)
        }))
}
