//! The one entry point through which press prints pages and bodies.

use gazette_model::{Document, Node, Route, Site};
use leptos::prelude::*;

use crate::{
    components::prose_elsewhere,
    frame::{bar, frame, ready},
};

/// The HTML inside the portal's root element for a route: what the portal would render there, ready to be taken over.
pub fn print(site: &Site, route: &Route, document: &Document) -> String {
    let bar = bar(site, route, Some(document));
    frame(site, bar, ready(site, document, None)).to_html()
}

/// The HTML of a body alone, for readers outside the site.
pub fn print_body(body: &[Node]) -> String {
    prose_elsewhere(body).to_html()
}
