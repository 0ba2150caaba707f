//! An article.

use serde::{Deserialize, Serialize};

use super::{Display, Link, Node};

/// An article as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// One or two sentences about it; shown in lists and to search engines, not above the text.
    pub summary: String,
    /// When it was published.
    pub published: Display,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Display>,
    /// Its topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Link>,
    /// The text.
    pub body: Vec<Node>,
    /// What happened to it since it was published, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Note>,
    /// Files that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Whom to ask about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// How often it has been read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<Display>,
}

/// What happened to an article: a line of its update history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What kind of thing: `notice`, `update`, `correction` or `withdrawn`, and its name for readers.
    pub kind: Display,
    /// When.
    pub date: Display,
    /// What, in a sentence or two.
    pub text: String,
}

/// A file that belongs to an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is called.
    pub title: String,
    /// Its path, with the site's root.
    pub href: String,
    /// Its type (RFC 6838), such as `application/pdf`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// BCP 47 tag of its language.
    pub lang: String,
    /// Its type, size and language for readers, such as `PDF, 1.2 MB, English`.
    pub detail: String,
}

/// Whom to ask; every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
