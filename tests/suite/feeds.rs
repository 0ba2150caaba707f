//! Feeds, as feed readers get them.

use serde_json::Value;

use super::{fixture::Desk, press::good};

#[test]
fn feeds_hold_whole_articles() {
    let desk = good();
    desk.build();
    for file in ["atom.xml", "rss.xml", "feed.json"] {
        let feed = desk.read(&format!("topics/water/{file}"));
        insta::assert_snapshot!(format!("topic_{file}"), feed);
    }
    let site: Value = serde_json::from_str(&desk.read("feeds/feed.json")).unwrap();
    assert_eq!(site["items"].as_array().unwrap().len(), 23);
    assert!(desk.path("dist/zh-hant-tw/feeds/atom.xml").is_file());
}

#[test]
fn long_feeds_have_archives() {
    let desk = good();
    desk.multiply("item-00.md", 90);
    desk.build();
    let links = |file: &str| -> Vec<String> {
        let text = desk.read(file);
        let document = roxmltree::Document::parse(&text).unwrap();
        let links = document.descendants().filter(|node| {
            node.has_tag_name(("http://www.w3.org/2005/Atom", "link"))
                && node.parent().is_some_and(|parent| {
                    !parent.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))
                })
        });
        links
            .map(|link| {
                let part = |name| link.attribute(name).unwrap_or_default();
                format!("{} {}", part("rel"), part("href"))
            })
            .collect()
    };
    let all = [
        "atom.xml",
        "atom-2.xml",
        "atom-1.xml",
        "rss.xml",
        "rss-1.xml",
    ]
    .map(|file| format!("{file}\n{}", links(&format!("feeds/{file}")).join("\n")));
    insta::assert_snapshot!("archives", all.join("\n\n"));
    assert_eq!(
        next(&desk, "feeds/feed.json").as_deref(),
        Some("https://example.org/base/feeds/feed-2.json")
    );
    assert_eq!(next(&desk, "feeds/feed-1.json"), None);
    assert!(desk.read("feeds/atom-1.xml").contains("<fh:archive"));
}

fn next(desk: &Desk, file: &str) -> Option<String> {
    let feed: Value = serde_json::from_str(&desk.read(file)).unwrap();
    feed["next_url"].as_str().map(ToOwned::to_owned)
}
