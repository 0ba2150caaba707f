//! Fidelity: sites that are made up here, rendered by a small reference of each generator's documented behaviour, and
//! compared word for word, number for number and link for link with what press publishes of them.

use std::{collections::BTreeMap, fs};

use rayon::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::{super::fixture::Desk, chance::Chance, write};

/// A post: what its file holds, and what readers are to see.
struct Post {
    file: String,
    text: String,
    slug: String,
    title: String,
    /// Words and numbers, those of lists among them.
    words: Vec<String>,
    links: Vec<String>,
    /// Its address on the site that it comes from.
    address: String,
}

const WORDS: [&str; 12] = [
    "river",
    "§ 12",
    "1,101.50",
    "quay",
    "Über",
    "市政",
    "№ 7",
    "2026-01-05",
    "No",
    "007",
    "half-open",
    "don't",
];

/// Titles as people write them without quotation marks.
const TITLES: [&str; 8] = [
    "007",
    "No",
    "2009-5-21",
    "12:30",
    "1.10",
    "Off",
    "Null and void",
    "New signs & rules",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Hugo,
    Jekyll,
    Zola,
}

use System::{Hugo, Jekyll, Zola};

impl System {
    fn name(self) -> &'static str {
        match self {
            Hugo => "hugo",
            Jekyll => "jekyll",
            Zola => "zola",
        }
    }

    fn config(self) -> (&'static str, &'static str) {
        match self {
            Hugo => (
                "hugo.yml",
                "baseURL: https://old.example/\npermalinks: {posts: \"/:year/:slug/\"}\ntaxonomies: {series: series}\n",
            ),
            Jekyll => (
                "_config.yml",
                "url: https://old.example\nbaseurl: /blog\npermalink: /:categories/:year/:title/\nmotto: Keep right\n",
            ),
            Zola => ("config.toml", "base_url = \"https://old.example\"\n"),
        }
    }
}

/// Source of a block, and the text that readers see of it.
struct Block {
    source: String,
    words: String,
    link: Option<usize>,
}

fn sentence(chance: &mut Chance) -> String {
    let count = 3 + chance.below(6);
    (0..count)
        .map(|_| chance.pick(&WORDS))
        .collect::<Vec<_>>()
        .join(" ")
        + "."
}

fn plain(source: String, words: String) -> Block {
    Block {
        source,
        words,
        link: None,
    }
}

/// A block of Markdown that all three read alike, or one of a system's own.
fn block(system: System, chance: &mut Chance, posts: usize) -> Block {
    let text = sentence(chance);
    match chance.below(9) {
        0 => plain(format!("**{text}** *more*"), format!("{text} more")),
        1 => numbered(system, chance),
        2 => {
            let number = chance.below(10_000);
            plain(
                format!("| Day | Sum |\n|---|---:|\n| Mon | {number} |"),
                format!("Day Sum Mon {number}"),
            )
        }
        3 => plain(format!("> {text}"), text),
        4 => {
            let to = chance.below(posts);
            Block {
                source: format!("See [{text}]({}) there.", reference(system, chance, to)),
                words: format!("See {text} there."),
                link: Some(to),
            }
        }
        5 => own(system, &text),
        6 => code(system),
        7 => plain(format!("- {text}\n- done"), format!("{text} done")),
        _ => plain(text.clone(), text),
    }
}

/// A list with numbers: CommonMark begins with the first of them and ends where the sign behind them changes; kramdown
/// begins with 1 unless an attribute says otherwise, and takes no brackets.
fn numbered(system: System, chance: &mut Chance) -> Block {
    let (start, sign) = (2 + chance.below(40), chance.pick(&[".", ".", ")"]));
    let is_text = system == Jekyll && sign == ")";
    let mut shown = if system == Jekyll { 1 } else { start };
    let mut end = String::new();
    if system == Jekyll && !is_text && chance.is(2) {
        shown = 1 + chance.below(90);
        end = format!("\n{{: start=\"{shown}\"}}");
    }
    let (mut source, mut words) = (String::new(), String::new());
    for number in start..=start + chance.below(3) {
        let text = sentence(chance);
        let mark = format!("{number}{sign} ");
        let line = if is_text {
            mark.clone()
        } else {
            format!("{shown} ")
        };
        source += format!("{mark}{text}\n").as_str();
        words += format!("{line}{text} ").as_str();
        shown += 1;
        if is_text || !chance.is(3) {
            continue;
        }
        // A list in it begins with 1 for all of them: no other number ends a paragraph.
        let indent = " ".repeat(mark.len());
        for inner in 1..=1 + chance.below(2) {
            let text = sentence(chance);
            source += format!("{indent}{inner}. {text}\n").as_str();
            words += format!("{inner} {text} ").as_str();
        }
    }
    // Another list beside it.
    let text = sentence(chance);
    let (other, number) = match (system, sign) {
        (Jekyll, _) => (format!("^\n7. {text}"), 1),
        (_, ".") => (format!("7) {text}"), 7),
        _ => (format!("7. {text}"), 7),
    };
    plain(
        format!("{}{end}\n\n{other}\n\nEnd.", source.trim_end()),
        format!("{words}{number} {text} End."),
    )
}

/// Address of a link to another post, as a system writes it.
fn reference(system: System, chance: &mut Chance, to: usize) -> String {
    let file = file(system, to);
    match system {
        Hugo => {
            let below = file.strip_prefix("content/").unwrap();
            let name = below.rsplit('/').next().unwrap();
            let written = chance.pick(&[name, below, below.strip_suffix(".md").unwrap()]);
            match chance.below(4) {
                0 => format!("{{{{< ref \"{written}\" >}}}}"),
                1 => format!("{{{{% relref '/{below}' %}}}}"),
                2 => format!("{{{{< relref path=\"{written}\" >}}}}"),
                _ => format!("{{{{< ref `{written}` >}}}}"),
            }
        }
        Jekyll => {
            let name = file
                .rsplit('/')
                .next()
                .unwrap()
                .strip_suffix(".md")
                .unwrap();
            match chance.below(3) {
                0 => format!("{{% post_url {name} %}}"),
                1 => format!("{{{{ site.baseurl }}}}{{% post_url {name} %}}"),
                _ => format!("{{{{ site.baseurl }}}}{{% link {file} %}}"),
            }
        }
        Zola => format!("@/{}", file.strip_prefix("content/").unwrap()),
    }
}

/// Block with syntax that only one system has.
fn own(system: System, text: &str) -> Block {
    let (source, words) = match system {
        Hugo => (
            format!("{{{{% note %}}}}{text}{{{{% /note %}}}}"),
            text.to_owned(),
        ),
        Jekyll => (
            format!("{text} {{{{ site.motto }}}}\n{{: .lead #intro}}\n\n* TOC\n{{:toc}}"),
            format!("{text} Keep right"),
        ),
        Zola => (format!("{text}\n\n<!-- more -->"), text.to_owned()),
    };
    plain(source, words)
}

/// Code about templates, which is text.
fn code(system: System) -> Block {
    let source = match system {
        Hugo => "Write `{{</* ref \"a.md\" */>}}` here.",
        Jekyll => "Write `{% raw %}{{ page.title }}{% endraw %}` here.",
        Zola => "Write `{{ page.title }}` and `{% raw() %}` here.",
    };
    let words = match system {
        Hugo => "Write {{< ref \"a.md\" >}} here.",
        Jekyll => "Write {{ page.title }} here.",
        Zola => "Write {{ page.title }} and {% raw() %} here.",
    };
    plain(source.into(), words.into())
}

fn file(system: System, number: usize) -> String {
    let day = format!("2020-{:02}-{:02}", 1 + number % 12, 1 + number);
    match system {
        Hugo => format!("content/posts/{day} Post {number}.md"),
        Jekyll if number.is_multiple_of(2) => format!("_posts/{day}-post-{number}.md"),
        Jekyll => format!("Parks/_posts/{day}-post-{number}.md"),
        Zola => format!("content/blog/{day}-post-{number}.md"),
    }
}

fn post(system: System, chance: &mut Chance, number: usize, posts: usize) -> Post {
    let title = format!(
        "{}{}",
        chance.pick(&TITLES),
        ["", " ", " again"][chance.below(3)]
    );
    let title = title.trim().to_owned();
    let mut words = String::new();
    let mut links = Vec::new();
    let mut body = String::new();
    for _ in 0..4 + chance.below(6) {
        let block = block(system, chance, posts);
        body.extend([&block.source, "\n\n"]);
        words.extend([" ", &block.words]);
        links.extend(
            block
                .link
                .map(|to| format!("/base/news/{}/", slug(system, to))),
        );
    }
    let day = format!("2020-{:02}-{:02}", 1 + number % 12, 1 + number);
    let (front, address) = match system {
        Hugo => (
            format!("---\ntitle: {title}\ndate: {day}\nslug: post-{number}\n---\n"),
            format!("/2020/post-{number}/"),
        ),
        Jekyll => {
            let folder = if number.is_multiple_of(2) {
                ""
            } else {
                "parks/"
            };
            (
                format!("---\ntitle: {title}\n---\n"),
                format!("/blog/{folder}2020/post-{number}/"),
            )
        }
        Zola => (
            format!("+++\ntitle = \"{title}\"\n+++\n"),
            format!("/blog/post-{number}/"),
        ),
    };
    Post {
        file: file(system, number),
        text: format!("{front}\n{body}"),
        slug: slug(system, number),
        title,
        words: split(&words),
        links,
        address,
    }
}

fn slug(_: System, number: usize) -> String {
    format!("post-{number}")
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(ToOwned::to_owned).collect()
}

/// The words that readers see, with the numbers of lists, and where links lead.
fn seen(html: &str) -> (String, Vec<String>, Vec<String>) {
    let page = Html::parse_document(html);
    let one = |selector: &str| {
        page.select(&Selector::parse(selector).unwrap())
            .next()
            .unwrap()
    };
    let title = one("main h1").text().collect::<String>();
    let body = one(".prose");
    let mut words = String::new();
    read(body, &mut words);
    let anchors = Selector::parse("a[href]").unwrap();
    let links = body.select(&anchors);
    let links = links
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect();
    (title.trim().to_owned(), split(&words), links)
}

fn read(element: ElementRef<'_>, words: &mut String) {
    let mut number = element
        .attr("start")
        .map_or(1, |start| start.parse::<usize>().unwrap());
    let is_list = element.value().name() == "ol";
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            words.push_str(text);
        }
        let Some(child) = ElementRef::wrap(child) else {
            continue;
        };
        if is_list && child.value().name() == "li" {
            *words += format!(" {number} ").as_str();
            number += 1;
        }
        read(child, words);
        if !matches!(child.value().name(), "strong" | "em" | "code" | "a") {
            words.push(' ');
        }
    }
}

#[test]
fn what_is_published_says_what_the_generator_would_have_said() {
    let sites: Vec<(System, u64)> = [Hugo, Jekyll, Zola]
        .into_iter()
        .flat_map(|system| (1..=4).map(move |seed| (system, seed)))
        .collect();
    sites
        .par_iter()
        .for_each(|(system, seed)| compare(*system, *seed));
}

fn compare(system: System, seed: u64) {
    let mut chance = Chance(seed);
    let count = 6;
    let posts: Vec<Post> = (0..count)
        .map(|number| post(system, &mut chance, number, count))
        .collect();
    let desk = Desk::new(&["base"]);
    let mut files: BTreeMap<&str, &str> = posts
        .iter()
        .map(|post| (post.file.as_str(), post.text.as_str()))
        .collect();
    let (config, settings) = system.config();
    files.insert(config, settings);
    for (path, text) in files {
        write(&desk, &format!("site/{path}"), text);
    }
    let imported = desk.press(&["import", system.name(), "site"]);
    let built = desk.build();
    assert_eq!(
        (imported.code, built.code),
        (0, 0),
        "{}\n{}",
        imported.text,
        built.text
    );
    let redirects = fs::read_to_string(desk.path("import-report/redirects.csv")).unwrap();
    for post in &posts {
        let page = desk.read(&format!("news/{}/index.html", post.slug));
        let (title, words, links) = seen(&page);
        let name = format!("{} {seed} {}\n{}", system.name(), post.file, post.text);
        assert_eq!(title, post.title, "{name}");
        assert_eq!(words, post.words, "{name}");
        assert_eq!(links, post.links, "{name}");
        let led = format!("{},/base/news/{}/,", post.address, post.slug);
        assert!(redirects.contains(&led), "{led}\n{redirects}\n{name}");
    }
}
