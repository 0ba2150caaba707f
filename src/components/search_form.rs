//! The search field of every page.

use leptos::{html, prelude::*};

use super::{
    element::{Attributes, element},
    landmark,
};
use crate::model::{Route, Site, Text};

/// A form that leads to the search page, with or without script.
pub fn search_form(site: &Site) -> AnyView {
    let text = |text| site.strings.get(text);
    let field = Attributes(vec![
        ("class", "search__field".into()),
        ("id", "search-field".into()),
        ("type", "search".into()),
        ("name", "q".into()),
        ("autocomplete", "off".into()),
    ]);
    let form = element("form")
        .class("search__form")
        .set("action", site.root.clone() + &Route::Search.path())
        .child(
            element("label")
                .class("search__label")
                .set("for", "search-field")
                .text(text(Text::SearchLabel))
                .view(),
        )
        .child(html::input().add_any_attr(field).into_any())
        .child(
            element("button")
                .class("button")
                .set("type", "submit")
                .text(text(Text::SearchSubmit))
                .view(),
        )
        .view();
    element("search")
        .class("search")
        .set("id", "search")
        .child(landmark(
            "search",
            &site.access_keys.search,
            text(Text::LandmarkSearch),
        ))
        .child(form)
        .view()
}
