//! One file of an edition: everything that a route shows beyond the [`Site`](super::Site).

use serde::{Deserialize, Serialize};

use crate::Content;

/// `index.json` of a route.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Document {
    /// Major version of this file's form. Fields that a reader does not know are to be ignored.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = crate::SCHEMA)))]
    pub schema: u32,
    /// Metadata of the page for the browser.
    pub head: Head,
    /// The way from the start page to here; empty on the start page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<Crumb>,
    /// The page itself.
    pub content: Content,
}

/// Page-specific contents of the document's `<head>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Head {
    /// The document's title, with the site's name.
    pub title: String,
    /// One or two sentences about the page.
    pub description: String,
    /// The page's absolute URL; none where it has no address of its own (not found).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// The same page in other languages, this one included; empty where there is only one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Alternate>,
}

/// The same page in a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Alternate {
    /// BCP 47 language tag.
    pub lang: String,
    /// Absolute URL.
    pub href: String,
}

/// A step of the breadcrumb.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Crumb {
    /// Text that readers see.
    pub text: String,
    /// Target of the link; none for the page itself, the last step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}
