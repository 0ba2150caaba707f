//! Figures: paragraphs that are nothing but an image.

use gazette_model::{Attribute, Element, Node, Tag};

/// Turns a paragraph that is nothing but an image into a figure; the image's title becomes its caption.
pub(super) fn figure(mut element: Element) -> Vec<Node> {
    let is_image = |node: &Node| matches!(node, Node::Element(child) if child.tag == Tag::Img);
    if element.children.len() != 1 || !element.children.iter().all(is_image) {
        return vec![Node::Element(element)];
    }
    element.tag = Tag::Figure;
    let mut caption = None;
    for child in &mut element.children {
        if let Node::Element(image) = child {
            caption = image.get(Attribute::Title).map(ToOwned::to_owned);
            image
                .attributes
                .retain(|(name, _)| *name != Attribute::Title);
        }
    }
    if let Some(caption) = caption {
        let caption = Element::new(Tag::Figcaption, vec![Node::Text(caption)]);
        element.children.push(Node::Element(caption));
    }
    vec![Node::Element(element)]
}
