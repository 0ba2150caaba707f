//! Dates of an article, facts beside them, and the reader's tools for it.

use gazette_model::{Article, Display, Fact, Site, UiText};

use crate::components::{
    article_tools,
    element::{Element, element},
};

/// The dates, facts and tools under a headline.
pub fn dateline(site: &Site, article: &Article) -> Element {
    element("ul")
        .class("dateline")
        .child(item(
            site.strings.get(UiText::PublishedAt),
            &article.published,
        ))
        .children(
            article
                .modified
                .as_ref()
                .map(|date| item(site.strings.get(UiText::ModifiedAt), date)),
        )
        .children(article.facts.iter().map(fact))
        .child(entry(
            site.strings.get(UiText::ReadingTime),
            element("span").text(&article.reading_time),
        ))
        .child(article_tools(site))
}

fn item(label: &str, date: &Display) -> Element {
    let time = element("time")
        .set("datetime", &date.machine)
        .text(&date.text);
    entry(label, time)
}

fn fact(fact: &Fact) -> Element {
    entry(&fact.label, element("span").text(&fact.text))
}

fn entry(label: &str, value: Element) -> Element {
    let label = element("span").class("dateline__label").text(label);
    element("li")
        .class("dateline__item")
        .child(label)
        .text(" ")
        .child(value)
}
