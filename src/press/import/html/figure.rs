//! Figures, in the one form that Markdown has for a picture with a caption in plain words.

use gazette_model::{Attribute, Element, Node, Tag};

use crate::html::{block::tidied, inline};

/// A picture with a caption in plain words is a paragraph with a titled picture, as Markdown has it; others stay.
pub fn figure(element: Element) -> Vec<Node> {
    let children: Vec<Node> = element
        .children
        .into_iter()
        .filter(|child| !inline::is_space(child))
        .collect();
    let (captions, pictures): (Vec<Node>, Vec<Node>) = children
        .into_iter()
        .partition(|child| matches!(child, Node::Element(child) if child.tag == Tag::Figcaption));
    let plain = inline::plain(&captions);
    match (pictures.as_slice(), plain) {
        ([Node::Element(image)], Some(caption)) if image.tag == Tag::Img => {
            let mut image = image.clone();
            if !caption.is_empty() {
                image.set(Attribute::Title, caption);
            }
            image.attributes.sort_by_key(|(name, _)| name.name());
            vec![Node::Element(Element::new(
                Tag::P,
                vec![Node::Element(image)],
            ))]
        }
        ([Node::Element(table)], Some(caption)) if table.tag == Tag::Table => {
            let mut table = table.clone();
            if !caption.is_empty() {
                let caption = Element::new(Tag::Caption, vec![Node::Text(caption)]);
                table.children.insert(0, Node::Element(caption));
            }
            vec![Node::Element(table)]
        }
        _ if captions.is_empty() => pictures,
        _ => {
            let children = [pictures, captions].concat();
            vec![Node::Element(tidied(Element::new(Tag::Figure, children)))]
        }
    }
}
