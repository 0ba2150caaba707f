//! Scroll positions of the session's history.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

/// Key of an entry of the history: the bits of a number, since those can be compared.
type Key = u64;

thread_local! {
    /// Positions by history entry. An entry's key is in its `history.state`.
    static POSITIONS: RefCell<Vec<(Key, f64)>> = const { RefCell::new(Vec::new()) };
    static CURRENT: Cell<Key> = const { Cell::new(0) };
}

/// Takes over from the browser, which would scroll before the page is there. It gets the task back when the reader
/// leaves the portal, since only the browser can scroll what it loads anew.
pub fn manage() {
    let restore = |how| {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(how);
        }
    };
    restore(ScrollRestoration::Manual);
    let _ = window_event_listener_untyped("pagehide", move |_| restore(ScrollRestoration::Auto));
    let _ = window_event_listener_untyped("pageshow", move |_| restore(ScrollRestoration::Manual));
    if let Some(key) = entry_key() {
        CURRENT.set(key);
    } else {
        name_entry(None);
    }
}

/// Remembers where the reader is, before the page changes.
pub fn remember() {
    let key = CURRENT.get();
    let y = window().scroll_y().unwrap_or_default();
    POSITIONS.with_borrow_mut(|positions| {
        positions.retain(|(known, _)| *known != key);
        positions.push((key, y));
    });
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

/// Makes the entry current that the reader went back or forward to, and says where they were on it.
pub fn return_to_entry() -> Option<f64> {
    let key = entry_key()?;
    CURRENT.set(key);
    POSITIONS.with_borrow(|positions| {
        positions
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, y)| *y)
    })
}

/// Scrolls at once: a page that has just changed must not slide.
pub fn to(y: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(y);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

fn entry_key() -> Option<Key> {
    let state = window().history().ok()?.state().ok()?;
    state.as_f64().map(f64::to_bits)
}

/// Gives the current entry, or a new one at a URL, a key that no other has.
fn name_entry(url: Option<&str>) {
    let key = js_sys::Date::now() + js_sys::Math::random();
    CURRENT.set(key.to_bits());
    let Ok(history) = window().history() else {
        return;
    };
    let state = JsValue::from_f64(key);
    let _ = match url {
        Some(_) => history.push_state_with_url(&state, "", url),
        None => history.replace_state_with_url(&state, "", None),
    };
}
