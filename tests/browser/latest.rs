//! The newest articles at the end of an article.

use std::time::Duration;

use serde_json::Value;

use crate::{
    comfort::open_tools,
    harness::{ARTICLE, Browser, CHINESE, Fault, Server, journey},
    takeover::SHIFTS,
};

/// The document that the list is made from.
const NEWS: &str = "/news/index.json";

/// The time in which nothing must happen before a journey believes that nothing will.
const QUIET: Duration = Duration::from_millis(400);

/// Scrolls until the section is this far below the screen, in CSS pixels; at less than nothing it is on it.
async fn scroll_near(browser: &Browser, below: i32) {
    let top = "document.querySelector('.latest').getBoundingClientRect().top";
    let scroll = format!("(window.scrollBy(0, {top} - innerHeight - {below}), 1)");
    browser.eval(&scroll).await;
}

async fn list(browser: &Browser, property: &str) -> Vec<String> {
    let items = browser
        .eval(&format!(
            "[...document.querySelectorAll('.latest__item')].map(item => {property})"
        ))
        .await;
    let items = items.as_array().unwrap().iter().map(Value::as_str);
    items.map(|item| item.unwrap().to_owned()).collect()
}

/// Waits for the list: four articles, newest first, none of them `present`. Their addresses.
async fn listed(browser: &Browser, present: &str) -> Vec<String> {
    browser
        .wait("document.querySelector('.latest__list')")
        .await;
    let links = list(browser, "item.querySelector('a').getAttribute('href')").await;
    assert_eq!(links.len(), 4, "{links:?}");
    assert!(!links.iter().any(|link| link == present), "{links:?}");
    let dates = list(browser, "item.querySelector('time').dateTime").await;
    let mut sorted = dates.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    assert_eq!(dates, sorted);
    links
}

/// Waits until the module is at work.
async fn open(browser: &Browser, path: &str) {
    open_tools(browser, path).await;
    let here = "performance.getEntriesByType('resource').some(it => it.name.includes('/latest-'))";
    browser.wait(here).await;
    tokio::time::sleep(QUIET).await;
}

/// The section without its list.
async fn is_but_a_link(browser: &Browser, server: &Server) {
    scroll_near(browser, -200).await;
    tokio::time::sleep(QUIET).await;
    let links = "[...document.querySelectorAll('.latest a')].map(a => a.href).join()";
    assert_eq!(
        browser.text(links).await,
        format!("{}/news/", server.origin())
    );
}

#[test]
fn it_is_fetched_when_the_reader_comes_near_and_moves_nothing() {
    journey(async |server, browser| {
        browser.without_cache().await;
        for (width, below) in [(360, 300), (1280, 300), (360, -400), (1280, -400)] {
            browser.resize(width, 800).await;
            let before = server.count(NEWS);
            // A page that is opened over itself would keep its place.
            browser.client().goto("about:blank").await.unwrap();
            open(browser, ARTICLE).await;
            scroll_near(browser, 600).await;
            tokio::time::sleep(QUIET).await;
            assert_eq!(server.count(NEWS), before, "still far");
            browser.eval(SHIFTS).await;
            scroll_near(browser, below).await;
            listed(browser, ARTICLE).await;
            tokio::time::sleep(QUIET).await;
            assert_eq!(server.count(NEWS), before + 1);
            let shifts = browser.text("window.shifts || ''").await;
            assert_eq!(shifts, "", "{below} px below the screen at {width} px");
        }
    });
}

#[test]
fn each_article_has_the_others() {
    journey(async |_server, browser| {
        open(browser, ARTICLE).await;
        browser.eval("(window.stayed = true, 1)").await;
        scroll_near(browser, -200).await;
        let first = listed(browser, ARTICLE).await.remove(0);
        let title = browser
            .text("document.querySelector('.latest__link').textContent")
            .await;
        // By the portal's own link.
        browser.click(".latest__link").await;
        browser.wait_for_heading(&title).await;
        scroll_near(browser, -200).await;
        listed(browser, &first).await;
        assert_eq!(browser.eval("window.stayed").await, true);

        open(browser, CHINESE).await;
        scroll_near(browser, -200).await;
        let links = listed(browser, CHINESE).await;
        assert!(
            links.iter().all(|link| link.starts_with("/zh-hant-tw/")),
            "{links:?}"
        );
    });
}

#[test]
fn without_the_list_there_is_a_link() {
    journey(async |server, browser| {
        browser.without_cache().await;
        for fault in [
            Fault::Status(500),
            Fault::Body("{".into()),
            Fault::Body("null".into()),
        ] {
            server.fault(NEWS, fault);
            open(browser, ARTICLE).await;
            is_but_a_link(browser, server).await;
            server.heal();
            browser.console_errors().await;
        }
        assert_eq!(server.count(NEWS), 3, "it was asked for");
        browser.without_script().await;
        browser.open(ARTICLE).await;
        is_but_a_link(browser, server).await;
        assert_eq!(server.count(NEWS), 3);
    });
}
