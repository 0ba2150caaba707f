//! Search results as readers see them.

use gazette_search::Marked;

use crate::{Display, Node};

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Number of matching pages and articles.
    pub total: u32,
    /// True if `total` is an upper bound: the index alone cannot tell, and not all texts have been read.
    pub is_at_most: bool,
    /// On how many pages of results.
    pub pages: u32,
    /// Those of the page that was asked for.
    pub hits: Vec<Hit>,
}

/// An article or a plain page that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its title.
    pub title: Marked,
    /// Its path.
    pub href: String,
    /// Date and time of publication.
    pub published: Option<Display>,
    /// Badge with the kind of its gravest note, to warn readers before they open it.
    pub badge: Option<Display>,
    /// A small picture.
    pub thumbnail: Vec<Node>,
    /// The part of it that says most of what was looked for.
    pub excerpt: Marked,
}
