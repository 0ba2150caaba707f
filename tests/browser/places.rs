//! Places: where readers were on a page when they come back to it, and where the next key leads from.

use crate::harness::{ARTICLE, Browser, Fault, journey};

/// A page with many parts.
const GUIDE: &str = "/writing-guide/";

/// An article with a footnote.
const NOTES: &str = "/news/dates-times-and-time-zones/";

/// Tab, in WebDriver's words.
const TAB: &str = "\u{e004}";

/// Goes to the eighth article of the news, from some way down.
async fn read_on(browser: &Browser) -> String {
    browser.touch().await;
    browser.eval("window.scrollTo(0, 700)").await;
    let title = "document.querySelectorAll('.teaser__link')[7].textContent";
    let title = browser.text(title).await;
    browser
        .eval("document.querySelectorAll('.teaser__link')[7].click()")
        .await;
    browser.wait_for_heading(&title).await;
    title
}

#[test]
fn the_place_outlives_a_reload() {
    journey(async |_server, browser| {
        browser.open_portal("/news/").await;
        let title = read_on(browser).await;
        browser.eval("window.scrollTo(0, 200)").await;
        browser.client().refresh().await.unwrap();
        browser.wait_for_portal().await;
        browser.wait("window.scrollY === 200").await;
        browser.client().back().await.unwrap();
        browser.wait_for_heading("News").await;
        browser.wait("window.scrollY === 700").await;
        browser.client().forward().await.unwrap();
        browser.wait_for_heading(&title).await;
        browser.wait("window.scrollY === 200").await;
    });
}

#[test]
fn the_place_is_found_again_in_the_bare_shell() {
    journey(async |server, browser| {
        server.fault("/", Fault::Shell);
        browser.open_portal(ARTICLE).await;
        browser.eval("window.scrollTo(0, 400)").await;
        browser.client().refresh().await.unwrap();
        browser.wait_for_portal().await;
        browser.wait("window.scrollY === 400").await;
    });
}

#[test]
fn where_storage_is_denied_the_place_lasts_as_long_as_the_page() {
    journey(async |_server, browser| {
        let denied = "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } })";
        browser.before_pages(denied).await;
        browser.open_portal("/news/").await;
        read_on(browser).await;
        browser.client().back().await.unwrap();
        browser.wait_for_heading("News").await;
        browser.wait("window.scrollY === 700").await;
    });
}

/// Tells whether the focus is on the part with an `id`, and the next stop of Tab behind its beginning.
async fn is_at(browser: &Browser, id: &str) {
    browser
        .wait(&format!("document.activeElement.id === '{id}'"))
        .await;
    browser.press(TAB).await;
    let after = format!(
        "document.getElementById('{id}').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
    );
    browser.wait(&after).await;
    let attribute = format!("document.getElementById('{id}').hasAttribute('tabindex')");
    assert_eq!(browser.eval(&attribute).await, false, "it is as it was");
}

/// The `id` of the third part of the page that has a heading.
async fn part(browser: &Browser) -> String {
    browser
        .text("document.querySelectorAll('.prose h2[id]')[2].id")
        .await
}

#[test]
fn the_focus_goes_to_the_part_that_a_link_names() {
    journey(async |_server, browser| {
        browser.open_portal(GUIDE).await;
        let id = part(browser).await;
        browser.open_portal("/").await;
        browser.follow(&format!("{GUIDE}#{id}")).await;
        browser.wait("document.querySelector('.page h1')").await;
        browser.wait("window.scrollY > 300").await;
        is_at(browser, &id).await;
    });
}

#[test]
fn within_a_page_the_focus_goes_along_and_comes_back() {
    journey(async |_server, browser| {
        browser.open_portal(GUIDE).await;
        browser.touch().await;
        let id = part(browser).await;
        browser.eval(&format!("(link => (document.querySelector('.prose p').append(link), link.focus(), link.click(), 1))(Object.assign(document.createElement('a'), {{ href: '#{id}', id: 'there', textContent: 'there' }}))")).await;
        browser.wait("window.scrollY > 300").await;
        is_at(browser, &id).await;
        let place = browser.eval("window.scrollY").await;
        browser.client().back().await.unwrap();
        browser
            .wait("document.activeElement.id === 'there' && window.scrollY < 300")
            .await;
        browser.client().forward().await.unwrap();
        browser.wait(&format!("window.scrollY === {place}")).await;
        browser
            .wait(&format!("document.activeElement.id === '{id}'"))
            .await;
    });
}

#[test]
fn a_footnote_leads_there_and_back() {
    journey(async |_server, browser| {
        browser.open_portal(NOTES).await;
        browser.touch().await;
        let mark = ".prose a.footnote-ref";
        browser
            .eval(&format!(
                "(document.querySelector('{mark}').scrollIntoView({{ block: 'center' }}), 1)"
            ))
            .await;
        let place = browser.eval("window.scrollY").await;
        let id = browser
            .text(&format!("document.querySelector('{mark}').id"))
            .await;
        // Its number may be too small for a driver to hit.
        browser
            .eval(&format!("(document.querySelector('{mark}').click(), 1)"))
            .await;
        browser.wait("document.activeElement.id === 'fn-1'").await;
        browser.client().back().await.unwrap();
        browser
            .wait(&format!(
                "document.activeElement.id === '{id}' && window.scrollY === {place}"
            ))
            .await;
        browser
            .eval(&format!("(document.querySelector('{mark}').click(), 1)"))
            .await;
        browser.wait("document.activeElement.id === 'fn-1'").await;
        browser.click("#fn-1 .footnote-back").await;
        browser
            .wait(&format!("document.activeElement.id === '{id}'"))
            .await;
    });
}

#[test]
fn the_skip_link_leads_to_the_text() {
    journey(async |_server, browser| {
        browser.open_portal(ARTICLE).await;
        browser.press(TAB).await;
        browser
            .wait("document.activeElement.className === 'skip-link'")
            .await;
        browser.press("\u{e007}").await;
        browser.wait("document.activeElement.id === 'main'").await;
        browser.press(TAB).await;
        browser.wait("document.activeElement.closest('main')").await;
    });
}
