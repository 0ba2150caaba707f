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
    /// Date and time of publication.
    pub published: Display,
    /// Date and time of the last change, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Display>,
    /// Badge with the kind of its gravest note, to warn readers before they open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Display>,
    /// A small picture for lists, made by press.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thumbnail: Vec<Node>,
    /// Estimated reading time, such as `3 min`.
    pub reading_time: String,
    /// Details shown beside its dates, in readers' words: a place, a file number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Link>,
    /// Parts above the text, made by press: notices, the picture that leads, a table of contents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Node>,
    /// The text.
    pub body: Vec<Node>,
    /// Parts below the text, made by press: attachments, a list of changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Node>,
    /// Whom to ask about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Number of times it has been read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<Display>,
    /// Links to further reading, made by press: newer, older and related articles.
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
