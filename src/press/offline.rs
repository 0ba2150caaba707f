//! Reading without a network: the worker's script at the site's root, and the page of what is on the device.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use super::{config::Config, edition::Edition, locale::Locale, shell::Shell, staging::Staging};
use crate::model::{Attribute, Content, Document, Element, Head, Node, Page, SCHEMA, Tag};

/// The worker, below the site's base: a worker serves nothing above itself.
pub const WORKER: &str = "sw.js";

/// The page of what is on the device, below a language's root.
pub const PAGE: &str = "offline.html";

/// What that page shows before its list, which the reader's browser makes, is there.
pub fn document(locale: &Locale) -> Document {
    let words = &locale.words;
    let text = Node::Text(words.offline_text.clone());
    let mut list = Element::new(Tag::Div, Vec::new());
    list.set(Attribute::Id, "kept");
    Document {
        schema: SCHEMA,
        head: Head {
            title: format!("{} – {}", words.title_offline, locale.site.name),
            description: words.offline_text.clone(),
            ..Head::default()
        },
        trail: Vec::new(),
        content: Content::Page(Page {
            heading: words.title_offline.clone(),
            body: vec![
                Node::Element(Element::new(Tag::P, vec![text])),
                Node::Element(list),
            ],
        }),
    }
}

/// Writes the worker: what it needs to know of this edition, then `public/reader/worker.js`. All files of languages must
/// be there, since browsers take a new worker up when its bytes change, and it has to change with them.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write_worker(edition: &Edition, shell: &Shell, staging: &Staging) -> Result<()> {
    let config = &edition.config;
    let core = core_files(config);
    let mut bytes = Vec::new();
    for file in &core {
        bytes.extend(staging.read(file)?);
    }
    let mut languages: Vec<&str> = config
        .languages
        .iter()
        .map(|locale| locale.site.root.as_str())
        .collect();
    languages.sort_by_key(|root| std::cmp::Reverse(root.len()));
    let address = |file: &String| format!("{}{file}", config.base);
    let assets = shell.assets.keys().map(|name| format!("assets/{name}"));
    let release = json!({
        "base": config.base,
        "languages": languages,
        "core": core.iter().map(address).collect::<Vec<_>>(),
        "assets": assets.map(|file| address(&file)).collect::<Vec<_>>(),
        "digest": format!("{:016x}", xxh3_64(&bytes)),
    });
    let script = read(&shell.worker)?;
    staging.put(
        WORKER,
        format!("const RELEASE = {release};\n{script}").as_bytes(),
    )
}

/// What a first visit without a network may need of each language.
fn core_files(config: &Config) -> Vec<String> {
    let files = config.languages.iter().flat_map(|locale| {
        [
            format!("{}{PAGE}", locale.prefix),
            format!("{}shell.html", locale.prefix),
            locale.site_file(),
        ]
    });
    files.collect()
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))
}
