//! The texts that tests search: the demonstration site in each of its languages, and a few notices in Chinese.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use gazette_model::{Document, search::searchable};
use gazette_publish::search_index::{IndexedDocument, make};
use gazette_search::{SearchManifest, Searchable};
use serde::Deserialize;
use walkdir::WalkDir;

use super::Shelf;
use crate::fixture::{Desk, fixtures};

#[derive(Deserialize)]
struct Notice {
    path: String,
    title: String,
    summary: String,
    text: String,
}

/// The notices in Chinese.
pub fn notices() -> Shelf {
    let text = fs::read_to_string(fixtures().join("search/zh-Hant-TW.json")).unwrap();
    let notices: Vec<Notice> = serde_json::from_str(&text).unwrap();
    let documents = notices.into_iter().map(|notice| {
        let document = Searchable {
            title: notice.title,
            summary: notice.summary,
            text: notice.text,
        };
        (notice.path, document)
    });
    shelf(documents.collect(), "zh-Hant-TW")
}

/// Documents, the oldest first, as a site in one language.
pub fn shelf(documents: Vec<(String, Searchable)>, lang: &str) -> Shelf {
    let sources: Vec<IndexedDocument> = documents
        .iter()
        .map(|(path, _)| IndexedDocument {
            path: path.clone(),
            filters: Vec::new(),
        })
        .collect();
    let index = make(&sources, &|id| Some(documents[id].1.clone()), lang, "/");
    let files = index
        .files
        .into_iter()
        .map(|(path, bytes)| (format!("/{path}"), bytes));
    Shelf::new(
        index.manifest,
        files.collect(),
        documents.into_iter().collect(),
    )
}

/// The demonstration site: language, and what is found in it.
pub fn demonstration() -> Vec<(String, Shelf)> {
    // It is the same for all tests, and takes a while to be made.
    static SHELVES: OnceLock<Vec<(String, Shelf)>> = OnceLock::new();
    SHELVES.get_or_init(build).clone()
}

fn build() -> Vec<(String, Shelf)> {
    let desk = Desk::new(&[]);
    let content = format!("{}/content", env!("CARGO_MANIFEST_DIR"));
    let outcome = desk.press(&["build", "--portal", "portal", "--content", &content]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let dist = desk.path("dist");
    let sites = desk.files().into_iter().filter_map(|file| {
        let lang = file
            .strip_prefix("site.")?
            .strip_suffix(".json")?
            .to_owned();
        let site: serde_json::Value = serde_json::from_str(&desk.read(&file)).unwrap();
        Some((
            lang,
            dist.join(site["root"].as_str().unwrap().trim_matches('/')),
        ))
    });
    let sites: Vec<(String, PathBuf)> = sites.collect();
    let roots: Vec<&PathBuf> = sites.iter().map(|(_, root)| root).collect();
    sites
        .iter()
        .map(|(lang, root)| (lang.clone(), read(&dist, root, &roots)))
        .collect()
}

/// The search of a language, from the files that readers fetch. Other languages may lie below its own root.
fn read(dist: &Path, root: &Path, roots: &[&PathBuf]) -> Shelf {
    let manifest = fs::read_to_string(root.join("search/manifest.json")).unwrap();
    let manifest: SearchManifest = serde_json::from_str(&manifest).unwrap();
    let files = WalkDir::new(dist.join(manifest.folder.trim_matches('/')))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "bin"))
        .map(|path| {
            let below = path.strip_prefix(dist).unwrap().to_str().unwrap();
            (format!("/{below}"), fs::read(&path).unwrap())
        })
        .collect();
    let documents = WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !roots.iter().any(|other| *other == entry.path())
        })
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.ends_with("index.json"))
        .filter_map(|path| {
            let document: Document =
                serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            // A page that only says where its translation is missing is no text of anybody's.
            document.head.canonical.as_ref()?;
            let below = path.parent().unwrap().strip_prefix(root).unwrap();
            Some((
                format!("{}/", below.to_str().unwrap()),
                searchable(&document)?,
            ))
        })
        .collect::<BTreeMap<_, _>>();
    Shelf::new(manifest, files, documents)
}
