//! Error message of a page that could not be had: the one place for every failure.

use gazette_model::{Failure, Site, UiText, fill};

use crate::components::element::{Element, element};

/// `id` of the button that tries again; the portal listens to it.
pub const RETRY: &str = "retry";

/// Why the page is not here, and a button that tries again.
pub fn failed(site: &Site, failure: Failure) -> Element {
    let heading = element("h1").class("failed__heading").set("tabindex", "-1");
    element("div")
        .class("failed")
        .child(heading.text(site.strings.get(UiText::FailedHeading)))
        .child(
            element("p")
                .class("failed__reason")
                .set("role", "alert")
                .text(&reason(site, failure)),
        )
        .child(try_again(site))
}

/// The button that tries again.
pub fn try_again(site: &Site) -> Element {
    element("button")
        .class("button")
        .set("type", "button")
        .set("id", RETRY)
        .text(site.strings.get(UiText::TryAgain))
}

/// Reason of a failure, in words.
pub fn reason(site: &Site, failure: Failure) -> String {
    let status = |status: u16| {
        fill(
            site.strings.get(UiText::FailedStatus),
            &[("status", &status.to_string())],
        )
    };
    let text = match failure {
        Failure::Timeout => UiText::FailedTimeout,
        Failure::Network => UiText::FailedNetwork,
        Failure::NotFound => return status(404),
        Failure::Status(number) => return status(number),
        Failure::Malformed => UiText::FailedMalformed,
        Failure::Schema => UiText::FailedSchema,
    };
    site.strings.get(text).to_owned()
}
