//! Bodies in the browser: built node by node.

use leptos::{prelude::*, wasm_bindgen::JsCast};

use crate::model::Node;

/// Builds a body inside an element.
pub fn append(parent: &web_sys::Node, nodes: &[Node]) {
    let document = document();
    for node in nodes {
        let child = match node {
            Node::Text(text) => document
                .create_text_node(text)
                .unchecked_into::<web_sys::Node>(),
            Node::Element(element) => {
                // Only allow-listed names get here, and browsers take all of them.
                let Ok(made) = document.create_element(element.tag.name()) else {
                    continue;
                };
                for (name, value) in &element.attributes {
                    let _ = made.set_attribute(name.name(), value);
                }
                append(&made, &element.children);
                made.unchecked_into()
            }
        };
        let _ = parent.append_child(&child);
    }
}

/// Browsers do not print.
pub fn html(_nodes: &[Node], _out: &mut String) {}
