//! `site.webmanifest`: how the site looks where a reader has put it on a home screen (W3C Web Application Manifest).

use serde_json::{Value, json};

use super::{config::Config, locale::Locale, shell::Shell};

/// The file's name, below a language's root.
pub const NAME: &str = "site.webmanifest";

/// The manifest of a language.
pub fn manifest(config: &Config, locale: &Locale, shell: &Shell) -> Value {
    let site = &locale.site;
    let names = shell.assets.keys();
    // Trunk puts the content's hash behind the name of icon.svg.
    let icons = names.filter(|name| name.starts_with("icon-"));
    let icon = |name: &String| {
        let src = config.path(&format!("assets/{name}"));
        json!({ "src": src, "sizes": "any", "type": "image/svg+xml" })
    };
    let mut manifest = json!({
        "name": site.name,
        "short_name": site.name,
        "description": site.tagline,
        "lang": site.lang,
        "dir": site.dir,
        "start_url": site.root,
        "scope": site.root,
        // With an address bar and a way back, which a site of many pages needs.
        "display": "minimal-ui",
        "icons": icons.map(icon).collect::<Vec<_>>(),
    });
    if let Some((light, _)) = &config.theme_color {
        manifest["theme_color"] = json!(light);
        manifest["background_color"] = json!(light);
    }
    manifest
}
