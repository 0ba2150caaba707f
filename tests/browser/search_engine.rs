//! The search engine: it comes when it is wanted, may fail to come, works in every language, and is not needed to look
//! around.

use std::time::{Duration, Instant};

use crate::{
    accessibility::violations,
    harness::{ARTICLE, Browser, Fault, journey},
    search::{hits, search, status},
};

/// The engine's files; the index lies below `/assets/search/`.
const ENGINE: &str = "/assets/search-";

const CHINESE: &str = "/zh-hant-tw";

async fn search_in_chinese(browser: &Browser, query: &str) -> Vec<String> {
    browser
        .open_portal(&format!("{CHINESE}/search/{query}"))
        .await;
    browser
        .wait("document.querySelector('.filters') && document.querySelector('.teaser, .ways-on')")
        .await;
    hits(browser).await
}

#[test]
fn it_is_fetched_when_a_reader_begins_to_search() {
    journey(async |server, browser| {
        browser.open_portal(ARTICLE).await;
        browser.open_portal("/").await;
        assert_eq!(server.count(ENGINE), 0, "nobody has searched");
        browser.click("#search-field").await;
        browser
            .wait("performance.getEntriesByType('resource').filter(r => r.name.includes('/assets/search-')).length === 2")
            .await;
        browser.press("taiwan\u{e007}").await;
        browser.wait("location.search === '?q=taiwan'").await;
        // The home page has teasers, too, but nothing marked in them.
        browser.wait("document.querySelector('.teaser mark')").await;
        assert!(hits(browser).await.contains(&ARTICLE.to_owned()));
        assert_eq!(server.count(ENGINE), 2, "once for all searches");
    });
}

#[test]
fn where_it_cannot_be_had_a_reader_can_try_again_or_go_on() {
    journey(async |server, browser| {
        server.fault(ENGINE, Fault::Status(503));
        browser.open_portal("/search/?q=taiwan").await;
        browser.wait("document.querySelector('#retry')").await;
        says_what_failed(browser).await;
        assert!(violations(browser).await.is_empty());
        browser.click(".navigation a[href='/news/']").await;
        browser.wait("document.querySelector('.teaser')").await;
        browser.eval("history.back()").await;
        browser.wait("document.querySelector('#retry')").await;
        server.heal();
        browser.click("#retry").await;
        browser.wait("document.querySelector('.teaser mark')").await;
        assert!(hits(browser).await.contains(&ARTICLE.to_owned()));

        // Its script alone, or half of it, is no engine either.
        for fault in [Fault::Status(404), Fault::Truncated] {
            server.fault("_bg-", fault.clone());
            server.fault("search-bg-", fault);
            browser.without_cache().await;
            browser.open_portal("/search/?q=taiwan").await;
            browser.wait("document.querySelector('#retry')").await;
            server.heal();
            browser.click("#retry").await;
            browser.wait("document.querySelector('.teaser mark')").await;
        }
        let errors = browser.console_errors().await;
        assert!(
            errors.iter().all(
                |error| ["503", "404", "wasm", "WebAssembly", "ERR_", "MIME type"]
                    .iter()
                    .any(|known| error.contains(known))
            ),
            "{errors:#?}"
        );
    });
}

/// The search is said not to be there, and not the page, which has all else that it has.
async fn says_what_failed(browser: &Browser) {
    let said = status(browser).await;
    assert!(said.contains("search could not be loaded"), "{said}");
    for part in [
        "#search-field",
        ".filters",
        ".ways-on a[href='/topics/cooperation/']",
        ".ways-on a[href='/archive/2017/']",
    ] {
        let is_there = format!("!!document.querySelector(\"{part}\")");
        assert_eq!(browser.eval(&is_there).await, true, "{part}");
    }
}

#[test]
fn an_index_that_is_damaged_or_does_not_come_is_said_to_be() {
    for fault in [
        Fault::Empty,
        Fault::Truncated,
        Fault::Garbage,
        Fault::Status(404),
        Fault::Status(503),
        Fault::Reset,
        Fault::Hang,
    ] {
        for part in [".bin", "/manifest.json"] {
            // Shown with a failure.
            println!("{fault:?} of {part}");
            journey(async |server, browser| {
                server.fault(part, fault.clone());
                let start = Instant::now();
                browser.open_portal("/search/?q=taiwan").await;
                browser.wait("document.querySelector('#retry')").await;
                let time = start.elapsed();
                assert!(
                    time < Duration::from_secs(13),
                    "{part}, {fault:?}: {time:?}"
                );
                says_what_failed(browser).await;
                server.heal();
                browser.click("#retry").await;
                browser.wait("document.querySelector('.teaser mark')").await;
                assert!(hits(browser).await.contains(&ARTICLE.to_owned()));
                let errors = browser.console_errors().await;
                let known = ["Failed to load resource", "net::ERR_"];
                let is_known = |it: &String| known.iter().any(|known| it.contains(known));
                assert!(errors.iter().all(is_known), "{errors:#?}");
            });
        }
    }
}

#[test]
fn a_copy_of_the_browsers_own_that_is_damaged_is_fetched_anew() {
    journey(async |server, browser| {
        server.fault(".bin", Fault::Truncated);
        browser.open_portal("/search/?q=taiwan").await;
        browser.wait("document.querySelector('#retry')").await;
        server.heal();
        // Whatever the browser has kept, this page finds.
        search(browser, "?q=taiwan").await;
        browser.wait("document.querySelector('.teaser mark')").await;
    });
}

#[test]
fn without_script_the_page_leads_to_every_article() {
    journey(async |server, browser| {
        browser.without_script().await;
        browser.open("/search/?q=taiwan").await;
        let seen = browser.client().source().await.unwrap();
        for part in [
            "<noscript>Searching needs JavaScript, which does not run here, so nothing has been looked for.",
            "href=\"/news/\"",
            "href=\"/topics/cooperation/\"",
            "href=\"/archive/2017/\"",
        ] {
            assert!(seen.contains(part), "{part}");
        }
        let prompt = browser
            .client()
            .find(fantoccini::Locator::Css("#search-status"))
            .await
            .unwrap()
            .is_displayed()
            .await;
        assert!(
            !prompt.unwrap(),
            "nobody is asked to type what they have typed"
        );
        browser.click(".ways-on a[href='/archive/2017/']").await;
        let url = browser.client().current_url().await.unwrap();
        assert_eq!(url.path(), "/archive/2017/");
        assert_eq!(server.count(ENGINE), 0);
    });
}

#[test]
fn chinese_is_found_character_by_character_and_mixed_with_latin_words() {
    journey(async |_server, browser| {
        let article = format!("{CHINESE}{ARTICLE}");
        for query in ["法", "工業合作", "ICCM 臺法", "第24屆", "5G與航太"] {
            let found = search_in_chinese(browser, &format!("?q={query}")).await;
            let is_there = found.contains(&article);
            assert_eq!(is_there, query != "5G與航太", "{query}: {found:?}");
        }
        assert_eq!(
            search_in_chinese(browser, "?q=「工業合作諮商會議」").await,
            std::slice::from_ref(&article)
        );
        assert!(status(browser).await.contains("「工業合作諮商會議」"));
        assert_eq!(
            browser
                .text("document.querySelector('.teaser mark').textContent")
                .await,
            "工業合作諮商會議"
        );
        assert!(search_in_chinese(browser, "?q=恐龍").await.is_empty());
        assert!(status(browser).await.contains("找不到「恐龍」"));

        browser.open_portal(&format!("{CHINESE}/search/")).await;
        browser
            .eval("document.querySelector('#search-field').focus()")
            .await;
        browser.press("臺法").await;
        browser.wait("document.querySelector('.teaser mark')").await;
        assert!(hits(browser).await.contains(&article));

        // Each language has an index of its own; the filter leads from one to the other.
        browser
            .open(&format!("{CHINESE}/search/?q=taiwan&lang=en"))
            .await;
        browser.wait("location.pathname === '/search/'").await;
        browser.wait("document.querySelector('.teaser')").await;
        assert!(hits(browser).await.contains(&ARTICLE.to_owned()));
    });
}

#[test]
fn what_takes_long_says_so() {
    journey(async |server, browser| {
        search(browser, "?q=taiwan").await;
        server.fault(".bin", Fault::Slow(Duration::from_secs(1)));
        browser
            .eval("document.querySelector('#search-field').focus()")
            .await;
        browser.press(" france").await;
        browser
            .wait("document.querySelector('main[aria-busy]')")
            .await;
        assert!(
            !hits(browser).await.is_empty(),
            "results stay until others are there"
        );
        browser
            .wait("!document.querySelector('main[aria-busy]')")
            .await;
        assert!(status(browser).await.contains("taiwan france"));
    });
}

#[test]
fn axe_finds_nothing_in_any_state() {
    journey(async |_server, browser| {
        for scheme in browser.schemes() {
            browser.prefer(scheme).await;
            for root in ["", CHINESE] {
                for query in [
                    "",
                    "?q=ICCM",
                    "?q=zebra&kind=page",
                    "?year=2017",
                    "?q=HTML&page=2",
                ] {
                    let path = format!("{root}/search/{query}");
                    browser.open_portal(&path).await;
                    browser
                        .wait("!location.search || document.querySelector('.filters')")
                        .await;
                    let found = violations(browser).await;
                    assert!(found.is_empty(), "{path} in {scheme}: {found:#?}");
                }
            }
        }
    });
}
