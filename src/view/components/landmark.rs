//! The `:::` mark at the start of a landmark, reached by its access key.

use crate::components::element::{Element, element};

/// A link to the landmark that it stands in, as the accessibility rules of many public bodies ask: `id` is the
/// landmark's, `key` its HTML `accesskey`, `title` says what it is.
pub fn landmark(id: &'static str, key: &str, title: &str) -> Element {
    element("a")
        .class("landmark")
        .set("href", format!("#{id}"))
        .set("accesskey", key)
        .set("title", title)
        .set("aria-label", title)
        .text(":::")
}
