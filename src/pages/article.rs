//! An article.

use crate::components::{
    contact_block, dateline,
    element::{Element, element},
    part, prose, topic_list,
};
use crate::model::{Article, Site, Text};

/// Headline, dates, text, topics, contact and views.
pub fn show(site: &Site, article: &Article) -> Element {
    let views = article.views.as_ref().map(|views| {
        let text = format!("{} {}", site.strings.get(Text::Views), views.text);
        // The number itself is for `counter.js`, which may know a larger one.
        element("p")
            .class("article__views")
            .set("data-count", views.machine.clone())
            .text(&text)
    });
    element("article")
        .class("article")
        .child(
            element("h1")
                .class("article__title")
                .set("tabindex", "-1")
                .text(&article.title),
        )
        .child(dateline(site, article))
        .children(part("article__before", &article.before))
        .child(prose(&article.body))
        .children(part("article__after", &article.after))
        .children(topic_list(site.strings.get(Text::Topics), &article.topics))
        .children(
            article
                .contact
                .as_ref()
                .map(|contact| contact_block(site, contact)),
        )
        .children(views)
        .children(part("article__further", &article.further))
}
