//! `edition.json`: what an edition says of itself, by which press knows a folder to be its own.

use gazette_content::{checked_site::CheckedSite, visibility::Audience};
use gazette_model::SCHEMA;
use schemars::JsonSchema;
use serde::Serialize;

/// The file's name.
pub const MARKER: &str = "edition.json";

/// Description of an edition.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "edition.json")]
pub struct EditionMarker<'a> {
    /// Path under which it lies, with slashes at both ends.
    base: &'a str,
    /// Origin of the GoatCounter site that the policy lets pages ask, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<&'a str>,
    /// Origin of the service for news by e-mail to which the policy lets forms be sent, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    newsletter: Option<&'a str>,
    /// True for a preview for editors, with content that is not for readers.
    drafts: bool,
    /// The version of press that wrote it.
    press: &'static str,
    /// Major version of its files' form. Fields that a reader does not know are to be ignored.
    #[schemars(extend("const" = SCHEMA))]
    schema: u32,
    /// Address of the site.
    site: String,
}

impl<'a> EditionMarker<'a> {
    /// Describes an edition.
    pub fn of(edition: &'a CheckedSite) -> Self {
        Self {
            base: &edition.config.base,
            counter: edition.config.counter_origin(),
            newsletter: edition.config.newsletter_origin(),
            drafts: edition.as_of.audience == Audience::Editors,
            press: env!("CARGO_PKG_VERSION"),
            schema: SCHEMA,
            site: edition.config.absolute(&edition.config.base),
        }
    }
}
