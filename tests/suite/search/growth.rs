//! Growth: the changes that a new article makes in an index.

use std::collections::{BTreeMap, BTreeSet};

use gazette_content::library::settled::{JOINING, LARGE};
use gazette_publish::search_index::{IndexedDocument, SearchIndex, make};
use gazette_search::{NAME_LENGTH, Order, RECENT, Searchable, entries, year_key};

use super::Shelf;

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

fn documents(count: usize) -> Vec<Searchable> {
    let document = |seed: usize| Searchable {
        title: text(seed as u64, 5),
        summary: String::new(),
        text: text(seed as u64 + 1_000_000, 120),
    };
    (0..count).map(document).collect()
}

fn made(documents: &[Searchable]) -> SearchIndex {
    let sources: Vec<IndexedDocument> = (0..documents.len())
        .map(|number| IndexedDocument {
            path: format!("news/{number}/"),
            filters: vec![year_key(&(2000 + number % 7).to_string())],
        })
        .collect();
    make(&sources, &|id| Some(documents[id].clone()), "en", "/")
}

fn index(count: usize, extra: Option<&str>) -> SearchIndex {
    let mut documents = documents(count);
    documents.extend(extra.map(|text| Searchable {
        title: "new".into(),
        summary: String::new(),
        text: text.into(),
    }));
    made(&documents)
}

/// The files of an index that another one has not.
fn changed<'a>(before: &SearchIndex, after: &'a SearchIndex) -> Vec<&'a (String, Vec<u8>)> {
    let known: BTreeSet<_> = before.files.iter().collect();
    let files = after.files.iter();
    files.filter(|file| !known.contains(file)).collect()
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
    let before = index(LARGE - 2, None);
    let after = index(LARGE - 2, Some("etaoin completely unheard-of vocabulary"));
    assert!(!after.manifest.keys.starts_with(RECENT));
    let changed = changed(&before, &after);
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
                "#y=",
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
    assert!(shards > 60, "{shards}");
    assert!((1..=18).contains(&terms), "{terms}");
    assert!(directories <= terms, "{directories}");
}

#[test]
fn in_a_large_index_a_new_article_rewrites_the_shards_of_the_newest_alone() {
    let count = LARGE + JOINING / 2;
    let (before, after) = (index(count, None), index(count + 1, None));
    let changed = changed(&before, &after);
    let directories = names(&after.manifest.directories);
    let mut shards = 0;
    for (path, bytes) in &changed {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".bin");
        if !bytes.starts_with(b"news/") && !directories.contains(&name) {
            assert!(entries(bytes).all(|entry| entry.key.starts_with(RECENT)));
            shards += 1;
        }
    }
    println!("{shards} shards and {} files rewritten", changed.len());
    assert!(shards > 0);
    // A directory and the addresses come with them.
    assert!(changed.len() <= shards + 2, "{}", changed.len());
    // In these texts nearly every word is rare.
    assert!(changed.len() <= 30, "{}", changed.len());
}

#[test]
fn when_there_are_enough_of_the_newest_they_join_the_others() {
    let index = index(LARGE + JOINING, None);
    assert!(!index.manifest.keys.starts_with(RECENT));
    let shards = index.files.iter();
    let mut keys = shards.flat_map(|(_, bytes)| entries(bytes));
    assert!(!keys.any(|entry| entry.key.starts_with(RECENT)));
}

/// An index whose files are at hand.
fn shelf(index: SearchIndex, documents: &[Searchable]) -> Shelf {
    let files = index.files.into_iter();
    let files: BTreeMap<_, _> = files.map(|(path, it)| (format!("/{path}"), it)).collect();
    let documents = documents.iter().cloned().enumerate();
    let documents = documents.map(|(number, it)| (format!("news/{number}/"), it));
    Shelf::new(index.manifest, files, documents.collect())
}

#[test]
fn articles_are_found_in_both_parts_as_in_one() {
    let count = LARGE + JOINING - 1;
    let mut documents = documents(count + 1);
    // A word of both parts, one of each, and one that a reader mistypes.
    for (number, word) in [
        (3, "harbourmaster"),
        (count - 1, "harbourmaster"),
        (5, "lighthouse"),
        (count - 2, "breakwater"),
    ] {
        documents[number].title.push_str(word);
    }
    let mut parts = shelf(made(&documents[..count]), &documents);
    let mut whole = shelf(made(&documents), &documents);
    let keys = |shelf: &Shelf| shelf.index.manifest.keys.starts_with(RECENT);
    assert!(keys(&parts) && !keys(&whole));
    let last = format!("news/{count}/");
    let words: Vec<&str> = documents[count - 3].text.split(' ').take(20).collect();
    let own = [
        "harbourmaster",
        "lighthouse",
        "breakwater",
        "harbo",
        "harbourmastre",
        "braekwater",
    ];
    for query in own.into_iter().chain(words) {
        for filters in [Vec::new(), vec![year_key("2003")]] {
            // Of what begins in the way of a frequent word only some is looked for.
            let ways = [(Order::Best, false), (Order::Newest, own.contains(&query))];
            for (order, is_typing) in ways {
                let found = |shelf: &mut Shelf| {
                    let found = shelf.ask(query, &filters, order, is_typing).0;
                    let found = found.into_iter().filter(|path| *path != last);
                    found.collect::<BTreeSet<_>>()
                };
                assert_eq!(found(&mut parts), found(&mut whole), "{query}");
            }
        }
    }
    assert_eq!(parts.find("harbourmaster").len(), 2);
    assert_eq!(parts.find("braekwater"), [format!("news/{}/", count - 2)]);
    let newest = parts.ask("harbourmaster", &[], Order::Newest, false).0;
    assert_eq!(newest[0], format!("news/{}/", count - 1));
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
