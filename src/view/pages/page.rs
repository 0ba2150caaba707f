//! A plain page.

use gazette_model::Node;

use crate::components::{
    element::{Element, element},
    prose, titled,
};

/// Heading and text. `class` tells apart what is shown where nothing lies at the address.
pub fn show(class: &'static str, title: &str, words: &[String], body: &[Node]) -> Element {
    let heading = element("h1").class("page__heading").set("tabindex", "-1");
    element("div")
        .class(class)
        .child(titled(heading, title, words))
        .child(prose(body))
}
