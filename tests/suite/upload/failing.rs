//! Servers that fail, are slow, end connections and lose answers.

use std::time::{Duration, Instant};

use super::{office::Office, reader::Reader};
use crate::store::Fate;

#[test]
fn servers_that_fail_now_and_then_get_everything() {
    let fates = [
        Fate::Status(500),
        Fate::Status(503),
        Fate::Reset,
        Fate::LoseAnswer,
        Fate::Slow(Duration::from_millis(700)),
        Fate::Status(429),
    ];
    let office = Office::new();
    let edition = office.edition("dist");
    for (round, every) in [2, 3, 5].into_iter().enumerate() {
        office.store.script(move |asked| {
            if asked.number % every == 0 {
                fates[(asked.number / every + round) % fates.len()]
            } else {
                Fate::Answer
            }
        });
        let keep = office.upload(&["--keep", "0"]);
        assert_eq!(keep.code, 0, "{}", keep.text);
        office.assert_holds(&edition, "after failures");
        for path in edition.keys() {
            std::fs::remove_file(office.store.folder().join(super::office::PREFIX).join(path))
                .unwrap();
        }
        let verified = office.upload(&["--verify", "--dry-run"]);
        assert!(
            verified
                .text
                .contains(&format!("{} objects to upload", edition.len())),
            "{}",
            verified.text
        );
        std::fs::remove_dir_all(
            office
                .store
                .folder()
                .join(super::office::PREFIX)
                .join(".press"),
        )
        .unwrap();
    }
}

#[test]
fn a_server_that_fails_for_good_leaves_every_page_whole() {
    let office = Office::new();
    assert_eq!(office.upload(&[]).code, 0);
    let before = office.edition("dist");
    office.change();
    let after = office.edition("dist");
    office.store.script(|asked| {
        if asked.key.ends_with("news/index.html") {
            Fate::Status(500)
        } else {
            Fate::Answer
        }
    });
    let start = Instant::now();
    let outcome = office.upload(&[]);
    assert_eq!(outcome.code, 4, "{}", outcome.text);
    assert!(
        outcome.text.contains("news/index.html: cannot be uploaded"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.text.contains("goes on from there"),
        "{}",
        outcome.text
    );
    assert!(start.elapsed() < Duration::from_mins(3));
    assert_eq!(Reader::new(&office.store, &before, &after).crawl(), [""; 0]);
    office.store.script(|_| Fate::Answer);
    let outcome = office.upload(&[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(!outcome.text.contains("waiting"), "{}", outcome.text);
    office.assert_holds(&after, "after the failure");
}
