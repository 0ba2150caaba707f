//! Links to topics.

use gazette_model::Link;

use crate::components::element::{Element, element};

/// The topics of an article, or of the whole site, under a label. Nothing where there are none.
pub fn topic_list(label: &str, topics: &[Link]) -> Option<Element> {
    (!topics.is_empty()).then(|| {
        let list = element("ul")
            .class("topics__list")
            .children(topics.iter().map(item));
        element("nav")
            .class("topics")
            .set("aria-label", label)
            .child(list)
    })
}

fn item(topic: &Link) -> Element {
    let link = element("a")
        .class("topics__link")
        .set("href", &topic.href)
        .text(&topic.text);
    element("li").class("topics__item").child(link)
}
