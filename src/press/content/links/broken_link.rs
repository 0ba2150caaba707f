//! Links that lead nowhere.

/// A link leads nowhere, now or at some time.
#[derive(Hash)]
pub struct BrokenLink {
    /// Predicate of the report's sentence: "leads nowhere".
    pub what: String,
    /// Suggestion for the editor.
    pub help: String,
}
