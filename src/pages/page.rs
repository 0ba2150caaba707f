//! A plain page.

use leptos::prelude::*;

use crate::components::Prose;
use crate::model::Page;

/// Heading and text.
pub fn show(page: &Page) -> impl IntoView + use<> {
    let (heading, body) = (page.heading.clone(), page.body.clone());
    view! {
        <div class="page">
            <h1 class="page__heading" tabindex="-1">
                {heading}
            </h1>
            <Prose body=body />
        </div>
    }
}
