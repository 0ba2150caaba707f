//! xmllint holds feeds and sitemaps against schemas.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use crate::{
    fixture::{self, Desk, good},
    setting::setting,
    site::{Site, newsworthy, own},
};

/// A schema, and how a file that it is for begins its name.
struct Schema {
    file: &'static str,
    /// The option by which xmllint takes it.
    option: &'static str,
    name: &'static str,
}

const ATOM: Schema = Schema {
    file: "schemas/atom.rng",
    option: "--relaxng",
    name: "atom",
};

const RSS: Schema = Schema {
    file: "schemas/rss.rng",
    option: "--relaxng",
    name: "rss",
};

const SITEMAP: Schema = Schema {
    file: "schemas/sitemap.xsd",
    option: "--schema",
    name: "sitemap",
};

/// The mini-site with so many articles that its feeds have archives, on a day when something is news.
static LONG: LazyLock<Desk> = LazyLock::new(|| {
    let desk = good();
    desk.multiply("item-00.md", 60);
    let now = newsworthy(&desk);
    let built = desk.press(&["build", "--portal", "portal", "--now", now]);
    assert_eq!(built.code, 0, "{}", built.text);
    desk
});

#[test]
fn feeds_are_valid() {
    for (schema, archive) in [(ATOM, "feeds/atom-1.xml"), (RSS, "feeds/rss-1.xml")] {
        let files = files(&schema);
        assert!(
            files.iter().any(|file| file.ends_with(archive)),
            "no {archive}"
        );
        assert_eq!(schema.faults(&files), "");
    }
}

#[test]
fn sitemaps_are_valid() {
    let mut files = files(&SITEMAP);
    let news = "dist/sitemap-news.xml";
    assert!(files.iter().any(|file| file.ends_with(news)), "no {news}");
    // A unit test of press makes the same, since no fixture has enough pages.
    files.push(own("fixtures/sitemap-index.xml"));
    assert_eq!(SITEMAP.faults(&files), "");
}

/// Each of these would make a feed reader or a search engine stumble.
#[test]
fn schemas_see_mistakes() {
    for (schema, file, good, bad) in [
        (ATOM, "feeds/atom.xml", "<updated>2", "<updated>x2"),
        (ATOM, "feeds/atom.xml", "<author>", "<editor/><author>"),
        (ATOM, "feeds/atom.xml", "<id>https://", "<id>/"),
        (ATOM, "feeds/atom.xml", "rel=\"self\"", "rel=\"selfish\""),
        (ATOM, "feeds/atom-1.xml", "<fh:archive>", "<fh:archive>0"),
        (RSS, "feeds/rss.xml", " version=\"2.0\"", ""),
        (RSS, "feeds/rss.xml", "<pubDate>", "<pubDate>Noday, "),
        (RSS, "feeds/rss.xml", "<link>https://", "<link>/"),
        (
            RSS,
            "feeds/rss.xml",
            "<guid>",
            "<guid isPermaLink=\"maybe\">",
        ),
        (SITEMAP, "sitemap.xml", "<loc>https://", "<loc>/"),
        (SITEMAP, "sitemap.xml", "<lastmod>20", "<lastmod>soon 20"),
        (
            SITEMAP,
            "sitemap.xml",
            "hreflang=\"zh-Hant-TW\"",
            "hreflang=\"Chinese\"",
        ),
        (SITEMAP, "sitemap.xml", "base/topics/</loc>", "base/</loc>"),
        (
            SITEMAP,
            "sitemap-news.xml",
            "<news:title>",
            "<news:heading/><news:title>",
        ),
        (
            SITEMAP,
            "sitemap-news.xml",
            "language>en<",
            "language>English<",
        ),
    ] {
        let text = LONG.read(file);
        let broken = text.replacen(good, bad, 1);
        assert_ne!(text, broken, "{file} has no {good}");
        let copy = tempfile::NamedTempFile::new().unwrap();
        fs::write(&copy, broken).unwrap();
        let faults = schema.faults(&[copy.path().to_owned()]);
        assert!(
            faults.contains("fails to validate"),
            "{file}: {bad}: {faults}"
        );
    }
}

/// All files of a schema, in all editions.
fn files(schema: &Schema) -> Vec<PathBuf> {
    let editions = [Site::demonstration().edition(), LONG.path("dist")];
    let files = editions.iter().flat_map(|edition| {
        let files = fixture::files(edition).into_iter();
        files.map(|file| edition.join(file))
    });
    files.filter(|file| schema.is_for(file)).collect()
}

impl Schema {
    fn is_for(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(self.name) && name.ends_with(".xml")
    }

    /// Collects what xmllint says against files; nothing if all are valid.
    fn faults(&self, files: &[PathBuf]) -> String {
        let mut xmllint = Command::new(setting("GAZETTE_XMLLINT"));
        xmllint.args(["--nonet", "--noout", self.option]);
        let output = xmllint.arg(own(self.file)).args(files).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let said = said.lines().filter(|line| !line.ends_with(" validates"));
        let said: Vec<&str> = said.collect();
        assert_eq!(output.status.success(), said.is_empty(), "{said:#?}");
        said.join("\n")
    }
}
