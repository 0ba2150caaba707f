//! The one entry point through which press prints pages and bodies.

use leptos::prelude::*;

use super::{frame, ready};
use crate::components::{navigation, prose};
use crate::model::{Document, Node, Route, Site};

/// The HTML inside the portal's root element for a route: what the portal would render there, ready to be taken over.
pub fn print(site: &Site, route: &Route, document: &Document) -> String {
    frame(site, navigation(site, route), ready(site, document, None)).to_html()
}

/// The HTML of a body alone, for readers outside the site.
pub fn print_body(body: &[Node]) -> String {
    prose(body).to_html()
}
