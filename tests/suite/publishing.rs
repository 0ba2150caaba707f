//! Publishing: an edition reaches readers whole, in one step, and without touching what has not changed.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

use gazette_content::body::PORTAL_IDS;
use scraper::{ElementRef, Html, Selector};

use super::{fixture::Desk, press::good};

#[test]
fn a_second_build_changes_nothing() {
    let desk = good();
    desk.build();
    let files = || -> Vec<_> {
        let of = |file: String| {
            let found = fs::metadata(desk.path("dist").join(&file)).unwrap();
            (file, found.ino(), found.mtime_nsec())
        };
        desk.files().into_iter().map(of).collect()
    };
    let before = files();
    let outcome = desk.build();
    assert!(
        outcome.text.contains(" 0 files written, "),
        "{}",
        outcome.text
    );
    assert_eq!(files(), before);
}

#[test]
fn one_new_article_changes_few_files() {
    let desk = good();
    desk.build();
    let article = fs::read_to_string(desk.path("content/news/item-00.md")).unwrap();
    let article = article.replace("2024-01-01", "2026-05-05");
    fs::write(desk.path("content/news/new.md"), article).unwrap();
    let page = desk.path("dist/news/page/1/index.json");
    let before = fs::metadata(&page).unwrap().ino();
    desk.build();
    assert_eq!(fs::metadata(&page).unwrap().ino(), before);
    assert!(desk.read("news/index.json").contains("/base/news/new/"));
}

#[test]
fn a_failing_build_leaves_the_edition_as_it_was() {
    let desk = good();
    desk.build();
    let before = desk.read("news/index.html");
    fs::write(desk.path("content/news/bad.md"), "+++\n+++\n").unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.text.ends_with("nothing was written."),
        "{}",
        outcome.text
    );
    assert_eq!(desk.read("news/index.html"), before);
    assert_eq!(siblings(&desk), [".press", "content", "dist", "portal"]);
}

#[test]
fn leftovers_of_crashed_runs_are_swept() {
    let desk = good();
    for (name, file) in [
        ("dist.press-aaaaaa", "edition.json"),
        ("dist.press-backup", "mine.txt"),
        ("dist.press-bbbbbb", "mine.txt"),
    ] {
        fs::create_dir(desk.path(name)).unwrap();
        fs::write(desk.path(name).join(file), "{}").unwrap();
    }
    desk.build();
    assert_eq!(
        siblings(&desk),
        [
            ".press",
            "content",
            "dist",
            "dist.press-backup",
            "dist.press-bbbbbb",
            "portal"
        ]
    );
}

#[test]
fn folders_of_others_are_not_replaced() {
    let desk = good();
    fs::create_dir(desk.path("dist")).unwrap();
    fs::write(desk.path("dist/letter.txt"), "dear").unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.text.contains("press did not write"),
        "{}",
        outcome.text
    );
    assert_eq!(desk.files(), ["letter.txt"]);
}

#[test]
fn the_portals_folder_can_become_the_edition() {
    let desk = good();
    let outcome = desk.press(&["build", "--portal", "portal", "--out", "portal"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(desk.path("portal/assets/boot-7a8b.js").is_file());
    assert!(!desk.path("portal/boot-7a8b.js").exists());
}

#[test]
fn web_servers_may_read_the_edition() {
    let desk = good();
    desk.build();
    let mode = fs::metadata(desk.path("dist"))
        .unwrap()
        .permissions()
        .mode();
    let usual = fs::metadata(desk.path("dist/news"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode, usual);
}

fn siblings(desk: &Desk) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(desk.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn no_heading_takes_an_id_of_the_page_around_it() {
    let desk = good();
    desk.build();
    let every = Selector::parse("[id]").unwrap();
    let template = Selector::parse("template").unwrap();
    let mut ids = BTreeSet::new();
    for path in desk.files() {
        if Path::new(&path)
            .extension()
            .is_none_or(|ending| ending != "html")
        {
            continue;
        }
        let page = Html::parse_document(&fs::read_to_string(desk.path("dist").join(path)).unwrap());
        // What scripts make elements of later stands in templates.
        let later = page
            .select(&template)
            .map(|it| Html::parse_fragment(&it.inner_html()));
        for page in later.chain([page.clone()]) {
            let is_text = |element: &ElementRef<'_>| {
                let mut around = element.ancestors().filter_map(ElementRef::wrap);
                around.any(|it| it.value().classes().any(|class| class == "prose"))
            };
            let around = page.select(&every).filter(|it| !is_text(it));
            ids.extend(around.filter_map(|it| it.attr("id").map(ToOwned::to_owned)));
        }
    }
    assert!(ids.len() > 20, "{ids:?}");
    let unknown: Vec<_> = ids
        .iter()
        .filter(|id| !PORTAL_IDS.contains(&id.as_str()))
        .collect();
    assert_eq!(unknown, [""; 0]);
}
