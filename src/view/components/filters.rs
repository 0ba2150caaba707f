//! Filters of a search.

use gazette_model::{Search, Site, UiText, search::SearchRequest};
use gazette_search::Order;

use crate::components::{
    element::{Element, element},
    fold,
};

/// `id` of the group of filters. Each of them has the name of a parameter of the search page's address, and an `id` of
/// `search-` and that name.
pub const FILTERS: &str = "search-filters";

/// Label, name, `id`, what no choice is called, and what there is to choose from: value and text.
type Choice<'a> = (
    UiText,
    &'static str,
    &'static str,
    &'a str,
    &'a [(&'a str, &'a str)],
);

/// Choices of language, topic, year, kind and order. The portal sets them as the address says, and listens to changes.
/// Narrow screens fold them, and name what is chosen.
pub fn filters(site: &Site, search: &Search, asked: &SearchRequest) -> Element {
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
        ("news", text(UiText::SearchNews)),
        ("page", text(UiText::SearchPages)),
    ];
    let newest = [("newest", text(UiText::SearchNewest))];
    let choices: [Choice<'_>; 5] = [
        (
            UiText::LanguageLabel,
            "lang",
            "search-lang",
            own,
            &languages,
        ),
        (
            UiText::SearchTopic,
            "topic",
            "search-topic",
            text(UiText::SearchAllTopics),
            &topics,
        ),
        (
            UiText::SearchYear,
            "year",
            "search-year",
            text(UiText::SearchAllYears),
            &years,
        ),
        (
            UiText::SearchKind,
            "kind",
            "search-kind",
            text(UiText::SearchAllKinds),
            &kinds,
        ),
        (
            UiText::SearchSort,
            "sort",
            "search-sort",
            text(UiText::SearchBest),
            &newest,
        ),
    ];
    let label = text(UiText::SearchFilters);
    let shown = choices.iter().filter(|choice| !choice.4.is_empty());
    element("div")
        .class("filters")
        .set("id", FILTERS)
        .set("role", "group")
        .set("aria-label", label)
        // It stays, open or not, when something else is chosen.
        .child(fold(label, chosen(&choices, asked)).set("id", "search-fold"))
        .child(
            element("div")
                .class("filters__choices")
                .children(shown.map(|choice| filter(site, choice))),
        )
}

/// The texts of the choices that hold. Nothing where none does.
fn chosen(choices: &[Choice<'_>; 5], asked: &SearchRequest) -> Option<String> {
    let sort = match asked.order {
        Order::Best => "",
        Order::Newest => "newest",
    };
    let values = ["", &*asked.topic, &*asked.year, &*asked.kind, sort];
    let chosen = choices.iter().zip(values).filter_map(|(choice, value)| {
        let option = choice.4.iter().find(|option| option.0 == value)?;
        Some(option.1)
    });
    let chosen: Vec<&str> = chosen.collect();
    (!chosen.is_empty()).then(|| chosen.join(" · "))
}

fn filter(site: &Site, (label, name, id, none, options): &Choice<'_>) -> Element {
    let none = [("", *none)];
    let select = element("select")
        .class("filters__choice")
        .set("id", *id)
        .set("name", *name)
        .children(none.iter().chain(*options).map(|(value, text)| {
            let option = element("option").set("value", value);
            option.text(text)
        }));
    let label = element("span").text(site.strings.get(*label));
    element("label")
        .class("filters__filter")
        .child(label)
        .child(select)
}

#[cfg(test)]
mod tests {
    use leptos::prelude::RenderHtml;

    use super::*;

    #[test]
    fn filters_that_hold_are_named_and_unknown_ones_are_not() {
        let site = serde_json::json!({
            "schema": gazette_model::SCHEMA, "lang": "en", "dir": "ltr", "root": "/", "name": "", "tagline": "", "navigation": [],
            "access_keys": { "header": "", "main": "", "footer": "", "search": "" },
            "footer": { "facts": [], "organization": "", "notes": [] }, "languages": [],
            "strings": { "search_filters": "Narrow", "search_news": "News", "search_newest": "Newest" },
        });
        let site: Site = serde_json::from_value(site).expect("a site");
        let search = serde_json::json!({
            "heading": "", "index": "", "topics": [{ "value": "water", "text": "Water" }], "years": ["2017"],
        });
        let search: Search = serde_json::from_value(search).expect("a page");
        let line = |topic: &str, year: &str, kind: &str, order| {
            let asked = SearchRequest {
                topic: topic.to_owned(),
                year: year.to_owned(),
                kind: kind.to_owned(),
                order,
                ..SearchRequest::default()
            };
            let html = filters(&site, &search, &asked).to_html();
            let line = html.split("fold__line\">").nth(1).expect("a line");
            line.split("</summary>").next().expect("its end").to_owned()
        };
        assert_eq!(line("", "", "", Order::Best), "Narrow");
        assert_eq!(line("none", "", "", Order::Best), "Narrow");
        assert_eq!(
            line("water", "2017", "news", Order::Newest),
            r#"Narrow<span class="fold__chosen">Water · 2017 · News · Newest</span>"#
        );
    }
}
