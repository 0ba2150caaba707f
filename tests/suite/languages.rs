//! Pages in several languages, and in those that they are not written in.

use std::fs;

use super::{
    fixture::{Desk, newsroom},
    press::good,
};

/// A page that is not there in a language is a page that says so and leads to the languages that have it.
#[test]
fn an_untranslated_page_offers_the_original() {
    let desk = good();
    desk.build();
    let page = desk.read("zh-hant-tw/news/item-00/index.html");
    assert!(page.contains("lang=\"zh-Hant-TW\""));
    assert!(
        page.contains("<a href=\"/base/news/item-00/\" lang=\"en\" hreflang=\"en\">"),
        "{page}"
    );
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!desk.read("sitemap.xml").contains("zh-hant-tw/news/item-00"));
    assert!(!desk.read("zh-hant-tw/news/index.json").contains("item-00"));
}

#[test]
fn the_language_switch_leads_to_the_same_article() {
    let desk = good();
    desk.build();
    for (page, href, lang) in [
        ("news/water/", "/base/zh-hant-tw/news/water/", "zh-Hant-TW"),
        ("zh-hant-tw/news/water/", "/base/news/water/", "en"),
        ("news/page/1/", "/base/zh-hant-tw/news/", "zh-Hant-TW"),
        (
            "news/item-00/",
            "/base/zh-hant-tw/news/item-00/",
            "zh-Hant-TW",
        ),
    ] {
        let html = desk.read(&format!("{page}index.html"));
        let link = format!("href=\"{href}\" lang=\"{lang}\" hreflang=\"{lang}\"");
        assert!(html.contains(&link), "{page}");
    }
}

#[test]
fn a_translation_older_than_its_original_says_so() {
    let desk = good();
    desk.build();
    let chinese = desk.read("zh-hant-tw/news/water/index.html");
    assert!(
        chinese.contains("The original was changed on 2026-01-05"),
        "{chinese}"
    );
    assert!(
        !desk
            .read("news/water/index.html")
            .contains("The original was changed")
    );
}

#[test]
fn a_newsroom_may_write_from_right_to_left_alone() {
    let desk = newsroom();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for page in [
        "index",
        "news/film/index",
        "subscribe/index",
        "shell",
        "404",
    ] {
        let html = desk.read(&format!("{page}.html"));
        assert!(
            html.contains("<html lang=\"ar\" dir=\"rtl\""),
            "{page}: {html}"
        );
    }
    let home = desk.read("index.html");
    for kind in ["lead", "pinned", "topic", "newest"] {
        assert!(home.contains(&format!("data-kind=\"{kind}\"")), "{home}");
    }
    assert_eq!(home.matches("class=\"notice ").count(), 3, "{home}");
    let film = desk.read("news/film/index.html");
    assert!(film.contains("srclang=\"ar\""), "{film}");
}

#[test]
fn scripts_from_right_to_left_are_marked_as_such() {
    let desk = Desk::new(&["base", "arabic"]);
    let strings = desk.path("content/strings");
    let english = fs::read_to_string(strings.join("en.toml")).unwrap();
    let arabic = english.replace("direction = \"ltr\"", "direction = \"rtl\"");
    fs::write(strings.join("ar.toml"), arabic).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("ar/news/khabar/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(outcome.text.contains("share_fonts"), "{}", outcome.text);
    // The name of the host can always be drawn.
    let image = "<meta property=\"og:image:alt\" content=\"example.org";
    assert!(page.contains(image), "{page}");
}
