//! Blocks, and what stands loose between them.

use gazette_content::body::whitespace;
use gazette_model::{Element, Node, Tag};

use crate::html::inline;

/// Takes off the white space in an element that readers do not see.
pub fn tidied(mut element: Element) -> Element {
    if element.tag != Tag::Pre {
        element.children = inline::tidy(element.children, whitespace::is_block(element.tag));
    }
    element
}

/// Makes paragraphs of what stands loose between blocks.
pub fn close(loose: &mut Vec<Node>, blocks: &mut Vec<Node>) {
    let mut run = Vec::new();
    for node in std::mem::take(loose) {
        if is_block(&node) {
            close(&mut run, blocks);
            blocks.push(node);
        } else {
            run.push(node);
        }
    }
    let run = inline::tidy(run, true);
    if !is_blank(&run) {
        blocks.push(Node::Element(Element::new(Tag::P, run)));
    }
}

/// Whether a node begins a line of its own.
pub fn is_block(node: &Node) -> bool {
    matches!(node, Node::Element(element) if whitespace::is_block(element.tag))
}

/// Whether readers see nothing of nodes.
pub fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(inline::is_space)
}
