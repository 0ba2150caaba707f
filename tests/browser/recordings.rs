//! Video and sound, and cards of videos elsewhere: nothing is loaded before a reader wants it, nothing moves, all can be read.

use std::time::Duration;

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{Browser, journey},
    takeover::SHIFTS,
};

/// Articles with a film, in each language.
const FILMS: [&str; 2] = [
    "/news/how-a-manuscript-becomes-a-page/",
    "/zh-hant-tw/news/how-a-manuscript-becomes-a-page/",
];

/// Articles with a talk.
const TALKS: [&str; 2] = [
    "/news/alt-text-for-people-who-cannot-see-the-picture/",
    "/zh-hant-tw/news/alt-text-for-people-who-cannot-see-the-picture/",
];

/// Articles with a link to a video elsewhere.
const CARDS: [&str; 2] = [
    "/news/security-headers-in-plain-words/",
    "/zh-hant-tw/news/security-headers-in-plain-words/",
];

/// What the browser has loaded of a recording and its captions.
const LOADED: &str = "performance.getEntriesByType('resource').map(it => it.name).filter(it => /\\.(mp4|mp3)$/.test(it)).length";

const PLAYER: &str = "document.querySelector('.recording video, .recording audio')";

/// Goes to a page as the portal does, from the start page of its language.
async fn by_portal(browser: &Browser, path: &str) {
    let is_chinese = path.starts_with("/zh");
    let home = if is_chinese { "/zh-hant-tw/" } else { "/" };
    browser.open_portal(home).await;
    browser.eval("(window.stayed = true, 1)").await;
    browser.follow(path).await;
    browser
        .wait("document.querySelector('.article .prose')")
        .await;
    assert_eq!(browser.eval("window.stayed").await, true, "{path}");
}

#[test]
fn a_film_waits_for_its_reader_and_nothing_moves() {
    journey(async |_server, browser| {
        for width in [320, 1280] {
            browser.resize(width, 800).await;
            for path in FILMS.into_iter().chain(TALKS) {
                browser.open_portal(path).await;
                let said = browser
                    .eval(&format!(
                        "[{PLAYER}.controls, {PLAYER}.preload, {PLAYER}.autoplay, {PLAYER}.getBoundingClientRect().height >= 44, \
                          document.querySelector('.transcript summary').getBoundingClientRect().height >= 44, \
                          document.querySelector('.recording__file').getBoundingClientRect().height >= 44, \
                          document.documentElement.scrollWidth <= innerWidth]"
                    ))
                    .await;
                assert_eq!(
                    said,
                    json!([true, "none", false, true, true, true, true]),
                    "{path} at {width} px"
                );
                assert_eq!(browser.eval(LOADED).await, 0, "{path}");
                browser.eval(SHIFTS).await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                let shifts = browser.text("window.shifts || ''").await;
                assert_eq!(shifts, "", "{path} at {width} px");
            }
            has_no_violations(browser, "a recording").await;
        }
    });
}

#[test]
fn a_film_has_its_shape_before_it_is_loaded() {
    journey(async |_server, browser| {
        browser.resize(800, 800).await;
        browser.open_portal(FILMS[0]).await;
        let shape = browser
            .eval(&format!(
                "(it => Math.round(it.width / it.height * 90))({PLAYER}.getBoundingClientRect())"
            ))
            .await;
        assert_eq!(shape, 160, "640 × 360 pixels");
    });
}

#[test]
fn it_plays_with_captions_in_the_language_of_the_page() {
    journey(async |_server, browser| {
        for (path, lang) in FILMS.into_iter().zip(["en", "zh-Hant-TW"]) {
            browser.open_portal(path).await;
            let tracks = browser
                .eval(&format!(
                    "[...{PLAYER}.textTracks].map(it => [it.kind, it.language, it.mode])"
                ))
                .await;
            assert_eq!(tracks[0], json!(["captions", lang, "showing"]), "{path}");
            assert_eq!(tracks.as_array().unwrap().len(), 2, "{path}");
            browser
                .eval(&format!("({PLAYER}.muted = true, {PLAYER}.play().catch(error => window.refused = String(error)), 1)"))
                .await;
            browser
                .wait(&format!("window.refused || {PLAYER}.currentTime > 0.2"))
                .await;
            assert_eq!(browser.text("window.refused || ''").await, "", "{path}");
            browser
                .wait(&format!("{PLAYER}.textTracks[0].activeCues?.length === 1"))
                .await;
            // Winding asks the host for a part of the file.
            browser
                .eval(&format!("({PLAYER}.currentTime = 9, 1)"))
                .await;
            browser
                .wait(&format!("!{PLAYER}.seeking && {PLAYER}.currentTime >= 9"))
                .await;
        }
    });
}

#[test]
fn the_portal_shows_what_is_printed() {
    journey(async |_server, browser| {
        for (paths, selector) in [
            (FILMS, ".recording, .transcript"),
            (TALKS, ".recording, .transcript"),
            (CARDS, ".video-elsewhere"),
        ] {
            for path in paths {
                let parts = format!(
                    "[...document.querySelectorAll('{selector}')].map(it => it.outerHTML).join('')"
                );
                browser.open_portal(path).await;
                let printed = browser.text(&parts).await;
                assert!(!printed.is_empty(), "{path}");
                by_portal(browser, path).await;
                assert_eq!(browser.text(&parts).await, printed, "{path}");
                let playable = browser
                    .eval(&format!(
                        "!{PLAYER} || {PLAYER} instanceof HTMLMediaElement && {PLAYER}.controls"
                    ))
                    .await;
                assert_eq!(playable, true, "{path}");
            }
        }
    });
}

#[test]
fn a_transcript_opens_by_keyboard_and_can_be_found() {
    journey(async |_server, browser| {
        browser.open_portal(FILMS[0]).await;
        browser
            .eval("(document.querySelector('.transcript summary').focus(), 1)")
            .await;
        browser.press("\u{e007}").await;
        browser
            .wait("document.querySelector('.transcript').open")
            .await;
        let said = browser
            .text("document.querySelector('.transcript').innerText")
            .await;
        assert!(said.contains("Press checks every link"), "{said}");
        has_no_violations(browser, "an open transcript").await;
        crate::search::search(browser, "?q=terminal+synthesiser").await;
        browser
            .wait("document.querySelector('main a[href$=\"/news/how-a-manuscript-becomes-a-page/\"]')")
            .await;
    });
}

#[test]
fn a_video_elsewhere_says_where_it_leads_and_asks_nobody() {
    journey(async |_server, browser| {
        for (path, site) in CARDS.into_iter().zip(["another website", "將離開本站"]) {
            browser.open_portal(path).await;
            let said = browser
                .text("document.querySelector('.video-card').innerText")
                .await;
            assert!(
                said.contains("PeerTube") && said.contains("framatube.org"),
                "{said}"
            );
            assert!(said.contains(site), "{said}");
            let asked = browser
                .eval("performance.getEntriesByType('resource').filter(it => new URL(it.name).origin !== location.origin).length")
                .await;
            assert_eq!(asked, 0, "{path}");
            let height = browser
                .eval("document.querySelector('.video-card').getBoundingClientRect().height >= 44")
                .await;
            assert_eq!(height, true, "{path}");
            has_no_violations(browser, "a card of a video elsewhere").await;
        }
    });
}

#[test]
fn paper_has_title_address_and_transcript() {
    journey(async |_server, browser| {
        browser.on_paper().await;
        for path in FILMS.into_iter().chain(TALKS) {
            browser.open(path).await;
            let said = browser
                .eval(&format!(
                    "[{PLAYER}.getClientRects().length, \
                      document.querySelector('.recording__title').getClientRects().length > 0, \
                      getComputedStyle(document.querySelector('.recording__file'), '::after').content.includes('/media/'), \
                      document.querySelector('.transcript > p').getBoundingClientRect().height > 10]"
                ))
                .await;
            assert_eq!(said, json!([0, true, true, true]), "{path}");
        }
    });
}
