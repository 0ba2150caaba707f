//! State of the page: a route and what is shown for it.

use std::sync::Arc;

use gazette_model::{Document, Failure, Route, search::Found};

/// State of the current page.
#[derive(Clone, Debug)]
pub struct View {
    /// The route of the address bar.
    pub route: Route,
    /// Loading state of that route.
    pub shown: Shown,
}

/// Loading state of the current page.
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
