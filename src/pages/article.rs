//! An article.

use leptos::prelude::*;

use crate::components::{ContactBlock, Dateline, Prose, TopicList};
use crate::model::{Article, Site, Text};

/// Headline, dates, text, contact, topics and views.
pub fn show(site: &Site, article: &Article) -> impl IntoView + use<> {
    let title = article.title.clone();
    let body = article.body.clone();
    let contact = article.contact.as_ref().map(|contact| view! { <ContactBlock site=site contact=contact /> });
    let views = article.views.as_ref().map(|views| {
        let text = format!("{} {}", site.strings.get(Text::Views), views.text);
        view! { <p class="article__views">{text}</p> }
    });
    let topics = article.topics.clone();
    let label = site.strings.get(Text::Topics).to_owned();
    view! {
        <article class="article">
            <h1 class="article__title" tabindex="-1">
                {title}
            </h1>
            <Dateline site=site article=article />
            <Prose body=body />
            <TopicList label=label topics=topics />
            {contact}
            {views}
        </article>
    }
}
