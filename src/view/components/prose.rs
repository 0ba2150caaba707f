//! A body: the typed tree that an editor's Markdown became.

use gazette_model::Node;

use crate::components::element::{Element, element};

/// Sets an attribute of an element in a body.
type Set = fn(Element, &'static str, String) -> Element;

/// A body.
pub fn prose(body: &[Node]) -> Element {
    fill(element("div").class("prose"), body, Element::set)
}

/// A body for readers outside the site, whose pictures are loaded from it.
#[cfg(not(target_arch = "wasm32"))]
pub fn prose_elsewhere(body: &[Node]) -> Element {
    fill(element("div").class("prose"), body, Element::set_elsewhere)
}

/// A part of an article that press made; nothing where it is empty.
pub fn part(class: &'static str, nodes: &[Node]) -> Option<Element> {
    (!nodes.is_empty()).then(|| fill(element("div").class(class), nodes, Element::set))
}

fn fill(parent: Element, nodes: &[Node], set: Set) -> Element {
    nodes.iter().fold(parent, |parent, node| match node {
        Node::Text(text) => parent.text(text),
        Node::Element(it) => {
            let attributes = it.attributes.iter();
            let child = attributes.fold(element(it.tag.name()), |child, (name, value)| {
                set(child, name.name(), value.clone())
            });
            parent.child(fill(child, &it.children, set))
        }
    })
}
