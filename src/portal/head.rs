//! The document's head, kept true as the reader moves.

use gazette_model::{Head, may_stand};
use leptos::prelude::*;

/// Sets title, description and canonical URL.
pub fn apply(head: &Head) {
    let document = document();
    document.set_title(&head.title);
    set("meta[name=description]", "content", Some(&head.description));
    set("link[rel=canonical]", "href", head.canonical.as_deref());
}

fn set(selector: &str, attribute: &str, value: Option<&str>) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let _ = match value.filter(|value| may_stand(attribute, value)) {
            Some(value) => element.set_attribute(attribute, value),
            None => element.remove_attribute(attribute),
        };
    }
}
