//! Lists whose items are all alike, as Markdown has them: either each is a line, or each has paragraphs.

use gazette_model::{Element, Node, Tag};

use crate::html::{
    block::{close, is_block},
    inline,
};

/// Makes the items of a list alike.
pub fn even(list: &mut Element) {
    list.children.retain(|child| !inline::is_space(child));
    let is_line = |child: &Node| match child {
        Node::Element(item) => is_line(&item.children),
        Node::Text(_) => true,
    };
    let are_lines = list.children.iter().all(is_line);
    for child in &mut list.children {
        let Node::Element(item) = child else {
            continue;
        };
        if are_lines {
            item.children = lines(std::mem::take(&mut item.children));
        } else {
            let mut blocks = Vec::new();
            close(&mut item.children, &mut blocks);
            item.children = blocks;
        }
    }
}

/// Whether an item is one line of text, which may be a paragraph, and perhaps a list below it.
fn is_line(children: &[Node]) -> bool {
    let blocks: Vec<Tag> = children
        .iter()
        .filter(|child| is_block(child))
        .filter_map(|child| match child {
            Node::Element(element) => Some(element.tag),
            Node::Text(_) => None,
        })
        .collect();
    let is_text = |child: &Node| !is_block(child) && !inline::is_space(child);
    match blocks.as_slice() {
        [] | [Tag::Ul | Tag::Ol] => true,
        [Tag::P] | [Tag::P, Tag::Ul | Tag::Ol] => !children.iter().any(is_text),
        _ => false,
    }
}

fn lines(children: Vec<Node>) -> Vec<Node> {
    let open = |child| match child {
        Node::Element(paragraph) if paragraph.tag == Tag::P => paragraph.children,
        child => vec![child],
    };
    inline::tidy(children.into_iter().flat_map(open).collect(), true)
}
