//! Pieces of pages that press makes itself, as the trees that bodies are made of: the portal shows them without knowing
//! what they are.

use gazette_model::{Attribute, Element, Node, Tag};

use crate::documents::title_words::title_words;

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

/// A title, whose lines end between words where its script has no spaces.
pub(super) fn title(title: &str) -> Node {
    let words = title_words(title);
    let Some((first, rest)) = words.split_first() else {
        return text(title);
    };
    let rest = rest.iter().flat_map(|word| {
        let opportunity = Node::Element(Element::new(Tag::Wbr, Vec::new()));
        [opportunity, text(word)]
    });
    let parts = std::iter::once(text(first)).chain(rest);
    node(Tag::Span, "words", parts.collect())
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

/// A line that folds what comes after it in its parent, on narrow screens alone: as the portal's own of that name.
pub(super) fn fold(label: &str) -> Node {
    let line = node(Tag::Summary, "fold__line", vec![text(label)]);
    node(Tag::Details, "fold", vec![line])
}

/// A section with a heading, which names it. `name` is its class and the beginning of the heading's id.
pub(super) fn section(name: &str, heading: &str, content: Vec<Node>) -> Node {
    let id = format!("{name}-heading");
    let mut title = Element::new(Tag::H2, vec![text(heading)]);
    title.set(Attribute::Id, id.as_str());
    let children = std::iter::once(Node::Element(title)).chain(content);
    let mut section = Element::new(Tag::Section, children.collect());
    section.set(Attribute::Class, name);
    section.set(Attribute::AriaLabelledby, id);
    Node::Element(section)
}
