//! Places on the pages of the session's history: how far down the reader was on each, and from which link they went on.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Event, HtmlElement, ScrollRestoration};

use crate::events::listen;

thread_local! {
    /// Places by the keys of entries, which are in their `history.state`. The session's storage has them, so that they are
    /// still there when the page has been loaded anew; where it is denied, the page's own memory.
    static PLACES: Object = storage().unwrap_or_default();
    static CURRENT: Cell<f64> = const { Cell::new(0.0) };
    /// The entry that was last left by a link to a part of its own page, and the link.
    static LEFT: RefCell<Option<(f64, HtmlElement)>> = const { RefCell::new(None) };
}

/// Takes over from the browser, which would scroll before the page is there, and says where the reader was on this entry.
/// The browser gets the task back when the reader leaves the portal, since it can scroll what it loads anew at once.
pub fn manage() -> Option<f64> {
    let restore = |how| {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(how);
        }
    };
    restore(ScrollRestoration::Manual);
    listen("pagehide", move |_: &Event| {
        remember();
        restore(ScrollRestoration::Auto);
    });
    listen("pageshow", move |_: &Event| {
        restore(ScrollRestoration::Manual);
    });
    if entry_key().is_none() {
        name_entry(None);
    }
    return_to_entry()
}

/// Remembers where the reader is, before the page changes.
pub fn remember() {
    let y = window().scroll_y().unwrap_or_default();
    PLACES.with(|places| Reflect::set(places, &CURRENT.get().into(), &y.into()).ok());
}

/// Remembers the link by which a reader goes to another part of the page.
pub fn leave_by(link: HtmlElement) {
    LEFT.set(Some((CURRENT.get(), link)));
}

/// The link by which the reader left the current entry for another part of its page.
pub fn left_by() -> Option<HtmlElement> {
    let is_current = |(key, _): &(f64, HtmlElement)| key.to_bits() == CURRENT.get().to_bits();
    LEFT.take().filter(is_current).map(|(_, link)| link)
}

/// Adds an entry to the history and makes it current.
pub fn push_entry(url: &str) {
    name_entry(Some(url));
}

/// Changes the address of the current entry.
pub fn replace_entry(url: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(url));
    }
}

/// Tells whether the browser has made the entry by itself, as it does for a part of the page; it gets a name.
pub fn is_new_entry() -> bool {
    let is_new = entry_key().is_none();
    if is_new {
        name_entry(None);
    }
    is_new
}

/// Makes the entry current that the reader went back or forward to, and says where they were on it.
pub fn return_to_entry() -> Option<f64> {
    let key = entry_key()?;
    CURRENT.set(key);
    let place = PLACES.with(|places| Reflect::get(places, &key.into()).ok())?;
    // Storage has texts; one that is no number was never put there.
    let y = place.unchecked_into_f64();
    y.is_finite().then_some(y)
}

/// Scrolls at once: a page that has just changed must not slide.
pub fn to(y: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(y);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to where the reader was, unless the browser has done so, or they have gone elsewhere themselves.
pub fn to_if_at_top(y: Option<f64>) {
    if let Some(y) = y
        && window().scroll_y().unwrap_or_default() < 1.0
    {
        to(y);
    }
}

fn storage() -> Option<Object> {
    window().session_storage().ok().flatten().map(Into::into)
}

fn entry_key() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

/// Gives the current entry, or a new one at a URL, a key that no other has.
fn name_entry(url: Option<&str>) {
    let key = js_sys::Date::now() + js_sys::Math::random();
    CURRENT.set(key);
    let Ok(history) = window().history() else {
        return;
    };
    let state = JsValue::from_f64(key);
    let _ = match url {
        Some(_) => history.push_state_with_url(&state, "", url),
        None => history.replace_state_with_url(&state, "", None),
    };
}
