//! JSON is held against JSON Schemas: JSON Feeds and JSON-LD against those of their standards, every file against `schema/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jsonschema::Validator;
use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::{
    fixture,
    kinds::KINDS,
    site::{Site, own},
};

#[test]
fn json_feeds_are_valid() {
    let schema = schema("feed.schema.json");
    let feeds = files("feed.json");
    assert!(feeds.len() > 5, "{feeds:#?}");
    for (file, text) in feeds {
        let feed = serde_json::from_str(&text).unwrap();
        assert_eq!(faults(&schema, &feed), "", "{}", file.display());
        assert!(feed["items"][0]["id"].is_string(), "{}", file.display());
    }
}

#[test]
fn every_file_is_as_its_schema_says() {
    let mut seen = 0;
    for (name, kind) in KINDS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        let schema = open(&folder.join(format!("{kind}.schema.json")));
        let files = files(name);
        assert!(!files.is_empty(), "{name}");
        seen += files.len();
        for (file, text) in files {
            let value = serde_json::from_str(&text).unwrap();
            assert_eq!(faults(&schema, &value), "", "{}", file.display());
        }
    }
    assert_eq!(files(".json").len() + files(".webmanifest").len(), seen);
}

#[test]
fn linked_data_is_valid() {
    let schema = schema("linked-data.schema.json");
    let mut kinds = [("NewsArticle", 0), ("BreadcrumbList", 0)];
    for (file, text) in files("index.html") {
        for data in linked_data(&text) {
            assert_eq!(faults(&schema, &data), "", "{}", file.display());
            for (kind, count) in &mut kinds {
                *count += usize::from(data["@type"] == *kind);
            }
            let steps = data["itemListElement"].as_array().into_iter().flatten();
            for (at, step) in steps.enumerate() {
                assert_eq!(step["position"], at + 1, "{}", file.display());
            }
        }
    }
    let [(_, articles), (_, trails)] = kinds;
    assert!(articles > 50 && trails > articles, "{kinds:?}");
}

/// Each of these would make a reader of feeds or a search engine stumble.
#[test]
fn schemas_see_mistakes() {
    let site = Site::mini("/");
    let file = |below: &str| String::from_utf8(site.file(below).unwrap()).unwrap();
    let feed: Value = serde_json::from_str(&file("feeds/feed.json")).unwrap();
    let mut data = linked_data(&file("news/water/index.html")).into_iter();
    let (article, trail) = (data.next().unwrap(), data.next().unwrap());
    let feeds = schema("feed.schema.json");
    let linked = schema("linked-data.schema.json");
    for (schema, good, part, bad) in [
        (
            &feeds,
            &feed,
            "/version",
            json!("https://jsonfeed.org/version/1"),
        ),
        (&feeds, &feed, "/feed_url", json!("/feeds/feed.json")),
        (
            &feeds,
            &feed,
            "/items/0/date_published",
            json!("2026-01-02T03:04:05"),
        ),
        (&feeds, &feed, "/items/0/id", json!(7)),
        (&feeds, &feed, "/items/0/authors", json!([])),
        (&linked, &article, "/@type", json!("Article")),
        (&linked, &article, "/dateModified", json!("2026-01-03")),
        (
            &linked,
            &article,
            "/mainEntityOfPage",
            json!("/news/water/"),
        ),
        (&linked, &article, "/publisher", json!("The agency")),
        (&linked, &trail, "/itemListElement/0/item", json!("/")),
        (&linked, &trail, "/itemListElement/0/position", json!("1")),
    ] {
        assert_eq!(faults(schema, good), "");
        let mut broken = good.clone();
        *broken.pointer_mut(part).unwrap() = bad;
        assert_ne!(faults(schema, &broken), "", "{part}");
    }
}

fn schema(name: &str) -> Validator {
    open(&own("schemas").join(name))
}

fn open(schema: &Path) -> Validator {
    let text = fs::read(schema).unwrap();
    let options = jsonschema::options().should_validate_formats(true);
    options
        .build(&serde_json::from_slice(&text).unwrap())
        .unwrap()
}

fn faults(schema: &Validator, value: &Value) -> String {
    let faults = schema.iter_errors(value);
    let lines: Vec<String> = faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    lines.join("\n")
}

fn linked_data(html: &str) -> Vec<Value> {
    let blocks = Selector::parse("script[type='application/ld+json']").unwrap();
    let html = Html::parse_document(html);
    let texts = html.select(&blocks).map(|block| block.inner_html());
    texts
        .map(|text| serde_json::from_str(&text).unwrap())
        .collect()
}

/// All files whose names end so, in all editions.
fn files(name: &str) -> Vec<(PathBuf, String)> {
    let sites = [Site::demonstration(), Site::mini("/some/path/")];
    let files = sites.iter().flat_map(|site| {
        let edition = site.edition();
        let files = fixture::files(&edition).into_iter();
        files.map(move |file| edition.join(file))
    });
    files
        .filter(|file| file.to_string_lossy().ends_with(name))
        .map(|file| (file.clone(), fs::read_to_string(&file).unwrap()))
        .collect()
}
