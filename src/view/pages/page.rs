//! A plain page.

use gazette_model::Node;

use crate::components::{
    element::{Element, element},
    prose,
};

/// Heading and text. `class` tells apart what is shown where nothing lies at the address.
pub fn show(class: &'static str, heading: &str, body: &[Node]) -> Element {
    element("div")
        .class(class)
        .child(
            element("h1")
                .class("page__heading")
                .set("tabindex", "-1")
                .text(heading),
        )
        .child(prose(body))
}
