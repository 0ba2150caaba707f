//! The address bar, read as routes.

use gazette_model::{Route, Site, is_own, search::SearchRequest};
use leptos::prelude::*;
use web_sys::Url;

/// The route of the address bar. `root` is the site's [`Site::root`].
pub fn current(root: &str) -> Route {
    let path = window().location().pathname().unwrap_or_default();
    parse(root, &path).unwrap_or(Route::NotFound)
}

/// The search of the search page's address; none elsewhere.
pub fn asked() -> Option<SearchRequest> {
    let search = window().location().search().ok()?;
    let parameters = web_sys::UrlSearchParams::new_with_str(&search).ok()?;
    let asked = SearchRequest::read(|name| parameters.get(name).unwrap_or_default());
    (!asked.is_empty()).then_some(asked)
}

/// The search page of another language, where the address of this one names it.
pub fn other_language(site: &Site) -> Option<String> {
    let search = window().location().search().ok()?;
    let lang = web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get("lang")?;
    let mut others = site.languages.iter().filter(|it| it.lang != site.lang);
    let other = others.find(|it| it.lang == lang)?;
    let asked = asked().unwrap_or_default();
    let url = other.root.clone() + &Route::Search.path() + &asked.address();
    is_own(&url).then_some(url)
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
