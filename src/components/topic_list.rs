//! Links to topics.

use leptos::prelude::*;

use crate::model::Link;

/// The topics of an article, or of the whole site. Nothing where there are none.
#[component]
pub fn TopicList(
    /// What is listed.
    label: String,
    /// The topics.
    topics: Vec<Link>,
) -> impl IntoView {
    (!topics.is_empty()).then(|| {
        let items = topics.into_iter().map(item).collect::<Vec<_>>();
        view! {
            <nav class="topics" aria-label=label>
                <ul class="topics__list">{items}</ul>
            </nav>
        }
    })
}

fn item(topic: Link) -> impl IntoView {
    view! {
        <li class="topics__item">
            <a class="topics__link" href=topic.href>
                {topic.text}
            </a>
        </li>
    }
}
