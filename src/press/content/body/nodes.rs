//! A body's tree. One that a build before has compiled stays JSON until somebody asks for it: a change to one article of
//! many looks into few others.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use gazette_cache::fingerprint;
use gazette_model::Node;
use serde::Deserialize;

/// A body's tree, as [`Deref`] gives it, and a key of all that is in it.
#[derive(Debug, Clone)]
pub struct Nodes {
    tree: OnceLock<Arc<[Node]>>,
    /// Of a tree that was kept.
    json: Option<Arc<str>>,
    key: u128,
}

impl Nodes {
    /// A tree that has just been compiled.
    pub fn new(tree: Vec<Node>) -> Self {
        Self {
            key: key_of(&json_of(&tree)),
            tree: OnceLock::from(Arc::from(tree)),
            json: None,
        }
    }

    /// A tree that [`Nodes::json`] has written.
    pub fn kept(json: String) -> Self {
        Self {
            tree: OnceLock::new(),
            key: key_of(&json),
            json: Some(json.into()),
        }
    }

    /// A key of all that is in it.
    pub fn key(&self) -> u128 {
        self.key
    }

    /// The tree as JSON.
    pub fn json(&self) -> Arc<str> {
        match &self.json {
            Some(json) => Arc::clone(json),
            None => json_of(self).into(),
        }
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
        Self::kept("[]".into())
    }
}

fn json_of(tree: &[Node]) -> String {
    serde_json::to_string(tree).unwrap_or_else(|error| unreachable!("texts alone: {error}"))
}

fn key_of(json: &str) -> u128 {
    fingerprint::key(&[json.as_bytes()])
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
        assert_eq!(*Nodes::kept(compiled.json().to_string()), *compiled);
    }

    #[test]
    fn what_was_kept_is_what_was_compiled() {
        let paragraph = |text: &str| {
            let text = Node::Text(text.into());
            vec![Node::Element(Element::new(Tag::P, vec![text]))]
        };
        let compiled = Nodes::new(paragraph("A text."));
        let kept = Nodes::kept(compiled.json().to_string());
        assert_eq!(kept.key(), compiled.key());
        assert!(kept.tree.get().is_none(), "nobody has asked for it");
        assert_eq!(*kept, *compiled);
        assert_eq!(kept.json(), compiled.json());
        assert_ne!(Nodes::new(paragraph("Another.")).key(), compiled.key());
    }
}
