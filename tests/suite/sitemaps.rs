//! Sitemaps and robots.txt, for search engines.

use super::press::good;

#[test]
fn search_engines_find_every_page_and_the_news() {
    let desk = good();
    let build = ["build", "--portal", "portal", "--now"];
    let outcome = desk.press(&[&build[..], &["2026-01-03T00:00:00Z"]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    insta::assert_snapshot!("sitemap", desk.read("sitemap.xml"));
    insta::assert_snapshot!("sitemap_news", desk.read("sitemap-news.xml"));
    insta::assert_snapshot!("robots", desk.read("robots.txt"));
    desk.press(&[&build[..], &["2026-01-05T00:00:00Z"]].concat());
    assert!(!desk.path("dist/sitemap-news.xml").exists());
    assert!(!desk.read("robots.txt").contains("news"));
}
