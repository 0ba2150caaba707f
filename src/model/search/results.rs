//! Results of a search.

use super::{Answer, SearchRequest};
use crate::Failure;

/// Results on the search page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Parameters of the search.
    pub asked: SearchRequest,
    /// Answer to it, or the reason why there is none.
    pub answer: Result<Answer, Failure>,
}
