//! The kinds of page, one a file.

mod article;
mod home;
mod listing;
mod not_found;
mod page;
mod search;

use leptos::prelude::*;

use crate::app::Found;
use crate::model::{Content, Site};

/// The page of a document.
pub fn show(site: &Site, content: &Content, found: Option<&Found>) -> AnyView {
    match content {
        Content::Home(home) => home::show(site, home).into_any(),
        Content::Listing(listing) => listing::show(site, listing).into_any(),
        Content::Article(article) => article::show(site, article).into_any(),
        Content::Page(page) => page::show(page).into_any(),
        Content::Search(search) => search::show(site, search, found).into_any(),
        Content::NotFound(not_found) => not_found::show(not_found).into_any(),
    }
}
