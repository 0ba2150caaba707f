//! What is shown while a page takes long to arrive.

use leptos::prelude::*;

/// A quiet sign that something is on its way.
#[component]
pub fn Placeholder(
    /// What to say.
    text: String,
) -> impl IntoView {
    view! {
        <p class="placeholder" role="status">
            {text}
        </p>
    }
}
