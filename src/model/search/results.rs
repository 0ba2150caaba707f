//! Results of a search.

use super::{Answer, Asked};

/// What was found on the search page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was asked for.
    pub asked: Asked,
    /// What there is for it.
    pub answer: Answer,
}
