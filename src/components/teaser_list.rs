//! Articles in a list.

use leptos::prelude::*;

use crate::model::Teaser;

/// Which heading the titles of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleLevel {
    /// `h2`: the list is all of the page.
    H2,
    /// `h3`: the list has a heading of its own.
    H3,
}

/// Articles, newest first: date, title, summary.
#[component]
pub fn TeaserList(
    /// The articles.
    teasers: Vec<Teaser>,
    /// Which heading their titles are.
    level: TitleLevel,
) -> impl IntoView {
    let items = teasers.into_iter().map(|teaser| item(teaser, level)).collect::<Vec<_>>();
    view! { <ol class="teasers">{items}</ol> }
}

fn item(teaser: Teaser, level: TitleLevel) -> impl IntoView {
    let link = view! {
        <a class="teaser__link" href=teaser.href>
            {teaser.title}
        </a>
    };
    let title = match level {
        TitleLevel::H2 => view! { <h2 class="teaser__title">{link}</h2> }.into_any(),
        TitleLevel::H3 => view! { <h3 class="teaser__title">{link}</h3> }.into_any(),
    };
    // The title comes first for those who listen or leap from heading to heading; the date is set above it by style.
    view! {
        <li class="teaser">
            {title}
            <p class="teaser__summary">{teaser.summary}</p>
            <time class="teaser__date" datetime=teaser.published.machine>
                {teaser.published.text}
            </time>
        </li>
    }
}
