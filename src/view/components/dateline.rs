//! Dates of an article, and the reader's tools for it.

use gazette_model::{Article, Display, Site, Text};

use crate::components::{
    article_tools,
    element::{Element, element},
};

/// The dates and tools under a headline.
pub fn dateline(site: &Site, article: &Article) -> Element {
    element("ul")
        .class("dateline")
        .child(item(
            site.strings.get(Text::PublishedAt),
            &article.published,
        ))
        .children(
            article
                .modified
                .as_ref()
                .map(|date| item(site.strings.get(Text::ModifiedAt), date)),
        )
        .child(entry(
            site.strings.get(Text::ReadingTime),
            element("span").text(&article.reading_time),
        ))
        .child(article_tools(site))
}

fn item(label: &str, date: &Display) -> Element {
    let time = element("time")
        .set("datetime", date.machine.clone())
        .text(&date.text);
    entry(label, time)
}

fn entry(label: &str, value: Element) -> Element {
    let label = element("span").class("dateline__label").text(label);
    element("li")
        .class("dateline__item")
        .child(label)
        .text(" ")
        .child(value)
}
