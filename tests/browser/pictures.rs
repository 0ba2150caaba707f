//! Pictures: the right one for the screen, in the right place from the start.

use serde_json::json;

use crate::harness::{Browser, journey};

const ARTICLE: &str = "/news/alt-text-for-people-who-cannot-see-the-picture/";
const PICTURE: &str = "document.querySelector('.prose figure img')";

#[test]
fn a_photograph_comes_in_the_size_that_it_is_shown_in() {
    journey(async |_server, browser| {
        for width in [320, 360, 640, 768, 960, 1280] {
            browser.resize(width, 800).await;
            browser.open(ARTICLE).await;
            seen(browser).await;
            let shown = browser.eval(&format!("{PICTURE}.clientWidth")).await;
            let shown = shown.as_f64().unwrap();
            // The browser's own reading of what `sizes` says: an image without a width of its own is as wide.
            let said = format!(
                "(async () => {{
                    const probe = new Image();
                    probe.sizes = {PICTURE}.parentElement.querySelector('source').sizes;
                    probe.srcset = {PICTURE}.src + ' 1600w';
                    await probe.decode();
                    return probe.naturalWidth;
                }})()"
            );
            let said = browser.eval(&said).await.as_f64().unwrap();
            // But for the bar by which pages are scrolled.
            assert!(
                (said - shown).abs() < 20.0,
                "{shown} is said to be {said} at {width}"
            );
            let source = browser.text(&format!("{PICTURE}.currentSrc")).await;
            let expected = if shown <= 448.0 { "-448-" } else { "-672-" };
            assert!(
                source.contains(expected) && source.split('.').next_back() == Some("avif"),
                "{source} for {shown} at {width}"
            );
        }
    });
}

#[test]
fn nothing_moves_when_a_picture_arrives() {
    journey(async |_server, browser| {
        browser.resize(360, 800).await;
        browser.open(ARTICLE).await;
        seen(browser).await;
        let moved = "new Promise(done => {
            new PerformanceObserver(list => done(list.getEntries().map(shift => shift.value)))
                .observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done([]), 500);
        })";
        let moved = browser.eval(moved).await;
        assert_eq!(moved, json!([]));
        let is_first = browser
            .eval(&format!(
                "{PICTURE}.fetchPriority === 'high' && {PICTURE}.loading !== 'lazy'"
            ))
            .await;
        assert_eq!(is_first, json!(true));
    });
}

/// The portal shows the same picture when a reader comes from another page, and fetches no other.
#[test]
fn the_portal_chooses_as_printed_pages_do() {
    journey(async |_server, browser| {
        browser.open(ARTICLE).await;
        let printed = browser
            .text("document.querySelector('.prose picture').outerHTML")
            .await;
        browser.open_portal("/news/").await;
        browser
            .eval(&format!(
                "void (document.querySelector('.teaser__link').href = '{ARTICLE}')"
            ))
            .await;
        browser
            .eval("void document.querySelector('.teaser__link').click()")
            .await;
        browser.wait(&format!("{PICTURE} !== null")).await;
        seen(browser).await;
        let shown = browser
            .text("document.querySelector('.prose picture').outerHTML")
            .await;
        assert_eq!(shown, printed);
        let fetched = browser
            .eval("performance.getEntriesByType('resource').map(e => e.name).filter(e => /hills/.test(e))")
            .await;
        let source = browser.text(&format!("{PICTURE}.currentSrc")).await;
        assert_eq!(fetched, json!([source]));
    });
}

async fn seen(browser: &Browser) {
    browser
        .wait(&format!(
            "{PICTURE} && {PICTURE}.complete && {PICTURE}.naturalWidth > 0"
        ))
        .await;
}
