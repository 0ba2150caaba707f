//! The focus, which goes where the reader goes, so that the next key leads on from there.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement};

/// Goes to the page's heading.
pub fn heading() {
    if let Ok(Some(heading)) = document().query_selector("h1") {
        on(heading.unchecked_ref());
    }
}

/// Goes to the part of the page that a URL's fragment names, if there is one; says which.
pub fn part(fragment: &str) -> Option<Element> {
    let id = js_sys::decode_uri_component(fragment.strip_prefix('#')?).ok()?;
    let part = document().get_element_by_id(&id.as_string()?)?;
    on(part.unchecked_ref());
    Some(part)
}

/// Goes to an element without scrolling. What cannot have the focus has it until the reader goes on.
pub fn on(element: &HtmlElement) {
    let go = || {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    };
    go();
    if document().active_element().as_ref() == Some(element.as_ref()) {
        return;
    }
    let _ = element.set_attribute("tabindex", "-1");
    go();
    let focused = element.clone();
    let forget = Closure::once_into_js(move || focused.remove_attribute("tabindex").is_ok());
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
        "blur",
        forget.unchecked_ref(),
        &options,
    );
}
