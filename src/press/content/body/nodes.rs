//! A body's tree. One that a build before has compiled stays JSON until somebody asks for it: a change to one article of
//! many looks into few others.

use std::{
    hash::{Hash, Hasher},
    ops::Deref,
    sync::{Arc, OnceLock},
};

use gazette_cache::fingerprint::{self, Fingerprint};
use gazette_model::Node;
use serde::Deserialize;

/// A body's tree, as [`Deref`] gives it, and its fingerprint.
#[derive(Debug, Clone)]
pub struct Nodes {
    tree: OnceLock<Arc<[Node]>>,
    /// Of a tree that was closed when it came here.
    json: Option<Arc<str>>,
    fingerprint: Fingerprint,
}

impl Nodes {
    /// A tree that has just been compiled.
    pub fn new(tree: Vec<Node>) -> Self {
        Self {
            fingerprint: fingerprint::of(&json_of(&tree)),
            tree: OnceLock::from(Arc::from(tree)),
            json: None,
        }
    }

    /// A tree that [`Nodes::json`] has written.
    pub fn closed(json: String) -> Self {
        Self {
            tree: OnceLock::new(),
            fingerprint: fingerprint::of(&json),
            json: Some(json.into()),
        }
    }

    /// The tree as JSON.
    pub fn json(&self) -> Arc<str> {
        match &self.json {
            Some(json) => Arc::clone(json),
            None => json_of(self).into(),
        }
    }
}

/// By its fingerprint, so that it stays closed.
impl Hash for Nodes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Deref for Nodes {
    type Target = [Node];

    fn deref(&self) -> &[Node] {
        self.tree.get_or_init(|| {
            let json = self.json.as_deref().unwrap_or("[]");
            let mut json = serde_json::Deserializer::from_str(json);
            // How deep a tree may be was decided when it was compiled, and an element takes two levels of JSON's 128.
            json.disable_recursion_limit();
            // Records are sealed: what is read was written by this very press.
            Vec::deserialize(&mut json)
                .unwrap_or_else(|error| unreachable!("a record: {error}"))
                .into()
        })
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
        let compiled = Nodes::new(vec![deepest]);
        assert_eq!(*Nodes::closed(compiled.json().to_string()), *compiled);
    }

    #[test]
    fn a_closed_tree_is_what_was_compiled() {
        let paragraph = |text: &str| {
            let text = Node::Text(text.into());
            vec![Node::Element(Element::new(Tag::P, vec![text]))]
        };
        let compiled = Nodes::new(paragraph("A text."));
        let closed = Nodes::closed(compiled.json().to_string());
        let of = |nodes: &Nodes| fingerprint::of(nodes);
        assert_eq!(of(&closed), of(&compiled));
        assert!(closed.tree.get().is_none(), "nobody has asked for it");
        assert_eq!(*closed, *compiled);
        assert_eq!(closed.json(), compiled.json());
        assert_ne!(of(&Nodes::new(paragraph("Another."))), of(&compiled));
    }
}
