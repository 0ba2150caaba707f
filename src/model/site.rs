//! Data that every page of one language shares: `site.<lang>.json`.

use serde::{Deserialize, Serialize};

use crate::UiStrings;

/// The site in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Site {
    /// Major version of this file's form. Fields that a reader does not know are to be ignored.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = crate::SCHEMA)))]
    pub schema: u32,
    /// BCP 47 language tag.
    pub lang: String,
    /// Direction of writing: `ltr` or `rtl`.
    pub dir: String,
    /// Path under which all routes of this language lie, with slashes at both ends: `/`, `/zh-hant-tw/`, `/base/`.
    pub root: String,
    /// The site's name.
    pub name: String,
    /// One line under the name.
    pub tagline: String,
    /// The main navigation.
    pub navigation: Vec<Link>,
    /// Keys that lead to the landmarks.
    pub access_keys: AccessKeys,
    /// The footer of every page.
    pub footer: Footer,
    /// Every language of the site, this one included.
    pub languages: Vec<Language>,
    /// The user interface's texts.
    pub strings: UiStrings,
}

/// A link to a page of the site or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Link {
    /// Text that readers see.
    pub text: String,
    /// A path with the site's root, or an absolute URL.
    pub href: String,
}

/// HTML `accesskey` values of the four landmarks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct AccessKeys {
    /// The header with the main navigation.
    pub header: String,
    /// The main content.
    pub main: String,
    /// The footer.
    pub footer: String,
    /// The search form.
    pub search: String,
}

/// Footer of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Footer {
    /// Office hours, telephone numbers and the like.
    pub facts: Vec<Fact>,
    /// The organization that publishes.
    pub organization: String,
    /// Copyright, address and other lines.
    pub notes: Vec<String>,
}

/// A labelled value: `Toll Free:` and `0800-000-256`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Fact {
    /// The label, with its colon.
    pub label: String,
    /// The value.
    pub text: String,
    /// Target of a link on the value, such as an RFC 3966 `tel:` URI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Language {
    /// BCP 47 language tag.
    pub lang: String,
    /// The language's own name for itself.
    pub name: String,
    /// Path under which all its routes lie, with slashes at both ends.
    pub root: String,
}
