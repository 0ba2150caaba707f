//! Bodies in the browser: built node by node where the page was not printed, left as they are where it was.

use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{Document, Element};

use crate::model::Node;

/// A body. It never changes once it is there, so a printed one is taken over without a look inside.
#[component]
pub fn Prose(
    /// The body.
    body: Vec<Node>,
) -> impl IntoView {
    view! { <div class="prose" use:fill=body></div> }
}

fn fill(place: Element, body: Vec<Node>) {
    if place.first_child().is_none() {
        append(&document(), &place, &body);
    }
}

fn append(document: &Document, parent: &web_sys::Node, nodes: &[Node]) {
    for node in nodes {
        let child = match node {
            Node::Text(text) => document.create_text_node(text).unchecked_into::<web_sys::Node>(),
            Node::Element(element) => {
                // Only allow-listed names get here, and browsers take all of them.
                let Ok(made) = document.create_element(element.tag.name()) else { continue };
                for (name, value) in &element.attributes {
                    let _ = made.set_attribute(name.name(), value);
                }
                append(document, &made, &element.children);
                made.unchecked_into()
            }
        };
        let _ = parent.append_child(&child);
    }
}
