//! The way through a long list.

use leptos::prelude::*;

use crate::model::{Listing, Site, Text};

/// Links to newer and older articles. Nothing where a list has only one page.
#[component]
pub fn Pagination<'a>(
    /// For the labels.
    site: &'a Site,
    /// The page of the list that is shown.
    listing: &'a Listing,
) -> impl IntoView + use<> {
    let link = |text: Text, rel: &'static str, href: &Option<String>| {
        let text = site.strings.get(text).to_owned();
        href.clone().map(|href| {
            view! {
                <a class="pagination__link" rel=rel href=href>
                    {text}
                </a>
            }
        })
    };
    let newer = link(Text::Newer, "prev", &listing.newer);
    let older = link(Text::Older, "next", &listing.older);
    let label = site.strings.get(Text::PaginationLabel).to_owned();
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pagination" aria-label=label>
                {newer} {older}
            </nav>
        }
    })
}
