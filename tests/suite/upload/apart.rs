//! Two uploads at once.

use std::{
    process::{Child, Command},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Duration,
};

use super::office::Office;
use crate::{fixture::copy, store::Fate};

fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    assert!(
        Command::new("/bin/kill")
            .args([name, &pid])
            .status()
            .unwrap()
            .success()
    );
}

/// Two editions: `first`, and `dist`, which is newer.
fn two_editions() -> Office {
    let office = Office::new();
    copy(&office.desk.path("dist"), &office.desk.path("first"));
    office.change();
    office
}

/// Begins to upload `first`, and returns once it has sent some objects; all others wait for the gate.
fn half_way(office: &Office) -> (Child, Arc<(Mutex<bool>, Condvar)>) {
    let gate: Arc<(Mutex<bool>, Condvar)> = Arc::default();
    let (shut, has_begun) = (Arc::clone(&gate), Arc::new(Mutex::new(false)));
    let begun = Arc::clone(&has_begun);
    office.store.script(move |asked| {
        let is_record = asked.key.contains("/.press/");
        if asked.number < 20 || is_record || *shut.0.lock().unwrap() {
            return Fate::Answer;
        }
        *begun.lock().unwrap() = true;
        Fate::Slow(Duration::from_secs(2))
    });
    let child = office.begin("first", &[]);
    while !*has_begun.lock().unwrap() {
        thread::sleep(Duration::from_millis(5));
    }
    (child, gate)
}

#[test]
fn a_second_upload_is_refused_while_the_first_is_at_work() {
    let office = two_editions();
    let (first, gate) = half_way(&office);
    let second = office.upload(&[]);
    assert_eq!(second.code, 3, "{}", second.text);
    assert!(
        second.text.contains("another upload is at work (since "),
        "{}",
        second.text
    );
    assert!(second.text.contains("waiting for 60 s"), "{}", second.text);
    *gate.0.lock().unwrap() = true;
    let ended = first.wait_with_output().unwrap();
    assert_eq!(
        ended.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert_eq!(office.objects(), office.edition("first"));
    let third = office.upload(&["--keep", "0"]);
    assert_eq!(third.code, 0, "{}", third.text);
    assert_eq!(office.objects(), office.edition("dist"));
}

#[test]
fn an_upload_that_was_taken_over_writes_nothing_more() {
    let office = two_editions();
    let (first, gate) = half_way(&office);
    signal(&first, "-STOP");
    // All that it had sent is answered, and nobody is told.
    thread::sleep(Duration::from_secs(6));
    *gate.0.lock().unwrap() = true;
    let second = office.upload(&["--take-over", "--keep", "0"]);
    assert_eq!(second.code, 0, "{}", second.text);
    assert_eq!(office.objects(), office.edition("dist"));
    thread::sleep(Duration::from_secs(27));
    signal(&first, "-CONT");
    let ended = first.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(4), "{told}");
    assert_eq!(office.objects(), office.edition("dist"), "{told}");
    let third = office.upload(&["--verify"]);
    assert!(
        third.text.contains(": 0 objects uploaded"),
        "{}",
        third.text
    );
}

#[test]
fn an_upload_that_is_interrupted_ends_its_turn() {
    let office = two_editions();
    let (first, gate) = half_way(&office);
    signal(&first, "-INT");
    let ended = first.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(4), "{told}");
    assert!(told.contains("interrupted"), "{told}");
    *gate.0.lock().unwrap() = true;
    let sent = office.objects().len();
    let second = office.upload(&["--out", "first"]);
    assert_eq!(second.code, 0, "{}", second.text);
    assert!(!second.text.contains("waiting"), "{}", second.text);
    let left = office.edition("first").len() - sent;
    assert!(
        second.text.contains(&format!(": {left} objects uploaded")),
        "{}",
        second.text
    );
}
