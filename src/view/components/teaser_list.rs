//! Articles in a list.

use gazette_model::{Display, Node, Teaser};

use crate::components::{
    element::{Element, element},
    part, titled,
};

/// Heading level of the titles of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleLevel {
    /// `h2`: the list is all of the page.
    H2,
    /// `h3`: the list has a heading of its own.
    H3,
}

/// Articles, newest first: title, date, summary, picture.
pub fn teaser_list(teasers: &[Teaser], level: TitleLevel) -> Element {
    element("ol")
        .class("teasers")
        .children(teasers.iter().map(|teaser| item(teaser, level)))
}

fn item(teaser: &Teaser, level: TitleLevel) -> Element {
    let heading = match level {
        TitleLevel::H2 => "h2",
        TitleLevel::H3 => "h3",
    };
    let link = element("a").class("teaser__link").set("href", &teaser.href);
    let link = titled(link, &teaser.title, &teaser.words);
    let date = element("time")
        .class("teaser__date")
        .set("datetime", &teaser.published.machine);
    // The title comes first, for those who listen or leap from heading to heading.
    entry(&teaser.thumbnail)
        .child(element(heading).class("teaser__title").child(link))
        .child(date.text(&teaser.published.text))
        .children(teaser.badge.as_ref().map(badge))
        .child(element("p").class("teaser__summary").text(&teaser.summary))
        .children(part("teaser__image", &teaser.thumbnail))
}

/// The list item of an article. One with a picture says so before that has come, so that no words move then.
pub fn entry(thumbnail: &[Node]) -> Element {
    element("li").class(if thumbnail.is_empty() {
        "teaser"
    } else {
        "teaser teaser--pictured"
    })
}

/// Badge of an article: something to know before opening it.
pub fn badge(kind: &Display) -> Element {
    element("strong")
        .class("badge")
        .set("data-kind", &kind.machine)
        .text(&kind.text)
}
