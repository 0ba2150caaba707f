//! Imports: what becomes of exports of each kind, of a second run, of editors' work and of hostile files.

mod addresses;
mod again;
mod chance;
mod fidelity;
mod folders;
mod generated;
mod parts_of_exports;
mod states;
mod states_of_exports;
mod withheld;
mod words_and_numbers;

use std::{collections::BTreeMap, fs, path::Path};

use rayon::prelude::*;

use super::fixture::{Desk, files};

/// The import of the fixture of a kind, laid out on a desk.
fn import(desk: &Desk, kind: &str, from: &str) -> super::fixture::Outcome {
    desk.press(&["import", kind, from, "--media", "uploads"])
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files(folder).into_iter();
    all.map(|file| {
        let bytes = fs::read(folder.join(&file)).unwrap();
        (file, bytes)
    })
    .collect()
}

/// Gathers what an import has written, as one text: the manuscripts, the names of other files, the report and the table.
fn written(desk: &Desk, before: &BTreeMap<String, Vec<u8>>) -> String {
    let mut text = String::new();
    let content = contents(&desk.path("content"));
    let report = contents(&desk.path("import-report"));
    for (file, bytes) in content.iter().chain(&report) {
        if before.get(file) == Some(bytes) {
            continue;
        }
        let shown = std::str::from_utf8(bytes).unwrap_or("(bytes)");
        text.extend(["=== ", file, "\n", shown, "\n"]);
    }
    text
}

/// The report of an import.
fn report(desk: &Desk) -> String {
    fs::read_to_string(desk.path("import-report/report.md")).unwrap()
}

/// Writes a file, and the folders that it lies in.
fn write(desk: &Desk, path: &str, text: &str) {
    let file = desk.path(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// The text of a manuscript, without its front matter.
fn body(text: &str) -> &str {
    text.rsplit("+++").next().unwrap().trim()
}

#[test]
fn takes_over_each_kind_of_export() {
    let kinds = [
        ("wordpress", "wordpress", "export.xml"),
        ("feed", "feed", "feed.xml"),
        ("atom", "feed", "atom.xml"),
        ("json-feed", "json-feed", "feed.json"),
        ("govuk", "govuk", "documents"),
        ("hugo", "hugo", "site"),
        ("zola", "zola", "site"),
        ("jekyll", "jekyll", "site"),
    ];
    kinds
        .par_iter()
        .for_each(|(fixture, kind, from)| takes_over(fixture, kind, from));
}

fn takes_over(fixture: &str, kind: &str, from: &str) {
    let desk = Desk::new(&["base", &format!("import/{fixture}")]);
    fs::create_dir_all(desk.path("uploads")).unwrap();
    let before = contents(&desk.path("content"));
    let outcome = import(&desk, kind, from);
    insta::assert_snapshot!(format!("{fixture}_said"), outcome.text);
    insta::assert_snapshot!(format!("{fixture}_written"), written(&desk, &before));

    let content = contents(&desk.path("content"));
    let report = contents(&desk.path("import-report"));
    let again = import(&desk, kind, from);
    assert!(
        again.text.contains(": 0 new, 0 changed, "),
        "{kind}: {}",
        again.text
    );
    assert!(content == contents(&desk.path("content")), "{kind}");
    assert!(report == contents(&desk.path("import-report")), "{kind}");

    let built = desk.build();
    assert_eq!(built.code, 0, "{kind}: {}", built.text);
    let mut published = desk.files().into_iter();
    assert_eq!(
        published.find(|file| file.contains("import") || file.contains("ledger")),
        None
    );
}

#[test]
fn leaves_editors_work_alone() {
    let desk = Desk::new(&["base", "import/wordpress"]);
    import(&desk, "wordpress", "export.xml");
    let edited = desk.path("content/news/old-notice.md");
    let text = fs::read_to_string(&edited)
        .unwrap()
        .replace("closed", "wide open");
    fs::write(&edited, &text).unwrap();
    fs::remove_file(desk.path("content/news/old-notice-2.md")).unwrap();
    // The other system has changed all three articles.
    let export = fs::read_to_string(desk.path("export.xml")).unwrap();
    let export = export
        .replace("The gate is", "The gates are")
        .replace("Another notice", "One more notice")
        .replace("40&nbsp;t", "45&nbsp;t");
    fs::write(desk.path("export.xml"), export).unwrap();
    let outcome = import(&desk, "wordpress", "export.xml");
    assert!(
        outcome.text.contains(": 0 new, 1 changed, "),
        "{}",
        outcome.text
    );
    assert_eq!(fs::read_to_string(&edited).unwrap(), text);
    assert!(!desk.path("content/news/old-notice-2.md").exists());
    let report = report(&desk);
    assert!(
        report.contains("news/old-notice.md (export.xml:76): has been changed here"),
        "{report}"
    );
    assert!(
        report.contains("news/old-notice-2.md (export.xml:117): has been taken away here"),
        "{report}"
    );
    let quay = fs::read_to_string(desk.path("content/news/the-north-quay.md")).unwrap();
    assert!(quay.contains("lift 45"), "{quay}");
    assert_eq!(desk.press(&["check"]).code, 0);
}

#[test]
fn topics_come_once_the_site_names_them() {
    let desk = Desk::new(&["base", "import/wordpress"]);
    import(&desk, "wordpress", "export.xml");
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(
        &site,
        text.replace("[en.topics]\n", "[en.topics]\nquays = \"quays & Piers\"\n"),
    )
    .unwrap();
    let outcome = import(&desk, "wordpress", "export.xml");
    assert!(outcome.text.contains("1 changed"), "{}", outcome.text);
    let quay = fs::read_to_string(desk.path("content/news/the-north-quay.md")).unwrap();
    assert!(quay.contains("topics = [\"water\", \"quays\"]"), "{quay}");
}

#[test]
fn what_press_would_not_publish_is_left_out() {
    let desk = Desk::new(&["base"]);
    // No two parts of a page can have one name.
    let twice = "## One {#part}\n\nText.\n\n## Two {#part}\n\nText.";
    for (name, body) in [("one", "Good"), ("two", twice), ("three", "Good too")] {
        let post = format!("+++\ntitle = \"Article {name}\"\ndate = 2020-01-01\n+++\n\n{body}\n");
        write(&desk, &format!("blog/content/posts/{name}.md"), &post);
    }
    fs::write(
        desk.path("blog/hugo.toml"),
        "baseURL = \"https://old.example/\"\n",
    )
    .unwrap();
    let outcome = desk.press(&["import", "hugo", "blog"]);
    insta::assert_snapshot!("left_out", outcome.text);
    assert_eq!(files(&desk.path("content/news")), ["one.md", "three.md"]);
    assert!(desk.path("import-report/left-out/news/two.md").exists());
    assert_eq!(desk.press(&["check"]).code, 0);
}

#[test]
fn refuses_what_cannot_be_meant() {
    let desk = Desk::new(&["base", "import/wordpress"]);
    let mut said = String::new();
    for arguments in [
        &["wordpress", "nowhere.xml"][..],
        &["wordpress", "export.xml", "--lang", "fr"],
        &["wordpress", "export.xml", "--media", "nowhere"],
        &["wordpress", "export.xml", "--report", "content/report"],
        &["feed", "content/site.toml"],
    ] {
        let outcome = desk.press(&[&["import"], arguments].concat());
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        said.extend([&arguments.join(" "), "\n", &outcome.text, "\n\n"]);
    }
    insta::assert_snapshot!("refused", said);
    assert!(!desk.path("content/news").exists());
    fs::write(desk.path("content/news.md"), "").unwrap();
    fs::create_dir(desk.path("content/news")).unwrap();
    fs::write(desk.path("content/news/a.md"), "no front matter").unwrap();
    let outcome = desk.press(&["import", "wordpress", "export.xml"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .text
            .ends_with("1 error and 1 warning in 2 files; nothing was imported."),
        "{}",
        outcome.text
    );
}

#[test]
fn a_featured_picture_that_is_described_leads_the_article() {
    let desk = Desk::new(&["base", "import/govuk"]);
    fs::create_dir_all(desk.path("uploads/media/1")).unwrap();
    let dot = desk.path("content/media/dot.png");
    fs::copy(dot, desk.path("uploads/media/1/lime.png")).unwrap();
    let path = desk.path("documents/honey.json");
    let details = "\"details\": { \"image\": { \"url\": \"https://assets.example/media/1/lime.png\", \
                   \"alt_text\": \"A \\\"lime\\\" tree.\" }, ";
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("\"guide\"", "\"news_story\"");
    fs::write(&path, text.replacen("\"details\": { ", details, 1)).unwrap();
    import(&desk, "govuk", "documents");
    let manuscript = fs::read_to_string(desk.path("content/news/sell-honey.md")).unwrap();
    let line = manuscript.lines().find(|line| line.starts_with("image = "));
    let line = line.unwrap_or_else(|| panic!("{manuscript}"));
    assert!(
        line.contains("lime.png\", alt = ") && line.contains("lime\\\" tree.")
            || line.contains("'A \"lime\" tree.'"),
        "{line}"
    );
    assert!(!manuscript.contains("!["), "{manuscript}");
    let built = desk.build();
    assert_eq!(built.code, 0, "{}", built.text);
    assert!(
        desk.read("news/sell-honey/index.html")
            .contains("<figure class=\"lead\">")
    );
}
