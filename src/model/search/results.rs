//! Results of a search.

use super::{Answer, Asked};

/// Results on the search page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Parameters of the search.
    pub asked: Asked,
    /// Answer to it.
    pub answer: Answer,
}
