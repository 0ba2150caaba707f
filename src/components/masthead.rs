//! The header of every page.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Landmark, Navigation, SearchForm};
use crate::model::{Site, Text};

/// The site's name, the search form and the main navigation.
#[component]
pub fn Masthead(
    /// What to show.
    site: Arc<Site>,
    /// The current path, for the mark in the navigation.
    path: Signal<String>,
) -> impl IntoView {
    let key = site.access_keys.header.clone();
    let mark = site.strings.get(Text::LandmarkHeader).to_owned();
    let root = site.root.clone();
    let name = site.name.clone();
    let tagline = site.tagline.clone();
    view! {
        <header class="masthead" id="header">
            <div class="masthead__inner">
                <Landmark id="header" key=key title=mark />
                <div class="masthead__brand">
                    <a class="masthead__name" href=root>
                        {name}
                    </a>
                    <p class="masthead__tagline">{tagline}</p>
                </div>
                <SearchForm site=&site />
                <Navigation site=&site path=path />
            </div>
        </header>
    }
}
