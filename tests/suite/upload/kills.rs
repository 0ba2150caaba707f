//! Uploads that are killed, at any moment, while readers open pages.

use std::{
    fs,
    path::Path,
    process::Child,
    sync::{Arc, Mutex, atomic::Ordering},
    thread,
    time::Duration,
};

use super::{office::Office, reader::Reader};
use crate::{
    fixture::copy,
    store::{ChangeRequest, Fate},
};

/// Moments at which an upload is killed.
const MOMENTS: usize = 40;

#[test]
fn killed_at_any_moment_every_page_is_whole() {
    let office = Office::new();
    assert_eq!(office.upload(&[]).code, 0);
    let (before, first) = (office.edition("dist"), tempfile::tempdir().unwrap());
    copy(&office.store.root(), first.path());
    office.change();
    let after = office.edition("dist");
    office.store.script(|_| Fate::Answer);
    assert_eq!(office.upload(&["--keep", "0"]).code, 0);
    let all = office.store.log().len();
    let mut opened = 0;
    for moment in 0..MOMENTS {
        // An upload that takes longer asks more often for its turn, so another may end before that many requests.
        let mut number = 1 + moment * (all - 1) / (MOMENTS - 1);
        let (reader, reading) = loop {
            restore(&office, first.path());
            let reader = Reader::new(&office.store, &before, &after);
            let reading = reader.read();
            if kill_at(&office, number, moment % 2 == 0) {
                break (reader, reading);
            }
            assert_eq!(reading.end(), [""; 0], "not killed");
            number -= 1;
        };
        let when = format!("killed at request {number} of {all}");
        assert_eq!(reader.crawl(), [""; 0], "{when}");
        office.store.script(|_| Fate::Answer);
        let outcome = office.upload(&["--take-over"]);
        assert_eq!(outcome.code, 0, "{when}: {}", outcome.text);
        opened += reading.opened.load(Ordering::Relaxed);
        assert_eq!(reading.end(), [""; 0], "{when}");
        office.assert_holds(&after, &when);
        let assets = before
            .iter()
            .filter(|(path, _)| path.starts_with("assets/"));
        let objects = office.objects();
        for (path, bytes) in assets {
            assert_eq!(objects.get(path), Some(bytes), "{when}: {path}");
        }
    }
    assert!(opened > MOMENTS * 50, "{opened}");
}

/// Puts what was uploaded first back into the bucket.
fn restore(office: &Office, first: &Path) {
    for entry in fs::read_dir(office.store.root()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        }
        .unwrap();
    }
    copy(first, &office.store.root());
}

/// Uploads `dist`, and kills the process as a request of this number arrives; that is answered or not.
fn kill_at(office: &Office, number: usize, is_done: bool) -> bool {
    let press: Arc<Mutex<Option<Child>>> = Arc::default();
    let killed = Arc::clone(&press);
    office.store.script(move |asked: &ChangeRequest| {
        if asked.number < number {
            return Fate::Answer;
        }
        while killed.lock().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        // SIGKILL.
        killed.lock().unwrap().as_mut().unwrap().kill().unwrap();
        if is_done {
            Fate::LoseAnswer
        } else {
            Fate::Reset
        }
    });
    *press.lock().unwrap() = Some(office.begin("dist", &["--take-over"]));
    loop {
        let ended = press.lock().unwrap().as_mut().unwrap().try_wait().unwrap();
        if let Some(status) = ended {
            return !status.success();
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_edition_that_nobody_finished_is_cleared_away_by_the_next() {
    let office = Office::new();
    assert_eq!(office.upload(&[]).code, 0);
    let (first, dist) = (office.desk.path("first"), office.desk.path("dist"));
    copy(&dist, &first);
    office.change();
    let after = office.edition("dist");
    let is_new_page = |asked: &ChangeRequest| asked.key.ends_with("news/brand-new/index.html");
    let press: Arc<Mutex<Option<Child>>> = Arc::default();
    let killed = Arc::clone(&press);
    let mut is_next = false;
    office.store.script(move |asked| {
        let is_now = is_next;
        is_next |= is_new_page(asked);
        if is_now {
            while killed.lock().unwrap().is_none() {}
            killed.lock().unwrap().as_mut().unwrap().kill().unwrap();
        }
        Fate::Answer
    });
    *press.lock().unwrap() = Some(office.begin("dist", &["--at-once", "1"]));
    while press
        .lock()
        .unwrap()
        .as_mut()
        .unwrap()
        .try_wait()
        .unwrap()
        .is_none()
    {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(
        office.objects().get("news/brand-new/index.html"),
        after.get("news/brand-new/index.html")
    );
    office.store.script(|_| Fate::Answer);
    let outcome = office.upload(&["--out", "first", "--take-over", "--keep", "0"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(office.objects(), office.edition("first"));
}
