//! When an article was published and last changed.

use leptos::prelude::*;

use crate::model::{Article, Site, Text};

/// The dates under a headline.
#[component]
pub fn Dateline<'a>(
    /// For the labels.
    site: &'a Site,
    /// Whose dates.
    article: &'a Article,
) -> impl IntoView + use<> {
    let line = |label: Text, date: &crate::model::Display| {
        let (label, date) = (site.strings.get(label).to_owned(), date.clone());
        view! {
            <li class="dateline__item">
                <span class="dateline__label">{label}</span>
                {" "}
                <time datetime=date.machine>{date.text}</time>
            </li>
        }
    };
    let published = line(Text::PublishedAt, &article.published);
    let modified = article.modified.as_ref().map(|date| line(Text::ModifiedAt, date));
    view! {
        <ul class="dateline">
            {published} {modified}
        </ul>
    }
}
