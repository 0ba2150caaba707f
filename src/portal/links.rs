//! Clicks and submitted forms that the portal answers itself; all others are the browser's.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, MouseEvent, Url,
};

/// The link that a click follows, if it is a plain click on a plain link: no modifier key, no other button, no other
/// target, no download.
pub fn clicked(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let plain = !event.default_prevented()
        && event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    plain.then(|| link_at(event)).flatten()
}

/// The plain link that an event happened on or in.
pub fn link_at(event: &Event) -> Option<HtmlAnchorElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = matches!(link.target().as_str(), "" | "_self");
    let plain = here && !link.has_attribute("download");
    plain.then_some(link)
}

/// Tells whether an event happened on the element with an `id`.
pub fn is_on(event: &Event, id: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.id() == id)
}

/// The URL that the submitted search form asks for.
pub fn submitted(event: &Event) -> Option<Url> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let field: HtmlInputElement = form
        .query_selector("input[name=q]")
        .ok()??
        .dyn_into()
        .ok()?;
    let url = Url::new(&form.action()).ok()?;
    // On the search page its filters stay.
    let location = window().location();
    if location.pathname().is_ok_and(|path| path == url.pathname()) {
        url.set_search(&location.search().unwrap_or_default());
        url.search_params().delete("page");
    }
    url.search_params().set("q", field.value().trim());
    Some(url)
}

/// Tells whether two URLs differ in their fragment alone.
pub fn same_page(url: &Url) -> bool {
    let location = window().location();
    location.pathname().is_ok_and(|path| path == url.pathname())
        && location.search().is_ok_and(|query| query == url.search())
}
