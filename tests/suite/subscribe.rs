//! The page that tells how news come to readers, and the form for news by e-mail.

use std::fs;

use serde_json::Value;

use super::{fixture::Desk, press::good};

const NEWSLETTER: &str = "\n[newsletter]\nform = \"https://lists.example.net/subscription/form?a=1&b=2\"\nemail = \"EMAIL\"\nhidden = { l = \"a<b\" }\n";

fn with(more: &str) -> Desk {
    let desk = good();
    let file = desk.path("content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(file, text + more).unwrap();
    desk
}

#[test]
fn every_feed_is_on_the_page_and_every_page_leads_to_it() {
    let desk = good();
    assert_eq!(desk.build().code, 0);
    for root in ["", "zh-hant-tw/"] {
        let html = desk.read(&format!("{root}subscribe/index.html"));
        let names = ["/atom.xml", "/rss.xml", "/feed.json"];
        let own = desk.files().into_iter().filter(|file| {
            let is_own = file.starts_with("zh-hant-tw/") == (root == "zh-hant-tw/");
            is_own && names.iter().any(|name| file.ends_with(name))
        });
        let feeds: Vec<String> = own.collect();
        assert!(feeds.len() >= 3, "{feeds:?}");
        for feed in feeds {
            assert!(
                html.contains(&format!("href=\"/base/{feed}\"")),
                "{feed}: {html}"
            );
        }
        assert!(!html.contains("subscribe__form"), "no service, no form");
        let page = desk.read(&format!("{root}news/water/index.html"));
        let link = format!("href=\"/base/{root}subscribe/\"");
        assert!(page.contains(&link), "{page}");
    }
    let map = desk.read("sitemap.xml");
    assert!(map.contains("https://example.org/base/subscribe/"), "{map}");
}

#[test]
fn the_form_is_sent_to_the_service_that_the_site_names() {
    let desk = with(NEWSLETTER);
    assert_eq!(desk.build().code, 0);
    let html = desk.read("subscribe/index.html");
    for part in [
        "<form class=\"subscribe__form\">",
        "<label class=\"subscribe__label\" for=\"subscribe-email\">",
        "type=\"email\" name=\"EMAIL\" autocomplete=\"email\" required",
        "<input type=\"hidden\" name=\"l\" value=\"a&lt;b\">",
        "formaction=\"https://lists.example.net/subscription/form?a=1&amp;b=2\" formmethod=\"post\"",
        "lists.example.net",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // Every page's policy lets forms be sent there, and nowhere else.
    for page in [
        "index.html",
        "subscribe/index.html",
        "shell.html",
        "_headers",
    ] {
        let text = desk.read(page);
        let policy = "form-action 'self' https://lists.example.net;";
        assert!(text.contains(policy), "{page}: {text}");
    }
    let marker: Value = serde_json::from_str(&desk.read("edition.json")).unwrap();
    assert_eq!(marker["newsletter"], "https://lists.example.net");
    let outcome = desk.press(&["deploy"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for file in ["deploy/nginx.conf", "deploy/Caddyfile"] {
        let text = fs::read_to_string(desk.path(file)).unwrap();
        assert!(
            text.contains("form-action 'self' https://lists.example.net;"),
            "{file}"
        );
    }
}

#[test]
fn a_hidden_field_can_have_a_value_for_each_language() {
    let hidden = "hidden = { nonce = \"\", l = { en = \"1&2\", zh-Hant-TW = \"三\" } }";
    let desk = with(&format!(
        "\n[newsletter]\nform = \"https://e.org/\"\n{hidden}\n"
    ));
    assert_eq!(desk.build().code, 0);
    for (page, value) in [("subscribe/", "1&amp;2"), ("zh-hant-tw/subscribe/", "三")] {
        let html = desk.read(&format!("{page}index.html"));
        for field in [("l", value), ("nonce", "")] {
            let field = format!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                field.0, field.1
            );
            assert_eq!(html.matches(&field).count(), 1, "{page}: {field}: {html}");
        }
        assert_eq!(html.matches("type=\"hidden\"").count(), 2, "{page}: {html}");
    }
}

#[test]
fn a_form_that_cannot_be_sent_safely_is_refused() {
    for (lines, said) in [
        ("form = \"http://lists.example.net/\"", "site::bad-url"),
        ("form = \"/subscribe/\"", "site::bad-url"),
        ("email = \"a\"", "`form` is missing"),
        (
            "form = \"https://e.org/\"\nemail = \"q\"",
            "site::bad-choice",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { q = \"1\" }",
            "site::bad-choice",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { a = 1 }",
            "site::wrong-type",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { a = { en = \"1\" } }",
            "`zh-Hant-TW` is missing",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { a = { en = \"1\", zh-Hant-TW = 2 } }",
            "site::wrong-type",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { a = { en = \"1\", zh-Hant-TW = \"2\", fr = \"3\" } }",
            "site::unknown-key",
        ),
        (
            "form = \"https://e.org/\"\nhidden = { q = { en = \"1\", zh-Hant-TW = \"2\" } }",
            "site::bad-choice",
        ),
        ("form = \"https://e.org/\"\nhiden = {}", "site::unknown-key"),
    ] {
        let outcome = with(&format!("\n[newsletter]\n{lines}\n")).press(&["check"]);
        assert_eq!(outcome.code, 1, "{lines}: {}", outcome.text);
        assert!(outcome.text.contains(said), "{lines}: {}", outcome.text);
    }
}

/// The items of the feed for e-mail: name, date, and all that is in them.
fn items(desk: &Desk, file: &str) -> Vec<(String, String, String)> {
    let text = desk.read(file);
    let document = roxmltree::Document::parse(&text).unwrap();
    let items = document.descendants().filter(|it| it.has_tag_name("item"));
    let part = |item: roxmltree::Node<'_, '_>, name: &str| {
        let found = item.children().find(|it| it.tag_name().name() == name);
        found
            .and_then(|it| it.text())
            .unwrap_or_default()
            .to_owned()
    };
    items
        .map(|it| (part(it, "guid"), part(it, "pubDate"), part(it, "encoded")))
        .collect()
}

#[test]
fn services_for_email_get_each_article_once_whatever_is_corrected() {
    let file = "feeds/newsletter.xml";
    let desk = good();
    assert_eq!(desk.build().code, 0);
    assert!(
        !desk.path("dist").join(file).exists(),
        "no service, no feed"
    );
    let desk = with(NEWSLETTER);
    let article = |more: &str, text: &str| {
        let matter = "title = \"News & more\"\nsummary = \"Two < three.\"\npublished = 2026-03-01";
        let image = "image = { file = \"/media/dot.png\", alt = \"A dot.\" }";
        let text = format!("+++\n{matter}\n{image}\n{more}\n+++\n\n{text}\n");
        fs::write(desk.path("content/news/new.md"), text).unwrap();
        desk.build_at("2026-06-01T00:00:00Z");
    };
    article("", "Text.");
    let (bytes, first) = (desk.read(file), items(&desk, file));
    assert_eq!(first.len(), 10);
    assert_eq!(first[0].0, "https://example.org/base/news/new/");
    assert!(
        first[0].2.contains("<p>Two &lt; three.</p>"),
        "{}",
        first[0].2
    );
    assert!(
        bytes.contains("feeds/newsletter.xml"),
        "it names itself: {bytes}"
    );
    // A correction of the text is no news.
    article(
        "modified = 2026-04-01\n[[history]]\nkind = \"correction\"\ndate = 2026-04-01\ntext = \"It was four.\"",
        "Another text.",
    );
    assert_eq!(desk.read(file), bytes);
    assert!(desk.read("feeds/rss.xml").contains("It was four."));
    article(
        "[[history]]\nkind = \"withdrawn\"\ndate = 2026-04-01\ntext = \"It is not so.\"",
        "Another text.",
    );
    let left = items(&desk, file);
    assert_eq!(left.len(), 10);
    assert!(
        left.iter().all(|it| !it.0.ends_with("/news/new/")),
        "{left:?}"
    );
}

#[test]
fn manuscripts_make_no_forms() {
    let desk = good();
    let text = "+++\ntitle = \"A\"\nsummary = \"S.\"\npublished = 2026-01-01\n+++\n\n<form><label>Xylo <input name=\"a\"></label><button formaction=\"https://e.org/\">Send</button></form>\n";
    fs::write(desk.path("content/news/form.md"), text).unwrap();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let html = desk.read("news/form/index.html");
    assert!(html.contains("Xylo"), "{html}");
    assert!(
        !html.contains("formaction") && !html.contains("<input name=\"a\""),
        "{html}"
    );
}
