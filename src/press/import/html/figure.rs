//! Figures, in the one form that Markdown has for a picture with a caption in plain words.

use gazette_model::{Attribute, Element, Node, Tag};

use crate::html::{
    block::{close, tidied},
    inline,
};

/// A picture with a caption in plain words is a paragraph with a titled picture, as Markdown has it; others stay.
pub fn figure(element: Element) -> Vec<Node> {
    let id = element.get(Attribute::Id).map(ToOwned::to_owned);
    let mut nodes = taken_apart(element);
    // A link may lead to it.
    if let (Some(id), Some(Node::Element(first))) = (id, nodes.first_mut())
        && first.get(Attribute::Id).is_none()
    {
        first.set(Attribute::Id, id);
        first.attributes.sort_by_key(|(name, _)| name.name());
    }
    nodes
}

fn taken_apart(element: Element) -> Vec<Node> {
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
        _ if captions.is_empty() => flat(pictures),
        _ if is_gallery(&pictures) => {
            let captions = captions.into_iter().filter_map(|caption| match caption {
                Node::Element(mut caption) => {
                    caption.tag = Tag::P;
                    Some(Node::Element(caption))
                }
                Node::Text(_) => None,
            });
            flat(pictures).into_iter().chain(captions).collect()
        }
        _ => {
            let children = [pictures, captions].concat();
            vec![Node::Element(tidied(Element::new(Tag::Figure, children)))]
        }
    }
}

/// Tells whether there are several pictures, each perhaps with a caption of its own.
fn is_gallery(pictures: &[Node]) -> bool {
    flat(pictures.to_vec()).len() > 1
}

/// The pictures of a gallery, which may be a list, as paragraphs.
fn flat(pictures: Vec<Node>) -> Vec<Node> {
    let mut blocks = Vec::new();
    for picture in pictures {
        match picture {
            Node::Element(list) if list.tag == Tag::Ul && list.children.iter().all(is_picture) => {
                for item in list.children {
                    let Node::Element(mut item) = item else {
                        continue;
                    };
                    close(&mut item.children, &mut blocks);
                }
            }
            picture => blocks.push(picture),
        }
    }
    let mut all = Vec::new();
    close(&mut blocks, &mut all);
    all
}

/// Tells whether a node contains nothing but pictures, and links around them.
fn is_picture(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => {
            element.tag == Tag::Img
                || matches!(element.tag, Tag::Li | Tag::P | Tag::A | Tag::Figure)
                    && !element.children.is_empty()
                    && element.children.iter().all(is_picture)
        }
    }
}
