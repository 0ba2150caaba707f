//! The one entry point through which press prints pages.

use crate::model::{Document, Route, Site};

/// The HTML inside the portal's root element for a route.
pub fn print(site: &Site, route: &Route, document: &Document) -> String {
    format!(
        "<main data-route=\"{}\">{} — {}</main>",
        route.path(),
        document.head.title,
        site.name
    )
}
