//! Links to topics.

use leptos::prelude::*;

use super::element::element;
use crate::model::Link;

/// The topics of an article, or of the whole site, under a label. Nothing where there are none.
pub fn topic_list(label: &str, topics: &[Link]) -> Option<AnyView> {
    (!topics.is_empty()).then(|| {
        let list = element("ul")
            .class("topics__list")
            .children(topics.iter().map(item))
            .view();
        element("nav")
            .class("topics")
            .set("aria-label", label.to_owned())
            .child(list)
            .view()
    })
}

fn item(topic: &Link) -> AnyView {
    let link = element("a")
        .class("topics__link")
        .set("href", topic.href.clone())
        .text(&topic.text)
        .view();
    element("li").class("topics__item").child(link).view()
}
