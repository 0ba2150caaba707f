//! What a generator is told of a whole site.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Kind,
    folder::{front, front::text_of},
};

/// What a generator's configuration says of its addresses.
#[derive(Debug, Default, Clone)]
pub struct Blog {
    /// The site's address, without a slash at its end; empty where it is not known.
    pub base: String,
    /// How addresses are made, by section; the empty section is all others.
    pub permalinks: BTreeMap<String, String>,
    /// The language of files that name none.
    pub lang: Option<String>,
}

/// The folder of the whole site, where only that of its posts is named.
pub fn home(kind: Kind, from: &Path) -> PathBuf {
    let is_content = kind != Kind::Jekyll && !from.join("content").is_dir();
    let above = from
        .parent()
        .filter(|above| is_content && config(kind, above).is_some());
    above.unwrap_or(from).to_owned()
}

/// The configuration file of a site.
pub fn config(kind: Kind, home: &Path) -> Option<PathBuf> {
    let names: &[&str] = match kind {
        Kind::Hugo => &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.json",
        ],
        Kind::Zola => &["config.toml", "zola.toml"],
        _ => &["_config.yml", "_config.yaml"],
    };
    names
        .iter()
        .map(|name| home.join(name))
        .find(|file| file.is_file())
}

/// Reads a configuration file.
///
/// # Errors
/// What is wrong with it.
pub fn settings(kind: Kind, file: &Path) -> Result<Blog, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let settings =
        front::parse(&ending, &text).map_err(|(line, why)| format!("line {line}: {why}"))?;
    let of = |name: &str| text_of(&settings[name]);
    let mut permalinks = BTreeMap::new();
    let links = match kind {
        Kind::Jekyll => &settings["permalink"],
        _ => &settings["permalinks"],
    };
    if let Some(all) = text_of(links) {
        permalinks.insert(String::new(), all);
    }
    let sections = links["page"].as_object().or(links.as_object());
    for (section, link) in sections.into_iter().flatten() {
        permalinks.extend(text_of(link).map(|link| (section.clone(), link)));
    }
    let base = ["baseURL", "baseurl", "base_url", "url"]
        .into_iter()
        .find_map(|name| of(name).filter(|url| url.contains("://")));
    let below = of("baseurl")
        .filter(|path| kind == Kind::Jekyll && path.starts_with('/'))
        .unwrap_or_default();
    Ok(Blog {
        base: format!(
            "{}{}",
            base.unwrap_or_default().trim_end_matches('/'),
            below.trim_end_matches('/')
        ),
        permalinks,
        lang: [
            "languageCode",
            "default_language",
            "lang",
            "defaultContentLanguage",
        ]
        .into_iter()
        .find_map(of),
    })
}
