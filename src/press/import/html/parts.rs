//! Parts of a text: those that links can lead to, and those of other texts that its links lead to.

use std::collections::{BTreeSet, HashMap, HashSet};

use gazette_content::body::{PORTAL_IDS, anchor};
use gazette_diagnostics::nfc::nfc;
use gazette_model::{Attribute, Node, Tag};
use scraper::Html;

use crate::html::{
    HtmlTree,
    scan::{decoded, select},
    tree_with,
};

/// Parts that a text has and that it leads to.
pub struct Parts {
    /// Ids that it would have if all of them were kept.
    pub there: Anchors,
    /// Addresses of other texts, and the parts of them.
    pub wanted: Vec<(String, String)>,
}

/// The parts of an HTML text.
pub fn parts(html: &Html) -> Parts {
    let ids = select(html, "[id]").filter_map(|element| element.attr("id"));
    let names = select(html, "a[name]").filter_map(|element| element.attr("name"));
    let all: BTreeSet<String> = ids.chain(names).map(ToOwned::to_owned).collect();
    let links = select(html, "a[href*=\"#\"]").filter_map(|link| link.attr("href"));
    let wanted = links.filter_map(|href| {
        let (address, part) = href.split_once('#')?;
        let part = nfc(&decoded(part)).into_owned();
        (!address.is_empty() && !part.is_empty()).then(|| (address.to_owned(), part))
    });
    Parts {
        there: Anchors::of(&tree_with(html, &all)),
        wanted: wanted.collect(),
    }
}

/// Parts of a text that links can lead to: those with an id, and headings, whose id press makes.
#[derive(Debug, Clone)]
pub struct Anchors {
    /// All ids.
    ids: HashSet<String>,
    /// Ids by the names that links have for them.
    names: HashMap<String, String>,
}

impl Default for Anchors {
    fn default() -> Self {
        Self {
            ids: PORTAL_IDS.into_iter().map(ToOwned::to_owned).collect(),
            names: HashMap::from([("top".to_owned(), "top".to_owned())]),
        }
    }
}

impl Anchors {
    /// The parts of a text and its footnotes.
    pub fn of(tree: &HtmlTree) -> Self {
        let mut anchors = Self::default();
        for nodes in std::iter::once(&tree.nodes).chain(&tree.footnotes) {
            anchors.add(nodes);
        }
        anchors
    }

    fn add(&mut self, nodes: &[Node]) {
        for node in nodes {
            let Node::Element(element) = node else {
                continue;
            };
            if let Some(id) = element.get(Attribute::Id) {
                let id = nfc(id).into_owned();
                self.ids.insert(id.clone());
                self.names.insert(id.clone(), id);
            } else if matches!(element.tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) {
                let name = anchor::of_heading(&anchor::words(&element.children));
                let id = fresh(&name, &mut self.ids);
                self.names.insert(id.clone(), id.clone());
                self.names.entry(name).or_insert(id);
            }
            self.add(&element.children);
        }
    }

    /// The id that a link's end means: by itself, or by the words of its heading.
    pub fn find(&self, part: &str) -> Option<String> {
        let is_name = part.contains(char::is_alphanumeric);
        let by_words = || {
            self.names
                .get(&anchor::of_heading(part))
                .filter(|_| is_name)
        };
        let by_id = self.names.get(&*nfc(part));
        by_id.or_else(by_words).cloned()
    }
}

/// The id that press gives a heading, which nothing else has.
pub fn fresh(name: &str, ids: &mut HashSet<String>) -> String {
    let mut id = name.to_owned();
    let mut number = 1;
    while !ids.insert(id.clone()) {
        number += 1;
        id = format!("{name}-{number}");
    }
    id
}
