//! Reading without a network.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::accessibility::violations;
use crate::article::has_every_word;
use crate::comfort::open_tools;
use crate::harness::{ARTICLE, Browser, Fault, journey_with_worker};

/// An article with a picture.
const PICTURE: &str = "/news/alt-text-for-people-who-cannot-see-the-picture/";

/// Waits until a cache has an address.
pub async fn wait_for_copy(browser: &Browser, path: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    let has = format!("caches.match('{path}').then(Boolean)");
    while browser.resolve(&has).await != json!(true) {
        assert!(Instant::now() < deadline, "{path} is in no cache");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Visits an article and waits until it could be read without a network.
pub async fn visit(browser: &Browser, path: &str) {
    open_tools(browser, path).await;
    browser.wait("navigator.serviceWorker.controller").await;
    wait_for_copy(browser, path).await;
    wait_for_copy(browser, &format!("{path}index.json")).await;
}

/// Takes out of the console what a server that is down or in trouble puts there.
async fn forgive_network(browser: &Browser) {
    let errors = browser.console_errors().await;
    assert!(
        errors
            .iter()
            .all(|error| error.contains("ERR_CONNECTION_REFUSED") || error.contains("503")),
        "{errors:#?}"
    );
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

        server.go_down().await;
        browser.change_tab().await;
        open_tools(browser, ARTICLE).await;
        has_every_word(browser).await;
        open_tools(browser, &second).await;
        browser.wait_for_heading(&heading).await;

        // What was never here is said not to be, with what is.
        browser.open("/writing-guide/").await;
        browser
            .wait("document.querySelector('#kept')?.dataset.ready === ''")
            .await;
        browser.wait_for_heading("Reading without a network").await;
        let links = browser
            .eval("[...document.querySelectorAll('.kept__link')].map(a => [a.getAttribute('href'), a.lang])")
            .await;
        for path in [ARTICLE, &second] {
            assert!(
                links.as_array().unwrap().contains(&json!([path, "en"])),
                "{links}"
            );
        }
        for scheme in ["light", "dark"] {
            browser.prefer(scheme).await;
            let found = violations(browser).await;
            assert!(found.is_empty(), "offline in {scheme}: {found:#?}");
        }
        browser
            .click(&format!(".kept__link[href='{ARTICLE}']"))
            .await;
        browser.wait("document.querySelector('.article')").await;
        forgive_network(browser).await;
    });
}

#[test]
fn a_server_in_trouble_is_not_noticed_on_visited_pages() {
    journey_with_worker(async |server, browser| {
        visit(browser, ARTICLE).await;
        server.fault("/", Fault::Status(503));
        open_tools(browser, ARTICLE).await;
        has_every_word(browser).await;

        server.heal();
        server.fault("/news/", Fault::Slow(Duration::from_secs(20)));
        let start = Instant::now();
        browser.open(ARTICLE).await;
        has_every_word(browser).await;
        let waited = start.elapsed();
        assert!(
            waited > Duration::from_secs(2) && waited < Duration::from_secs(8),
            "{waited:?}"
        );
        forgive_network(browser).await;
    });
}

#[test]
fn a_saved_article_stays() {
    journey_with_worker(async |server, browser| {
        visit(browser, PICTURE).await;
        let pressed = "document.querySelector('[data-tool=save]').getAttribute('aria-pressed')";
        browser.wait(&format!("{pressed} === 'false'")).await;
        browser.click("[data-tool=save]").await;
        browser.wait(&format!("{pressed} === 'true'")).await;
        assert!(
            browser
                .text("document.querySelector('.tools__status').textContent")
                .await
                .starts_with("Saved.")
        );
        let found = violations(browser).await;
        assert!(found.is_empty(), "{found:#?}");
        // What was only visited may have to make room.
        browser.resolve("caches.delete('gazette:/:visited')").await;

        server.go_down().await;
        browser.change_tab().await;
        open_tools(browser, PICTURE).await;
        browser.wait(&format!("{pressed} === 'true'")).await;
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
                .eval("[...document.querySelectorAll('.kept__heading, .kept__link')].map(e => e.getAttribute('href') ?? e.textContent)")
                .await,
            json!(["Saved by you", PICTURE])
        );

        server.come_up().await;
        open_tools(browser, PICTURE).await;
        browser.wait(&format!("{pressed} === 'true'")).await;
        browser.click("[data-tool=save]").await;
        browser.wait(&format!("{pressed} === 'false'")).await;
        let left = browser
            .resolve("caches.open('gazette:/:saved').then(cache => cache.keys()).then(keys => keys.length)")
            .await;
        assert_eq!(left, 0, "nothing is left of it");
        forgive_network(browser).await;
    });
}

#[test]
fn where_there_is_no_room_reading_goes_on() {
    journey_with_worker(async |_server, browser| {
        visit(browser, ARTICLE).await;
        let origin = browser.text("location.origin").await;
        browser
            .devtools(
                "Storage.overrideQuotaForOrigin",
                json!({ "origin": origin, "quotaSize": 1 }),
            )
            .await;
        open_tools(browser, PICTURE).await;
        browser
            .wait("document.querySelector('[data-tool=save]').checkVisibility({ visibilityProperty: true })")
            .await;
        browser.click("[data-tool=save]").await;
        browser
            .wait("document.querySelector('.tools__status').textContent.startsWith('It could not be saved')")
            .await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
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
