//! Parts of a text: those that links can lead to, and those of other texts that its links lead to.

use std::collections::{BTreeSet, HashSet};

use gazette_content::body::anchor;
use gazette_model::{Attribute, Node, Tag};
use scraper::Html;

use crate::html::{
    scan::{decoded, select},
    tree_with,
};

/// Parts that a text has and that it leads to.
pub struct Parts {
    /// Ids that it would have if all of them were kept.
    pub there: HashSet<String>,
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
        (!address.is_empty() && !part.is_empty()).then(|| (address.to_owned(), decoded(part)))
    });
    Parts {
        there: anchors(&tree_with(html, &all).nodes),
        wanted: wanted.collect(),
    }
}

/// Parts of the text that links can lead to: those with an id, and headings, whose id press makes.
pub fn anchors(nodes: &[Node]) -> HashSet<String> {
    let mut found = HashSet::from(["top".to_owned()]);
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        if let Some(id) = element.get(Attribute::Id) {
            found.insert(id.to_owned());
        } else if matches!(element.tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) {
            found.insert(anchor::of_heading(&anchor::words(&element.children)));
        }
        found.extend(anchors(&element.children));
    }
    found
}
