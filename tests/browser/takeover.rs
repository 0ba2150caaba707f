//! The portal takes over a printed page without the reader noticing; where it cannot, the page stays.

use std::time::Duration;

use crate::{
    article::has_every_word,
    harness::{ARTICLE, Fault, journey},
};

/// An article of the demonstration site with a `<details>`.
const DETAILS: &str = "/writing-guide/";

/// Has the browser tell what moved since the page began to load, and from where to where.
pub const SHIFTS: &str = "new PerformanceObserver(list => { window.shifts = list.getEntries().map(shift => shift.value + ': ' + shift.sources.map(source =>
    (source.node?.outerHTML ?? source.node?.textContent ?? '').slice(0, 80) + JSON.stringify([source.previousRect, source.currentRect])).join('; ')).join('\\n'); })
    .observe({ type: 'layout-shift', buffered: true })";

#[test]
fn selection_focus_scroll_and_details_survive() {
    journey(async |server, browser| {
        // The portal comes late, so that the reader is at work before it is there.
        server.fault(".wasm", Fault::Slow(Duration::from_secs(3)));
        browser.open(ARTICLE).await;
        browser.eval("document.querySelector('.prose').append(Object.assign(document.createElement('details'), { id: 'more', textContent: 'x' }))").await;
        browser.eval("(() => { const p = document.querySelectorAll('.prose p')[2]; window.paragraph = p; window.heading = document.querySelector('h1');
            getSelection().selectAllChildren(p);
            document.querySelector('.contact a').focus({ preventScroll: true });
            document.querySelector('#more').open = true; window.scrollTo(0, 300); })()").await;
        assert_eq!(
            browser
                .eval("document.documentElement.dataset.portal === undefined")
                .await,
            true,
            "the portal is not there yet"
        );
        // What this test did moved the page; from here on nothing may.
        tokio::time::sleep(Duration::from_millis(300)).await;
        browser.eval("new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift = (window.shift || 0) + e.value; })).observe({ type: 'layout-shift' })").await;
        let selected = browser.text("getSelection().toString()").await;
        assert!(
            selected.starts_with("Director Leu first briefed"),
            "{selected}"
        );
        browser.wait_for_portal().await;
        assert_eq!(browser.text("getSelection().toString()").await, selected);
        assert_eq!(
            browser
                .text("document.activeElement.getAttribute('href')")
                .await,
            "tel:+886-2-2754-1255;ext=2621"
        );
        assert_eq!(browser.eval("window.scrollY").await, 300);
        assert_eq!(
            browser.eval("document.querySelector('#more').open").await,
            true
        );
        assert_eq!(
            browser
                .eval("window.paragraph.isConnected && window.heading.isConnected")
                .await,
            true,
            "no node was replaced"
        );
        assert_eq!(browser.eval("window.shift || 0").await, 0, "nothing moved");
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
    });
}

#[test]
fn nothing_moves_from_first_paint_to_takeover() {
    journey(async |server, browser| {
        server.fault("/", Fault::Pieces(24));
        for width in [360, 1280] {
            browser.resize(width, 800).await;
            for path in [ARTICLE, "/", "/news/", DETAILS] {
                browser.open_portal(path).await;
                tokio::time::sleep(Duration::from_millis(500)).await;
                browser.eval(SHIFTS).await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                let shifts = browser.text("window.shifts || ''").await;
                assert_eq!(shifts, "", "{path} at {width} px");
            }
        }
    });
}

#[test]
fn without_script_every_word_and_link_is_there() {
    journey(async |server, browser| {
        browser.without_script().await;
        browser.open(ARTICLE).await;
        has_every_word(browser).await;
        assert_eq!(server.count(".wasm"), 0);
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        browser.click(".teaser__link").await;
        browser.wait("document.querySelector('.article')").await;
        browser.open(DETAILS).await;
        browser.wait("document.querySelector('.page h1')").await;
        browser
            .client()
            .find(fantoccini::Locator::Css("#search-field"))
            .await
            .unwrap()
            .send_keys("portal")
            .await
            .unwrap();
        browser.click(".search button").await;
        browser
            .wait("location.search === '?q=portal' && document.querySelector('noscript')")
            .await;
    });
}

#[test]
fn where_the_portal_cannot_start_the_printed_page_stays() {
    journey(async |server, browser| {
        // What the browser has from before would hide what is wrong with the server now.
        browser.without_cache().await;
        let no_wasm = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types default";
        for (part, fault) in [
            (".wasm", Fault::Status(404)),
            (".wasm", Fault::Truncated),
            ("/", Fault::Policy(no_wasm)),
            ("/site.", Fault::Status(404)),
            ("/index.json", Fault::Body("{".into())),
        ] {
            server.fault(part, fault.clone());
            browser.open(ARTICLE).await;
            browser.wait("document.readyState === 'complete'").await;
            tokio::time::sleep(Duration::from_secs(2)).await;
            has_every_word(browser).await;
            assert_eq!(
                browser
                    .eval("document.documentElement.dataset.portal === undefined")
                    .await,
                true,
                "{fault:?}"
            );
            server.heal();
            browser.click(".navigation a[href='/news/']").await;
            browser.wait_for_heading("News").await;
            browser.wait_for_portal().await;
            browser.console_errors().await;
        }
        // With the wrong type the browser cannot compile while it downloads, but the portal starts all the same.
        server.fault(".wasm", Fault::Type("text/plain"));
        browser.open(ARTICLE).await;
        has_every_word(browser).await;
        browser.wait_for_portal().await;
    });
}
