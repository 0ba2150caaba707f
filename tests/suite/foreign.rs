//! Files that press did not make: in the folder of an edition, in that of the content, and those that it publishes as they are.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use serde_json::Value;

use super::{
    fixture::{Desk, Outcome},
    press::good,
};

fn write(desk: &Desk, path: &str, text: &str) {
    let file = desk.path(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Files that an operator has put beside the pages.
const FOREIGN: [&str; 16] = [
    "CNAME",
    ".well-known/security.txt",
    ".git/HEAD",
    "google123.html",
    "legacy/index.html",
    "news/water/notes.txt",
    "data/index.json",
    "rss.xml",
    "blog/feed.json",
    "podcast/rss-1.xml",
    "sitemap-old.xml",
    "share/flyer.pdf",
    "media/2024/report.pdf",
    "media/own.png",
    "assets/my.css",
    "app/site.data.json",
];

fn lay_out_foreign(desk: &Desk) {
    for file in FOREIGN {
        write(desk, &format!("dist/{file}"), file);
    }
    fs::create_dir_all(desk.path("dist/.git/refs/tags")).unwrap();
}

fn assert_foreign(desk: &Desk, when: &str) {
    for file in FOREIGN {
        let text = fs::read_to_string(desk.path("dist").join(file));
        assert_eq!(text.ok().as_deref(), Some(file), "{when}");
    }
    assert!(desk.path("dist/.git/refs/tags").is_dir(), "{when}");
}

fn retitle(desk: &Desk, title: &str) {
    let article = "content/news/item-00.md";
    let text = fs::read_to_string(desk.path(article)).unwrap();
    let lines = text.lines().map(|line| match line {
        line if line.starts_with("title = ") => format!("title = \"{title}\"\n"),
        line => format!("{line}\n"),
    });
    fs::write(desk.path(article), lines.collect::<String>()).unwrap();
}

#[test]
fn what_press_did_not_make_stays() {
    let desk = good();
    desk.build();
    lay_out_foreign(&desk);
    for (change, title) in ["one", "two", "three"].iter().enumerate() {
        retitle(&desk, title);
        if change == 2 {
            // Nobody knows any more what the last build left.
            fs::remove_dir_all(desk.path(".press")).unwrap();
            fs::remove_file(desk.path("content/news/item-01.md")).unwrap();
        }
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{title}: {}", outcome.text);
        assert!(
            outcome.text.contains("press did not make them: .git/, "),
            "{}",
            outcome.text
        );
        assert_foreign(&desk, title);
        assert!(desk.read("news/item-00/index.html").contains(title));
    }
    // What is withheld is gone all the same.
    assert!(!desk.path("dist/news/item-01").exists());
    desk.build();
    assert_foreign(&desk, "nothing");
}

#[test]
fn what_press_made_goes_when_the_record_is_lost() {
    let desk = good();
    write(
        &desk,
        "content/news/gone.md",
        "+++\ntitle = \"Gone\"\nsummary = \"S\"\npublished = 2026-01-02\naliases = [\"/base/was.html\", \"/base/was/there\"]\n+++\n\nText.\n",
    );
    desk.build();
    for file in [
        "news/gone/index.html",
        "news/gone/index.json",
        "was.html",
        "was/there/index.html",
    ] {
        assert!(desk.path("dist").join(file).is_file(), "{file}");
    }
    fs::remove_file(desk.path("content/news/gone.md")).unwrap();
    fs::remove_dir_all(desk.path(".press")).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for folder in ["news/gone", "was.html", "was"] {
        assert!(!desk.path("dist").join(folder).exists(), "{folder}");
    }
    assert!(!outcome.text.contains("did not make"), "{}", outcome.text);
}

#[test]
fn press_writes_over_nothing_that_it_did_not_make() {
    let desk = good();
    desk.build();
    let water = "content/news/water.md";
    let text = fs::read_to_string(desk.path(water)).unwrap();
    for (alias, file) in [
        ("/base/mine.html", "mine.html"),
        ("/base/my/files", "my/files/index.html"),
    ] {
        write(&desk, &format!("dist/{file}"), "mine");
        fs::write(desk.path(water), text.replace("/base/old.html", alias)).unwrap();
        let before = desk.files();
        let outcome = desk.build();
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(outcome.text.contains(file), "{}", outcome.text);
        assert_eq!(desk.files(), before);
        assert_eq!(desk.read(file), "mine");
        fs::remove_file(desk.path("dist").join(file)).unwrap();
    }
    assert_eq!(desk.build().code, 0);
}

#[test]
fn what_cannot_be_carried_over_stops_the_build() {
    let desk = good();
    desk.build();
    for name in ["docs", ".git"] {
        symlink(desk.path("content"), desk.path("dist").join(name)).unwrap();
        retitle(&desk, name);
        let before = desk.files();
        let outcome = desk.build();
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(
            outcome.text.contains(&format!("dist/{name}: ")),
            "{}",
            outcome.text
        );
        assert_eq!(desk.files(), before);
        assert!(desk.path("dist").join(name).is_symlink());
        fs::remove_file(desk.path("dist").join(name)).unwrap();
    }
    assert_eq!(desk.build().code, 0);
}

#[test]
fn files_are_published_as_they_are() {
    let desk = good();
    let files = [
        "CNAME",
        ".well-known/security.txt",
        ".htaccess",
        "old-map/index.html",
        "README.md",
        "humans.txt",
    ];
    for file in files {
        write(&desk, &format!("content/static/{file}"), file);
    }
    write(&desk, "content/static/.DS_Store", "");
    write(&desk, "content/static/a.txt~", "");
    let article = "+++\ntitle = \"Links\"\nsummary = \"S\"\npublished = 2026-01-02\n+++\n\n[Key](/.well-known/security.txt), [the map](/old-map/#a), [who](/humans.txt).\n";
    write(&desk, "content/news/links.md", article);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for file in files {
        assert_eq!(desk.read(file), file);
    }
    let page = desk.read("news/links/index.html");
    for href in [
        "/base/.well-known/security.txt",
        "/base/old-map/#a",
        "/base/humans.txt",
    ] {
        assert!(page.contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(!desk.path("dist/.DS_Store").exists() && !desk.path("dist/a.txt~").exists());
    // A change is published, and what is gone is gone.
    write(&desk, "content/static/CNAME", "other");
    fs::remove_file(desk.path("content/static/README.md")).unwrap();
    let outcome = desk.build();
    assert_eq!(
        (outcome.code, desk.read("CNAME")),
        (0, "other".into()),
        "{}",
        outcome.text
    );
    assert!(!desk.path("dist/README.md").exists());
    // Links are checked against them.
    fs::remove_file(desk.path("content/static/humans.txt")).unwrap();
    let outcome = desk.build();
    assert!(
        outcome
            .text
            .contains("the link to /humans.txt leads nowhere"),
        "{}",
        outcome.text
    );
}

/// Leftovers of editors, office programs, file managers and copying programs.
const LEFTOVERS: [&str; 15] = [
    "news/#a.md#",
    "news/a.md~",
    "news/a.md.bak",
    "news/.a.md.swp",
    "news/4913",
    "news/~$a.docx",
    "news/a.md.orig",
    "news/.syncthing.a.md.tmp",
    "news/._a.md",
    "media/.DS_Store",
    "media/Thumbs.db",
    "media/desktop.ini",
    "media/._a.jpg",
    ".git/HEAD",
    "pages/__MACOSX/a.md",
];

#[test]
fn what_is_no_content_is_passed_over() {
    let desk = Desk::new(&["base"]);
    let before = desk.press(&["check", "--strict"]);
    assert_eq!(before.code, 0, "{}", before.text);
    for file in LEFTOVERS {
        write(&desk, &format!("content/{file}"), "\u{10}");
    }
    symlink("mara@desk.4711:1", desk.path("content/news/.#a.md")).unwrap();
    symlink(".", desk.path("content/.loop")).unwrap();
    let after = desk.press(&["check", "--strict"]);
    assert_eq!((after.code, after.text), (before.code, before.text));
    assert_eq!(desk.build().code, 0);
}

/// The files that a report names for a rule.
fn files(outcome: &Outcome, rule: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(&outcome.text).unwrap();
    let problems = report["problems"].as_array().unwrap().iter();
    let found = problems.filter(|problem| problem["rule"] == rule);
    found
        .map(|problem| problem["file"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_cannot_be_read_stops_nothing_else() {
    let desk = Desk::new(&["base"]);
    fs::create_dir_all(desk.path("content/news/folder.md")).unwrap();
    symlink("nowhere", desk.path("content/news/dangling.md")).unwrap();
    symlink("nowhere.png", desk.path("content/media/dangling.png")).unwrap();
    symlink("..", desk.path("content/news/loop")).unwrap();
    symlink("self.md", desk.path("content/news/self.md")).unwrap();
    let pipe = desk.path("content/news/pipe.md");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    write(&desk, "content/news/bad.md", "No front matter.\n");
    let outcome = desk.press(&["check", "--format", "json"]);
    let unreadable = files(&outcome, "file::unreadable");
    let names = [
        "media/dangling.png",
        "news/dangling.md",
        "news/folder.md",
        "news/loop",
        "news/pipe.md",
        "news/self.md",
    ];
    assert_eq!(unreadable, names.map(|name| format!("content/{name}")));
    assert_eq!(
        files(&outcome, "front-matter::missing"),
        ["content/news/bad.md"]
    );
}

#[test]
fn links_to_files_and_folders_are_followed() {
    let desk = Desk::new(&["base"]);
    let article = "+++\ntitle = \"T\"\nsummary = \"S\"\npublished = 2026-01-02\n+++\n\nText.\n";
    write(&desk, "shared/one.md", article);
    write(&desk, "elsewhere/two.md", article);
    fs::create_dir_all(desk.path("content/news")).unwrap();
    symlink("../../elsewhere/two.md", desk.path("content/news/two.md")).unwrap();
    symlink("../../shared", desk.path("content/news/shared")).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for page in ["news/one/index.html", "news/two/index.html"] {
        assert!(Path::new(&desk.path("dist").join(page)).is_file(), "{page}");
    }
}
