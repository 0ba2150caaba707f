//! Pictures that lead articles: at their heads, in lists, and wherever they are shared.

use std::fs;

use image::ImageFormat;
use serde_json::{Value, json};

use super::{
    ending,
    made::{drawing, encoded, scene},
    media,
};
use crate::fixture::Desk;

/// An article whose front matter has these lines.
fn article(desk: &Desk, name: &str, lines: &str) {
    let text = format!(
        "+++\ntitle = \"{name}\"\nsummary = \"A summary.\"\npublished = 2026-01-02\n{lines}\n+++\n\nText.\n"
    );
    fs::create_dir_all(desk.path("content/news")).unwrap();
    fs::write(desk.path("content/news").join(format!("{name}.md")), text).unwrap();
}

/// A mini-site with a picture of 600 × 450 pixels, whose left half is red and whose right half is blue.
fn desk() -> Desk {
    let desk = Desk::new(&["base"]);
    let bytes = encoded(&scene(600, 450), ImageFormat::Jpeg);
    fs::write(desk.path("content/media/scene.jpg"), bytes).unwrap();
    desk
}

const LEAD: &str = "image = { file = \"/media/scene.jpg\", alt = \"A <scene>.\", caption = \"Two halves.\", credit = \"Drawn by press\", focus = \"100% 50%\" }";

/// The value of a page's tag, such as `property="og:image"`.
fn content<'p>(page: &'p str, property: &str) -> &'p str {
    let tag = format!("<meta property=\"{property}\" content=\"");
    let (_, rest) = page.split_once(&tag).unwrap_or_else(|| panic!("{tag}"));
    rest.split('"').next().unwrap()
}

/// A published picture by its whole address.
fn published(desk: &Desk, address: &str) -> image::RgbImage {
    let (_, path) = address.split_once("/media/").unwrap();
    let bytes = fs::read(desk.path("dist/media").join(path)).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgb8()
}

/// The data that a page has for search engines, of an article.
fn data(page: &str) -> Value {
    let (_, block) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    serde_json::from_str(block.split("</script>").next().unwrap()).unwrap()
}

#[test]
fn a_picture_leads_its_article() {
    let desk = desk();
    article(&desk, "a", LEAD);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    let (_, figure) = page.split_once("<figure class=\"lead\">").unwrap();
    let (figure, rest) = figure.split_once("</figure>").unwrap();
    for part in [
        "<picture><source type=\"image/avif\"",
        "sizes=\"600px\"",
        "alt=\"A &lt;scene&gt;.\"",
        "width=\"600\" height=\"450\"",
        "fetchpriority=\"high\"",
        "<figcaption>Two halves. <span class=\"lead__credit\">Drawn by press</span></figcaption>",
    ] {
        assert!(figure.contains(part), "{part}: {figure}");
    }
    assert!(!figure.contains("loading"), "{figure}");
    assert!(rest.contains("<div class=\"prose\"><p>Text.</p>"));
}

#[test]
fn it_is_cut_around_the_point_that_stays() {
    let desk = desk();
    article(&desk, "a", LEAD);
    article(&desk, "b", &LEAD.replace("100% 50%", "0% 50%"));
    assert_eq!(desk.build().code, 0);
    for (name, is_red) in [("a", false), ("b", true)] {
        let page = desk.read(&format!("news/{name}/index.html"));
        let shared = published(&desk, content(&page, "og:image"));
        assert_eq!(content(&page, "og:image:type"), "image/jpeg");
        assert_eq!(content(&page, "og:image:width"), "600");
        assert_eq!(content(&page, "og:image:height"), "315");
        assert_eq!(content(&page, "og:image:alt"), "A &lt;scene&gt;.");
        assert_eq!(shared.dimensions(), (600, 315));
        let pictures = data(&page)["image"].clone();
        let pictures: Vec<String> = serde_json::from_value(pictures).unwrap();
        let pictures = pictures.iter().map(|address| published(&desk, address));
        let pictures: Vec<image::RgbImage> = pictures.collect();
        let sizes: Vec<(u32, u32)> = pictures.iter().map(image::RgbImage::dimensions).collect();
        assert_eq!(sizes, [(450, 450), (600, 450), (600, 338)]);
        // The middle of the square is of the half around which it was cut.
        let [red, _, blue] = pictures[0].get_pixel(225, 225).0;
        assert_eq!(red > blue, is_red, "{name}: {red} {blue}");
    }
}

#[test]
fn lists_show_a_small_one_and_nothing_where_there_is_none() {
    let desk = desk();
    for (name, lines) in [("a", LEAD), ("b", LEAD), ("c", LEAD), ("plain", "")] {
        article(&desk, name, lines);
    }
    assert_eq!(desk.build().code, 0);
    for list in ["index", "news/index"] {
        let page = desk.read(&format!("{list}.html"));
        let items: Vec<&str> = page.split("<li class=\"teaser").skip(1).collect();
        assert_eq!(items.len(), 4);
        for (at, item) in items.iter().enumerate() {
            let item = item.split("</li>").next().unwrap();
            let has_none = item.contains("/news/plain/");
            assert_eq!(item.contains("teaser__image"), !has_none, "{item}");
            assert_eq!(item.starts_with(" teaser--pictured"), !has_none, "{item}");
            if has_none {
                continue;
            }
            for part in [
                "srcset=\"/base/media/scene-192-",
                " 384w\" sizes=\"(min-width: 48rem) 9rem, 6rem\"",
                "alt=\"\" width=\"384\" height=\"256\"",
                "decoding=\"async\"",
            ] {
                assert!(item.contains(part), "{part}: {item}");
            }
            assert_eq!(item.contains("loading=\"lazy\""), at >= 2, "{item}");
        }
    }
    let document: Value = serde_json::from_str(&desk.read("news/plain/index.json")).unwrap();
    assert_eq!(document["content"]["article"]["thumbnail"], Value::Null);
    assert!(
        !desk
            .read("news/plain/index.html")
            .contains("class=\"lead\"")
    );
    // Search results take it from the article.
    let document: Value = serde_json::from_str(&desk.read("news/a/index.json")).unwrap();
    assert_eq!(
        document["content"]["article"]["thumbnail"][0]["tag"],
        "picture"
    );
    let related = desk.read("news/plain/index.html");
    assert!(!related.contains("related") || related.contains("related__image"));
}

#[test]
fn feeds_show_it() {
    let desk = desk();
    article(&desk, "a", LEAD);
    assert_eq!(desk.build().code, 0);
    let json: Value = serde_json::from_str(&desk.read("feeds/feed.json")).unwrap();
    let address = json["items"][0]["image"].as_str().unwrap();
    assert_eq!(published(&desk, address).dimensions(), (600, 338));
    let html = json["items"][0]["content_html"].as_str().unwrap();
    assert!(html.contains("<figure><img src=\"https://"), "{html}");
    for file in ["feeds/atom.xml", "feeds/rss.xml"] {
        let feed = feed_rs::parser::parse(desk.read(file).as_bytes()).unwrap();
        let media = &feed.entries[0].media[0];
        let content = &media.content[0];
        assert_eq!(content.url.as_ref().unwrap().as_str(), address, "{file}");
        assert_eq!((content.width, content.height), (Some(600), Some(338)));
        let described = media.description.as_ref().unwrap();
        assert_eq!(described.content, "A <scene>.", "{file}");
    }
}

#[test]
fn a_picture_that_is_never_cut_leads_as_it_is() {
    let desk = Desk::new(&["base"]);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><path d=\"M0 0h9\"/></svg>";
    fs::write(desk.path("content/media/scene.svg"), svg).unwrap();
    article(&desk, "a", &LEAD.replace(".jpg", ".svg"));
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    assert!(page.contains("<figure class=\"lead\"><img src=\"/base/media/scene-"));
    // Those who cannot draw it get the picture of the title.
    assert_eq!(content(&page, "og:image").rsplit('.').next(), Some("png"));
    assert_eq!(data(&page)["image"], json!([content(&page, "og:image")]));
    let list = desk.read("news/index.html");
    assert!(list.contains("<div class=\"teaser__image\"><img src=\"/base/media/scene-"));
}

#[test]
fn wrong_ones_are_explained() {
    let desk = desk();
    fs::write(desk.path("content/media/notes.jpg"), "no picture").unwrap();
    for (value, said) in [
        ("\"/media/scene.jpg\"", "front-matter::wrong-type"),
        ("{ alt = \"A scene.\" }", "`file` is missing"),
        ("{ file = \"/media/scene.jpg\" }", "`alt` is missing"),
        (
            "{ file = \"/media/scene.jpg\", alt = \" \" }",
            "front-matter::empty",
        ),
        (
            "{ file = \"/media/none.jpg\", alt = \"A.\" }",
            "image::missing",
        ),
        (
            "{ file = \"/media/notes.jpg\", alt = \"A.\" }",
            "image::unreadable",
        ),
        (
            "{ file = \"/media/scene.jpg\", alt = \"scene.jpg\" }",
            "image::vague-alt-text",
        ),
        (
            "{ file = \"/media/scene.jpg\", alt = \"A.\", focus = \"left\" }",
            "front-matter::bad-focus",
        ),
        (
            "{ file = \"/media/scene.jpg\", alt = \"A.\", focus = \"101% 0%\" }",
            "front-matter::bad-focus",
        ),
        (
            "{ file = \"/media/scene.jpg\", alt = \"A.\", captoin = \"B.\" }",
            "Did you mean `caption`?",
        ),
    ] {
        article(&desk, "a", &format!("image = {value}"));
        let outcome = desk.press(&["check"]);
        assert!(outcome.text.contains(said), "{value}: {}", outcome.text);
        assert!(
            outcome.text.contains("content/news/a.md:5:"),
            "{}",
            outcome.text
        );
    }
    // A picture that leads is shown, so that nobody is told to delete it.
    article(&desk, "a", LEAD);
    let outcome = desk.press(&["check"]);
    assert!(
        !outcome.text.contains("shows media/scene.jpg"),
        "{}",
        outcome.text
    );
}

#[test]
fn a_transparent_one_is_shared_on_white() {
    let desk = Desk::new(&["base"]);
    fs::write(desk.path("content/media/scene.png"), drawing()).unwrap();
    article(&desk, "a", &LEAD.replace(".jpg", ".png"));
    assert_eq!(desk.build().code, 0);
    assert!(media(&desk).iter().any(|file| ending(file) == "jpg"));
}
