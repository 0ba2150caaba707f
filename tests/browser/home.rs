//! The start page as its editors made it: the same printed and by the portal, on every screen, with and without pictures.

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{Browser, journey},
};

/// Start pages, and pages from which the portal leads to them.
const HOMES: [(&str, &str); 2] = [("/", "/about/"), ("/zh-hant-tw/", "/zh-hant-tw/about/")];

/// The blocks as they are in the document.
const BLOCKS: &str = "[...document.querySelectorAll('.block')].map(it => it.outerHTML).join('\\n')";

/// The paths of all articles on a start page.
const STORIES: &str =
    "[...document.querySelectorAll('.home .teaser__link')].map(it => it.pathname)";

async fn fits(browser: &Browser) -> bool {
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    browser.eval(fits).await == json!(true)
}

#[test]
fn the_portal_shows_the_blocks_that_are_printed() {
    journey(async |_server, browser| {
        for (home, other) in HOMES {
            browser.open_portal(home).await;
            let printed = browser.text(BLOCKS).await;
            browser.open_portal(other).await;
            browser.eval("(window.stayed = true, 1)").await;
            browser.follow(home).await;
            browser.wait("document.querySelector('.block')").await;
            assert_eq!(browser.text(BLOCKS).await, printed, "{home}");
            assert_eq!(browser.eval("window.stayed").await, true);
        }
        browser.without_script().await;
        for (home, _) in HOMES {
            browser.open(home).await;
            let kinds = browser
                .text("[...document.querySelectorAll('.block')].map(it => it.dataset.kind).join()")
                .await;
            assert_eq!(kinds, "lead,pinned,topic,newest", "{home}");
            let stories = browser.eval(STORIES).await;
            let mut stories: Vec<String> = serde_json::from_value(stories).unwrap();
            let count = stories.len();
            stories.sort_unstable();
            stories.dedup();
            assert_eq!(stories.len(), count, "{home}: an article is there twice");
        }
    });
}

#[test]
fn blocks_fit_every_screen_and_everyone_can_read_them() {
    journey(async |_server, browser| {
        for (home, _) in HOMES {
            for width in [320, 768, 1280] {
                browser.resize(width, 900).await;
                browser.open_portal(home).await;
                assert!(fits(browser).await, "{home} at {width} px");
                // Titles of cards beside each other begin on one line, and no card is narrower than its picture.
                let said = browser
                    .eval("[...document.querySelectorAll('[data-kind=pinned] .teaser')].every((it, at, all) => it.offsetTop !== all[0].offsetTop || it.querySelector('.teaser__title').offsetTop === all[0].querySelector('.teaser__title').offsetTop)")
                    .await;
                assert_eq!(said, json!(true), "{home} at {width} px");
                // No place of their row is empty: the last card ends where the block does.
                let end = |it: &str| {
                    format!(
                        "Math.round(document.querySelector('[data-kind=pinned] {it}').getBoundingClientRect().right)"
                    )
                };
                let is_full = format!("{} === {}", end(".teaser:last-child"), end(".teasers"));
                assert_eq!(
                    browser.eval(&is_full).await,
                    json!(true),
                    "{home} at {width} px"
                );
                has_no_violations(browser, home).await;
            }
        }
    });
}
