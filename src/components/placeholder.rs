//! What is shown while a page takes long to arrive.

use super::element::{Element, element};
use crate::model::{Site, Text};

/// A quiet sign that something is on its way.
pub fn placeholder(site: &Site) -> Element {
    element("p")
        .class("placeholder")
        .set("role", "status")
        .text(site.strings.get(Text::Loading))
}
