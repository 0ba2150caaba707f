//! What is shown where a page could not be had: the one place for every failure.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Failure;
use crate::model::{Site, Text, fill};

/// Why the page is not here, and a button that tries again.
#[component]
pub fn Failed(
    /// For the texts.
    site: Arc<Site>,
    /// What went wrong.
    failure: Failure,
    /// Fetches the page again.
    retry: Callback<()>,
) -> impl IntoView {
    let heading = site.strings.get(Text::FailedHeading).to_owned();
    let reason = reason(&site, failure);
    let again = site.strings.get(Text::TryAgain).to_owned();
    view! {
        <div class="failed">
            <h1 class="failed__heading" tabindex="-1">
                {heading}
            </h1>
            <p class="failed__reason" role="alert">
                {reason}
            </p>
            <button class="button" type="button" on:click=move |_| retry.run(())>
                {again}
            </button>
        </div>
    }
}

fn reason(site: &Site, failure: Failure) -> String {
    let text = |text| site.strings.get(text).to_owned();
    match failure {
        Failure::Timeout => text(Text::FailedTimeout),
        Failure::Network => text(Text::FailedNetwork),
        Failure::NotFound => fill(&text(Text::FailedStatus), &[("status", "404")]),
        Failure::Status(status) => fill(&text(Text::FailedStatus), &[("status", &status.to_string())]),
        Failure::Malformed => text(Text::FailedMalformed),
        Failure::Schema => text(Text::FailedSchema),
    }
}
