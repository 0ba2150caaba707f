//! The address bar, read as routes.

use leptos::prelude::*;
use web_sys::Url;

use crate::model::{Route, Site};

/// The route of the address bar. `root` is the site's [`Site::root`].
pub fn current(root: &str) -> Route {
    let path = window().location().pathname().unwrap_or_default();
    parse(root, &path).unwrap_or(Route::NotFound)
}

/// What is looked for on the search page, without blanks at its ends; none where there is nothing.
pub fn query() -> Option<String> {
    let search = window().location().search().ok()?;
    let query = web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get("q")?;
    let query = query.trim();
    (!query.is_empty()).then(|| query.to_owned())
}

/// The route of a URL that the portal can show without leaving the page: same origin, same language, a path that
/// [`Route`] knows.
pub fn route_of(site: &Site, url: &Url) -> Option<Route> {
    let path = url.pathname();
    let ours = url.origin() == window().location().origin().unwrap_or_default();
    let elsewhere = site
        .languages
        .iter()
        .any(|language| language.root.len() > site.root.len() && path.starts_with(&language.root));
    if ours && !elsewhere {
        parse(&site.root, &path).filter(|route| *route != Route::NotFound)
    } else {
        None
    }
}

fn parse(root: &str, path: &str) -> Option<Route> {
    Route::parse(path.strip_prefix(root)?)
}
