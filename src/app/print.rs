//! The one entry point through which press prints pages.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Shown, View, app};
use crate::model::{Document, Route, Site};

/// The HTML inside the portal's root element for a route: what the portal would render there, ready to be taken over.
pub fn print(site: &Arc<Site>, route: &Route, document: Arc<Document>) -> String {
    Owner::new().with(|| {
        let view = RwSignal::new(View {
            route: route.clone(),
            shown: Shown::Ready(document, None),
        });
        app(Arc::clone(site), view, Callback::new(|()| ())).to_html()
    })
}
