//! The shell that Trunk builds: the page around every page, and the portal's files.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use scraper::{Html, Selector};
use walkdir::WalkDir;

use super::medium::Medium;

/// Where the page's own head goes.
pub const HEAD: &str = "<!--gazette:head-->";
/// Where the page itself goes.
pub const BODY: &str = "<!--gazette:body-->";
/// What language and site replace.
pub const HTML: &str = "<html lang=\"en\">";

/// The shell, cut at its markers, and the portal's files.
pub struct Shell {
    /// Up to the `<html>` tag.
    pub before_html: String,
    /// From there to the head's marker.
    pub before_head: String,
    /// From there to the body's marker.
    pub before_body: String,
    /// The rest.
    pub after: String,
    /// Address of the portal's script.
    pub script: String,
    /// Address of the portal's WebAssembly.
    pub wasm: String,
    /// Address of the search engine's script.
    pub search_script: String,
    /// Address of the search engine's WebAssembly.
    pub search_wasm: String,
    /// The portal's files: path below `assets/`, file.
    pub assets: BTreeMap<String, PathBuf>,
}

impl Shell {
    /// Reads the portal folder; its files will lie below `<base>assets/`.
    ///
    /// # Errors
    /// If the folder is not there or its page is not a shell.
    pub fn read(portal: &Path, base: &str) -> Result<Self> {
        let page = portal.join("index.html");
        let html = fs::read_to_string(&page).with_context(|| {
            format!(
                "{}: there is no portal here; build it by `cargo xtask build`, or name its folder by --portal",
                page.display()
            )
        })?;
        let assets = assets(portal)?;
        let html = assets.keys().fold(html, |html, name| {
            html.replace(&format!("\"/{name}"), &format!("\"{base}assets/{name}"))
        });
        Self::cut(&html, assets, base).with_context(|| format!("{}", page.display()))
    }

    fn cut(html: &str, mut assets: BTreeMap<String, PathBuf>, base: &str) -> Result<Self> {
        let (before_html, rest) = cut(html, HTML)?;
        let (before_head, rest) = cut(rest, HEAD)?;
        let (before_body, after) = cut(rest, BODY)?;
        let (script, wasm) = portal(html)?;
        Ok(Self {
            before_html: before_html.to_owned(),
            before_head: before_head.to_owned(),
            before_body: before_body.to_owned(),
            after: after.to_owned(),
            script,
            wasm,
            search_script: lasting(&mut assets, "search.js", base)?,
            search_wasm: lasting(&mut assets, "search_bg.wasm", base)?,
            assets,
        })
    }
}

/// Gives an asset that Trunk names without regard to its content a name that changes with it, and says its address.
fn lasting(assets: &mut BTreeMap<String, PathBuf>, name: &str, base: &str) -> Result<String> {
    let file = assets.remove(name).with_context(|| {
        format!("{name} is missing, so this is not the portal's folder; build that by `cargo xtask build`")
    })?;
    let medium = Medium::read(file).with_context(|| format!("{name}: cannot be read"))?;
    let lasting = medium.address.replacen("media/", "", 1);
    let address = format!("{base}assets/{lasting}");
    assets.insert(lasting, medium.file);
    Ok(address)
}

fn cut<'a>(html: &'a str, marker: &str) -> Result<(&'a str, &'a str)> {
    html.split_once(marker).ok_or_else(|| {
        anyhow!("this page has no {marker}, so it is not the portal's shell; build that by `cargo xtask build`")
    })
}

/// The portal's script and WebAssembly, which the shell names.
fn portal(html: &str) -> Result<(String, String)> {
    let html = Html::parse_document(html);
    let selector =
        Selector::parse("meta[name=gazette-portal]").map_err(|error| anyhow!("{error}"))?;
    let meta = html.select(&selector).next();
    let address = |name| meta.and_then(|meta| meta.attr(name)).map(ToOwned::to_owned);
    let (Some(script), Some(wasm)) = (address("data-js"), address("data-wasm")) else {
        bail!(
            "this page has no <meta name=\"gazette-portal\" data-js data-wasm>; build the portal by `cargo xtask build`"
        );
    };
    Ok((script, wasm))
}

fn assets(portal: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut assets = BTreeMap::new();
    for entry in WalkDir::new(portal).sort_by_file_name() {
        let entry = entry.with_context(|| format!("{}: cannot be listed", portal.display()))?;
        let below = entry.path().strip_prefix(portal).unwrap_or(entry.path());
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        let name = parts.join("/");
        if entry.file_type().is_file() && name != "index.html" {
            assets.insert(name, entry.into_path());
        }
    }
    Ok(assets)
}
