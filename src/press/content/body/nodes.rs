//! A body's tree, as JSON: a site of many articles has no room for all trees, and a change to one looks into few others.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use gazette_cache::fingerprint::{self, Fingerprint};
use gazette_model::Node;
use serde::Deserialize;

/// A body's tree, closed, and its fingerprint.
#[derive(Debug, Clone)]
pub struct Nodes {
    json: Arc<str>,
    fingerprint: Fingerprint,
}

impl Nodes {
    /// A tree that has just been compiled.
    pub fn new(tree: &[Node]) -> Self {
        Self::closed(json_of(tree))
    }

    /// A tree that [`Nodes::json`] has written.
    pub fn closed(json: String) -> Self {
        Self {
            fingerprint: fingerprint::of(&json),
            json: json.into(),
        }
    }

    /// The tree as JSON.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The tree, for as long as it is needed.
    pub fn open(&self) -> Vec<Node> {
        let mut json = serde_json::Deserializer::from_str(&self.json);
        // How deep a tree may be was decided when it was compiled, and an element takes two levels of JSON's 128.
        json.disable_recursion_limit();
        // Records are sealed: what is read was written by this very press.
        Vec::deserialize(&mut json).unwrap_or_else(|error| unreachable!("a record: {error}"))
    }
}

/// By its fingerprint, so that it stays closed.
impl Hash for Nodes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Default for Nodes {
    fn default() -> Self {
        Self::closed("[]".into())
    }
}

fn json_of(tree: &[Node]) -> String {
    serde_json::to_string(tree).unwrap_or_else(|error| unreachable!("texts alone: {error}"))
}

#[cfg(test)]
mod tests {
    use gazette_model::{Element, Tag};

    use super::*;
    use crate::body::convert::DEPTH;

    #[test]
    fn the_deepest_body_is_read_back() {
        // A table has a box around it.
        let nest = |inner, _| Node::Element(Element::new(Tag::Div, vec![inner]));
        let deepest = (0..=DEPTH + 2).fold(Node::Text("A text.".into()), nest);
        let tree = vec![deepest];
        assert_eq!(Nodes::new(&tree).open(), tree);
    }

    #[test]
    fn a_closed_tree_is_what_was_compiled() {
        let paragraph = |text: &str| {
            let text = Node::Text(text.into());
            vec![Node::Element(Element::new(Tag::P, vec![text]))]
        };
        let tree = paragraph("A text.");
        let compiled = Nodes::new(&tree);
        let closed = Nodes::closed(compiled.json().to_owned());
        let of = |nodes: &Nodes| fingerprint::of(nodes);
        assert_eq!(of(&closed), of(&compiled));
        assert_eq!(closed.open(), tree);
        assert_eq!(closed.json(), compiled.json());
        assert_ne!(of(&Nodes::new(&paragraph("Another."))), of(&compiled));
    }
}
