//! Pages on paper.

use serde_json::json;

use crate::{
    comfort::open_tools,
    harness::{ARTICLE, CHINESE, journey},
    layout::{PAGES, articles},
};

/// Plain pages with long lines of code, wide tables and many links.
const GUIDES: [&str; 4] = [
    "/writing-guide/",
    "/rules/",
    "/zh-hant-tw/writing-guide/",
    "/zh-hant-tw/rules/",
];

#[test]
fn nothing_is_cut_off() {
    journey(async |_server, browser| {
        browser.on_paper().await;
        let articles = articles(browser).await;
        let articles = articles.iter().map(String::as_str);
        for path in PAGES.into_iter().chain(GUIDES).chain(articles) {
            browser.open(path).await;
            let cut = browser
                .eval("[document.documentElement, ...document.querySelectorAll('body *')]
                    .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth && (e === document.documentElement || getComputedStyle(e).overflowX !== 'visible'))
                    .map(e => e.outerHTML.slice(0, 120))")
                .await;
            assert_eq!(cut, json!([]), "{path}");
        }
    });
}

#[test]
fn an_article_has_its_words_contact_and_addresses_and_no_controls() {
    journey(async |_server, browser| {
        browser.on_paper().await;
        for path in [ARTICLE, CHINESE] {
            open_tools(browser, path).await;
            // `innerText` has what is shown, `textContent` all that there is.
            let found = browser
                .eval("(() => {
                    const squeeze = text => text.replace(/\\s/g, '');
                    const shown = squeeze(document.body.innerText);
                    const parts = [...document.querySelectorAll('h1, .prose > *, .contact .facts__item, .footer .facts__item, .footer__note')];
                    const hidden = parts.map(e => squeeze(e.textContent)).filter(text => !shown.includes(text));
                    return { parts: parts.length, hidden };
                })()")
                .await;
            assert!(found["parts"].as_u64().unwrap() >= 20, "{path}: {found}");
            assert_eq!(found["hidden"], json!([]), "{path}");
            let shown = browser
                .eval("['h1', '.prose', '.contact', '.footer', 'nav', 'form', 'input', 'button', 'select', 'summary', 'dialog', '.skip-link']
                    .filter(selector => [...document.querySelectorAll(selector)].some(e => e.getClientRects().length))")
                .await;
            assert_eq!(
                shown,
                json!(["h1", ".prose", ".contact", ".footer"]),
                "{path}"
            );
        }
        browser.open("/writing-guide/").await;
        let addresses = browser
            .eval("[...document.querySelectorAll('.prose a')].map(a => [a.getAttribute('href'), getComputedStyle(a, '::after').content])")
            .await;
        let addresses = addresses.as_array().unwrap();
        assert!(!addresses.is_empty());
        for address in addresses {
            let [href, after] = [&address[0], &address[1]].map(|text| text.as_str().unwrap());
            let is_elsewhere = href.starts_with("http") || href.starts_with('/');
            assert_eq!(after.contains(href), is_elsewhere, "{href}: {after}");
        }
    });
}
