//! What the page shows: a route, and what has become of it.

use std::sync::Arc;

use crate::model::{Document, Route, Teaser};

/// Where the reader is and what is there.
#[derive(Clone, Debug)]
pub struct View {
    /// The route of the address bar.
    pub route: Route,
    /// What has become of it.
    pub shown: Shown,
}

/// What has become of a route.
#[derive(Clone, Debug)]
pub enum Shown {
    /// It is being fetched, for long enough to say so.
    Waiting,
    /// It is here; on the search page with what was found, if anything was looked for.
    Ready(Arc<Document>, Option<Found>),
    /// It could not be had.
    Failed(Failure),
}

impl Shown {
    /// The document, if it is here.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Self::Ready(document, _) => Some(document),
            Self::Waiting | Self::Failed(_) => None,
        }
    }
}

/// The answer to a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was looked for, as typed.
    pub query: String,
    /// What was found, best first.
    pub teasers: Vec<Teaser>,
}

/// Why a file could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server did not answer in time.
    Timeout,
    /// The server could not be reached.
    Network,
    /// There is no such file.
    NotFound,
    /// The server answered with this HTTP status.
    Status(u16),
    /// The file is not JSON, or not of its kind.
    Malformed,
    /// The file is of a version that this portal does not know.
    Schema,
}
