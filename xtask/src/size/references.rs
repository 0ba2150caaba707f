//! The files that a page loads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Kinds of `<link>` that load at once; others (feeds, alternates) are only named.
const LOADED: [&str; 5] = [
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "shortcut icon",
];

/// Everything that a first visit to an article loads, relative to `dist`: the printed page, what it refers to, its
/// JSON and the site's.
///
/// # Errors
/// When the page is not there, or refers to a file that is not.
pub fn of_first_visit(dist: &Path, article: &Path) -> Result<Vec<PathBuf>> {
    let page = article.join("index.html");
    let path = dist.join(&page);
    let html =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut files = vec![page];
    for address in addresses(&html) {
        let file = find(dist, address)
            .with_context(|| format!("{} loads {address}, which is not there", path.display()))?;
        files.push(file);
    }
    files.push(article.join("index.json"));
    let language = tags(&html, "html").find_map(|tag| attribute(tag, "lang"));
    files.push(format!("site.{}.json", language.unwrap_or("en")).into());
    let mut seen = Vec::new();
    files.retain(|file| {
        let is_new = !seen.contains(file);
        seen.push(file.clone());
        is_new
    });
    Ok(files)
}

/// The files that a search loads besides the index, relative to `dist`: the search engine.
///
/// # Errors
/// When the page is not there, or names a file that is not.
pub fn of_search(dist: &Path, article: &Path) -> Result<Vec<PathBuf>> {
    let path = dist.join(article).join("index.html");
    let html =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = |address| {
        find(dist, address)
            .with_context(|| format!("{} names {address}, which is not there", path.display()))
    };
    named(&html, "gazette-search", &["data-js", "data-wasm"])
        .map(file)
        .collect()
}

/// The addresses of the same site that a page loads.
fn addresses(html: &str) -> Vec<&str> {
    let is_loaded = |tag: &&str| attribute(tag, "rel").is_some_and(|rel| LOADED.contains(&rel));
    let sources = ["script", "img"]
        .into_iter()
        .flat_map(|name| tags(html, name))
        .filter_map(|tag| attribute(tag, "src"));
    let links = tags(html, "link")
        .filter(is_loaded)
        .filter_map(|tag| attribute(tag, "href"));
    links
        .chain(sources)
        .chain(named(html, "gazette-portal", &["data-js", "data-wasm"]))
        .chain(named(html, "gazette-reader", &["data-tools"]))
        .filter(|address| !address.contains(':'))
        .collect()
}

/// The files that a `<meta>` names by these attributes.
fn named<'a>(
    html: &'a str,
    name: &'a str,
    attributes: &'a [&str],
) -> impl Iterator<Item = &'a str> {
    tags(html, "meta")
        .filter(move |tag| attribute(tag, "name") == Some(name))
        .flat_map(move |tag| attributes.iter().map(move |it| attribute(tag, it)))
        .flatten()
}

/// The file of an address, whatever path the site lies under.
fn find(dist: &Path, address: &str) -> Option<PathBuf> {
    let address = address.split(['?', '#']).next()?;
    let mut rest = address.trim_start_matches(['.', '/']);
    loop {
        if dist.join(rest).is_file() {
            return Some(rest.into());
        }
        rest = rest.split_once('/')?.1;
    }
}

/// The inside of each start tag of that name.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<').skip(1).filter_map(move |text| {
        let inside = text.strip_prefix(name)?.split('>').next()?;
        inside.starts_with(char::is_whitespace).then_some(inside)
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html lang="en"><head>
        <meta name="gazette-portal" data-js="/base/assets/p.js" data-wasm="/base/assets/p.wasm">
        <meta name="gazette-search" data-js="/base/assets/s.js" data-wasm="/base/assets/s.wasm">
        <link rel="stylesheet" href="/base/assets/g.css"/><link rel="canonical" href="https://a.example/">
        <link rel="alternate" href="/base/feed.xml"><script src="/base/assets/boot.js" type="module"></script></head>
        <body><img alt="" src="/base/media/a.png"><img alt="" src="https://b.example/b.png"></body></html>"#;

    #[test]
    fn a_page_loads_what_it_refers_to() {
        assert_eq!(
            addresses(PAGE),
            [
                "/base/assets/g.css",
                "/base/assets/boot.js",
                "/base/media/a.png",
                "/base/assets/p.js",
                "/base/assets/p.wasm"
            ]
        );
    }

    #[test]
    fn the_search_engine_is_fetched_on_demand() {
        let engine: Vec<_> = named(PAGE, "gazette-search", &["data-js", "data-wasm"]).collect();
        assert_eq!(engine, ["/base/assets/s.js", "/base/assets/s.wasm"]);
    }

    #[test]
    fn files_are_found_under_any_base() -> Result<()> {
        let dist = tempfile::tempdir()?;
        fs::create_dir_all(dist.path().join("assets"))?;
        fs::write(dist.path().join("assets/g.css"), "")?;
        let found = |address| find(dist.path(), address);
        assert_eq!(found("/assets/g.css"), Some("assets/g.css".into()));
        assert_eq!(
            found("/some/base/assets/g.css?1"),
            Some("assets/g.css".into())
        );
        assert_eq!(found("/assets/none.css"), None);
        Ok(())
    }

    #[test]
    fn a_missing_page_is_named() {
        let error = of_first_visit(Path::new("none"), Path::new("news/a")).expect_err("must fail");
        assert!(error.to_string().contains("none/news/a/index.html"));
    }
}
