//! Events of the window.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Listens to an event for as long as the page lasts. Leptos has a function that can also stop listening, which costs a
/// reader some hundred bytes for each call.
pub fn listen<E: JsCast>(name: &str, heard: impl Fn(&E) + 'static) {
    let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| heard(event.unchecked_ref()));
    add(name, &heard.into_js_value());
}

#[inline(never)]
fn add(name: &str, heard: &JsValue) {
    let _ = window().add_event_listener_with_callback(name, heard.unchecked_ref());
}
