//! Reading without a network.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    article::has_every_word,
    comfort::{DENY, open_tools},
    harness::{ARTICLE, Browser, CHINESE, Fault, Server, journey_with_worker},
};

/// An article with a picture.
const PICTURE: &str = "/news/alt-text-for-people-who-cannot-see-the-picture/";

/// A script that reads the state of the button that saves.
const PRESSED: &str = "document.querySelector('[data-tool=save]').getAttribute('aria-pressed')";

/// A script that reads the message beside the tools.
const STATUS: &str = "document.querySelector('.tools__status').textContent";

/// Waits until a cache has an address.
pub async fn wait_for_copy(browser: &Browser, path: &str) {
    let has = format!("caches.match('{path}').then(Boolean)");
    browser.wait_for_promise(&has).await;
}

/// Visits an article and waits until it could be read without a network.
pub async fn visit(browser: &Browser, path: &str) {
    open_tools(browser, path).await;
    browser.wait("navigator.serviceWorker.controller").await;
    wait_for_copy(browser, path).await;
    wait_for_copy(browser, &format!("{path}index.json")).await;
}

/// Takes out of the console what a server that is down or in trouble puts there.
pub async fn forgive_network(browser: &Browser) {
    let errors = browser.console_errors().await;
    assert!(
        errors.iter().all(|error| [
            "ERR_CONNECTION_REFUSED",
            "ERR_FAILED",
            "503",
            "CORS request did not succeed",
            "A ServiceWorker passed an Error Response",
        ]
        .iter()
        .any(|known| error.contains(known))),
        "{errors:#?}"
    );
}

/// Leaves the browser no room on the disk.
async fn fill_up(server: &Server, browser: &Browser) {
    let quota = json!({ "origin": server.origin(), "quotaSize": 1 });
    browser
        .devtools("Storage.overrideQuotaForOrigin", quota)
        .await;
}

#[test]
fn visited_articles_open_without_a_network() {
    journey_with_worker(async |server, browser| {
        visit(browser, ARTICLE).await;
        // The second article comes as data alone: the portal moves there.
        browser
            .eval("(document.querySelector('.navigation a[href=\"/news/\"]').click(), 1)")
            .await;
        browser.wait_for_heading("News").await;
        let second = browser
            .text("document.querySelector('.teaser__link').getAttribute('href')")
            .await;
        browser.click(".teaser__link").await;
        browser.wait("document.querySelector('.article')").await;
        let heading = browser
            .text("document.querySelector('h1').textContent")
            .await;
        wait_for_copy(browser, &format!("{second}index.json")).await;
        visit(browser, CHINESE).await;

        server.go_down().await;
        browser.restart().await;
        open_tools(browser, ARTICLE).await;
        has_every_word(browser).await;
        open_tools(browser, &second).await;
        browser.wait_for_heading(&heading).await;

        // What was never here is said not to be, with what is.
        for (missing, heading) in [
            ("/writing-guide/", "Reading without a network"),
            ("/zh-hant-tw/writing-guide/", "離線閱讀"),
        ] {
            browser.open(missing).await;
            browser
                .wait("document.querySelector('#kept')?.dataset.ready === ''")
                .await;
            browser.wait_for_heading(heading).await;
            let links = browser
                .eval(
                    "[...document.querySelectorAll('.kept__link')].map(a => [a.pathname, a.lang])",
                )
                .await;
            for (path, lang) in [(ARTICLE, "en"), (&second, "en"), (CHINESE, "zh-Hant-TW")] {
                let link = json!([path, lang]);
                assert!(links.as_array().unwrap().contains(&link), "{links}");
            }
            let undated = browser
                .eval("[...document.querySelectorAll('.kept__item')].filter(item => !(Date.now() - new Date(item.querySelector('time').dateTime) < 600_000)).length")
                .await;
            assert_eq!(undated, 0, "each says when its copy was made");
            has_no_violations(browser, missing).await;
        }
        browser
            .click(&format!(
                ".kept__link[href$='{ARTICLE}']:not([href*='zh-hant'])"
            ))
            .await;
        browser.wait("document.querySelector('.article')").await;
        forgive_network(browser).await;
    });
}

#[test]
fn a_server_in_trouble_is_not_noticed_on_visited_pages() {
    journey_with_worker(async |server, browser| {
        let news = ".navigation a[href='/news/']";
        visit(browser, ARTICLE).await;
        browser.click(news).await;
        browser.wait_for_heading("News").await;
        wait_for_copy(browser, "/news/index.json").await;

        server.fault("/", Fault::Status(503));
        open_tools(browser, ARTICLE).await;
        has_every_word(browser).await;
        browser.click(news).await;
        browser.wait_for_heading("News").await;

        // Pages and data that take longer than three seconds.
        server.heal();
        server.fault("/news/", Fault::Slow(Duration::from_secs(20)));
        let in_time = 3..8;
        let start = Instant::now();
        browser.open(ARTICLE).await;
        has_every_word(browser).await;
        let waited = start.elapsed().as_secs();
        assert!(in_time.contains(&waited), "{waited} s for the page");
        browser.wait_for_portal().await;
        let start = Instant::now();
        browser.click(news).await;
        browser.wait_for_heading("News").await;
        let waited = start.elapsed().as_secs();
        assert!(in_time.contains(&waited), "{waited} s for the data");
        forgive_network(browser).await;
    });
}

#[test]
fn a_saved_article_stays() {
    journey_with_worker(async |server, browser| {
        visit(browser, PICTURE).await;
        browser.wait(&format!("{PRESSED} === 'false'")).await;
        browser.click("[data-tool=save]").await;
        browser.wait(&format!("{PRESSED} === 'true'")).await;
        assert!(browser.text(STATUS).await.starts_with("Saved."));
        has_no_violations(browser, "saved").await;
        // What was only visited may have to make room.
        browser.resolve("caches.delete('gazette:/:visited')").await;

        server.go_down().await;
        browser.restart().await;
        open_tools(browser, PICTURE).await;
        browser.wait(&format!("{PRESSED} === 'true'")).await;
        browser
            .eval("(document.querySelector('.article img').scrollIntoView(), 1)")
            .await;
        browser
            .wait("document.querySelector('.article img').naturalWidth > 0")
            .await;
        browser.open("/offline.html").await;
        browser.wait("document.querySelector('.kept__link')").await;
        assert_eq!(
            browser
                .eval("[...document.querySelectorAll('.kept__heading, .kept__link')].map(e => e.pathname ?? e.textContent)")
                .await,
            json!(["Saved by you", PICTURE])
        );

        server.come_up().await;
        open_tools(browser, PICTURE).await;
        browser.wait(&format!("{PRESSED} === 'true'")).await;
        browser.click("[data-tool=save]").await;
        browser.wait(&format!("{PRESSED} === 'false'")).await;
        let left = browser
            .resolve("caches.open('gazette:/:saved').then(cache => cache.keys()).then(keys => keys.length)")
            .await;
        assert_eq!(left, 0, "nothing is left of it");
        forgive_network(browser).await;
    });
}

#[test]
fn a_chinese_article_is_saved_by_its_key() {
    journey_with_worker(async |_server, browser| {
        visit(browser, CHINESE).await;
        browser
            .eval("localStorage.setItem('gazette', '{\"keys\":true}')")
            .await;
        open_tools(browser, CHINESE).await;
        browser.wait(&format!("{PRESSED} === 'false'")).await;
        browser.press("s").await;
        browser.wait(&format!("{PRESSED} === 'true'")).await;
        let status = browser.text(STATUS).await;
        assert!(status.starts_with("已儲存。"), "{status}");
        has_no_violations(browser, "saved in Chinese").await;
    });
}

#[test]
fn where_there_is_no_room_reading_goes_on() {
    journey_with_worker(async |server, browser| {
        // From the first visit on.
        fill_up(server, browser).await;
        read_without_saving(browser, ARTICLE).await;
    });
    journey_with_worker(async |server, browser| {
        // With a worker that had room when it came.
        visit(browser, ARTICLE).await;
        fill_up(server, browser).await;
        read_without_saving(browser, PICTURE).await;
    });
}

/// Tries to save an article, is told that it cannot be, and reads on.
async fn read_without_saving(browser: &Browser, path: &str) {
    open_tools(browser, path).await;
    browser
        .wait("document.querySelector('[data-tool=save]').checkVisibility({ visibilityProperty: true })")
        .await;
    browser.click("[data-tool=save]").await;
    browser
        .wait(&format!("{STATUS}.startsWith('It could not be saved')"))
        .await;
    browser.click(".navigation a[href='/news/']").await;
    browser.wait_for_heading("News").await;
}

#[test]
fn where_storage_is_denied_nothing_is_kept_and_reading_goes_on() {
    journey_with_worker(async |_server, browser| {
        browser.before_pages(DENY).await;
        open_tools(browser, ARTICLE).await;
        has_every_word(browser).await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        browser.click(".teaser__link").await;
        browser.wait("document.querySelector('.article')").await;
        let seen = browser
            .eval("document.querySelector('[data-tool=save]').checkVisibility({ visibilityProperty: true })")
            .await;
        assert_eq!(seen, false, "there is nothing to save into");
    });
}

#[test]
fn the_portal_can_be_installed() {
    journey_with_worker(async |_server, browser| {
        visit(browser, ARTICLE).await;
        let found = browser
            .devtools("Page.getInstallabilityErrors", json!({}))
            .await;
        assert_eq!(found["installabilityErrors"], json!([]));
    });
}
