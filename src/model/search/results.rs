//! Results of a search.

use super::{Answer, Asked};
use crate::Failure;

/// What was found on the search page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was asked for.
    pub asked: Asked,
    /// What there is for it, or why nobody can tell.
    pub answer: Result<Answer, Failure>,
}
