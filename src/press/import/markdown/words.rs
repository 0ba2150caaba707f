//! Plain text and pictures of a tree.

use gazette_model::{Attribute, Node, Tag};

use crate::html;

/// The text of a tree as readers hear it, for summaries.
pub fn words(nodes: &[Node]) -> String {
    let is_told = |node: &&Node| matches!(node, Node::Element(element) if matches!(element.tag, Tag::P | Tag::Blockquote | Tag::Ul | Tag::Ol));
    let mut text = String::new();
    for node in nodes.iter().filter(is_told) {
        if !text.is_empty() {
            text.push(' ');
        }
        spoken(node, &mut text);
    }
    let text = html::split_references(&text, |_| String::new());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spoken(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(text),
        Node::Element(element) if element.tag == Tag::Br => out.push(' '),
        Node::Element(element) => {
            element.children.iter().for_each(|child| spoken(child, out));
            if matches!(element.tag, Tag::Li | Tag::P) {
                out.push(' ');
            }
        }
    }
}

/// The pictures of a tree, by the addresses that it shows.
pub fn shows(nodes: &[Node], address: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(element) => {
            element.tag == Tag::Img && element.get(Attribute::Src) == Some(address)
                || shows(&element.children, address)
        }
    })
}
