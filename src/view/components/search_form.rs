//! The search field of every page.

use gazette_model::{Route, Site, UiText};

use crate::components::{
    element::{Element, element},
    fold, landmark,
};

/// A form that leads to the search page, with or without script.
pub fn search_form(site: &Site) -> Element {
    let text = |text| site.strings.get(text);
    let field = element("input")
        .class("search__field")
        .set("id", "search-field")
        .set("type", "search")
        .set("name", "q")
        .set("autocomplete", "off")
        .set("aria-label", text(UiText::SearchLabel));
    let form = element("form")
        .class("search__form")
        .set("action", site.root.clone() + &Route::Search.path())
        .child(field)
        .child(
            element("button")
                .class("button")
                .set("type", "submit")
                .text(text(UiText::SearchSubmit)),
        );
    element("search")
        .class("search")
        .set("id", "search")
        .child(landmark(
            "search",
            &site.access_keys.search,
            text(UiText::LandmarkSearch),
        ))
        .child(fold(text(UiText::SearchSubmit), None))
        .child(form)
}
