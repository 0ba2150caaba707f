//! What the search engine tells the portal.

use serde::{Deserialize, Serialize};

use crate::model::Display;

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How many pages and articles there are for it.
    pub total: u32,
    /// Whether there may be fewer: the index alone cannot tell, and not all texts have been read.
    pub is_at_most: bool,
    /// On how many pages of results.
    pub pages: u32,
    /// Those of the page that was asked for.
    pub hits: Vec<Hit>,
}

/// An article or a plain page that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Its title.
    pub title: Marked,
    /// Its path.
    pub href: String,
    /// When it was published.
    pub published: Option<Display>,
    /// What readers should know of before they open it.
    pub badge: Option<Display>,
    /// The part of it that says most of what was looked for.
    pub excerpt: Marked,
}

/// A text in pieces, of which every second is what was looked for; the first, which is not, may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked(pub Vec<String>);

impl Marked {
    /// Adds a piece of text.
    pub fn push(&mut self, text: &str, is_match: bool) {
        if is_match && self.0.is_empty() {
            self.0.push(String::new());
        }
        let is_last_match = self.0.len().is_multiple_of(2);
        match self.0.last_mut() {
            Some(last) if is_last_match == is_match => last.push_str(text),
            _ => self.0.push(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_piece_is_a_match() {
        let mut marked = Marked::default();
        for (text, is_match) in [
            ("a", true),
            ("b", true),
            ("c", false),
            ("d", false),
            ("e", true),
        ] {
            marked.push(text, is_match);
        }
        assert_eq!(marked.0, ["", "ab", "cd", "e"]);
    }
}
