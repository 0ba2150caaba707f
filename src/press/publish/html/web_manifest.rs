//! `site.webmanifest`: how the site looks where a reader has put it on a home screen (W3C Web Application Manifest).

use gazette_content::config::{locale::Locale, site::Config};
use schemars::JsonSchema;
use serde::Serialize;

use crate::html::shell::Shell;

/// The file's name, below a language's root.
pub const NAME: &str = "site.webmanifest";

/// A web application manifest.
#[derive(Serialize, JsonSchema)]
pub struct WebManifest {
    /// The background before anything is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    background_color: Option<String>,
    /// The site's tagline.
    description: String,
    /// Direction of writing: `ltr` or `rtl`.
    dir: String,
    /// Display mode: how much of the browser's interface is shown around pages.
    display: &'static str,
    /// The site's icon.
    icons: Vec<Icon>,
    /// BCP 47 language tag.
    lang: String,
    /// The site's name.
    name: String,
    /// Path below which all pages of the language lie.
    scope: String,
    /// The name where there is little room.
    short_name: String,
    /// Path of the start page.
    start_url: String,
    /// The colour of the browser's own interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme_color: Option<String>,
}

/// An icon.
#[derive(Serialize, JsonSchema)]
struct Icon {
    /// `any`, since it is drawn in any size.
    sizes: &'static str,
    /// Its path.
    src: String,
    /// Its media type.
    #[serde(rename = "type")]
    media_type: &'static str,
}

/// The manifest of a language.
pub fn manifest(config: &Config, locale: &Locale, shell: &Shell) -> WebManifest {
    let site = &locale.site;
    let names = shell.assets.keys();
    // Trunk puts the content's hash behind the name of icon.svg.
    let icons = names.filter(|name| name.starts_with("icon-"));
    let icon = |name: &String| Icon {
        sizes: "any",
        src: config.path(&format!("assets/{name}")),
        media_type: "image/svg+xml",
    };
    let light = config.theme_color.as_ref().map(|(light, _)| light.clone());
    WebManifest {
        background_color: light.clone(),
        description: site.tagline.clone(),
        dir: site.dir.clone(),
        // With an address bar and a way back, which a site of many pages needs.
        display: "minimal-ui",
        icons: icons.map(icon).collect(),
        lang: site.lang.clone(),
        name: site.name.clone(),
        scope: site.root.clone(),
        short_name: site.name.clone(),
        start_url: site.root.clone(),
        theme_color: light,
    }
}
