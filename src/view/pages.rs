//! The kinds of page, one a file.

mod article;
mod home;
mod listing;
mod page;
mod search;

use gazette_model::{Content, Site, UiText, search::Found};

use crate::components::element::{Element, element};

/// The page of a document.
pub fn show(site: &Site, content: &Content, found: Option<&Found>) -> Element {
    match content {
        Content::Home(home) => home::show(site, home),
        Content::Listing(listing) => listing::show(site, listing),
        Content::Article(article) => article::show(site, article),
        Content::Page(it) => page::show("page", &it.heading, &it.words, &it.body),
        Content::Search(search) => search::show(site, search, found),
        Content::NotFound(it) => {
            page::show("page page--not-found", &it.heading, &it.words, &it.body)
        }
    }
}

/// Says that a list has nothing in it.
fn empty(site: &Site) -> Element {
    element("p")
        .class("empty")
        .text(site.strings.get(UiText::ListEmpty))
}
