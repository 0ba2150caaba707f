//! What the page shows: a route, and what has become of it.

use std::sync::Arc;

use crate::model::{
    Display, Document, Route,
    search::{Asked, Piece},
};

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
    /// What was asked for.
    pub asked: Asked,
    /// How many pages and articles there are for it, as far as is known before all of them have been read.
    pub total: usize,
    /// On how many pages of results.
    pub pages: usize,
    /// Those of the page that was asked for.
    pub hits: Vec<Hit>,
}

/// An article or a plain page that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its title, with what was looked for marked.
    pub title: Vec<Piece>,
    /// Its path.
    pub href: String,
    /// When it was published.
    pub published: Option<Display>,
    /// What readers should know of before they open it.
    pub badge: Option<Display>,
    /// The part of it that says most of what was looked for.
    pub excerpt: Vec<Piece>,
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
