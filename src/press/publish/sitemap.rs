//! Sitemaps (sitemaps.org 0.9, with Google's news and hreflang extensions) and `robots.txt`.

use anyhow::{Context, Result};
use gazette_content::config::ids::PageId;
use gazette_content::{
    checked_site::CheckedSite,
    visibility::{Audience, NEWS},
};
use gazette_model::Route;
use jiff::SignedDuration;
use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};

use crate::{
    documents::{alternates, changed},
    xml,
};

/// The most addresses that one file may hold.
const LIMIT: usize = 50_000;

/// The most articles that a news sitemap may hold.
const NEWS_LIMIT: usize = 1000;

/// The `robots.txt` of what is not for readers.
const NOTHING: &str = "User-agent: *\nDisallow: /\n";

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");
const GOOGLE_NEWS: (&str, &str) = (
    "xmlns:news",
    "http://www.google.com/schemas/sitemap-news/0.9",
);

type Xml = Writer<Vec<u8>>;

/// Every sitemap of an edition and the `robots.txt` that names them: path, content.
///
/// # Errors
/// If XML cannot be written.
pub fn sitemaps(edition: &CheckedSite) -> Result<Vec<(String, Vec<u8>)>> {
    if edition.as_of.audience == Audience::Editors {
        return Ok(vec![("robots.txt".into(), NOTHING.into())]);
    }
    let mut files = pages(edition, LIMIT).context("a sitemap cannot be made")?;
    let mut named = vec!["sitemap.xml"];
    if let Some(news) = news(edition).context("a sitemap cannot be made")? {
        files.push(("sitemap-news.xml".into(), news));
        named.push("sitemap-news.xml");
    }
    let mut robots = String::from("User-agent: *\nAllow: /\n\n");
    for name in named {
        robots += format!("Sitemap: {}\n", address(edition, name)).as_str();
    }
    files.push(("robots.txt".into(), robots.into_bytes()));
    Ok(files)
}

fn pages(edition: &CheckedSite, limit: usize) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let routes: Vec<&PageId> = edition
        .routes
        .iter()
        .filter(|page| !matches!(page.route, Route::NotFound | Route::Search))
        .collect();
    if routes.len() <= limit {
        return Ok(vec![("sitemap.xml".into(), part(edition, &routes)?)]);
    }
    let mut files = Vec::new();
    for (at, routes) in routes.chunks(limit).enumerate() {
        files.push((format!("sitemap-{}.xml", at + 1), part(edition, routes)?));
    }
    let index = document("sitemapindex", &[NAMESPACE], |xml| {
        for (name, _) in &files {
            xml.create_element("sitemap")
                .write_inner_content(|xml| leaf(xml, "loc", &address(edition, name)))?;
        }
        Ok(())
    })?;
    files.push(("sitemap.xml".into(), index));
    Ok(files)
}

fn part(edition: &CheckedSite, routes: &[&PageId]) -> std::io::Result<Vec<u8>> {
    document("urlset", &[NAMESPACE, XHTML], |xml| {
        for id in routes {
            xml.create_element("url")
                .write_inner_content(|xml| page(xml, edition, id))?;
        }
        Ok(())
    })
}

fn page(xml: &mut Xml, edition: &CheckedSite, page: &PageId) -> std::io::Result<()> {
    let href = edition.config.href(page);
    leaf(xml, "loc", &edition.config.absolute(&href))?;
    if let Some(changed) = changed(edition, page) {
        leaf(
            xml,
            "lastmod",
            &changed.display(&edition.config.dates).machine,
        )?;
    }
    for alternate in alternates(edition, &page.route) {
        xml.create_element("xhtml:link")
            .with_attributes([
                ("rel", "alternate"),
                ("hreflang", alternate.lang.as_str()),
                ("href", alternate.href.as_str()),
            ])
            .write_empty()?;
    }
    Ok(())
}

/// The articles of the last two days, newest first; `None` where there are none, since an empty sitemap is invalid.
fn news(edition: &CheckedSite) -> std::io::Result<Option<Vec<u8>>> {
    let mut articles: Vec<_> = edition
        .manuscripts
        .iter()
        .filter_map(|manuscript| Some((manuscript, &manuscript.news.as_ref()?.published)))
        .filter(|(_, published)| {
            let age = edition.as_of.now.duration_since(published.timestamp());
            SignedDuration::ZERO <= age && age < NEWS
        })
        .collect();
    articles.sort_by_key(|(_, published)| std::cmp::Reverse(published.when.timestamp()));
    articles.truncate(NEWS_LIMIT);
    if articles.is_empty() {
        return Ok(None);
    }
    document("urlset", &[NAMESPACE, GOOGLE_NEWS], |xml| {
        for (manuscript, published) in &articles {
            let locale = &edition.config.languages[manuscript.language];
            let href = edition.config.absolute(&locale.href(&manuscript.route));
            xml.create_element("url").write_inner_content(|xml| {
                leaf(xml, "loc", &href)?;
                xml.create_element("news:news").write_inner_content(|xml| {
                    xml.create_element("news:publication")
                        .write_inner_content(|xml| {
                            leaf(xml, "news:name", &locale.site.name)?;
                            leaf(xml, "news:language", news_language(&locale.site.lang))
                        })?;
                    let date = published.display(&edition.config.dates).machine;
                    leaf(xml, "news:publication_date", &date)?;
                    leaf(xml, "news:title", &manuscript.title)
                })?;
                Ok(())
            })?;
        }
        Ok(())
    })
    .map(Some)
}

/// Google News has two letters for every language, and two kinds of Chinese.
fn news_language(lang: &str) -> &str {
    let mut parts = lang.split('-');
    match (parts.next(), parts.next()) {
        (Some("zh"), Some("Hant" | "TW" | "HK" | "MO")) => "zh-tw",
        (Some("zh"), _) => "zh-cn",
        (Some(language), _) => language,
        (None, _) => lang,
    }
}

fn document(
    root: &str,
    namespaces: &[(&str, &str)],
    content: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(root)
        .with_attributes(namespaces.iter().copied())
        .write_inner_content(content)?;
    Ok(xml::finish(xml.into_inner()))
}

fn leaf(xml: &mut Xml, name: &str, text: &str) -> std::io::Result<()> {
    let text = quick_xml::events::BytesText::new(text);
    xml.create_element(name).write_text_content(text)?;
    Ok(())
}

fn address(edition: &CheckedSite, name: &str) -> String {
    let config = &edition.config;
    config.absolute(&config.path(name))
}

#[cfg(test)]
mod tests {
    use gazette_content::{check::check, source::load::load, visibility::AsOf};

    use super::*;

    #[test]
    fn large_sites_have_an_index() {
        let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../content");
        let sources = load(&content).expect("content");
        let as_of = AsOf {
            now: jiff::Timestamp::now(),
            audience: Audience::Readers,
        };
        let Ok(checked) = check(sources, as_of) else {
            panic!("the fixture has problems")
        };
        let edition = checked.site;
        let unlisted = |route: &Route| matches!(route, Route::NotFound | Route::Search);
        let routes = edition.routes.iter();
        let listed = routes.filter(|page| !unlisted(&page.route)).count();
        let files = pages(&edition, listed - 1).expect("sitemaps");
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        let text = |at: usize| String::from_utf8_lossy(&files[at].1);
        assert_eq!(text(0).matches("<loc>").count(), listed - 1);
        assert_eq!(text(1).matches("<loc>").count(), 1);
        // Checked against a schema there: no fixture has enough pages for it.
        let index = include_str!("../../../tests/outside/fixtures/sitemap-index.xml");
        assert_eq!(text(2), index.trim_end());
    }

    #[test]
    fn news_has_its_own_languages() {
        assert_eq!(news_language("zh-Hant-TW"), "zh-tw");
        assert_eq!(news_language("zh-Hans"), "zh-cn");
        assert_eq!(news_language("pt-BR"), "pt");
    }
}
