//! Links that lead nowhere.

/// A link leads nowhere, now or at some time.
pub struct Lost {
    /// What it does, as a sentence's end: "leads nowhere".
    pub what: String,
    /// What the editor may have meant.
    pub help: String,
}
