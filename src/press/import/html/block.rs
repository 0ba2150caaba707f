//! Blocks, and what stands loose between them.

use gazette_model::{Attribute, Element, Node, Tag};

use crate::html::inline;

/// Takes off the white space in an element that readers do not see.
pub fn tidied(mut element: Element) -> Element {
    if element.tag != Tag::Pre {
        element.children = inline::tidy(element.children, element.tag.is_block());
    }
    element
}

/// Makes paragraphs of what stands loose between blocks.
pub fn close(loose: &mut Vec<Node>, blocks: &mut Vec<Node>) {
    let mut run = Vec::new();
    for node in std::mem::take(loose) {
        if node.is_block() {
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

/// Splits nodes into blocks and the runs of inline nodes between them.
pub fn runs(children: Vec<Node>) -> Vec<Result<Vec<Node>, Element>> {
    let mut runs: Vec<Result<Vec<Node>, Element>> = Vec::new();
    for child in children {
        match (runs.last_mut(), child) {
            (_, Node::Element(block)) if block.tag.is_block() => runs.push(Err(block)),
            (Some(Ok(run)), child) => run.push(child),
            (_, child) => runs.push(Ok(vec![child])),
        }
    }
    runs
}

/// Brings a tree into the form that Markdown has again, after something has been taken out of it.
pub fn settle(nodes: Vec<Node>, edges: bool) -> Vec<Node> {
    let mut settled = Vec::with_capacity(nodes.len());
    for node in inline::tidy(nodes, edges) {
        let Node::Element(mut element) = node else {
            settled.push(node);
            continue;
        };
        if element.tag != Tag::Pre {
            let edges = element.tag.is_block();
            element.children = settle(std::mem::take(&mut element.children), edges);
        }
        let is_empty = is_blank(&element.children) && element.get(Attribute::Id).is_none();
        match element.tag {
            Tag::P | Tag::Figure | Tag::Strong | Tag::Em | Tag::Del | Tag::Span if is_empty => {
                settled.extend(
                    element
                        .children
                        .into_iter()
                        .filter(|_| !element.tag.is_block()),
                );
            }
            tag if inline::is_emphasis(tag) => settled.extend(inline::hoist(element)),
            _ => settled.push(Node::Element(element)),
        }
    }
    inline::tidy(settled, edges)
}

/// Tells whether nodes are nothing but white space and line breaks.
pub fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(inline::is_space)
}
