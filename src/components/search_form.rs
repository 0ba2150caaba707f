//! The search field of every page.

use leptos::prelude::*;

use super::Landmark;
use crate::model::{Route, Site, Text};

/// A form that leads to the search page, with or without script.
#[component]
pub fn SearchForm<'a>(
    /// For the texts and the search page's address.
    site: &'a Site,
) -> impl IntoView + use<> {
    let action = site.root.clone() + &Route::Search.path();
    let key = site.access_keys.search.clone();
    let mark = site.strings.get(Text::LandmarkSearch).to_owned();
    let label = site.strings.get(Text::SearchLabel).to_owned();
    let submit = site.strings.get(Text::SearchSubmit).to_owned();
    view! {
        <search class="search" id="search">
            <Landmark id="search" key=key title=mark />
            <form class="search__form" action=action method="get">
                <label class="search__label" for="search-field">
                    {label}
                </label>
                <input class="search__field" id="search-field" type="search" name="q" autocomplete="off" />
                <button class="button search__submit" type="submit">
                    {submit}
                </button>
            </form>
        </search>
    }
}
