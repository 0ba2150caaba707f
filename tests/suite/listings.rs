//! Lists of articles, and lists of such lists.

use std::fs;

use serde_json::Value;

use super::{fixture::Desk, press::good};

/// The lists in a page: their names and places.
fn lists(desk: &Desk, page: &str) -> Vec<(String, String)> {
    let page: Value = serde_json::from_str(&desk.read(&format!("{page}index.json"))).unwrap();
    let lists = page["content"]["listing"]["lists"].as_array().unwrap();
    let part = |link: &Value, part: &str| link[part].as_str().unwrap().to_owned();
    lists
        .iter()
        .map(|link| (part(link, "text"), part(link, "href")))
        .collect()
}

#[test]
fn lists_say_how_many_articles_they_have_and_a_year_leads_to_the_others() {
    let desk = good();
    let summers = [(1999, "old"), (2001, "flood"), (2001, "drought")];
    for (year, name) in summers {
        let text = format!(
            "+++\ntitle = \"The {name} summer\"\nsummary = \"It was long.\"\npublished = {year}-06-01T09:00:00\n\
             topics = [\"water\"]\n+++\n\nIt was long.\n"
        );
        fs::write(desk.path(&format!("content/news/{name}.md")), text).unwrap();
    }
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);

    let of = |text: &str, href: &str| (text.to_owned(), href.to_owned());
    let years = lists(&desk, "archive/");
    assert!(
        years.contains(&of("2001 (2)", "/base/archive/2001/")),
        "{years:?}"
    );
    let topics = lists(&desk, "topics/");
    assert!(
        topics.contains(&of("Water (4)", "/base/topics/water/")),
        "{topics:?}"
    );
    assert_eq!(
        lists(&desk, "topics/water/2001/"),
        [
            of("2026", "/base/topics/water/2026/"),
            of("1999", "/base/topics/water/1999/"),
        ]
    );
    let year: Value = serde_json::from_str(&desk.read("topics/water/2001/index.json")).unwrap();
    let shown = &year["content"]["listing"]["teasers"];
    assert_eq!(shown.as_array().map(Vec::len), Some(2));
}

#[test]
fn lists_of_many_articles_lead_to_the_pages_that_have_them() {
    let desk = good();
    let write = |number: usize| {
        let text = format!(
            "+++\ntitle = \"Gauge {number}\"\nsummary = \"It was read.\"\npublished = 2001-06-{:02}T09:{:02}:00\n\
             topics = [\"water\"]\n+++\n\nIt was read.\n",
            1 + number / 10,
            number % 10
        );
        fs::write(
            desk.path(&format!("content/news/gauge-{number:03}.md")),
            text,
        )
        .unwrap();
    };
    (0..100).for_each(write);
    desk.build();
    let shown = |page: &str| {
        let page: Value = serde_json::from_str(&desk.read(page)).unwrap();
        let teasers = page["content"]["listing"]["teasers"].as_array();
        teasers.map_or(0, Vec::len)
    };
    assert_eq!(shown("archive/2001/06/index.json"), 100);
    assert_eq!(shown("topics/water/2001/index.json"), 100);

    write(100);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for (page, all) in [
        ("archive/2001/06/", "/base/news/"),
        ("topics/water/2001/", "/base/topics/water/"),
    ] {
        assert_eq!(shown(&format!("{page}index.json")), 0);
        let mut listed = 0;
        for (text, href) in lists(&desk, page) {
            if href != all && !href.starts_with(&format!("{all}page/")) {
                continue;
            }
            assert!(text.starts_with("2001-06-"), "{text}");
            let path = href.trim_start_matches("/base/");
            let there: Value =
                serde_json::from_str(&desk.read(&format!("{path}index.json"))).unwrap();
            let teasers = there["content"]["listing"]["teasers"].as_array().unwrap();
            let own = teasers
                .iter()
                .filter(|it| it.to_string().contains("gauge-"));
            let own = own.count();
            assert!(own > 0, "{href}");
            listed += own;
        }
        assert_eq!(listed, 101, "{page}");
    }
}
