//! The reader's tools: what the modules in `public/reader/` find in an edition.

use std::fs;

use super::{fixture::Desk, press::good};

/// The address of a module, as the page of an article names it.
fn module(desk: &Desk, name: &str) -> Option<String> {
    let page = desk.read("news/water/index.html");
    let (_, rest) = page.split_once(&format!(" data-{name}=\""))?;
    let (address, _) = rest.split_once('"')?;
    Some(address.to_owned())
}

#[test]
fn pages_and_worker_follow_a_module_that_changes() {
    let desk = good();
    desk.build();
    let before = module(&desk, "tools").unwrap();
    fs::write(desk.path("portal/reader/tools.js"), "// other tools").unwrap();
    desk.build();
    let after = module(&desk, "tools").unwrap();
    assert_ne!(after, before);
    assert_eq!(
        desk.read(after.strip_prefix("/base/").unwrap()),
        "// other tools"
    );
    let worker = desk.read("sw.js");
    assert!(worker.contains(&after) && !worker.contains(&before));
}

#[test]
fn the_worker_changes_with_the_words_that_it_keeps() {
    let desk = good();
    desk.build();
    let before = desk.read("sw.js");
    let strings = desk.path("content/strings/en.toml");
    let text = fs::read_to_string(&strings).unwrap();
    fs::write(&strings, text.replace("Reading without a network", "Later")).unwrap();
    desk.build();
    assert_ne!(desk.read("sw.js"), before);
}

#[test]
fn what_is_still_being_written_is_kept_on_no_device() {
    let desk = good();
    desk.press(&["build", "--portal", "portal", "--out", "dist"]);
    assert!(module(&desk, "offline").is_some());
    desk.press(&["build", "--portal", "portal", "--drafts", "--out", "dist"]);
    assert_eq!(module(&desk, "offline"), None);
    assert!(module(&desk, "tools").is_some());
}
