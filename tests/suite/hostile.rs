//! Exports that were made to harm: each is told apart or read, none stops press or leads out of its folders.

use std::{fs, iter::repeat_n};

use clap::ValueEnum;
use gazette_import::{ExportFormat, ExportItem, read, to_markdown};
use proptest::prelude::*;

use super::fixture::{Desk, files};

/// Reads an export: its items, or what is wrong with it, in short.
fn told(kind: ExportFormat, bytes: &[u8]) -> Vec<String> {
    let mut told = Vec::new();
    read(kind, bytes, "a.md", &mut |found| {
        told.push(match found {
            ExportItem::Item(item) => item.title,
            ExportItem::Trouble(place, why) => format!("{place}: {why}"),
            ExportItem::File(..) | ExportItem::Other(_) => String::new(),
        });
    });
    told
}

fn item(inside: &str) -> String {
    format!(
        "<rss><channel>\n<item><guid>1</guid><pubDate>2020-01-02</pubDate>{inside}</item></channel></rss>"
    )
}

fn many(text: &str, times: usize) -> String {
    repeat_n(text, times).collect()
}

#[test]
fn entities_are_not_expanded() {
    let laughs = format!(
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"{}\">]>{}",
        many("&a;", 10),
        item("<title>&b;</title>")
    );
    assert_eq!(told(ExportFormat::Feed, laughs.as_bytes()), ["&b;"]);
    let anchors = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                   d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n\
                   g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\ntitle: x\n---\n";
    let told = told(ExportFormat::Hugo, anchors.as_bytes());
    assert!(told.len() == 1 && told[0].starts_with("a.md:"), "{told:?}");
}

#[test]
fn depth_has_an_end() {
    let deep = item(&many("<a>", 100_000));
    assert_eq!(
        told(ExportFormat::Feed, deep.as_bytes()),
        ["a.md:2: elements are nested too deeply"]
    );
    let json = many("[", 100_000);
    assert!(
        told(ExportFormat::JsonFeed, json.as_bytes())[0].starts_with("a.md:1: recursion limit")
    );
    let yaml = format!("---\na: {}\n---\n", many("[", 100_000));
    assert_eq!(told(ExportFormat::Jekyll, yaml.as_bytes()).len(), 1);
    let toml = format!("+++\na = {}\n+++\n", many("[", 100_000));
    assert_eq!(told(ExportFormat::Zola, toml.as_bytes()).len(), 1);
    let html = format!(
        "{}deep{}",
        many("<div><blockquote>", 5_000),
        many("</blockquote></div>", 5_000)
    );
    assert!(to_markdown(&html).contains("deep"));
    let codes = (0..2_000).map(|n| ["[a", &n.to_string(), " b=c]"].concat());
    let ends = (0..2_000)
        .rev()
        .map(|n| ["[/a", &n.to_string(), "]"].concat());
    let (codes, ends): (String, String) = (codes.collect(), ends.collect());
    let post = item(&format!(
        "<title>t</title><content:encoded><![CDATA[{codes}x{ends}]]></content:encoded>"
    ));
    assert_eq!(told(ExportFormat::Wordpress, post.as_bytes()), ["t"]);
}

#[test]
fn what_is_cut_off_or_garbled_says_where() {
    for (kind, bytes, expected) in [
        (
            ExportFormat::Wordpress,
            &b"<rss>\n<item>\n<title>"[..],
            "a.md:3: the file ends in the middle",
        ),
        (
            ExportFormat::Feed,
            b"<rss>\n<item></title>",
            "a.md:2: ill-formed document: expected `</item>`, but `</title>` was found",
        ),
        (
            ExportFormat::Govuk,
            b"{\n\"base_path\":",
            "a.md:2: EOF while parsing a value at line 2 column 12",
        ),
        (
            ExportFormat::Hugo,
            b"+++\ntitle = \n+++\n",
            "a.md:2: string values must be quoted, expected literal string",
        ),
        (
            ExportFormat::Hugo,
            b"---\ntitle: x\n",
            "a.md:1: the front matter is never closed by ---",
        ),
        (
            ExportFormat::Hugo,
            b"\xff\xfe",
            "a.md: it is not UTF-8 text: save it anew as UTF-8",
        ),
    ] {
        assert_eq!(told(kind, bytes), [expected], "{bytes:?}");
    }
}

#[test]
fn names_do_not_lead_out_of_their_folders() {
    let desk = Desk::new(&["base"]);
    fs::create_dir_all(desk.path("uploads")).unwrap();
    let dot = desk.path("content/media/dot.png");
    fs::copy(&dot, desk.path("secret.png")).unwrap();
    fs::copy(&dot, desk.path("uploads/..hidden.png")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.path("secret.png"), desk.path("uploads/link.png")).unwrap();
    let names = [
        "../secret.png",
        "/uploads/../secret.png",
        "%2e%2e/secret.png",
        "..%5csecret.png",
        "link.png",
        "..hidden.png",
        "a%00.png",
    ];
    let images = names.map(|name| ["<img src=\"", name, "\" alt=\"x\">"].concat());
    let images = images.concat();
    let entry = item(&format!(
        "<title>../../etc/\u{7}passwd</title><link>../../../x</link><description><![CDATA[{images}]]></description>"
    ));
    fs::write(desk.path("feed.xml"), entry).unwrap();
    let before = files(&desk.path("content"));
    let outcome = desk.press(&["import", "feed", "feed.xml", "--media", "uploads"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let new: Vec<String> = files(&desk.path("content"))
        .into_iter()
        .filter(|file| !before.contains(file))
        .collect();
    assert_eq!(new, [".import/ledger.json", "news/x.md"]);
    let text = fs::read_to_string(desk.path("content/news/x.md")).unwrap();
    assert!(
        text.contains("title = \"../../etc/passwd\"") && !text.contains("media/"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pieces of every syntax in any order.
    #[test]
    fn nothing_makes_it_panic(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "<p>", "</p>", "<b>", "</i>", "<table>", "<tr>", "<td colspan=9>", "<th>", "<ul>", "<li>", "<dl>", "<dt>", "<dd>",
            "<img src=a.png>", "<a href=\"#x\">", "<h1 id=x>", "<h6>", "<sup><a href=\"#n\">1</a></sup>", "<li id=n>", "<pre>",
            "<figure>", "<figcaption>", "<iframe src=//x>", "<div role=note>", "&amp;", "&#0;", "\u{f8f0}", "新聞", " ", "\n\n",
            "**", "`", "[a]", "[/a]", "[caption]", "{{< x", ">}}", "{%", "%}", "---\n", "+++\n", "{", "]]>", "<![CDATA[",
            "<item>", "</item>", "<entry>", "<title>", "</title>", "\"", "a: ", "[", "(x)", "|", "\\", "~", ":", "#",
        ]), 0..40)) {
        let text = pieces.concat();
        to_markdown(&text);
        for kind in ExportFormat::value_variants() {
            told(*kind, text.as_bytes());
        }
    }
}
