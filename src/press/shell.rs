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
    /// The portal's files: path below `assets/`, file.
    pub assets: BTreeMap<String, PathBuf>,
    /// Addresses of the reader's modules by their names.
    pub modules: BTreeMap<String, String>,
    /// The offline worker's script, which becomes a file of the edition itself.
    pub worker: PathBuf,
}

/// The folder of the reader's modules in the portal's. Trunk copies it as it is, since it would load each hashed script
/// with the page.
const READER: &str = "reader";

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
        let mut assets = assets(portal)?;
        let html = assets.keys().fold(html, |html, name| {
            html.replace(&format!("\"/{name}"), &format!("\"{base}assets/{name}"))
        });
        let reader = reader(&mut assets, base)
            .with_context(|| format!("{}", portal.join(READER).display()))?;
        Self::cut(&html, assets, reader).with_context(|| format!("{}", page.display()))
    }

    fn cut(html: &str, assets: BTreeMap<String, PathBuf>, reader: Reader) -> Result<Self> {
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
            assets,
            modules: reader.modules,
            worker: reader.worker,
        })
    }
}

/// The reader's modules.
struct Reader {
    worker: PathBuf,
    modules: BTreeMap<String, String>,
}

/// Gives the modules among the assets names that change with their content, and takes the worker out.
fn reader(assets: &mut BTreeMap<String, PathBuf>, base: &str) -> Result<Reader> {
    let mut worker = None;
    let mut modules = BTreeMap::new();
    for (name, file) in assets.clone() {
        let Some(module) = name
            .strip_prefix(READER)
            .and_then(|name| name.strip_prefix('/')?.strip_suffix(".js"))
        else {
            continue;
        };
        assets.remove(&name);
        if module == "worker" {
            worker = Some(file);
            continue;
        }
        let medium = Medium::read(file).with_context(|| format!("{module}.js: cannot be read"))?;
        let lasting = medium.address.replacen("media/", "", 1);
        modules.insert(module.to_owned(), format!("{base}assets/{lasting}"));
        assets.insert(lasting, medium.file);
    }
    let worker = worker.context(
        "worker.js is missing, so this is not the portal's folder; build that by `cargo xtask build`",
    )?;
    Ok(Reader { worker, modules })
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
