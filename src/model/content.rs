//! The kinds of page.

use serde::{Deserialize, Serialize};

use crate::{Article, Display, Link, Listing, Node, Teaser};

/// Content of a page, tagged with its kind: `{"article": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// The start page.
    Home(Home),
    /// A page of articles.
    Listing(Listing),
    /// An article.
    Article(Box<Article>),
    /// A plain page.
    Page(Page),
    /// The search page.
    Search(Search),
    /// Nothing lies at the address.
    NotFound(NotFound),
}

/// The start page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Home {
    /// The page's heading.
    pub heading: String,
    /// The words of the heading, where its script has no spaces: a line may end between two of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The welcome, from `content/pages/home.md`.
    pub body: Vec<Node>,
    /// The newest articles, newest first; empty where there are blocks instead.
    pub latest: Vec<Teaser>,
    /// The blocks that its editors made it of, from top to bottom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Topics, in alphabetical order.
    pub topics: Vec<Link>,
}

/// A block of the start page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Block {
    /// Its heading, with its kind: `lead`, `pinned`, `topic` or `newest`.
    pub heading: Display,
    /// Its articles.
    pub stories: Vec<Teaser>,
    /// The list of all articles of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<Link>,
}

/// A plain page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Page {
    /// The page's heading.
    pub heading: String,
    /// The words of the heading, where its script has no spaces: a line may end between two of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The page's text.
    pub body: Vec<Node>,
}

/// The search page; results are made in the reader's browser.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Search {
    /// The page's heading.
    pub heading: String,
    /// Path of the `search/manifest.json` of its index.
    pub index: String,
    /// The topics by which results can be narrowed, in alphabetical order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Choice>,
    /// The years by which results can be narrowed, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<String>,
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Choice {
    /// Value in addresses.
    pub value: String,
    /// Text that readers see.
    pub text: String,
}

/// The 404 page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct NotFound {
    /// The page's heading.
    pub heading: String,
    /// Words of the heading, where its script has no spaces: a line may end between two of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Advice to the reader on what to do next, from `content/pages/404.md`.
    pub body: Vec<Node>,
}
