//! What happened to an article since it was published.

use super::element::{Element, element};
use crate::model::{Display, Note, Site, Text};

/// What readers must know before they read on: that an article is withdrawn, and its notices.
pub fn banner(history: &[Note]) -> Option<Element> {
    let is_first = |note: &&Note| matches!(note.kind.machine.as_str(), "withdrawn" | "notice");
    let notes: Vec<Element> = history.iter().filter(is_first).map(line).collect();
    (!notes.is_empty()).then(|| element("div").class("banner").children(notes))
}

/// All notes, newest first. Nothing where there are none.
pub fn history(site: &Site, history: &[Note]) -> Option<Element> {
    (!history.is_empty()).then(|| {
        let heading = element("h2")
            .class("history__heading")
            .set("id", "history-heading");
        let item = |note| element("li").class("history__item").child(line(note));
        let list = element("ol")
            .class("history__list")
            .children(history.iter().map(item));
        element("section")
            .class("history")
            .set("aria-labelledby", "history-heading")
            .child(heading.text(site.strings.get(Text::HistoryHeading)))
            .child(list)
    })
}

/// The name of a kind of note, set off.
pub fn badge(kind: &Display) -> Element {
    let class = match kind.machine.as_str() {
        "withdrawn" | "correction" => "badge badge--grave",
        _ => "badge",
    };
    element("strong").class(class).text(&kind.text)
}

fn line(note: &Note) -> Element {
    let date = element("time")
        .class("history__date")
        .set("datetime", note.date.machine.clone())
        .text(&note.date.text);
    element("p")
        .class("history__note")
        .child(badge(&note.kind))
        .text(" ")
        .child(date)
        .text(" ")
        .child(element("span").text(&note.text))
}
