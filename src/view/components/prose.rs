//! A body: the typed tree that an editor's Markdown became.

use gazette_model::Node;

use crate::components::element::{Element, element};

/// A body.
pub fn prose(body: &[Node]) -> Element {
    fill(element("div").class("prose"), body)
}

/// A part of an article that press made; nothing where it is empty.
pub fn part(class: &'static str, nodes: &[Node]) -> Option<Element> {
    (!nodes.is_empty()).then(|| fill(element("div").class(class), nodes))
}

fn fill(parent: Element, nodes: &[Node]) -> Element {
    nodes.iter().fold(parent, |parent, node| match node {
        Node::Text(text) => parent.text(text),
        Node::Element(it) => {
            let attributes = it.attributes.iter();
            let child = attributes.fold(element(it.tag.name()), |child, (name, value)| {
                child.set(name.name(), value.clone())
            });
            parent.child(fill(child, &it.children))
        }
    })
}
