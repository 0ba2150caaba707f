//! View counts: the number that is shown, and the files that it comes from.

use std::{collections::BTreeMap, fs};

use super::fixture::{Desk, files, fixtures, good};

/// A report of GoAccess 1.7 on a log with requests of all kinds.
const REPORT: &str = "views/report.json";

/// The mini-site beside a report.
fn reported() -> Desk {
    let desk = good();
    fs::copy(fixtures().join(REPORT), desk.path("report.json")).unwrap();
    desk
}

fn write_views(desk: &Desk, views: &str) {
    let text = format!("{{ \"schema\": 1, \"views\": {views} }}");
    fs::write(desk.path("content/views.json"), text).unwrap();
}

fn views(desk: &Desk) -> String {
    fs::read_to_string(desk.path("content/views.json")).unwrap()
}

/// Reads the count of an article's page, number and text.
fn shown(desk: &Desk, article: &str) -> Option<(String, String)> {
    let page = desk.read(&format!("{article}index.html"));
    let (_, rest) = page.split_once("<p class=\"article__views\" data-count=\"")?;
    let (number, rest) = rest.split_once("\">")?;
    let (text, _) = rest.split_once("</p>")?;
    Some((number.to_owned(), text.to_owned()))
}

/// Every file of the content by its path.
fn content(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let folder = desk.path("content");
    let paths = files(&folder).into_iter();
    paths
        .map(|path| (path.clone(), fs::read(folder.join(path)).unwrap()))
        .collect()
}

#[test]
fn the_larger_count_is_shown() {
    let desk = good();
    let counts = r#"{ "/news/water/": 5, "/news/item-00/": 1101, "/zh-hant-tw/news/water/": 7 }"#;
    write_views(&desk, counts);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for (article, number, text) in [
        ("news/water/", "1234567", "1,234,567"),
        ("news/item-00/", "1101", "1,101"),
        ("zh-hant-tw/news/water/", "7", "7"),
    ] {
        let wanted = (number.to_owned(), format!("Number of Views: {text}"));
        assert_eq!(shown(&desk, article), Some(wanted), "{article}");
        let json: serde_json::Value =
            serde_json::from_str(&desk.read(&format!("{article}index.json"))).unwrap();
        let views = &json["content"]["article"]["views"];
        assert_eq!(views["machine"], number, "{article}");
        assert_eq!(views["text"], text, "{article}");
    }
    assert_eq!(shown(&desk, "news/item-01/"), None, "nobody knows");
    // The next build takes up what has changed, and nothing else.
    write_views(&desk, &counts.replace("1101", "1102"));
    desk.build();
    let count = shown(&desk, "news/item-00/").map(|(number, _)| number);
    assert_eq!(count.as_deref(), Some("1102"));
}

#[test]
fn a_report_of_a_log_fills_the_counts() {
    let desk = reported();
    let before = content(&desk);
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(outcome.text, "content/views.json: 3 articles, 15 views");
    insta::assert_snapshot!("views", views(&desk));
    let mut after = content(&desk);
    assert!(after.remove("views.json").is_some());
    assert_eq!(after, before, "nothing else is written");

    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(
        outcome.text,
        "content/views.json: 3 articles, 15 views, unchanged"
    );
    let outcome = desk.press(&["check", "--strict"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    desk.build();
    let wanted = ("6".into(), "Number of Views: 6".into());
    assert_eq!(shown(&desk, "news/item-00/"), Some(wanted));
}

#[test]
fn counts_never_become_smaller_and_follow_articles_that_move() {
    let desk = reported();
    // The address of the last one is an alias of the second; the third is nobody's.
    let counts =
        r#"{ "/news/item-00/": 2, "/news/water/": 100, "/news/gone/": 3, "/old/news.asp": 20 }"#;
    write_views(&desk, counts);
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.text, "content/views.json: 3 articles, 128 views");
    insta::assert_snapshot!("views_merged", views(&desk));
}

#[test]
fn hostile_reports_count_nothing_that_is_not_there() {
    let desk = reported();
    let item = |path: &str, count: &str| {
        let path = serde_json::to_string(path).unwrap();
        format!("{{ \"data\": {path}, \"hits\": {{ \"count\": {count} }} }}")
    };
    let long = format!("/base/news/{}/", "a".repeat(1_000_000));
    let items = [
        item("/base/news/item%2D02/", "1"),
        item("/base/news/item-03/", "18446744073709551615"),
        item("/base/news/item-03/", "18446744073709551615"),
        item("../../../etc/passwd", "5"),
        item("/base/news/../../site.toml", "5"),
        item("/base/news/item-04/\u{0}", "5"),
        item("/base/news/item-04%00/", "5"),
        item("/base/news/%ff/", "5"),
        item("/base/news/<img src=x onerror=alert(1)>/", "5"),
        item("\", \"schema\": 9, \"", "5"),
        item("", "5"),
        item("/", "5"),
        item("//base/news/item-05/", "5"),
        item("/base/zh-hant-tw/news/item-05/", "5"),
        item("/base/news/item-05//", "5"),
        item("/base/NEWS/item-05/", "5"),
        item(&long, "5"),
    ];
    let report = format!("{{ \"requests\": {{ \"data\": [{}] }} }}", items.join(","));
    fs::write(desk.path("report.json"), report).unwrap();
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    insta::assert_snapshot!("views_hostile", views(&desk));
    assert_eq!(desk.build().code, 0);
    let (number, _) = shown(&desk, "news/item-03/").unwrap();
    assert_eq!(number, u64::MAX.to_string());
}

#[test]
fn what_is_no_report_changes_nothing() {
    let desk = reported();
    write_views(&desk, r#"{ "/news/water/": 100 }"#);
    let before = content(&desk);
    let of = |data: &str| format!("{{ \"requests\": {{ \"data\": {data} }} }}");
    let deep = "[".repeat(100_000);
    let mut told = Vec::new();
    for report in [
        "",
        "<!DOCTYPE html><html lang=\"en\">",
        "192.0.2.1 - - [23/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1",
        "[]",
        "{}",
        "{ \"requests\": [] }",
        &of("{}"),
        &of("[1]"),
        &of(r#"[{ "data": 1, "hits": { "count": 1 } }]"#),
        &of(r#"[{ "data": "/base/news/water/", "hits": 1 }]"#),
        &of(r#"[{ "data": "/base/news/water/", "hits": { "count": -1 } }]"#),
        &of(r#"[{ "data": "/base/news/water/", "hits": { "count": 1e9 } }]"#),
        &of(r#"[{ "data": "/base/news/water/", "hits": { "count": "1" } }]"#),
        &of(r#"[{ "data": "/base/news/water/", "hits": { "count": 18446744073709551616 } }]"#),
        &deep,
    ] {
        fs::write(desk.path("report.json"), report).unwrap();
        let outcome = desk.press(&["views", "--goaccess", "report.json"]);
        assert_eq!(outcome.code, 1, "{report}: {}", outcome.text);
        let short: String = report.chars().take(80).collect();
        told.push(format!("{short}\n    {}\n", outcome.text));
    }
    fs::remove_file(desk.path("report.json")).unwrap();
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.text.contains("report.json: cannot be read"));
    insta::assert_snapshot!("views_no_report", told.concat());
    assert_eq!(content(&desk), before);
}

#[test]
fn counts_that_cannot_be_read_are_not_lost() {
    let desk = reported();
    fs::write(desk.path("content/views.json"), "{ \"schema\": 1, <<<<").unwrap();
    let before = content(&desk);
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.code, 1);
    insta::assert_snapshot!("views_broken", outcome.text);
    assert_eq!(content(&desk), before);
}

#[test]
fn reports_that_seem_wrong_are_doubted() {
    let desk = reported();
    let report = r#"{ "requests": { "metadata": { "data": { "total": { "value": 400 } } },
        "data": [{ "data": "/elsewhere/", "method": "GET", "hits": { "count": 1 } }] } }"#;
    fs::write(desk.path("report.json"), report).unwrap();
    let outcome = desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(outcome.code, 0);
    insta::assert_snapshot!("views_doubted", outcome.text);
}
