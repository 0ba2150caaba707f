//! Lists of articles.

use serde::{Deserialize, Serialize};

use crate::{Display, Link, Node};

/// Articles on a numbered page. Pages are numbered from the oldest article, so that a new one changes only the newest.
pub const PAGE_LENGTH: usize = 20;

/// A page of articles: the news, a topic, a year, or the list of topics or years.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Listing {
    /// The page's heading.
    pub heading: String,
    /// Part of a longer list that is shown, such as `2025-01-01 – 2025-03-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// The articles, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teasers: Vec<Teaser>,
    /// Further lists: topics or years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Link>,
    /// Path of the page with newer articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<String>,
    /// Path of the page with older articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<String>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Teaser {
    /// The article's title.
    pub title: String,
    /// The words of the title, where its script has no spaces: a line may end between two of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Its path.
    pub href: String,
    /// One or two sentences about it.
    pub summary: String,
    /// Date and time of publication.
    pub published: Display,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Link>,
    /// Badge with the kind of its gravest note, to warn readers before they open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Display>,
    /// A small picture, made by press.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thumbnail: Vec<Node>,
}
