//! Plain text of bodies.

use crate::Node;

/// The text of trees, with a space after each.
pub fn plain_text(tree: &[Node]) -> String {
    let mut text = String::new();
    for node in tree {
        node.push_text(&mut text);
        text.push(' ');
    }
    text
}
