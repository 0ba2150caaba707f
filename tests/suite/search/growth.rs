//! Growth: the changes that a new article makes in an index.

use std::collections::BTreeSet;

use gazette_publish::search_index::{IndexedDocument, SearchIndex, make};
use gazette_search::{NAME_LENGTH, Searchable, entries};

/// Words of made-up languages: as in real ones, few are frequent.
fn text(seed: u64, length: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % 100_000
    };
    let word = |number: u64| {
        let rank = number * number / 1_000_000;
        let letters = b"etaoinshrdlucmfw";
        let word: Vec<u8> = (0..6)
            .map(|place| letters[(rank >> (2 * place)) as usize % 16])
            .collect();
        String::from_utf8(word).unwrap() + &rank.to_string()
    };
    (0..length).map(|_| word(random()) + " ").collect()
}

fn index(count: u64, extra: Option<&str>) -> SearchIndex {
    let mut documents: Vec<Searchable> = (0..count)
        .map(|seed| Searchable {
            title: text(seed, 5),
            summary: String::new(),
            text: text(seed + 1_000_000, 120),
        })
        .collect();
    documents.extend(extra.map(|text| Searchable {
        title: "new".into(),
        summary: String::new(),
        text: text.into(),
    }));
    let sources: Vec<IndexedDocument> = (0..documents.len())
        .map(|number| IndexedDocument {
            path: format!("news/{number}/"),
            filters: Vec::new(),
        })
        .collect();
    make(&sources, &|id| Some(documents[id].clone()), "en", "/")
}

/// The names of files, as a manifest has them.
fn names(joined: &str) -> Vec<&str> {
    let starts = (0..joined.len()).step_by(NAME_LENGTH);
    starts
        .map(|start| &joined[start..start + NAME_LENGTH])
        .collect()
}

#[test]
fn a_new_article_rewrites_only_the_shards_of_its_terms() {
    let before = index(2000, None);
    let after = index(2000, Some("etaoin completely unheard-of vocabulary"));
    let known: BTreeSet<_> = before.files.iter().collect();
    let changed: Vec<_> = after
        .files
        .iter()
        .filter(|file| !known.contains(file))
        .collect();
    let (mut terms, mut chunks, mut directories) = (0, 0, 0);
    for (path, bytes) in &changed {
        if bytes.starts_with(b"news/") {
            chunks += 1;
            continue;
        }
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".bin");
        if names(&after.manifest.directories).contains(&name) {
            directories += 1;
            continue;
        }
        let is_own = |key: &str| {
            let key: String = if key.starts_with('*') {
                key.chars().rev().collect()
            } else {
                key.into()
            };
            [
                "new",
                "etaoin",
                "complet",
                "unheard",
                "vocabulari",
                "vocabulary",
                "of",
            ]
            .iter()
            .any(|own| key.contains(own))
        };
        assert!(entries(bytes).any(|entry| is_own(&entry.key)));
        terms += 1;
    }
    let others = [&after.manifest.directories, &after.manifest.documents];
    let shards = after.files.len() - others.map(|it| names(it).len()).iter().sum::<usize>();
    println!("{terms} of {shards} shards, {directories} directories and {chunks} chunk rewritten");
    assert_eq!(chunks, 1);
    assert!(shards > 100, "{shards}");
    assert!((1..=18).contains(&terms), "{terms}");
    assert!(directories <= terms, "{directories}");
}

/// The index of documents, in bytes.
fn size(documents: &[(String, Searchable)], lang: &str) -> usize {
    let shelf = super::corpus::shelf(documents.to_vec(), lang);
    shelf.files.values().map(Vec::len).sum()
}

/// A text in which no two words stand so that many writers would join them.
fn apart(text: &str) -> String {
    let is_join = |c: char| c == ' ' || c == '-' || ('\u{2010}'..='\u{2013}').contains(&c);
    text.split(is_join).collect::<Vec<_>>().join("; ")
}

#[test]
fn compounds_make_an_index_little_larger() {
    for (lang, shelf) in super::corpus::demonstration() {
        let documents: Vec<_> = shelf.documents.into_iter().collect();
        let loose: Vec<_> = documents
            .iter()
            .map(|(path, document)| {
                let document = Searchable {
                    title: apart(&document.title),
                    summary: apart(&document.summary),
                    text: apart(&document.text),
                };
                (path.clone(), document)
            })
            .collect();
        let [with, without] = [&documents, &loose].map(|documents| size(documents, &lang));
        println!("{lang}: {with} bytes with compounds, {without} without");
        // With any two neighbours joined it would be twice as large.
        assert!(with > without, "{lang}: no compound is found");
        assert!(with * 100 <= without * 120, "{lang}: {with} {without}");
    }
}

#[test]
fn the_same_articles_make_the_same_index() {
    let (one, other) = (index(300, None), index(300, None));
    assert_eq!((one.manifest, one.files), (other.manifest, other.files));
}

#[test]
fn an_index_of_nothing_finds_nothing() {
    let mut shelf = super::corpus::shelf(Vec::new(), "en");
    assert!(shelf.find("anything").is_empty());
    assert!(shelf.find("").is_empty());
}
