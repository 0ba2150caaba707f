//! Searchable texts.

/// The texts of a page that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searchable {
    /// Its title.
    pub title: String,
    /// Its summary and the names of its topics, a line each.
    pub summary: String,
    /// Its text, notes and attachments; a line for each block.
    pub text: String,
}
