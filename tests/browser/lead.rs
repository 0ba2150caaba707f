//! Pictures that lead articles, and stand for them in lists.

use std::time::Duration;

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{Browser, journey},
    search::search,
    takeover::SHIFTS,
};

/// Articles with a picture at their head.
const LED: [&str; 2] = [
    "/news/colour-contrast-and-dark-pages/",
    "/zh-hant-tw/news/colour-contrast-and-dark-pages/",
];

/// The picture of an article.
const LEAD: &str = "document.querySelector('.lead img')";

async fn is_shown(browser: &Browser) {
    browser
        .wait(&format!("{LEAD}?.complete && {LEAD}.naturalWidth > 0"))
        .await;
}

#[test]
fn an_article_begins_with_its_picture_and_nothing_moves() {
    journey(async |_server, browser| {
        for width in [360, 1280] {
            browser.resize(width, 800).await;
            for path in LED {
                browser.open_portal(path).await;
                is_shown(browser).await;
                let said = browser
                    .eval(&format!("[{LEAD}.alt.length > 10, {LEAD}.width > 0, {LEAD}.loading !== 'lazy', {LEAD}.fetchPriority, document.documentElement.scrollWidth <= innerWidth]"))
                    .await;
                assert_eq!(said, json!([true, true, true, "high", true]), "{path}");
                browser.eval(SHIFTS).await;
                tokio::time::sleep(Duration::from_millis(300)).await;
                let shifts = browser.text("window.shifts || ''").await;
                assert_eq!(shifts, "", "{path} at {width} px");
            }
            has_no_violations(browser, "lead image").await;
        }
    });
}

#[test]
fn the_portal_shows_what_is_printed() {
    journey(async |_server, browser| {
        for path in LED {
            browser.open_portal(path).await;
            is_shown(browser).await;
            let picture = "document.querySelector('.lead').outerHTML";
            let printed = browser.text(picture).await;
            let home = if path.starts_with("/zh") {
                "/zh-hant-tw/"
            } else {
                "/"
            };
            browser.open_portal(home).await;
            browser.eval("(window.stayed = true, 1)").await;
            browser.follow(path).await;
            is_shown(browser).await;
            assert_eq!(browser.text(picture).await, printed);
            assert_eq!(browser.eval("window.stayed").await, true);
        }
    });
}

#[test]
fn lists_and_results_show_it_small() {
    journey(async |_server, browser| {
        browser.open_portal("/topics/accessibility/").await;
        let small = "document.querySelector('.teaser__image img')";
        browser
            .eval(&format!("({small}.scrollIntoView(), 1)"))
            .await;
        browser
            .wait(&format!("{small}.complete && {small}.naturalWidth > 0"))
            .await;
        let said = browser
            .eval(&format!(
                "[{small}.alt, {small}.closest('a') === null || {small}.closest('a').tabIndex]"
            ))
            .await;
        assert_eq!(said[0], "", "the title says it");
        has_no_violations(browser, "a list with pictures").await;

        search(browser, "?q=contrast").await;
        browser
            .wait("document.querySelector('.teaser__image img')")
            .await;
        has_no_violations(browser, "results with pictures").await;
    });
}
