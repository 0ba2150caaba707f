//! The shell that Trunk builds: the page around every page, and the portal's other files.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use gazette_content::{config::site::Config, visibility::Audience};
use scraper::{Html, Selector};
use xxhash_rust::xxh3::xxh3_64;

use crate::html::bundle::{Asset, PAGE, Portal};

/// Placeholder for the page's own head.
pub const HEAD: &str = "<!--gazette:head-->";
/// Placeholder for the page itself.
pub const BODY: &str = "<!--gazette:body-->";
/// Start tag that is replaced by that of language and site.
pub const HTML: &str = "<html lang=\"en\">";

/// The shell, cut at its markers, and the portal's files.
#[derive(Hash)]
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
    /// The portal's other files by their paths below `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// Addresses of the reader's modules by their names.
    pub modules: BTreeMap<String, String>,
    /// The offline worker's script, which becomes a file of the edition itself.
    pub worker: Asset,
}

/// The folder of the reader's modules in the portal's. Trunk copies it as it is, since it would load each hashed script
/// with the page.
const READER: &str = "reader";

/// The module that has the browser keep pages.
const OFFLINE: &str = "offline";

/// The module that counts views.
pub const COUNTER: &str = "counter";

impl Shell {
    /// Reads the portal; its files will lie below `<base>assets/`. What is still being written is kept on no device, and
    /// nobody's views of it are counted; a site without a counter has nothing of one.
    ///
    /// # Errors
    /// If the portal is not there or its page is not a shell.
    pub fn read(portal: &Portal, config: &Config, audience: Audience) -> Result<Self> {
        let base = config.base.as_str();
        let mut assets = portal.files()?;
        let page = assets.remove(PAGE).context("the portal has no page")?;
        let html = String::from_utf8(page.bytes().to_owned()).context(PAGE)?;
        let html = assets.keys().fold(html, |html, name| {
            html.replace(&format!("\"/{name}"), &format!("\"{base}assets/{name}"))
        });
        let place = |name| match portal.folder() {
            Some(folder) => folder.join(name).display().to_string(),
            None => String::from(name),
        };
        let demanded = Demanded::take(&mut assets, base).with_context(|| place(""))?;
        let mut shell = Self::cut(&html, assets, demanded).with_context(|| place(PAGE))?;
        if config.counter.is_none() {
            let is_counter = |address: &String| shell.modules.get(COUNTER) == Some(address);
            let assets = shell.assets.into_iter();
            shell.assets = assets
                .filter(|(name, _)| !is_counter(&format!("{base}assets/{name}")))
                .collect();
            shell.modules.remove(COUNTER);
        }
        if audience == Audience::Editors {
            shell.modules.remove(OFFLINE);
            shell.modules.remove(COUNTER);
        }
        Ok(shell)
    }

    /// Tells whether Trunk serves it during development. Then Trunk adds an inline script, which a policy would block.
    pub fn is_watched(&self) -> bool {
        self.after.contains("<script>")
    }

    fn cut(html: &str, assets: BTreeMap<String, Asset>, demanded: Demanded) -> Result<Self> {
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
            search_script: demanded.search_script,
            search_wasm: demanded.search_wasm,
            assets,
            modules: demanded.modules,
            worker: demanded.worker,
        })
    }
}

/// Files that are fetched on demand only.
struct Demanded {
    search_script: String,
    search_wasm: String,
    modules: BTreeMap<String, String>,
    worker: Asset,
}

impl Demanded {
    /// Gives these files among the assets names that change with their content, and takes the worker out.
    fn take(assets: &mut BTreeMap<String, Asset>, base: &str) -> Result<Self> {
        let worker = format!("{READER}/worker.js");
        let worker = assets.remove(&worker).with_context(|| missing(&worker))?;
        let modules: Vec<String> = assets
            .keys()
            .filter(|name| name.starts_with(READER))
            .cloned()
            .collect();
        let modules = modules.into_iter().map(|name| {
            let address = lasting(assets, &name, base)?;
            let module = name.trim_start_matches(READER).trim_matches('/');
            Ok((module.trim_end_matches(".js").to_owned(), address))
        });
        Ok(Self {
            modules: modules.collect::<Result<_>>()?,
            search_script: lasting(assets, "search.js", base)?,
            search_wasm: lasting(assets, "search_bg.wasm", base)?,
            worker,
        })
    }
}

/// Gives an asset that Trunk names without regard to its content a name that changes with it, and says its address.
fn lasting(assets: &mut BTreeMap<String, Asset>, path: &str, base: &str) -> Result<String> {
    let asset = assets.remove(path).with_context(|| missing(path))?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let stem = stem.replace('_', "-");
    let lasting = format!("{stem}-{:016x}.{extension}", xxh3_64(asset.bytes()));
    let address = format!("{base}assets/{lasting}");
    assets.insert(lasting, asset);
    Ok(address)
}

fn missing(path: &str) -> String {
    format!(
        "{path} is missing, so this is not the portal's folder; build that by `cargo xtask build`"
    )
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
