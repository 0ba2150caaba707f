//! Placeholder while a page takes long to arrive.

use gazette_model::{Site, UiText};

use crate::components::element::{Element, element};

/// A quiet sign that something is on its way.
pub fn placeholder(site: &Site) -> Element {
    element("p")
        .class("placeholder")
        .set("role", "status")
        .text(site.strings.get(UiText::Loading))
}
