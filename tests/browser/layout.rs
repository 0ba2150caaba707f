//! Any width, from an old phone to a wall.

use crate::harness::{ARTICLE, Browser, journey};

/// One page of each kind, and those with the widest content.
pub const PAGES: [&str; 18] = [
    "/",
    "/news/",
    "/news/page/1/",
    ARTICLE,
    "/topics/",
    "/topics/portal/",
    "/archive/",
    "/archive/2017/",
    "/search/?q=portal",
    "/about/",
    "/archive/2025/11/",
    "/topics/portal/2025/",
    "/news/hello/",
    "/zh-hant-tw/",
    "/zh-hant-tw/news/taiwan-france-24th-iccm/",
    "/zh-hant-tw/news/plain-language-is-not-baby-talk/",
    "/site-map/",
    "/404.html",
];

#[test]
fn no_page_is_wider_than_the_screen() {
    journey(async |_server, browser| {
        let articles = articles(browser).await;
        for width in [320, 768, 1280, 3840] {
            browser.resize(width, 800).await;
            for path in PAGES
                .iter()
                .copied()
                .chain(articles.iter().map(String::as_str))
            {
                browser.open(path).await;
                let wide = browser
                    .eval("document.documentElement.scrollWidth")
                    .await
                    .as_u64()
                    .unwrap();
                assert!(
                    wide <= u64::from(width),
                    "{path} is {wide} px wide at {width} px"
                );
            }
        }
    });
}

/// The articles of the first language.
pub async fn articles(browser: &Browser) -> Vec<String> {
    let mut paths = Vec::new();
    for list in ["/news/", "/news/page/1/"] {
        browser.open(list).await;
        let links = browser
            .eval(
                "[...document.querySelectorAll('.teaser__link')].map(a => a.getAttribute('href'))",
            )
            .await;
        paths.extend(
            links
                .as_array()
                .unwrap()
                .iter()
                .map(|link| link.as_str().unwrap().to_owned()),
        );
    }
    assert!(paths.len() > 25, "{paths:?}");
    paths
}

/// An article with footnotes.
const NOTES: &str = "/news/summarising-a-court-decision/";

/// Opens whatever narrow screens fold, all at once.
const UNFOLD: &str = "document.querySelectorAll('.fold').forEach(it => { it.removeAttribute('name'); it.open = true; })";

/// Targets that are too small to hit. Links inside sentences are as high as their line; all others are targets, footnotes' marks
/// and ways back too.
const SMALL_TARGETS: &str = "[...document.querySelectorAll('a[href], button, input, select, summary, label')]
    .filter(e => e.checkVisibility() && !e.matches('.skip-link'))
    .filter(e => e.matches('.footnote-ref, .footnote-back, .link-item > a:first-child, .link-item > p:first-child > a:first-child')
        || !e.closest('.prose p, .prose li, .prose td, .prose th, .prose dd, .prose dt, .prose figcaption'))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.9 || box.width < 23.9)
    .map(([e]) => e.outerHTML.slice(0, 120))";

#[test]
fn text_is_large_and_targets_are_too() {
    journey(async |_server, browser| {
        for width in [320, 1280] {
            browser.resize(width, 800).await;
            for path in PAGES.into_iter().chain(["/guide/", NOTES]) {
                browser.open_portal(path).await;
                let small = browser.eval("[...document.querySelectorAll('main *, footer *, header *')]
                    .filter(e => e.childNodes.length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && !e.closest('sup, sub, code, kbd, samp'))
                    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 120))").await;
                assert_eq!(small, serde_json::json!([]), "{path} at {width}");
                browser.eval(UNFOLD).await;
                let small = browser.eval(SMALL_TARGETS).await;
                assert_eq!(small, serde_json::json!([]), "{path} at {width}");
                browser.console_errors().await;
            }
        }
    });
}
