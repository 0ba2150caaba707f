//! States: what other systems withhold, press withholds too. One table says it for each state of each system, and a test
//! walks through it.

use std::{collections::BTreeMap, fs};

use rayon::prelude::*;

use super::{
    super::fixture::{Desk, files},
    report, write,
};

/// A state, as a system writes it. `{n}` is the number of the row, `{text}` words that no other row has.
#[derive(Clone, Copy)]
struct Row {
    /// The kind of export, as `press import` has it.
    system: &'static str,
    /// The state, for whoever reads the table.
    state: &'static str,
    /// The configuration: name of the file, and what stands in it beside what every site has.
    config: (&'static str, &'static str),
    /// The article: path and text.
    article: (&'static str, &'static str),
    /// Another file that says something of it.
    beside: Option<(&'static str, &'static str)>,
    /// Marks an article that its generator shows today.
    there: bool,
    /// Marks an article that press shows today.
    here: bool,
    /// Text in its manuscript; empty if there is none, and the report says so.
    becomes: &'static str,
}

const HUGO: (&str, &str) = ("hugo.toml", "baseURL = \"https://h.example/\"\n");
const JEKYLL: (&str, &str) = ("_config.yml", "url: https://j.example\n");
const ZOLA: (&str, &str) = ("config.toml", "base_url = \"https://z.example\"\n");

const DRAFT: &str = "draft = true";
const SHOWN: &str = "title = ";
const OUT: &str = "";

/// A post of Hugo's with these keys in YAML.
const fn hugo(
    state: &'static str,
    article: &'static str,
    there: bool,
    here: bool,
    becomes: &'static str,
) -> Row {
    Row {
        system: "hugo",
        state,
        config: HUGO,
        article: ("content/posts/row-{n}.md", article),
        beside: None,
        there,
        here,
        becomes,
    }
}

const fn jekyll(
    state: &'static str,
    path: &'static str,
    article: &'static str,
    there: bool,
    here: bool,
    becomes: &'static str,
) -> Row {
    Row {
        system: "jekyll",
        config: JEKYLL,
        article: (path, article),
        ..hugo(state, "", there, here, becomes)
    }
}

const fn zola(
    state: &'static str,
    article: &'static str,
    there: bool,
    here: bool,
    becomes: &'static str,
) -> Row {
    Row {
        system: "zola",
        config: ZOLA,
        article: ("content/posts/row-{n}.md", article),
        ..hugo(state, "", there, here, becomes)
    }
}

const PLAIN: &str = "---\ntitle: Row {n}\ndate: 2020-01-02\n---\n{text}\n";
const POST: &str = "_posts/2020-01-02-row-{n}.md";
const SECTION: &str = "content/s{n}/_index.md";
const IN_SECTION: &str = "content/s{n}/row-{n}.md";

/// The table.
const ROWS: &[Row] = &[
    hugo("nothing at all", PLAIN, true, true, SHOWN),
    hugo(
        "draft",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: true\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "draft as text",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: \"true\"\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "draft: yes",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: yes\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "Draft: TRUE",
        "---\ntitle: R\ndate: 2020-01-02\nDraft: TRUE\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "draft: 1",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: 1\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "draft: perhaps",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: perhaps\n---\n{text}\n",
        true,
        false,
        DRAFT,
    ),
    hugo(
        "no draft",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: \"False\"\n---\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    hugo(
        "draft in TOML",
        "+++\ntitle = \"R\"\ndate = 2020-01-02\ndraft = true\n+++\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "draft in JSON",
        "{\"title\": \"R\", \"date\": \"2020-01-02\", \"draft\": true}\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "published: false",
        "---\ntitle: R\ndate: 2020-01-02\npublished: false\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "publishDate to come",
        "---\ntitle: R\ndate: 2020-01-02\npublishDate: 2999-01-02\n---\n{text}\n",
        false,
        false,
        "publish_at = 2999-01-02T00:00:00+00:00",
    ),
    hugo(
        "pubdate to come",
        "---\ntitle: R\ndate: 2020-01-02\npubdate: 2999-01-02T03:04:05+08:00\n---\n{text}\n",
        false,
        false,
        "publish_at = 2999-01-02T03:04:05+08:00",
    ),
    hugo(
        "published to come",
        "---\ntitle: R\npublished: 2999-1-2\n---\n{text}\n",
        false,
        false,
        "published = 2999-01-02",
    ),
    hugo(
        "date to come",
        "---\ntitle: R\ndate: 2999-01-02\n---\n{text}\n",
        false,
        false,
        "published = 2999-01-02",
    ),
    hugo(
        "date to come, published already",
        "---\ntitle: R\ndate: 2999-01-02\npublishDate: 2020-01-02\n---\n{text}\n",
        true,
        false,
        "published = 2999-01-02",
    ),
    hugo(
        "publishDate that is none",
        "---\ntitle: R\ndate: 2020-01-02\npublishDate: soon\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "expiryDate past",
        "---\ntitle: R\ndate: 2020-01-02\nexpiryDate: 2021-01-02\n---\n{text}\n",
        false,
        false,
        "expires_at = 2021-01-02T00:00:00+00:00",
    ),
    hugo(
        "unpublishdate past",
        "---\ntitle: R\ndate: 2020-01-02\nunpublishdate: 2021-01-02\n---\n{text}\n",
        false,
        false,
        "expires_at = 2021-01-02",
    ),
    hugo(
        "expiryDate to come",
        "---\ntitle: R\ndate: 2020-01-02\nexpiryDate: 2999-01-02\n---\n{text}\n",
        true,
        true,
        "expires_at = 2999-01-02",
    ),
    hugo(
        "a page that has expired",
        "---\ntitle: R\nexpiryDate: 2021-01-02\n---\n{text}\n",
        false,
        false,
        "expires_at = 2021-01-02",
    ),
    hugo(
        "a page to come",
        "---\ntitle: R\npublishDate: 2999-01-02\n---\n{text}\n",
        false,
        false,
        "2999-01-02",
    ),
    hugo(
        "expires before it appears",
        "---\ntitle: R\ndate: 2020-01-02\nexpiryDate: 2019-01-02\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "headless",
        "---\ntitle: R\ndate: 2020-01-02\nheadless: true\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    hugo(
        "build.render: never",
        "---\ntitle: R\ndate: 2020-01-02\nbuild:\n  render: never\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    hugo(
        "build.render: link",
        "---\ntitle: R\ndate: 2020-01-02\nbuild:\n  render: link\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    hugo(
        "_build.render: false",
        "---\ntitle: R\ndate: 2020-01-02\n_build:\n  render: false\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    hugo(
        "build.list: never",
        "---\ntitle: R\ndate: 2020-01-02\nbuild:\n  list: never\n---\n{text}\n",
        true,
        false,
        DRAFT,
    ),
    hugo(
        "build.list: local",
        "---\ntitle: R\ndate: 2020-01-02\nbuild:\n  list: local\n---\n{text}\n",
        true,
        false,
        DRAFT,
    ),
    hugo(
        "outputs without HTML",
        "---\ntitle: R\ndate: 2020-01-02\noutputs: [json]\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    hugo(
        "a password",
        "---\ntitle: R\ndate: 2020-01-02\npassword: x\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    hugo(
        "hidden, by a theme's convention",
        "---\ntitle: R\ndate: 2020-01-02\nhidden: true\n---\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((SECTION, "---\ntitle: S\ncascade:\n  draft: true\n---\n")),
        ..hugo("a section's cascade: draft", "", false, false, DRAFT)
    },
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((
            SECTION,
            "---\ntitle: S\ncascade:\n  - target:\n      path: /s{n}/**\n    build:\n      render: never\n---\n",
        )),
        ..hugo("a section's cascade: build", "", false, false, OUT)
    },
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((
            SECTION,
            "+++\ntitle = \"S\"\n[cascade]\nexpiryDate = 2021-01-02\n+++\n",
        )),
        ..hugo(
            "a section's cascade: expiryDate",
            "",
            false,
            false,
            "expires_at = 2021-01-02",
        )
    },
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((
            SECTION,
            "---\ntitle: S\ncascade:\n  target: {path: \"/elsewhere/**\"}\n  draft: true\n---\n",
        )),
        ..hugo("a cascade for others", "", true, true, SHOWN)
    },
    Row {
        article: (
            IN_SECTION,
            "---\ntitle: R\ndate: 2020-01-02\ndraft: false\n---\n{text}\n",
        ),
        beside: Some((SECTION, "---\ntitle: S\ncascade: {draft: true}\n---\n")),
        ..hugo("a cascade that the post overrules", "", true, true, SHOWN)
    },
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((SECTION, "---\ntitle: S\ndraft: true\n---\n")),
        ..hugo("a section that is a draft", "", false, false, DRAFT)
    },
    Row {
        article: (IN_SECTION, PLAIN),
        beside: Some((SECTION, "---\ntitle: S\npublishDate: 2999-01-02\n---\n")),
        ..hugo(
            "a section to come",
            "",
            false,
            false,
            "publish_at = 2999-01-02",
        )
    },
    Row {
        article: ("content/b{n}/row-{n}.md", PLAIN),
        beside: Some((
            "content/b{n}/index.md",
            "---\ntitle: B{n}\ndate: 2020-01-02\n---\nBundle.\n",
        )),
        ..hugo("a resource of a bundle", "", false, false, OUT)
    },
    Row {
        article: ("content/b{n}/deep/row-{n}.md", PLAIN),
        beside: Some((
            "content/b{n}/index.md",
            "---\ntitle: B{n}\ndate: 2020-01-02\nheadless: true\n---\nBundle.\n",
        )),
        ..hugo("a resource of a headless bundle", "", false, false, OUT)
    },
    Row {
        config: (
            "hugo.toml",
            "baseURL = \"https://h.example/\"\nbuildDrafts = true\n",
        ),
        ..hugo(
            "draft, where the site shows drafts",
            "---\ntitle: R\ndate: 2020-01-02\ndraft: true\n---\n{text}\n",
            true,
            false,
            DRAFT,
        )
    },
    Row {
        config: (
            "config.yml",
            "baseURL: https://h.example/\nignoreFiles: ['/row-\\d+\\.md$']\n",
        ),
        ..hugo("ignoreFiles", PLAIN, false, false, OUT)
    },
    Row {
        config: ("hugo.yaml", "languages: {en: {}, de: {disabled: true}}\n"),
        article: ("content/posts/row-{n}.de.md", PLAIN),
        ..hugo("a language that is off", "", false, false, OUT)
    },
    Row {
        config: (
            "config.json",
            "{\"disableLanguages\": [\"DE\"], \"languages\": {\"en\": {}, \"de\": {\"contentDir\": \"german\"}}}",
        ),
        article: ("german/row-{n}.md", PLAIN),
        ..hugo("a folder of a language that is off", "", false, false, OUT)
    },
    Row {
        config: (
            "config/_default/config.toml",
            "[frontmatter]\npublishDate = [\"goLive\"]\nexpiryDate = [\"offline\", \":default\"]\n",
        ),
        ..hugo(
            "own keys for dates",
            "---\ntitle: R\ndate: 2020-01-02\ngoLive: 2999-01-02\n---\n{text}\n",
            false,
            false,
            "publish_at = 2999-01-02",
        )
    },
    Row {
        config: (
            "config/production/frontmatter.yml",
            "publishdate: [\":filename\", \":default\"]\n",
        ),
        article: ("content/2999-01-02-row-{n}.md", PLAIN),
        ..hugo(
            "dates from names",
            "",
            false,
            false,
            "publish_at = 2999-01-02",
        )
    },
    Row {
        config: ("config/_default/cascade.toml", "draft = true\n"),
        ..hugo("the site's cascade", PLAIN, false, false, DRAFT)
    },
    Row {
        config: ("hugo.yml", "timeZone: Asia/Taipei\n"),
        ..hugo(
            "a day of the site's time zone",
            "---\ntitle: R\ndate: 2020-01-02\nexpiryDate: 2021-01-02\n---\n{text}\n",
            false,
            false,
            "expires_at = 2021-01-02T00:00:00+08:00",
        )
    },
    jekyll(
        "nothing at all",
        POST,
        "---\ntitle: R\n---\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    jekyll(
        "published: false",
        POST,
        "---\ntitle: R\npublished: false\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "published: no",
        POST,
        "---\ntitle: R\npublished: no\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "published: Off",
        POST,
        "---\ntitle: R\npublished: Off\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "published, without a value",
        POST,
        "---\ntitle: R\npublished:\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "published: \"false\"",
        POST,
        "---\ntitle: R\npublished: \"false\"\n---\n{text}\n",
        true,
        false,
        DRAFT,
    ),
    jekyll(
        "published: yes",
        POST,
        "---\ntitle: R\npublished: yes\n---\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    jekyll(
        "a page, published: no",
        "row-{n}.md",
        "---\ntitle: R\npublished: no\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "a draft",
        "_drafts/row-{n}.md",
        "---\ntitle: R\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "a draft in a folder",
        "x/_drafts/2020-01-02-row-{n}.md",
        "---\ntitle: R\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    jekyll(
        "a name to come",
        "_posts/2999-01-02-row-{n}.md",
        "---\ntitle: R\n---\n{text}\n",
        false,
        false,
        "published = 2999-01-02",
    ),
    jekyll(
        "a date to come",
        POST,
        "---\ntitle: R\ndate: 2999-1-2 03:04:05 +0800\n---\n{text}\n",
        false,
        false,
        "published = 2999-01-02T03:04:05+08:00",
    ),
    jekyll(
        "a post without a day in its name",
        "_posts/row-{n}.md",
        "---\ntitle: R\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    jekyll(
        "a folder that is no collection",
        "_notes/row-{n}.md",
        "---\ntitle: R\n---\n{text}\n",
        false,
        false,
        OUT,
    ),
    jekyll(
        "a password",
        POST,
        "---\ntitle: R\npassword: x\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    Row {
        config: ("_config.yml", "future: true\n"),
        ..jekyll(
            "a date to come, where the site shows it",
            POST,
            "---\ntitle: R\ndate: 2999-01-02\n---\n{text}\n",
            true,
            false,
            "published = 2999-01-02",
        )
    },
    Row {
        config: ("_config.yml", "show_drafts: true\n"),
        ..jekyll(
            "a draft, where the site shows drafts",
            "_drafts/row-{n}.md",
            "---\ntitle: R\n---\n{text}\n",
            true,
            false,
            DRAFT,
        )
    },
    Row {
        config: (
            "_config.yml",
            "defaults:\n  - scope: {path: _posts, type: posts}\n    values: {published: no}\n",
        ),
        ..jekyll(
            "defaults",
            POST,
            "---\ntitle: R\n---\n{text}\n",
            false,
            false,
            DRAFT,
        )
    },
    Row {
        config: ("_config.yml", "exclude: [internal]\n"),
        ..jekyll(
            "exclude",
            "internal/row-{n}.md",
            "---\ntitle: R\n---\n{text}\n",
            false,
            false,
            OUT,
        )
    },
    Row {
        config: (
            "_config.yml",
            "collections:\n  staff: {output: false}\n  guides: {output: true}\n",
        ),
        ..jekyll(
            "a collection without pages",
            "_staff/row-{n}.md",
            "---\ntitle: R\n---\n{text}\n",
            false,
            false,
            OUT,
        )
    },
    Row {
        config: (
            "_config.yml",
            "collections:\n  staff: {output: false}\n  guides: {output: true}\n",
        ),
        ..jekyll(
            "a collection with pages",
            "_guides/row-{n}.md",
            "---\ntitle: R\n---\n{text}\n",
            true,
            true,
            SHOWN,
        )
    },
    zola(
        "nothing at all",
        "+++\ntitle = \"R\"\ndate = 2020-01-02\n+++\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    zola(
        "draft",
        "+++\ntitle = \"R\"\ndate = 2020-01-02\ndraft = true\n+++\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    zola(
        "draft in YAML, as text",
        "---\ntitle: R\ndate: 2020-01-02\ndraft: \"yes\"\n---\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    zola(
        "render = false",
        "+++\ntitle = \"R\"\ndate = 2020-01-02\nrender = false\n+++\n{text}\n",
        false,
        false,
        OUT,
    ),
    zola(
        "a page without a date",
        "+++\ntitle = \"R\"\n+++\n{text}\n",
        true,
        true,
        SHOWN,
    ),
    zola(
        "date to come",
        "+++\ntitle = \"R\"\ndate = 2999-01-02\n+++\n{text}\n",
        true,
        false,
        "published = 2999-01-02",
    ),
    Row {
        article: (
            "content/posts/2999-01-02-row-{n}.md",
            "+++\ntitle = \"R\"\n+++\n{text}\n",
        ),
        ..zola("a name to come", "", true, false, "published = 2999-01-02")
    },
    zola(
        "a password, by a theme's convention",
        "+++\ntitle = \"R\"\ndate = 2020-01-02\n[extra]\npassword = \"x\"\n+++\n{text}\n",
        false,
        false,
        DRAFT,
    ),
    Row {
        article: (
            IN_SECTION,
            "+++\ntitle = \"R\"\ndate = 2020-01-02\n+++\n{text}\n",
        ),
        beside: Some((SECTION, "+++\ntitle = \"S\"\ndraft = true\n+++\n")),
        ..zola("a section that is a draft", "", false, false, DRAFT)
    },
    Row {
        article: (
            "content/s{n}/deep/row-{n}.md",
            "+++\ntitle = \"R\"\ndate = 2020-01-02\n+++\n{text}\n",
        ),
        beside: Some((SECTION, "+++\ntitle = \"S\"\ndraft = true\n+++\n")),
        ..zola("deep in a section that is a draft", "", false, false, DRAFT)
    },
    Row {
        article: (
            IN_SECTION,
            "+++\ntitle = \"R\"\ndate = 2020-01-02\n+++\n{text}\n",
        ),
        beside: Some((
            SECTION,
            "+++\ntitle = \"S\"\nrender = false\ntransparent = true\n+++\n",
        )),
        ..zola("a section without a page", "", true, true, SHOWN)
    },
    Row {
        config: (
            "config.toml",
            "base_url = \"https://z.example\"\nignored_content = [\"posts/row-*.md\"]\n",
        ),
        ..zola(
            "ignored_content",
            "+++\ntitle = \"R\"\ndate = 2020-01-02\n+++\n{text}\n",
            false,
            false,
            OUT,
        )
    },
];

/// Words that only one row has.
fn mark(number: usize) -> String {
    format!("Rowmark{number}x")
}

fn filled(text: &str, number: usize) -> String {
    text.replace("{n}", &number.to_string())
        .replace("{text}", &mark(number))
}

/// Site of a row: system, files of its configuration, and a number for an export of its own.
type Key<'a> = (&'a str, &'a str, &'a str, usize);

/// Rows that can lie in one site: those of the same system and configuration, as long as their files differ.
fn sites() -> Vec<Vec<(usize, &'static Row)>> {
    let mut sites: BTreeMap<Key<'_>, Vec<(usize, &Row)>> = BTreeMap::new();
    for (number, row) in ROWS.iter().enumerate() {
        // An export that is one file holds one row.
        let alone = if row.article.0.contains("{n}") {
            0
        } else {
            number
        };
        let key = (row.system, row.config.0, row.config.1, alone);
        sites.entry(key).or_default().push((number, row));
    }
    sites.into_values().collect()
}

fn lay_out(desk: &Desk, rows: &[(usize, &Row)]) {
    for (number, row) in rows {
        for (path, text) in [Some(row.config), Some(row.article), row.beside]
            .into_iter()
            .flatten()
        {
            let path = format!("site/{}", filled(path, *number));
            write(desk, &path, &filled(text, *number));
        }
    }
}

/// Every text of a folder, as one.
fn texts(desk: &Desk, folder: &str) -> Vec<String> {
    let folder = desk.path(folder);
    let all = files(&folder).into_iter();
    all.filter_map(|file| fs::read_to_string(folder.join(file)).ok())
        .collect()
}

#[test]
fn what_its_generator_would_not_show_today_press_does_not_show() {
    sites().par_iter().for_each(|rows| walk(rows));
}

fn walk(rows: &[(usize, &Row)]) {
    let desk = Desk::new(&["base"]);
    lay_out(&desk, rows);
    let system = rows[0].1.system;
    let imported = desk.press(&["import", system, "site"]);
    let built = desk.build();
    assert_eq!(built.code, 0, "{}\n{}", imported.text, built.text);
    let (manuscripts, edition) = (texts(&desk, "content"), texts(&desk, "dist"));
    let report = report(&desk);
    for (number, row) in rows {
        let name = format!("{system}, {}\n{report}", row.state);
        let mark = mark(*number);
        let is_here = edition.iter().any(|text| text.contains(&mark));
        assert!(
            row.there || !is_here,
            "shown, though its generator would not: {name}"
        );
        assert_eq!(is_here, row.here, "{name}");
        let mut own = manuscripts.iter().filter(|text| text.contains(&mark));
        if let Some(text) = own.next() {
            assert!(
                !row.becomes.is_empty() && text.contains(row.becomes),
                "{text}\n{name}"
            );
        } else {
            let file = filled(row.article.0, *number);
            let file = file.rsplit('/').next().unwrap_or_default();
            let folder = filled(row.article.0, *number);
            let folder = folder.split('/').next().unwrap_or_default();
            assert_eq!(row.becomes, OUT, "{name}");
            assert!(
                report.contains(file) || report.contains(&format!(": {folder}:")),
                "not told: {name}"
            );
        }
        let is_withheld = !row.becomes.is_empty() && !row.here;
        assert!(
            !is_withheld || report.contains(&format!("row-{number}")),
            "not told: {name}"
        );
    }
}

#[test]
fn every_state_of_the_table_has_a_name_of_its_own() {
    let mut names: Vec<(&str, &str)> = ROWS.iter().map(|row| (row.system, row.state)).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ROWS.len());
}
