//! The search index of a language: many small shards by key, named by their content, so that readers fetch little and a new
//! article changes few of them.

mod list;
mod lists;
mod memory;
mod part;
mod split;

use std::ops::Range;

use anyhow::Result;
use gazette_content::checked_site::CheckedSite;
use gazette_content::config::ids::{LanguageId, PageId};
use gazette_model::{Route, SCHEMA, search::searchable};
use gazette_search::{
    CHUNK, Rules, SearchManifest, Searchable, Weight, kind_key, name, topic_key, year_key,
};
use lists::{Keys, ReadKeys, keys};
pub use memory::Memory;
use part::{Part, PartEntry};

use crate::documents::document;

/// Folder of shards and chunks, from the edition's root, with one for each language. Their names contain a hash of
/// their content.
const FOLDER: &str = "assets/search/";

/// A search index: the manifest, and files by path.
pub struct SearchIndex {
    /// Entry point that the portal reads first.
    pub manifest: SearchManifest,
    /// Shards, directories and chunks: path from the edition's root, content. Those that a memory has kept are not among them.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A searchable page.
#[derive(Hash)]
pub struct IndexedDocument {
    /// Path relative to the language's root.
    pub path: String,
    /// Keys of the filters that it passes.
    pub filters: Vec<String>,
}

/// Makes the search index of a language. With a memory, only pages are read that are not as they were.
///
/// # Errors
/// If the disk refuses what is to be remembered.
pub fn index(
    edition: &CheckedSite,
    language: LanguageId,
    memory: Option<Memory<'_>>,
) -> Result<SearchIndex> {
    let pages = pages(edition, language);
    let sources: Vec<IndexedDocument> = pages
        .iter()
        .map(|page| IndexedDocument {
            path: page.route.path(),
            filters: filters(edition, page),
        })
        .collect();
    let read = |id: usize| searchable(&document(edition, &pages[id]));
    let locale = &edition.config.languages[language];
    let lang = &locale.site.lang;
    let read = reader(&sources, &read, rules(lang));
    let base = &edition.config.base;
    let Some(memory) = memory else {
        return Ok(whole_index(&sources, &read, lang, base));
    };
    let [most, newest] = part::ranges(sources.len());
    let most = &pages[..most.len()];
    let (first, files) = memory.part(lang, &folder(lang), most, &sources, &read)?;
    let recent = recent(newest, &read);
    Ok(joined(first, files, recent, &sources, lang, base))
}

/// Makes a search index of documents from the oldest to the newest, which `read` reads by number, for a site at `base`.
pub fn make(
    sources: &[IndexedDocument],
    read: &(dyn Fn(usize) -> Option<Searchable> + Sync),
    lang: &str,
    base: &str,
) -> SearchIndex {
    whole_index(sources, &reader(sources, read, rules(lang)), lang, base)
}

/// An index of which nothing is remembered.
fn whole_index(
    sources: &[IndexedDocument],
    read: ReadKeys<'_>,
    lang: &str,
    base: &str,
) -> SearchIndex {
    let [most, newest] = part::ranges(sources.len());
    let (first, files) = whole(Part::settled(&lists::of_all(most, read)));
    joined(first, files, recent(newest, read), sources, lang, base)
}

/// Files of an index by their names.
type Files = Vec<(String, Vec<u8>)>;

fn whole(part: Part) -> (PartEntry, Files) {
    (part.entry, part.files)
}

/// The part of the newest documents.
fn recent(newest: Range<u32>, read: ReadKeys<'_>) -> Part {
    Part::recent(lists::of_all(newest, read))
}

/// Path of a language's folder of shards from the edition's root.
fn folder(lang: &str) -> String {
    format!("{FOLDER}{}/", lang.to_lowercase())
}

/// Joins the two parts of an index, and packs the paths of the documents.
fn joined(
    first: PartEntry,
    mut files: Files,
    recent: Part,
    sources: &[IndexedDocument],
    lang: &str,
    base: &str,
) -> SearchIndex {
    let folder = folder(lang);
    files.extend(recent.files);
    let mut chunk = |chunk: &[IndexedDocument]| {
        let paths: Vec<&str> = chunk.iter().map(|source| source.path.as_str()).collect();
        let bytes = paths.join("\n").into_bytes();
        let name = name(&bytes);
        files.push((name.clone(), bytes));
        name
    };
    let documents = sources.chunks(CHUNK).map(&mut chunk).collect();
    // Keys of the newest documents come before all others.
    let keys = [recent.entry.keys, first.keys].concat().join("\n");
    let manifest = SearchManifest {
        schema: SCHEMA,
        folder: format!("{base}{folder}"),
        stems: if rules(lang).english { "en" } else { "" }.to_owned(),
        count: number(sources.len()),
        keys,
        directories: recent.entry.directories + &first.directories,
        documents,
    };
    let path = |(name, bytes): (String, _)| (path(&folder, &name), bytes);
    SearchIndex {
        manifest,
        files: files.into_iter().map(path).collect(),
    }
}

/// Path of a file from the edition's root.
fn path(folder: &str, name: &str) -> String {
    format!("{folder}{name}.bin")
}

fn rules(lang: &str) -> Rules {
    Rules {
        english: is_english(lang),
        decompose: gazette_search::decompose,
    }
}

/// Reads the keys of a document, those of its filters as well.
fn reader<'a>(
    sources: &'a [IndexedDocument],
    read: &'a (dyn Fn(usize) -> Option<Searchable> + Sync),
    rules: Rules,
) -> impl Fn(u32) -> Keys + Sync + 'a {
    move |id| {
        let id = id as usize;
        let mut keys = read(id).map_or_else(Keys::new, |document| keys(&document, rules));
        let filters = sources[id].filters.iter();
        keys.extend(filters.map(|key| (key.clone(), Some(Weight::Once))));
        keys
    }
}

/// Routes of searchable pages, from the oldest to the newest: pages, which have no date, then articles.
fn pages(edition: &CheckedSite, language: LanguageId) -> Vec<PageId> {
    let listings = &edition.listings[language];
    let pages = listings.by_route.keys();
    let pages = pages
        .filter(|route| matches!(route, Route::Page(_)))
        .cloned()
        .chain([Route::Subscribe]);
    let news = listings.news.iter().rev();
    let news = news.map(|index| edition.manuscripts[*index].route.clone());
    let routes = pages.chain(news);
    routes.map(|route| PageId::new(language, route)).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn filters(edition: &CheckedSite, page: &PageId) -> Vec<String> {
    let locale = &edition.config.languages[page.language];
    let index = edition.listings[page.language].by_route.get(&page.route);
    let news = index.and_then(|index| edition.manuscripts[*index].news.as_ref());
    let Some(news) = news else {
        return vec![kind_key("page")];
    };
    let topics = news.topics.iter().filter_map(|key| locale.topics.get(key));
    let mut filters: Vec<String> = topics.map(|topic| topic_key(topic.slug.as_str())).collect();
    filters.push(kind_key("news"));
    filters.push(year_key(&format!("{:04}", news.published.when.year())));
    filters
}

/// Tells whether to treat words in Latin letters as English: also where the language uses another script.
fn is_english(lang: &str) -> bool {
    let primary = lang.split('-').next().unwrap_or(lang);
    ["en", "zh", "ja", "ko"].contains(&primary)
}
