//! Whatever texts hold, each feed and each sitemap can be read, and says what the editor wrote.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use feed_rs::{model::Text as FeedText, parser};
use gazette_content::{
    body::{Body, Nodes},
    check::check,
    checked_site::{Checked, CheckedSite},
    config::ids::LanguageId,
    manuscript::{Attachment, LeadImage},
    source::load::{Sources, decode},
    visibility::{AsOf, Audience},
};
use gazette_diagnostics::problem::Problems;
use gazette_image::picture::{Crop, Focus, Picture, Shape, Variant, VariantFormat};
use gazette_model::{Attribute, Element, Node, Site, Tag};
use gazette_publish::{feed, feed::Feed, sitemap};
use proptest::prelude::*;
use scraper::Html;

use super::{fixture::Desk, press::good};

const SITE: &str = include_str!("fixtures/base/content/site.toml");
const STRINGS: &str = include_str!("../../content/strings/en.toml");
const NOW: &str = "2026-01-06T00:00:00Z";

/// A text for every field, quoted as TOML.
fn sources(text: &str) -> Sources {
    let quoted = toml::Value::from(text).to_string();
    let site = SITE
        .replace("\"A test\"", &quoted)
        .replace("\"Water\"", &quoted)
        .replace("\"The agency\"", &quoted);
    let article = format!(
        "+++\ntitle = {quoted}\nsummary = {quoted}\npublished = 2026-01-05\ntopics = [\"water\"]\n\
         contact = {{ organization = {quoted}, phone = \"030 227 0\" }}\n\n[[history]]\nkind = \"update\"\n\
         date = 2026-01-05\ntext = {quoted}\n+++\n\nText.\n"
    );
    let page = "+++\ntitle = \"P\"\nsummary = \"S\"\n+++\n".to_owned();
    let texts = [
        ("news/a.md", article),
        ("pages/404.md", page.clone()),
        ("pages/home.md", page),
        ("site.toml", site),
        ("strings/en.toml", STRINGS.into()),
    ];
    let texts = texts.map(|(path, text)| (path.to_owned(), decode(path, text.into()).0));
    Sources {
        texts: texts.into(),
        media: BTreeMap::new(),
        statics: BTreeMap::new(),
        problems: Problems::default(),
    }
}

fn checked(text: &str) -> Result<Checked, Problems> {
    let as_of = AsOf {
        now: NOW.parse().unwrap(),
        audience: Audience::Readers,
    };
    check(sources(text), as_of)
}

/// Texts that are handed out one after another, each field another one.
struct Texts<'a>(std::iter::Cycle<std::slice::Iter<'a, String>>);

impl Texts<'_> {
    fn next(&mut self) -> String {
        self.0.next().unwrap().clone()
    }
}

/// Puts texts where the check has looked already: into every field that reaches a feed or sitemap.
fn put(edition: &mut CheckedSite, texts: &[String]) {
    let mut texts = Texts(texts.iter().cycle());
    let picture = Arc::new(picture());
    for manuscript in &mut edition.manuscripts {
        (manuscript.title, manuscript.summary) = (texts.next(), texts.next());
        let Some(news) = &mut manuscript.news else {
            continue;
        };
        news.location = Some(texts.next());
        for note in &mut news.history {
            note.text = texts.next();
        }
        if let Some(contact) = &mut news.contact {
            contact.organization = Some(texts.next());
            contact.person = Some(texts.next());
            contact.email = Some(texts.next());
        }
        news.attachments = vec![Attachment {
            title: texts.next(),
            file: "a.pdf".into(),
            address: format!("media/{}", texts.next()),
            bytes: 1,
            lang: texts.next(),
        }];
        news.image = Some(LeadImage {
            picture: Arc::clone(&picture),
            path: texts.next(),
            span: 0..0,
            alt: texts.next(),
            caption: Some(texts.next()),
            credit: Some(texts.next()),
            focus: FOCUS,
        });
    }
    edition.crops = [((picture.address.clone(), FOCUS), vec![crop()])].into();
    edition.config.change(|config| {
        for locale in &mut config.languages {
            let site: &mut Site = Arc::make_mut(&mut locale.site);
            (site.name, site.tagline) = (texts.next(), texts.next());
            site.footer.organization = texts.next();
            for topic in locale.topics.values_mut() {
                topic.name = texts.next();
            }
        }
    });
    for Body { nodes, .. } in &mut edition.bodies {
        *nodes = Nodes::new(&body(&mut texts));
    }
}

const FOCUS: Focus = Focus { x: 50, y: 50 };

fn picture() -> Picture {
    let bytes = include_bytes!("fixtures/base/content/media/dot.png");
    Picture::read(Path::new("dot.png"), bytes.to_vec()).unwrap_or_else(|_| panic!("a picture"))
}

fn crop() -> Crop {
    Crop {
        shape: Shape::Wide,
        height: 675,
        variant: Variant {
            kind: VariantFormat::Jpeg,
            width: 1200,
            hash: 1,
            bytes: 1,
        },
    }
}

/// A body that says something hostile wherever a body can.
fn body(texts: &mut Texts<'_>) -> Vec<Node> {
    let mut text = |tag| Node::Element(Element::new(tag, vec![Node::Text(texts.next())]));
    let children: Vec<Node> = [Tag::P, Tag::H2, Tag::Code, Tag::Pre, Tag::Em, Tag::Td]
        .map(&mut text)
        .into();
    let mut all = vec![Node::Element(Element::new(Tag::Div, children))];
    for (tag, attributes) in [
        (Tag::A, vec![Attribute::Href, Attribute::Title]),
        (Tag::Img, vec![Attribute::Src, Attribute::Alt]),
        (Tag::Blockquote, vec![Attribute::Cite, Attribute::Id]),
    ] {
        let mut element = Element::new(tag, Vec::new());
        for name in attributes {
            element.set(name, texts.next());
        }
        all.push(Node::Element(element));
    }
    all
}

/// The documents of a feed with its newest articles: path, bytes.
fn written(feed: &Feed<'_>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let files = feed::write(&feed.part(None)).unwrap();
    feed.paths(None).into_iter().zip(files)
}

/// Every XML file of an edition.
fn documents(edition: &CheckedSite) -> Vec<(String, String)> {
    let feeds = feed::feeds(edition, LanguageId::FIRST);
    let mut files: Vec<(String, Vec<u8>)> = feeds.iter().flat_map(written).collect();
    files.extend(sitemap::sitemaps(edition).unwrap());
    files.retain(|(path, _)| path.rsplit('.').next() == Some("xml"));
    let text = |(path, bytes)| (path, String::from_utf8(bytes).unwrap());
    files.into_iter().map(text).collect()
}

/// Characters that markup is made of, that nobody can see, and of any script.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        2 => (0..0x20_u8).prop_map(|c| char::from(c).into()),
        1 => (0x7f..0xa0_u8).prop_map(|c| char::from(c).into()),
        1 => prop::sample::select(vec!["\u{fffe}", "\u{ffff}", "\u{fdd0}", "\u{1ffff}", "\u{feff}"])
            .prop_map(String::from),
        // Directions, joiners, tags, letters of their own, half a flag.
        1 => prop::sample::select(vec!["\u{202e}", "\u{2066}", "\u{200d}", "\u{e0001}", "\u{e000}", "\u{1f1f9}", "\u{85}"])
            .prop_map(String::from),
        3 => prop::sample::select(vec!["]]>", "<![CDATA[", "<", ">", "&", "\"", "'", "&#16;", "&amp;", "-->", "<?", "\u{2028}",
            "&#xD800;", "&#xdfff;", "&#0;", "&nbsp;", "<!DOCTYPE a [", "<!ENTITY b \"c\">", "</title>", "<?xml version=\"1.1\"?>",
            "\r\n", "xmlns:x=\"y\""])
            .prop_map(String::from),
    ];
    let text = prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat());
    prop_oneof![
        60 => text.clone(),
        // Much longer than what readers and writers read at a time.
        1 => (text, 500..3000_usize).prop_map(|(text, times)| text.repeat(times / (text.len() + 1))),
    ]
}

/// Tells whether no document may hold a character, said once more than press does.
fn is_forbidden(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || (u32::from(c) & 0xfffe) == 0xfffe;
    (c.is_control() && !"\t\n\r".contains(c)) || is_noncharacter
}

/// A text as each document holds it: without what XML forbids, and with line ends as XML reads them in content.
fn kept(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a document as strictly as XML 1.0 demands: the parser takes a reference to half a pair or to a noncharacter.
fn read(document: &str) -> Result<roxmltree::Document<'_>, String> {
    for (at, _) in document.match_indices("&#") {
        let number = document[at + 2..].split(';').next().unwrap_or_default();
        let number = match number.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let named = number.ok().and_then(char::from_u32);
        if named.is_none_or(is_forbidden) {
            return Err(format!("a reference to no character at {at}"));
        }
    }
    roxmltree::Document::parse(document).map_err(|error| error.to_string())
}

/// Texts of the elements of a name.
fn texts_of(document: &roxmltree::Document<'_>, name: &str) -> Vec<String> {
    let all = document
        .descendants()
        .filter(|node| node.has_tag_name(name));
    all.map(|node| kept(node.text().unwrap_or_default()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_reaches_a_feed_or_sitemap_it_can_be_read(texts in prop::collection::vec(hostile(), 1..8)) {
        thread_local! {
            static CHECKED: std::cell::RefCell<Checked> = std::cell::RefCell::new(
                checked("Plain").unwrap_or_else(|problems| panic!("{problems:?}")),
            );
        }
        let (documents, title) = CHECKED.with_borrow_mut(|checked| {
            put(&mut checked.site, &texts);
            let news = checked.site.manuscripts.iter().find(|it| it.news.is_some());
            (documents(&checked.site), news.map(|it| kept(&it.title)).unwrap())
        });
        assert_eq!(documents.len(), 6);
        for (path, document) in documents {
            let parsed = read(&document);
            prop_assert!(parsed.is_ok(), "{path}: {:?}: {document:?}", parsed.err());
            let parsed = parsed.unwrap();
            let titles = match path.as_str() {
                "sitemap.xml" => continue,
                "sitemap-news.xml" => texts_of(&parsed, "title"),
                _ => texts_of(&parsed, "title").split_off(1),
            };
            prop_assert_eq!(titles, [title.clone()], "{}: {:?}", path, document);
        }
    }
}

/// A parser that let such documents pass would show nothing.
#[test]
fn the_parser_refuses_what_is_no_xml() {
    for content in [
        "\u{10}",
        "\u{ffff}",
        "&#16;",
        "&#xD800;",
        "&#xFFFE;",
        "&nbsp;",
        "a & b",
        "a < b",
        "]]>",
        "<b>",
        "</b>",
        "<b c=\"<\"/>",
        "<b c=\"\u{1}\"/>",
        "<b c=\"1\" c=\"2\"/>",
        "<x:b/>",
        "<!-- -- -->",
        "<?xml version=\"1.0\"?>",
    ] {
        let document = format!("<a>{content}</a>");
        assert!(read(&document).is_err(), "{document:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_check_finds_what_no_document_can_hold(text in hostile()) {
        let text = format!("A{text}");
        let problems = match checked(&text) {
            Ok(checked) => checked.report.warnings,
            Err(problems) => problems,
        };
        let found: Vec<_> = problems.iter().filter(|it| it.rule() == "text::control-character").collect();
        prop_assert_eq!(!found.is_empty(), text.contains(is_forbidden), "{:?}", text);
        for problem in found {
            prop_assert!(problem.is_error());
            let (source, span) = problem.place().unwrap();
            let written = &source.inner()[span];
            prop_assert!(written.starts_with('\\') || written.contains(is_forbidden), "{written:?}");
        }
    }
}

/// Text of a field as a feed reader shows it: plain, or rendered from its HTML.
fn shown(text: &FeedText) -> String {
    match text.content_type.as_ref() {
        "text/html" => html(&text.content),
        _ => text.content.clone(),
    }
}

fn html(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    tree.root_element().text().collect()
}

#[test]
fn readers_of_feeds_see_what_editors_wrote() {
    for text in [
        "Use the <select> element",
        "AT&T & friends: 5 < 6 > 4",
        "&lt;b&gt; is written &amp;lt;b&amp;gt;",
        "\"Quoted\" 'too' ]]> <![CDATA[ x ]]>",
        "<script>alert(1)</script> 新聞 𠮷",
    ] {
        let checked = checked(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let feeds = feed::feeds(&checked.site, LanguageId::FIRST);
        for (path, bytes) in feeds.iter().flat_map(written) {
            let feed = parser::parse(bytes.as_slice()).unwrap();
            let entry = &feed.entries[0];
            let field = |text: &Option<FeedText>| text.as_ref().map(shown).unwrap();
            // RSS has titles of plain text, and descriptions of HTML; the parser tells neither apart.
            let is_rss = path.ends_with("rss.xml");
            let summary = if is_rss {
                html(&entry.summary.as_ref().unwrap().content)
            } else {
                field(&entry.summary)
            };
            assert_eq!(entry.title.as_ref().unwrap().content, text, "{path}");
            assert_eq!(summary, text, "{path}");
            let content = entry.content.as_ref().unwrap().body.as_ref().unwrap();
            assert!(html(content).contains(text), "{path}: {content}");
            if !path.starts_with("feeds/") {
                let title = &feed.title.as_ref().unwrap().content;
                assert_eq!(*title, format!("{text} – Test"), "{path}");
            }
            let description = feed.description.as_ref().unwrap();
            let description = if is_rss {
                html(&description.content)
            } else {
                shown(description)
            };
            assert_eq!(description, text, "{path}");
        }
    }
}

/// Other line ends and a byte order mark are no part of what is published.
#[test]
fn line_ends_and_marks_change_nothing() {
    let plain = good();
    let article = "content/news/item-00.md";
    let text = fs::read_to_string(plain.path(article)).unwrap();
    let text = text.replace("\r\n", "\n") + "\n```\na\nb\n```\n\nA\\\nB\n";
    let build = |change: &dyn Fn(&str) -> String| -> Vec<(String, Vec<u8>)> {
        let desk = good();
        fs::write(desk.path(article), change(&text)).unwrap();
        for file in ["content/site.toml", "content/strings/en.toml"] {
            let text = fs::read_to_string(desk.path(file)).unwrap();
            fs::write(desk.path(file), change(&text.replace("\r\n", "\n"))).unwrap();
        }
        desk.build_at(NOW);
        let read = |file: String| {
            (
                file.clone(),
                fs::read(desk.path("dist").join(file)).unwrap(),
            )
        };
        desk.files().into_iter().map(read).collect()
    };
    let wanted = build(&ToOwned::to_owned);
    let marked = |text: &str| format!("\u{feff}{text}");
    let windows = |text: &str| text.replace('\n', "\r\n");
    let old_mac = |text: &str| text.replace('\n', "\r");
    let changes: [&dyn Fn(&str) -> String; 3] = [&marked, &windows, &old_mac];
    for change in changes {
        assert!(build(change) == wanted);
    }
}

#[test]
fn control_characters_are_shown_where_they_stand() {
    let desk = Desk::new(&["base"]);
    for (text, place) in [
        ("A bell \u{10} here.", "content/news/a.md:7:8"),
        ("Two\n\n\u{feff}新 \u{b}", "content/news/a.md:9:4"),
        ("And &#1; one.", "content/news/a.md:7:5"),
    ] {
        let front = "+++\ntitle = \"A\"\nsummary = \"S\"\npublished = 2026-01-02\n+++\n\n";
        fs::create_dir_all(desk.path("content/news")).unwrap();
        fs::write(desk.path("content/news/a.md"), [front, text].concat()).unwrap();
        let outcome = desk.press(&["check"]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(outcome.text.contains(place), "{}", outcome.text);
        assert!(!outcome.text.contains(['\u{10}', '\u{b}']));
        // A draft's mistakes hold up nobody.
        let draft = [&front.replace("\n+++\n\n", "\ndraft = true\n+++\n\n"), text].concat();
        fs::write(desk.path("content/news/a.md"), draft).unwrap();
        let outcome = desk.press(&["check"]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
    }
}
