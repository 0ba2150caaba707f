//! Importing again: what an export withholds now, readers do not find any more, whatever an earlier import wrote.

use std::fs;

use rayon::prelude::*;

use super::{super::fixture::Desk, report, write};

const PLAIN: &str = "---\ntitle: One\ndate: 2020-01-02\n---\nSecretword.\n";

/// An export, the file that changes and what it says then, or nothing if it is taken away.
struct Change {
    kind: &'static str,
    files: &'static [(&'static str, &'static str)],
    file: &'static str,
    then: Option<&'static str>,
}

const HUGO: (&str, &str) = ("site/hugo.toml", "baseURL = \"https://h.example/\"\n");
const HUGO_POST: &str = "site/content/posts/one.md";
const JEKYLL: (&str, &str) = ("site/_config.yml", "url: https://j.example\n");
const JEKYLL_POST: &str = "site/_posts/2020-01-02-one.md";
const FEED: &str = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"F\", \"items\": [\
    {\"id\": \"1\", \"url\": \"https://f.example/one/\", \"title\": \"One\", \"content_html\": \"<p>Secretword.</p>\", \"date_published\": \"2020-01-02T00:00:00Z\"}]}";
const WORDPRESS: &str = "<rss><channel><link>https://w.example</link><item><title>One</title><link>https://w.example/one/</link>\
    <wp:post_id>1</wp:post_id><wp:post_date>2020-01-02 00:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
    <wp:post_password></wp:post_password><content:encoded>Secretword.</content:encoded></item></channel></rss>";

fn changes() -> Vec<Change> {
    let hugo = |then| Change {
        kind: "hugo",
        files: &[HUGO, (HUGO_POST, PLAIN)],
        file: HUGO_POST,
        then,
    };
    let jekyll = |file, then| Change {
        kind: "jekyll",
        files: &[JEKYLL, (JEKYLL_POST, PLAIN)],
        file,
        then,
    };
    let feed = |then| Change {
        kind: "json-feed",
        files: &[("site/feed.json", FEED)],
        file: "site/feed.json",
        then: Some(then),
    };
    vec![
        hugo(Some("---\ntitle: One\ndate: 2020-01-02\nheadless: true\n---\nSecretword.\n")),
        hugo(Some("---\ntitle: One\ndate: 2020-01-02\ndraft: true\n---\nSecretword.\n")),
        // Press would not publish it, since no two parts can have one name.
        hugo(Some(
            "---\ntitle: One\ndate: 2020-01-02\n---\n## A {#a}\n\n## B {#a}\n\nSecretword.\n",
        )),
        // Nobody can read it.
        hugo(Some("---\ntitle: [\n---\nSecretword.\n")),
        hugo(None),
        Change {
            file: HUGO.0,
            ..hugo(Some(
                "baseURL = \"https://h.example/\"\nignoreFiles = [\"one\\\\.md$\"]\n",
            ))
        },
        jekyll(
            JEKYLL.0,
            Some("url: https://j.example\nexclude: [_posts/2020-01-02-one.md]\n"),
        ),
        jekyll(
            JEKYLL_POST,
            Some("---\ntitle: One\npublished: false\n---\nSecretword.\n"),
        ),
        jekyll(JEKYLL_POST, None),
        feed("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"F\", \"items\": [\
            {\"id\": \"1\", \"url\": \"https://f.example/one/\", \"title\": \"One\", \"content_html\": \"<p>Secretword.</p>\", \"date_published\": \"2020-01-02T00:00:00Z\", \"visibility\": \"private\"}]}"),
    ]
    .into_iter()
    .chain([
        ("<wp:status>publish<", "<wp:status>private<"),
        ("<wp:status>publish<", "<wp:status>trash<"),
        ("<wp:post_password>", "<wp:post_password>x"),
    ]
    .map(|(was, is)| Change {
        kind: "wordpress",
        files: &[("site/export.xml", WORDPRESS)],
        file: "site/export.xml",
        then: Some(WORDPRESS.replace(was, is).leak()),
    }))
    .collect()
}

fn lay_out(change: &Change) -> Desk {
    let desk = Desk::new(&["base"]);
    for (path, text) in change.files {
        write(&desk, path, text);
    }
    let told = desk.press(&["import", change.kind, "site"]);
    assert!(
        told.text.contains("1 new"),
        "{}: {}",
        change.kind,
        told.text
    );
    desk
}

/// Makes the change, imports again, and returns what was said.
fn import_again(desk: &Desk, change: &Change) -> (u8, String) {
    match change.then {
        Some(text) => write(desk, change.file, text),
        None => fs::remove_file(desk.path(change.file)).unwrap(),
    }
    let told = desk.press(&["import", change.kind, "site"]);
    (u8::try_from(told.code).unwrap(), told.text)
}

fn manuscript(desk: &Desk) -> String {
    fs::read_to_string(desk.path("content/news/one.md")).unwrap()
}

fn is_published(desk: &Desk) -> bool {
    let files = desk.files();
    files
        .iter()
        .any(|file| fs::read(desk.path("dist").join(file)).is_ok_and(|bytes| has_secret(&bytes)))
}

fn has_secret(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).contains("Secretword")
}

#[test]
fn what_the_export_withholds_now_readers_do_not_find() {
    changes()
        .par_iter()
        .enumerate()
        .for_each(|(number, change)| {
            let desk = lay_out(change);
            assert!(!manuscript(&desk).contains("draft"), "{number}");
            let (_, told) = import_again(&desk, change);
            let built = desk.build();
            assert_eq!(built.code, 0, "{told}\n{}", built.text);
            assert!(!is_published(&desk), "{number}: {told}");
            let text = manuscript(&desk);
            assert!(
                text.contains("draft = true") && text.contains("Secretword"),
                "{number}: {text}"
            );
            let once = report(&desk);
            assert!(
                once.contains("news/one.md") && once.contains("a draft"),
                "{number}: {once}"
            );
            // It stays so, and comes back with the export.
            let again = desk.press(&["import", change.kind, "site"]);
            assert!(
                again.text.contains("0 new, 0 changed"),
                "{number}: {}",
                again.text
            );
            assert_eq!((manuscript(&desk), report(&desk)), (text, once), "{number}");
            for (path, text) in change.files {
                write(&desk, path, text);
            }
            let back = desk.press(&["import", change.kind, "site"]);
            assert!(
                !manuscript(&desk).contains("draft"),
                "{number}: {}",
                back.text
            );
        });
}

#[test]
fn of_what_editors_changed_the_report_says_it_loudly() {
    let mut changes = changes();
    // Press refuses that of the export, which is not what editors have.
    changes.remove(2);
    changes.par_iter().enumerate().for_each(|(number, change)| {
        let desk = lay_out(change);
        let text = manuscript(&desk) + "\nMore.\n";
        write(&desk, "content/news/one.md", &text);
        let (code, told) = import_again(&desk, change);
        assert_eq!((code, manuscript(&desk)), (1, text), "{number}: {told}");
        assert!(
            told.contains("Withheld where it comes from, but not here: 1\n  news/one.md"),
            "{number}: {told}"
        );
        // Who holds it back has no more to do.
        let held = manuscript(&desk).replacen("+++\n", "+++\ndraft = true\n", 1);
        write(&desk, "content/news/one.md", &held);
        let told = desk.press(&["import", change.kind, "site"]);
        assert!(
            !told.text.contains("but not here"),
            "{number}: {}",
            told.text
        );
    });
}

#[test]
fn of_two_sites_without_an_address_each_keeps_its_own() {
    let desk = Desk::new(&["base"]);
    for (site, name) in [("a", "one"), ("b", "two")] {
        write(&desk, &format!("{site}/hugo.toml"), "title = \"x\"\n");
        let post = format!("{site}/content/posts/{name}.md");
        write(&desk, &post, &PLAIN.replace("One", name));
        let told = desk.press(&["import", "hugo", site]);
        assert_eq!(told.code, 0, "{}", told.text);
        assert!(!manuscript(&desk).contains("draft"), "{}", told.text);
    }
    write(
        &desk,
        "a/content/posts/one.md",
        &PLAIN.replace("---\nS", "headless: true\n---\nS"),
    );
    desk.press(&["import", "hugo", "a"]);
    assert!(manuscript(&desk).contains("draft = true"));
}

#[test]
fn what_an_editor_releases_is_the_editors() {
    let draft = PLAIN.replace("---\nSecret", "draft: true\n---\nSecret");
    let desk = Desk::new(&["base"]);
    write(&desk, HUGO.0, HUGO.1);
    write(&desk, HUGO_POST, &draft);
    for _ in 0..2 {
        desk.press(&["import", "hugo", "site"]);
        let text = manuscript(&desk);
        write(
            &desk,
            "content/news/one.md",
            &text.replace("draft = true\n", ""),
        );
        let told = desk.press(&["import", "hugo", "site"]);
        assert_eq!(told.code, 0, "{}", told.text);
        assert!(!manuscript(&desk).contains("draft"), "{}", told.text);
    }
}

#[test]
fn what_others_link_to_is_named_before_it_is_withheld() {
    let change = &changes()[0];
    let desk = lay_out(change);
    let hand = "+++\ntitle = \"Hand\"\nsummary = \"By hand.\"\npublished = 2020-01-01T00:00:00+00:00\n+++\n\nSee [one](/news/one/).\n";
    write(&desk, "content/news/hand.md", hand);
    let (code, told) = import_again(&desk, change);
    assert_eq!(code, 1, "{told}");
    for words in [
        "hand.md: line 7",
        "readers find them: news/one.md",
        "Take the links to them out first.",
    ] {
        assert!(told.contains(words), "{told}");
    }
    write(
        &desk,
        "content/news/hand.md",
        &hand.replace("See [one](/news/one/)", "See one"),
    );
    let (code, told) = import_again(&desk, change);
    assert_eq!(code, 0, "{told}");
    assert!(manuscript(&desk).contains("draft = true"), "{told}");
}

#[test]
fn what_another_export_or_folder_has_stays() {
    let desk = Desk::new(&["base"]);
    write(&desk, HUGO.0, HUGO.1);
    write(&desk, HUGO_POST, PLAIN);
    write(
        &desk,
        "site/content/notes/two.md",
        &PLAIN.replace("One", "Two"),
    );
    desk.press(&["import", "hugo", "site"]);
    write(
        &desk,
        "other/hugo.toml",
        "baseURL = \"https://o.example/\"\n",
    );
    write(
        &desk,
        "other/content/posts/three.md",
        &PLAIN.replace("One", "Three"),
    );
    write(&desk, "feed.json", FEED);
    for arguments in [
        ["hugo", "other"],
        ["json-feed", "feed.json"],
        ["hugo", "site/content/notes"],
    ] {
        let told = desk.press(&[&["import"], &arguments[..]].concat());
        assert_eq!(told.code, 0, "{}", told.text);
        assert!(!manuscript(&desk).contains("draft"), "{}", told.text);
    }
    // A feed names the newest alone.
    let newest = FEED
        .replace("\"1\"", "\"2\"")
        .replace("One", "Four")
        .replace("/one/", "/four/");
    write(&desk, "feed.json", &newest);
    desk.press(&["import", "json-feed", "feed.json"]);
    let report = report(&desk);
    assert!(
        report.contains("not in this export, and stay as they were: 1"),
        "{report}"
    );
}
