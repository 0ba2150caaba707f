//! The shell that Trunk builds: the page around every page, and the portal's other files.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use scraper::{Html, Selector};

use super::{
    cache,
    portal::{Asset, PAGE, Portal},
};

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
    /// A key of the page and so of the portal, whose files have names that change with their content.
    pub key: u128,
    /// The portal's other files by their paths below `assets/`.
    pub assets: BTreeMap<String, Asset>,
}

impl Shell {
    /// Reads the portal; its files will lie below `<base>assets/`.
    ///
    /// # Errors
    /// If the portal is not there or its page is not a shell.
    pub fn read(portal: &Portal, base: &str) -> Result<Self> {
        let mut assets = portal.files()?;
        let page = assets.remove(PAGE).context("the portal has no page")?;
        let html = String::from_utf8(page.read()?.into_owned()).context(PAGE)?;
        let html = assets.keys().fold(html, |html, name| {
            html.replace(&format!("\"/{name}"), &format!("\"{base}assets/{name}"))
        });
        let place = portal.folder().map(|folder| folder.join(PAGE));
        Self::cut(&html, assets).with_context(|| {
            place.map_or_else(|| PAGE.to_owned(), |page| page.display().to_string())
        })
    }

    fn cut(html: &str, assets: BTreeMap<String, Asset>) -> Result<Self> {
        let (before_html, rest) = cut(html, HTML)?;
        let (before_head, rest) = cut(rest, HEAD)?;
        let (before_body, after) = cut(rest, BODY)?;
        let (script, wasm) = portal(html)?;
        Ok(Self {
            before_html: before_html.to_owned(),
            before_head: before_head.to_owned(),
            before_body: before_body.to_owned(),
            after: after.to_owned(),
            key: cache::key(&[html.as_bytes()]),
            script,
            wasm,
            assets,
        })
    }
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
