//! An article.

use crate::components::{
    attachment_list, banner, contact_block, dateline,
    element::{Element, element},
    history, prose, topic_list,
};
use crate::model::{Article, Site, Text};

/// Headline, dates, text, topics, contact and views.
pub fn show(site: &Site, article: &Article) -> Element {
    let views = article.views.as_ref().map(|views| {
        let text = format!("{} {}", site.strings.get(Text::Views), views.text);
        element("p").class("article__views").text(&text)
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
        .children(banner(&article.history))
        .child(prose(&article.body))
        .children(attachment_list(site, &article.attachments))
        .children(history(site, &article.history))
        .children(topic_list(site.strings.get(Text::Topics), &article.topics))
        .children(
            article
                .contact
                .as_ref()
                .map(|contact| contact_block(site, contact)),
        )
        .children(views)
}
