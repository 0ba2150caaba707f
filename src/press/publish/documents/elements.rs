//! Pieces of pages that press makes itself, as the trees that bodies are made of: the portal shows them without knowing
//! what they are.

use gazette_model::{Attribute, Element, Node, Tag};

/// An element with a class.
pub(super) fn node(tag: Tag, class: &str, children: Vec<Node>) -> Node {
    let mut element = Element::new(tag, children);
    element.set(Attribute::Class, class);
    Node::Element(element)
}

/// A text.
pub(super) fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

/// A link with further attributes.
pub(super) fn link(href: &str, attributes: &[(Attribute, &str)], children: Vec<Node>) -> Node {
    let mut element = Element::new(Tag::A, children);
    element.set(Attribute::Href, href);
    for (name, value) in attributes {
        element.set(*name, *value);
    }
    Node::Element(element)
}

/// A list of items.
pub(super) fn list(class: &str, items: impl Iterator<Item = Vec<Node>>) -> Node {
    let items = items.map(|item| Node::Element(Element::new(Tag::Li, item)));
    node(Tag::Ul, class, items.collect())
}

/// A section with a heading, which names it. `name` is its class and the beginning of the heading's id.
pub(super) fn section(name: &str, heading: &str, content: Node) -> Node {
    let id = format!("{name}-heading");
    let mut title = Element::new(Tag::H2, vec![text(heading)]);
    title.set(Attribute::Id, id.as_str());
    let mut section = Element::new(Tag::Section, vec![Node::Element(title), content]);
    section.set(Attribute::Class, name);
    section.set(Attribute::AriaLabelledby, id);
    Node::Element(section)
}
