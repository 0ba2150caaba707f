//! Fidelity of imports: press publishes what the other system showed, word for word and number for number.
//!
//! Texts are generated as trees. Each is written as HTML, or as WordPress' editor before blocks stored it, and also as
//! what readers see of it: by the rules of HTML for numbers of lists, and those of WordPress for paragraphs.

use std::{fmt::Write, fs, path::Path};

use gazette_model::escape;
use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

use super::{super::fixture::Desk, chance::Chance};

/// Articles of each kind, and blocks of each.
const ARTICLES: usize = 60;
const BLOCKS: usize = 7;

impl Chance {
    fn words(&mut self) -> String {
        const WORDS: [&str; 14] = [
            "harbour", "fee", "1.", "2)", "§ 5", "港口", "a_b", "*star*", "- dash", "# sign",
            "3.1", "[sic]", "(a)", "quay",
        ];
        let count = 1 + self.below(4);
        (0..count)
            .map(|_| self.pick(&WORDS))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A list with numbers, or with marks.
struct List {
    numbers: Option<Numbers>,
    items: Vec<Item>,
}

struct Numbers {
    start: Option<i64>,
    is_reversed: bool,
    kind: char,
}

struct Item {
    words: String,
    value: Option<i64>,
    /// Lists in it; in the source they may stand beside it.
    below: Vec<List>,
    is_beside: bool,
    /// The lists in it stand in an item of their own that shows no mark, as the editor of WordPress writes them.
    is_held: bool,
    is_paragraph: bool,
}

fn list(chance: &mut Chance, depth: usize) -> List {
    const STARTS: [i64; 12] = [
        -3,
        0,
        1,
        1,
        2,
        5,
        9,
        99,
        999_999_997,
        999_999_999,
        1_234_567_890,
        2_000_000_000,
    ];
    let numbers = (!chance.is(3)).then(|| Numbers {
        start: chance.is(2).then(|| chance.pick(&STARTS)),
        is_reversed: chance.is(6),
        kind: chance.pick(&['1', '1', '1', 'a', 'A', 'i', 'I']),
    });
    let has_values = numbers.is_some() && chance.is(4);
    let count = 1 + chance.below(4);
    let are_paragraphs = chance.is(4);
    let items = (0..count).map(|_| Item {
        words: chance.words(),
        value: (has_values && chance.is(2)).then(|| chance.pick(&[1, 3, 4, 7, 40])),
        below: if depth > 0 && chance.is(4) {
            (0..=chance.below(2))
                .map(|_| list(chance, depth - 1))
                .collect()
        } else {
            Vec::new()
        },
        is_beside: chance.is(3),
        is_held: chance.is(5),
        is_paragraph: are_paragraphs,
    });
    List {
        items: items.collect(),
        numbers,
    }
}

impl List {
    fn html(&self, out: &mut String) {
        let name = if self.numbers.is_some() { "ol" } else { "ul" };
        let _ = write!(out, "<{name}");
        if let Some(numbers) = &self.numbers {
            if let Some(start) = numbers.start {
                let _ = write!(out, " start=\"{start}\"");
            }
            if numbers.is_reversed {
                out.push_str(" reversed");
            }
            match numbers.kind {
                'a' => out.push_str(" style=\"list-style-type: lower-alpha;\""),
                '1' => {}
                kind => {
                    let _ = write!(out, " type=\"{kind}\"");
                }
            }
        }
        out.push('>');
        for item in &self.items {
            let value = item
                .value
                .map_or_else(String::new, |value| format!(" value=\"{value}\""));
            let (open, close) = if item.is_paragraph {
                ("<p>", "</p>")
            } else {
                ("", "")
            };
            let _ = write!(out, "<li{value}>{open}{}{close}", item.words);
            let is_held = item.is_held && !item.below.is_empty();
            if is_held {
                out.push_str("</li>\n<li style=\"list-style-type: none\">");
            } else if item.is_beside {
                out.push_str("</li>");
            }
            item.below.iter().for_each(|list| list.html(out));
            if is_held || !item.is_beside {
                out.push_str("</li>");
            }
            out.push('\n');
        }
        let _ = write!(out, "</{name}>");
    }

    /// HTML, "ordinal value".
    fn seen(&self, out: &mut Vec<String>) {
        let is_held = |item: &&Item| item.is_held && !item.below.is_empty();
        let held = self.items.iter().filter(is_held).count();
        let count = i64::try_from(self.items.len() + held).unwrap();
        let mut next = self.numbers.as_ref().map_or(1, |numbers| {
            numbers
                .start
                .unwrap_or(if numbers.is_reversed { count } else { 1 })
        });
        for item in &self.items {
            next = item.value.unwrap_or(next);
            match &self.numbers {
                Some(numbers) => {
                    out.push(format!("({})", number(next, numbers.kind)));
                    next += if numbers.is_reversed { -1 } else { 1 };
                }
                None => out.push("(•)".into()),
            }
            say(&item.words, out);
            item.below.iter().for_each(|list| list.seen(out));
            if let Some(numbers) = self.numbers.as_ref().filter(|_| is_held(&item)) {
                // Nobody sees its number, but it counts.
                next += if numbers.is_reversed { -1 } else { 1 };
            }
        }
    }
}

/// A number as browsers show it (CSS Counter Styles).
fn number(number: i64, kind: char) -> String {
    let cased = |text: String| {
        if kind.is_ascii_uppercase() {
            text.to_uppercase()
        } else {
            text
        }
    };
    match kind.to_ascii_lowercase() {
        'a' if number > 0 => {
            let (mut rest, mut text) = (number, String::new());
            while rest > 0 {
                rest -= 1;
                text.insert(0, char::from(b'a' + u8::try_from(rest % 26).unwrap()));
                rest /= 26;
            }
            cased(text)
        }
        'i' if (1..4000).contains(&number) => {
            const SIGNS: [(i64, &str); 13] = [
                (1000, "m"),
                (900, "cm"),
                (500, "d"),
                (400, "cd"),
                (100, "c"),
                (90, "xc"),
                (50, "l"),
                (40, "xl"),
                (10, "x"),
                (9, "ix"),
                (5, "v"),
                (4, "iv"),
                (1, "i"),
            ];
            let (mut rest, mut text) = (number, String::new());
            for (value, sign) in SIGNS {
                while rest >= value {
                    text.push_str(sign);
                    rest -= value;
                }
            }
            cased(text)
        }
        _ => number.to_string(),
    }
}

fn say(words: &str, out: &mut Vec<String>) {
    out.extend(words.split_whitespace().map(ToOwned::to_owned));
}

/// A block as HTML, and as what readers see.
fn html_block(chance: &mut Chance, source: &mut String, seen: &mut Vec<String>) {
    match chance.below(8) {
        0 => {
            let words = chance.words();
            let _ = write!(source, "<p>{words}</p>");
            seen.push("¶".into());
            say(&words, seen);
        }
        1 => {
            let list = list(chance, 2);
            source.push_str("<blockquote>");
            list.html(source);
            source.push_str("</blockquote>");
            seen.push(">".into());
            list.seen(seen);
        }
        2 => {
            let (list, words) = (list(chance, 1), chance.words());
            source.push_str("<table><tr><th>Name</th><th>What</th></tr><tr><td>");
            list.html(source);
            let _ = write!(source, "</td><td>{words}</td></tr></table>");
            say("Name What", seen);
            list.seen(seen);
            say(&words, seen);
        }
        3 => {
            let lines: Vec<String> = (0..=chance.below(4))
                .map(|_| {
                    if chance.is(4) {
                        String::new()
                    } else {
                        chance.words()
                    }
                })
                .collect();
            let lines: Vec<String> =
                [vec!["first".to_owned()], lines, vec!["last".to_owned()]].concat();
            let end = chance.pick(&["\n", "<br>", "<br />"]);
            let (open, close) = chance.pick(&[
                ("<pre>", "</pre>"),
                ("<pre><code>", "</code></pre>"),
                ("<pre><b>", "</b></pre>"),
            ]);
            let _ = write!(source, "{open}{}{close}", lines.join(end));
            for line in lines {
                seen.push("|".into());
                say(&line, seen);
            }
        }
        _ => {
            let list = list(chance, 2);
            list.html(source);
            list.seen(seen);
        }
    }
    source.push('\n');
}

/// A block as WordPress stored it before its block editor, and as it shows it (`wpautop`).
fn classic_block(chance: &mut Chance, source: &mut String, seen: &mut Vec<String>) {
    let gap = chance.pick(&["\n\n", "\n\n\n", "\n \t\n", "<br><br>"]);
    let line = |chance: &mut Chance| chance.pick(&["\n", "<br />\n", "<br>\n"]);
    match chance.below(7) {
        0 => {
            let (title, words) = (chance.words(), chance.words());
            let _ = write!(source, "<h2>{title}</h2>\n{words}");
            seen.push("##".into());
            say(&title, seen);
            seen.push("¶".into());
            say(&words, seen);
        }
        1 => {
            let (one, other) = (chance.words(), chance.words());
            let _ = write!(source, "<blockquote>{one}\n\n{other}</blockquote>");
            seen.push(">".into());
            for words in [one, other] {
                seen.push("¶".into());
                say(&words, seen);
            }
        }
        2 => {
            let words: Vec<String> = (0..3).map(|_| chance.words()).collect();
            let _ = write!(
                source,
                "<ol>\n\t<li>{}</li>\n\n\t<li>{}\n{}</li>\n</ol>",
                words[0], words[1], words[2]
            );
            seen.push("(1)".into());
            say(&words[0], seen);
            seen.push("(2)".into());
            say(&words[1], seen);
            seen.push("/".into());
            say(&words[2], seen);
        }
        3 => {
            let (one, other) = (chance.words(), chance.words());
            let _ = write!(source, "<pre>{one}\n\n{other}</pre>");
            for words in [one, String::new(), other] {
                seen.push("|".into());
                say(&words, seen);
            }
        }
        4 => {
            let (one, other) = (chance.words(), chance.words());
            let _ = write!(
                source,
                "<table><tr><td>{one}\n{other}</td><td>x</td></tr></table>"
            );
            say(&one, seen);
            seen.push("/".into());
            say(&other, seen);
            say("x", seen);
        }
        _ => {
            seen.push("¶".into());
            for at in 0..=chance.below(3) {
                if at > 0 {
                    source.push_str(line(chance));
                    seen.push("/".into());
                }
                let words = chance.words();
                source.push_str(&words);
                say(&words, seen);
            }
        }
    }
    source.push_str(if source.ends_with('>') { "\n\n" } else { gap });
}

/// Text of a page's article, as readers see it.
fn published(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let prose = Selector::parse(".prose").unwrap();
    let body = html.select(&prose).next().unwrap();
    let mut seen = Vec::new();
    children(body, &mut seen);
    seen
}

fn children(parent: ElementRef<'_>, seen: &mut Vec<String>) {
    for child in parent.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => say(text, seen),
            (_, Some(element)) => element_seen(element, seen),
            _ => {}
        }
    }
}

fn element_seen(element: ElementRef<'_>, seen: &mut Vec<String>) {
    let is_in = |names: &[&str]| {
        let parent = element.parent().and_then(ElementRef::wrap);
        parent.is_some_and(|parent| names.contains(&parent.value().name()))
    };
    match element.value().name() {
        "p" if !is_in(&["li", "td"]) => seen.push("¶".into()),
        "br" => seen.push("/".into()),
        "blockquote" => seen.push(">".into()),
        "h2" | "h3" => seen.push("##".into()),
        "pre" => {
            for line in element
                .text()
                .collect::<String>()
                .trim_end_matches('\n')
                .split('\n')
            {
                seen.push("|".into());
                say(line, seen);
            }
            return;
        }
        "ul" | "ol" => return list_seen(element, seen),
        _ => {}
    }
    children(element, seen);
}

/// The numbers that a browser shows.
fn list_seen(list: ElementRef<'_>, seen: &mut Vec<String>) {
    let items: Vec<ElementRef<'_>> = list.children().filter_map(ElementRef::wrap).collect();
    let is_reversed = list.attr("reversed").is_some();
    let first = if is_reversed {
        i64::try_from(items.len()).unwrap()
    } else {
        1
    };
    let mut next = list
        .attr("start")
        .map_or(first, |start| start.parse().unwrap());
    let kind = list.attr("type").unwrap_or("1").chars().next().unwrap();
    for item in items {
        assert_eq!(item.value().name(), "li", "{}", list.html());
        next = item
            .attr("value")
            .map_or(next, |value| value.parse().unwrap());
        if list.value().name() == "ol" {
            seen.push(format!("({})", number(next, kind)));
        } else {
            seen.push("(•)".into());
        }
        next += if is_reversed { -1 } else { 1 };
        children(item, seen);
    }
}

type Make = fn(&mut Chance, &mut String, &mut Vec<String>);

/// A kind of export with posts of HTML.
#[derive(Clone, Copy)]
enum Export {
    /// Blocks of HTML in WordPress.
    WordPress,
    /// WordPress before it had blocks.
    Classic,
    Rss,
    Atom,
    JsonFeed,
    /// Pages of HTML in a folder.
    Hugo,
}

impl Export {
    /// Command, and arguments after it.
    fn command(self) -> &'static [&'static str] {
        match self {
            Self::WordPress | Self::Classic => &["wordpress", "export"],
            Self::Rss | Self::Atom => &["feed", "export"],
            Self::JsonFeed => &["json-feed", "export"],
            Self::Hugo => &["hugo", "site"],
        }
    }

    /// Lays out texts as its posts.
    fn lay_out(self, desk: &Desk, texts: &[String]) {
        let posts = texts.iter().enumerate();
        let posts = posts.map(|(number, text)| (number, self.post(number, text)));
        if matches!(self, Self::Hugo) {
            super::write(
                desk,
                "site/hugo.toml",
                "baseURL = \"https://old.example/\"\n",
            );
            for (number, post) in posts {
                super::write(
                    desk,
                    &format!("site/content/posts/case-{number}.html"),
                    &post,
                );
            }
            return;
        }
        let posts: Vec<String> = posts.map(|(_, post)| post).collect();
        let export = match self {
            Self::Atom => format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><link href=\"https://old.example/\"/>{}</feed>",
                posts.concat()
            ),
            Self::JsonFeed => format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"language\": \"en\", \
                 \"home_page_url\": \"https://old.example/\", \"items\": [{}]}}",
                posts.join(",")
            ),
            _ => format!(
                "<rss><channel><link>https://old.example</link><language>en</language>{}</channel></rss>",
                posts.concat()
            ),
        };
        fs::write(desk.path("export"), export).unwrap();
    }

    fn post(self, number: usize, text: &str) -> String {
        let link = format!("https://old.example/case-{number}/");
        let (before, after) = match self {
            Self::WordPress => ("<!-- wp:html -->", "<!-- /wp:html -->"),
            _ => ("", ""),
        };
        match self {
            Self::WordPress | Self::Classic => format!(
                "<item><title>Case {number}</title><link>{link}</link><wp:post_id>{number}</wp:post_id>\
                 <wp:post_date>2020-03-04 10:00:00</wp:post_date><wp:status>publish</wp:status>\
                 <wp:post_type>post</wp:post_type>\
                 <content:encoded><![CDATA[{before}{text}{after}]]></content:encoded></item>"
            ),
            Self::Rss => format!(
                "<item><title>Case {number}</title><link>{link}</link><guid>{link}</guid>\
                 <pubDate>Wed, 04 Mar 2020 10:00:00 GMT</pubDate><description>{}</description></item>",
                escape(text)
            ),
            Self::Atom => format!(
                "<entry><title>Case {number}</title><link href=\"{link}\"/><id>{link}</id>\
                 <published>2020-03-04T10:00:00Z</published><updated>2020-03-04T10:00:00Z</updated>\
                 <content type=\"html\">{}</content></entry>",
                escape(text)
            ),
            Self::JsonFeed => serde_json::json!({
                "id": link, "url": link, "title": format!("Case {number}"), "content_html": text,
                "date_published": "2020-03-04T10:00:00Z",
            })
            .to_string(),
            Self::Hugo => format!(
                "---\ntitle: Case {number}\ndate: 2020-03-04\nslug: case-{number}\n---\n{text}\n"
            ),
        }
    }
}

fn comes_out_as_it_was(make: Make, seed: u64, export: Export) {
    let mut chance = Chance(seed);
    let desk = Desk::new(&["base"]);
    let mut wanted = Vec::new();
    for _ in 0..ARTICLES {
        let (mut source, mut shown) = (String::new(), Vec::new());
        for _ in 0..BLOCKS {
            make(&mut chance, &mut source, &mut shown);
        }
        wanted.push((source, shown));
    }
    let texts: Vec<String> = wanted.iter().map(|(source, _)| source.clone()).collect();
    export.lay_out(&desk, &texts);
    let told = desk.press(&[&["import"], export.command()].concat());
    assert!(
        told.text.contains(&format!("Manuscripts: {ARTICLES} new")),
        "{}",
        told.text
    );
    let built = desk.build();
    assert_eq!(built.code, 0, "{}", built.text);
    for (number, (source, shown)) in wanted.iter().enumerate() {
        let page = desk.read(&format!("news/case-{number}/index.html"));
        let manuscript = Path::new("content/news").join(format!("case-{number}.md"));
        let written = fs::read_to_string(desk.path(manuscript.to_str().unwrap())).unwrap();
        assert_eq!(published(&page), *shown, "{source}\n\n{written}");
    }
}

#[test]
fn html_keeps_its_words_and_numbers() {
    use Export::{Atom, Hugo, JsonFeed, Rss, WordPress};
    let all = [
        (WordPress, 17),
        (Rss, 18),
        (Atom, 19),
        (JsonFeed, 20),
        (Hugo, 21),
    ];
    all.par_iter()
        .for_each(|(export, seed)| comes_out_as_it_was(html_block, *seed, *export));
}

#[test]
fn wordpress_paragraphs_are_where_they_were() {
    comes_out_as_it_was(classic_block, 97, Export::Classic);
}
