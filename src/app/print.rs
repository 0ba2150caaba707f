//! The one entry point through which press prints pages.

use leptos::prelude::*;

use super::{frame, ready};
use crate::components::navigation;
use crate::model::{Document, Route, Site};

/// The HTML inside the portal's root element for a route: what the portal would render there, ready to be taken over.
pub fn print(site: &Site, route: &Route, document: &Document) -> String {
    frame(site, navigation(site, route), ready(site, document, None)).to_html()
}
