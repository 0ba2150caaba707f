//! An article.

use serde::{Deserialize, Serialize};

use crate::{Display, Fact, Link, Node};

/// An article as readers see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Article {
    /// The headline.
    pub title: String,
    /// The words of the headline, where its script has no spaces: a line may end between two of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// One or two sentences about it; shown in lists and to search engines, not above the text.
    pub summary: String,
    /// When it was published.
    pub published: Display,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Display>,
    /// What readers should know of before they open it: the kind of the gravest of its notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Display>,
    /// How long reading it takes, such as `3 min`.
    pub reading_time: String,
    /// What stands beside its dates, in readers' words: a place, a number of a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Link>,
    /// What readers should know before the text, made by press: notices, a table of contents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Node>,
    /// The text.
    pub body: Vec<Node>,
    /// What belongs to the text, made by press: attachments, what has changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Node>,
    /// Whom to ask about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// How often it has been read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<Display>,
    /// Where to read on, made by press: newer, older and related articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Node>,
}

/// Whom to ask; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Contact {
    /// The organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The telephone number; `machine` is a `tel:` URI with its extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Display>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
