//! Nothing lies at the address.

use leptos::prelude::*;

use crate::components::Prose;
use crate::model::NotFound;

/// What the reader can do next.
pub fn show(not_found: &NotFound) -> impl IntoView + use<> {
    let (heading, body) = (not_found.heading.clone(), not_found.body.clone());
    view! {
        <div class="page page--not-found">
            <h1 class="page__heading" tabindex="-1">
                {heading}
            </h1>
            <Prose body=body />
        </div>
    }
}
