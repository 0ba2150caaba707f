//! The `:::` mark at the start of a landmark, reached by its access key.

use leptos::prelude::*;

/// A link to itself that an access key brings the reader to, as the accessibility rules of many public bodies ask.
#[component]
pub fn Landmark(
    /// `id` of the element that the mark stands in.
    id: &'static str,
    /// HTML `accesskey`.
    key: String,
    /// What the landmark is.
    title: String,
) -> impl IntoView {
    let label = title.clone();
    let href = format!("#{id}");
    view! {
        <a class="landmark" href=href accesskey=key title=title aria-label=label>
            {":::"}
        </a>
    }
}
