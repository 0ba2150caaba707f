//! Tables whose first row names the columns say so.

use gazette_model::{Element, Node, Tag};

use crate::html::inline;

/// Gives a table a head, if it has none and its first row has nothing but header cells.
pub fn head(table: &mut Element) {
    table.children.retain(|child| !inline::is_space(child));
    let is = |child: &Node, tag| matches!(child, Node::Element(element) if element.tag == tag);
    if table.children.iter().any(|child| is(child, Tag::Thead)) {
        return;
    }
    let Some(at) = table
        .children
        .iter()
        .position(|child| is(child, Tag::Tbody))
    else {
        return;
    };
    let Node::Element(body) = &mut table.children[at] else {
        return;
    };
    body.children.retain(|child| !inline::is_space(child));
    let names = match body.children.first() {
        Some(Node::Element(row)) => row
            .children
            .iter()
            .all(|cell| is(cell, Tag::Th) || inline::is_space(cell)),
        _ => false,
    };
    if names && body.children.len() > 1 {
        let row = body.children.remove(0);
        table
            .children
            .insert(at, Node::Element(Element::new(Tag::Thead, vec![row])));
    }
}
