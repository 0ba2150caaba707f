//! The whole of an edition, and nothing else, arrives as it should.

use std::fs;

use super::office::{Office, PREFIX};
use crate::fixture::Desk;

/// The headers with which an object is served.
fn headers(office: &Office, path: &str) -> [String; 2] {
    let address = format!(
        "{}/{}/{PREFIX}/{path}",
        office.store.endpoint(),
        crate::store::BUCKET
    );
    let answer = ureq::get(address).call().unwrap();
    ["content-type", "cache-control"]
        .map(|name| answer.headers()[name].to_str().unwrap().to_owned())
}

#[test]
fn an_edition_arrives_whole_and_with_its_headers() {
    let office = Office::new();
    let edition = office.edition("dist");
    let planned = office.upload(&["--dry-run"]);
    assert_eq!(planned.code, 0, "{}", planned.text);
    assert!(planned.text.starts_with("+ assets/"), "{}", planned.text);
    assert!(
        planned
            .text
            .contains(&format!("{} objects to upload", edition.len())),
        "{}",
        planned.text
    );
    assert!(office.objects().is_empty() && office.store.log().is_empty());
    let outcome = office.upload(&[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome
            .text
            .contains(&format!("{} objects uploaded", edition.len())),
        "{}",
        outcome.text
    );
    assert_eq!(
        office.objects().keys().collect::<Vec<_>>(),
        edition.keys().collect::<Vec<_>>()
    );
    office.assert_holds(&edition, "the first time");
    let (ask, keep) = ("no-cache", "public, max-age=31536000, immutable");
    for (path, kind, cache) in [
        ("news/water/index.html", "text/html; charset=utf-8", ask),
        ("news/water/index.json", "application/json", ask),
        ("feeds/atom.xml", "text/xml; charset=utf-8", ask),
        ("site.webmanifest", "application/manifest+json", ask),
        ("robots.txt", "text/plain; charset=utf-8", ask),
        ("assets/portal-1a2b_bg.wasm", "application/wasm", keep),
        (
            "assets/boot-7a8b.js",
            "text/javascript; charset=utf-8",
            keep,
        ),
    ] {
        assert_eq!(headers(&office, path), [kind, cache], "{path}");
    }
}

#[test]
fn objects_travel_in_the_order_in_which_they_are_named() {
    let office = Office::new();
    office.upload(&[]);
    office.change();
    office.store.script(|_| crate::store::Fate::Answer);
    let outcome = office.upload(&["--keep", "0"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let log = office.store.log();
    let own = format!("{PREFIX}/.press/");
    let objects = log.iter().filter(|asked| !asked.key.starts_with(&own));
    let stages: Vec<usize> = objects
        .map(|asked| {
            let path = asked.key.strip_prefix(&format!("{PREFIX}/")).unwrap();
            let ending = path.rsplit('.').next().unwrap();
            match (asked.method.as_str(), ending) {
                ("DELETE", _) => 5,
                _ if path.starts_with("assets/") || path.starts_with("media/") => 1,
                (_, "xml") => 4,
                _ if ["edition.json", "robots.txt", "sw.js"].contains(&path)
                    || path.ends_with("feed.json") =>
                {
                    4
                }
                (_, "html") => 3,
                _ => 2,
            }
        })
        .collect();
    assert!(stages.is_sorted(), "{log:?}");
    assert_eq!(
        stages
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        5,
        "{stages:?}"
    );
    let first = &log[0].key;
    assert_eq!(*first, format!("{PREFIX}/.press/upload/lock.json"));
}

#[test]
fn only_changes_travel_and_assets_stay_for_readers_of_old_pages() {
    let office = Office::new();
    office.upload(&[]);
    office.store.script(|_| crate::store::Fate::Answer);
    let same = office.upload(&[]);
    assert!(
        same.text
            .contains(": 0 objects uploaded (0 B), 0 deleted, 0 kept"),
        "{}",
        same.text
    );
    assert!(office.store.log().is_empty(), "{:?}", office.store.log());
    let before = office.edition("dist");
    office.change();
    let after = office.edition("dist");
    let changed = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .count();
    let gone = before
        .keys()
        .filter(|path| !after.contains_key(*path))
        .cloned();
    let (assets, others): (Vec<_>, Vec<_>) =
        gone.partition(|path| path.starts_with("assets/") || path.starts_with("media/"));
    assert!(!assets.is_empty() && !others.is_empty());
    let outcome = office.upload(&[]);
    let told = format!(
        "{} deleted, {} kept for 30 days",
        others.len(),
        assets.len()
    );
    assert!(
        outcome
            .text
            .contains(&format!(": {changed} objects uploaded")),
        "{}",
        outcome.text
    );
    assert!(outcome.text.contains(&told), "{}", outcome.text);
    office.assert_holds(&after, "after the change");
    let objects = office.objects();
    assert!(
        assets.iter().all(|path| objects.contains_key(path)),
        "{assets:?}"
    );
    let outcome = office.upload(&["--keep", "0"]);
    assert!(
        outcome.text.contains(&format!(
            ": 0 objects uploaded (0 B), {} deleted",
            assets.len()
        )),
        "{}",
        outcome.text
    );
    assert_eq!(office.objects(), after);
}

#[test]
fn what_somebody_else_has_done_is_found_and_mended() {
    let office = Office::new();
    office.upload(&[]);
    let edition = office.edition("dist");
    let object = |path: &str| office.store.folder().join(PREFIX).join(path);
    fs::remove_file(object("news/water/index.html")).unwrap();
    let other = "x".repeat(edition["index.json"].len());
    fs::write(object("index.json"), other).unwrap();
    fs::remove_file(office.store.root().join(internal("index.json"))).unwrap();
    fs::write(object("theirs.txt"), "theirs").unwrap();
    let blind = office.upload(&[]);
    assert!(
        blind.text.contains(": 0 objects uploaded"),
        "{}",
        blind.text
    );
    let outcome = office.upload(&["--verify"]);
    for line in [
        "index.json: missing in the bucket",
        "news/water/index.html: missing",
        ": 2 objects uploaded",
        "1 object of no upload",
    ] {
        assert!(outcome.text.contains(line), "{line}: {}", outcome.text);
    }
    let mut objects = office.objects();
    assert_eq!(
        objects.remove("theirs.txt").as_deref(),
        Some(b"theirs".as_slice())
    );
    assert_eq!(objects, edition);
    let outcome = office.upload(&["--verify"]);
    assert!(
        outcome.text.contains(": 0 objects uploaded"),
        "{}",
        outcome.text
    );
}

/// The file in which the server remembers what an object was when it was put there.
fn internal(path: &str) -> String {
    let bucket = fs_name(crate::store::BUCKET);
    format!(
        ".bucket-{bucket}.object-{}.internal.json",
        fs_name(&format!("{PREFIX}/{path}"))
    )
}

fn fs_name(text: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}

#[test]
fn a_folder_is_a_place_as_well() {
    let office = Office::new();
    let folder = office.desk.path("www");
    let address = format!("file://{}", folder.display());
    let upload =
        |desk: &Desk, arguments: &[&str]| desk.press(&[&["upload", &address], arguments].concat());
    let outcome = upload(&office.desk, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let all = |office: &Office| {
        let mut all = super::office::read(&office.desk.path("www"));
        all.retain(|path, _| !path.starts_with(".press/"));
        all
    };
    assert_eq!(all(&office), office.edition("dist"));
    office.change();
    let outcome = upload(&office.desk, &["--keep", "0", "--verify"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(all(&office), office.edition("dist"));
}

#[test]
fn long_files_travel_in_parts() {
    let office = Office::new();
    let long: Vec<u8> = (0..20_u32 << 20)
        .map(|at| (at % 251).to_le_bytes()[0])
        .collect();
    fs::write(office.desk.path("dist/long.bin"), &long).unwrap();
    let outcome = office.upload(&[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(office.objects()["long.bin"] == long);
    let parts = office.store.log();
    assert!(
        parts
            .iter()
            .filter(|asked| asked.key.ends_with("long.bin"))
            .count()
            >= 5
    );
    let outcome = office.upload(&["--verify"]);
    assert!(
        outcome.text.contains(": 0 objects uploaded"),
        "{}",
        outcome.text
    );
}
