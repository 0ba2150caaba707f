//! Reading without a network: the worker's script at the site's root, and the page of what is on the device.

use gazette_cache::fingerprint::Fingerprint;
use gazette_content::config::{locale::Locale, site::Config};
use gazette_model::{Attribute, Content, Document, Element, Head, Node, Page, SCHEMA, Tag};
use serde_json::json;

use crate::{documents::title_words::title_words, html::shell::Shell};

/// The worker, below the site's base: a worker serves nothing above itself.
pub const WORKER: &str = "sw.js";

/// The page of what is on the device, below a language's root.
pub const PAGE: &str = "offline.html";

/// Document of that page without its list, which the reader's browser makes.
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
            words: title_words(&words.title_offline),
            body: vec![
                Node::Element(Element::new(Tag::P, vec![text])),
                Node::Element(list),
            ],
        }),
    }
}

/// Files of a language that a first visit without a network may need. They are this page, the bare shell and the
/// portal's data on the site.
pub fn core(locale: &Locale) -> [String; 3] {
    [
        format!("{}{PAGE}", locale.prefix),
        format!("{}shell.html", locale.prefix),
        locale.site_file(),
    ]
}

/// The worker: what it needs to know of this edition, then `public/reader/worker.js`. Browsers take a new worker up when
/// its bytes change, so it has `fingerprints` of all languages' files of [`core`](fn@core).
pub fn worker(config: &Config, shell: &Shell, fingerprints: &[Fingerprint]) -> Vec<u8> {
    let mut roots: Vec<&str> = config
        .languages
        .iter()
        .map(|locale| locale.site.root.as_str())
        .collect();
    roots.sort_by_key(|root| std::cmp::Reverse(root.len()));
    let core = config.languages.iter().flat_map(core);
    let address = |file: String| config.path(&file);
    let assets = shell.assets.keys();
    let assets = assets
        .map(|name| address(format!("assets/{name}")))
        // Only those who search fetch the engine.
        .filter(|it| ![&shell.search_script, &shell.search_wasm].contains(&it));
    let keys: Vec<String> = fingerprints.iter().map(ToString::to_string).collect();
    let release = json!({
        "base": config.base,
        "languages": roots,
        "core": core.map(address).collect::<Vec<_>>(),
        "assets": assets.collect::<Vec<_>>(),
        "keys": keys,
    });
    let mut script = format!("const RELEASE = {release};\n").into_bytes();
    script.extend_from_slice(shell.worker.bytes());
    script
}
