//! A newsroom that writes from right to left: its start page, notices, lead images, recordings and the page for subscribers.

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{Browser, Edition, journey},
};

/// Its pages, the start page first.
const PAGES: [&str; 7] = [
    "/",
    "/news/",
    "/news/water/",
    "/news/film/",
    "/news/talk/",
    "/news/card/",
    "/subscribe/",
];

/// What a page says below its masthead. The newest articles come when a reader is near them.
const MAIN: &str = "(main => (main.querySelectorAll('.latest, .tools, body > a, main > a').forEach(it => it.remove()), main.innerHTML))(document.querySelector('main').cloneNode(true))";

/// Runs a journey on its pages.
fn in_newsroom(trip: impl AsyncFnOnce(&mut Browser)) {
    let edition = Edition::newsroom();
    let dist = edition.print();
    journey(async |server, browser| {
        server.release(&dist).await;
        trip(browser).await;
    });
}

/// Notices are asked for after paint.
async fn with_notices(browser: &Browser) {
    browser
        .wait("document.querySelectorAll('.notice').length === 3")
        .await;
}

#[test]
fn the_portal_shows_what_is_printed() {
    in_newsroom(async |browser| {
        for (at, path) in PAGES.into_iter().enumerate() {
            browser.open_portal(path).await;
            let printed = browser.text(MAIN).await;
            assert_eq!(browser.text("document.dir").await, "rtl", "{path}");
            browser.open_portal(PAGES[(at + 1) % PAGES.len()]).await;
            browser.eval("(window.stayed = true, 1)").await;
            browser.follow(path).await;
            browser
                .wait(&format!("location.pathname === '{path}' && document.querySelector('main').getAttribute('aria-busy') !== 'true'"))
                .await;
            let is_same = format!("{MAIN} === {}", json!(printed));
            browser.wait(&is_same).await;
            assert_eq!(browser.eval("window.stayed").await, true, "{path}");
            assert_eq!(browser.text("document.dir").await, "rtl", "{path}");
        }
    });
}

#[test]
fn everything_fits_and_everyone_can_read_it() {
    in_newsroom(async |browser| {
        for width in [320, 768, 1280] {
            browser.resize(width, 900).await;
            for path in PAGES {
                browser.open_portal(path).await;
                with_notices(browser).await;
                let fits = "document.documentElement.scrollWidth <= innerWidth";
                assert_eq!(browser.eval(fits).await, true, "{path} at {width} px");
                has_no_violations(browser, &format!("{path} at {width} px")).await;
            }
        }
    });
}

/// The places of the first and the last letter of an element's text, from the left.
fn ends(element: &str) -> String {
    format!(
        "(text => [0, text.length - 1].map(at => {{ const range = new Range(); range.setStart(text, at); range.setEnd(text, at + 1); \
         return range.getBoundingClientRect().left; }}))({element}.firstChild)"
    )
}

async fn is_from_left_to_right(browser: &Browser, element: &str) {
    let order = format!("(([first, last]) => first < last)({})", ends(element));
    assert_eq!(browser.eval(&order).await, true, "{element}");
}

#[test]
fn dates_and_telephone_numbers_keep_their_order() {
    in_newsroom(async |browser| {
        browser.open_portal("/news/film/").await;
        for element in [
            "document.querySelector('.dateline time')",
            "document.querySelector('.contact a[href^=\"tel:\"]')",
            "document.querySelector('.footer a[href^=\"tel:\"]')",
        ] {
            is_from_left_to_right(browser, element).await;
        }
        // An address is entered from left to right, below its label.
        browser.open_portal("/subscribe/").await;
        let places = "['.subscribe__label', '.subscribe__field', '.subscribe__form button'].map(it => Math.round(document.querySelector(it).getBoundingClientRect().right))";
        let places = browser.eval(places).await;
        assert_eq!(places[0], places[1]);
        assert_eq!(places[1], places[2]);
        let field = "getComputedStyle(document.querySelector('.subscribe__field')).unicodeBidi";
        assert_eq!(browser.text(field).await, "plaintext");
    });
}

/// The left edge of an element, of several that match, the first.
fn left(selector: &str) -> String {
    format!("document.querySelector('{selector}').getBoundingClientRect().left")
}

#[test]
fn what_stands_at_the_end_of_a_line_stands_on_the_left() {
    in_newsroom(async |browser| {
        for (path, before, after) in [
            (
                "/",
                ".block[data-kind=lead] .teaser__title",
                ".block[data-kind=lead] .teaser__image",
            ),
            (
                "/",
                ".teaser--pictured .teaser__title",
                ".teaser--pictured .teaser__image",
            ),
            (
                "/",
                ".notice--warning .notice__text",
                ".notice--warning .notice__dismiss",
            ),
            (
                "/news/",
                ".teaser--pictured .teaser__date",
                ".teaser--pictured .teaser__title",
            ),
            ("/news/water/", ".dateline", ".lead"),
            ("/subscribe/", ".subscribe__name", ".subscribe__feeds a"),
        ] {
            browser.open_portal(path).await;
            with_notices(browser).await;
            let order = format!("{} > {}", left(before), left(after));
            assert_eq!(
                browser.eval(&order).await,
                true,
                "{path}: {before}, {after}"
            );
        }
        // The line beside a transcript is where reading begins.
        browser.open_portal("/news/film/").await;
        let line = "getComputedStyle(document.querySelector('.transcript > p')).borderRightWidth";
        assert_ne!(browser.text(line).await, "0px");
        // The gravest first, in line with what is below.
        with_notices(browser).await;
        let kinds = browser
            .text("[...document.querySelectorAll('.notice')].map(it => it.className).join()")
            .await;
        assert!(kinds.find("emergency") < kinds.find("warning"), "{kinds}");
        let right = |it: &str| {
            format!("Math.round(document.querySelector('{it}').getBoundingClientRect().right)")
        };
        let edges = format!("[{}, {}]", right(".notice__text"), right(".masthead__name"));
        let edges = browser.eval(&edges).await;
        assert_eq!(edges[0], edges[1], "at one edge");
    });
}
