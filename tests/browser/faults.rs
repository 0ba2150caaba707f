//! Files that hang, drip, break off or are something else: pages are readable all the same, and say what is not there.

use std::time::{Duration, Instant};

use crate::harness::{ARTICLE, Browser, CHINESE, Fault, Server, journey, journey_unwaited};

/// The portal's starter.
const BOOT: &str = "/boot-";

/// The style sheet.
const STYLE: &str = "/gazette-";

/// The portal's WebAssembly, and not the search engine's.
const PORTAL: &str = "/portal-";

/// Faults of which nothing comes.
fn nothing() -> [Fault; 7] {
    [
        Fault::Status(404),
        Fault::Status(429),
        Fault::Status(503),
        Fault::Reset,
        Fault::Hang,
        Fault::Empty,
        Fault::Garbage,
    ]
}

/// Notes when the bare shell has words and links, by its own clock.
const WORDS: &str = "new MutationObserver(() => {
    if (document.querySelectorAll('#portal a[href]').length > 3) window.words ??= performance.now();
}).observe(document, { childList: true, subtree: true })";

/// Waits until a page is painted with its words, and says how long that took once it had come.
async fn painted(browser: &Browser, path: &str) -> Duration {
    const PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    browser.open(path).await;
    browser.wait(PAINT).await;
    browser.wait("document.querySelector('h1, h2')").await;
    since(browser, PAINT).await
}

/// A time by the page's clock, from when all of the page had come.
async fn since(browser: &Browser, time: &str) -> Duration {
    const BEGUN: &str = "performance.getEntriesByType('navigation')[0].responseEnd";
    let time = browser.eval(&format!("{time} - {BEGUN}")).await;
    let time = time.as_f64().unwrap().max(0.0);
    Duration::from_secs_f64(time / 1000.0)
}

/// Takes what the browser itself says about files that it did not get out of the console; nothing else may be in it.
async fn forgive(browser: &Browser) {
    let errors = browser.console_errors().await;
    let known = ["Failed to load resource", "net::ERR_", "MIME type"];
    assert!(
        errors
            .iter()
            .all(|it| known.iter().any(|known| it.contains(known))),
        "{errors:#?}"
    );
}

#[test]
fn a_style_sheet_that_does_not_come_hides_no_article() {
    for fault in [
        Fault::Hang,
        Fault::Drip(2000),
        Fault::Reset,
        Fault::Status(503),
    ] {
        journey_unwaited(async |server, browser| {
            server.fault(STYLE, fault.clone());
            let time = painted(browser, ARTICLE).await;
            assert!(time < Duration::from_secs(6), "{fault:?}: {time:?}");
            browser.wait("document.querySelector('.contact')").await;
            crate::article::has_every_word(browser).await;
            if matches!(fault, Fault::Drip(_)) {
                // It comes late, and does its work then.
                browser.wait("getComputedStyle(document.querySelector('.masthead')).borderBlockStartStyle === 'solid'").await;
            }
            forgive(browser).await;
        });
    }
}

#[test]
fn nothing_that_hangs_hides_an_article() {
    for part in [BOOT, PORTAL, "/tools-", "/site.", "/index.json"] {
        journey_unwaited(async |server, browser| {
            server.fault(part, Fault::Hang);
            let time = painted(browser, ARTICLE).await;
            assert!(time < Duration::from_secs(5), "{part}: {time:?}");
            browser.wait("document.querySelector('.contact')").await;
            crate::article::has_every_word(browser).await;
            browser.click(".navigation a[href='/news/']").await;
            browser.wait_for_heading("News").await;
        });
    }
}

#[test]
fn a_module_that_is_something_else_is_not_missed() {
    journey(async |server, browser| {
        browser.without_cache().await;
        for part in ["/tools-", "/latest-", "/offline-", BOOT] {
            for fault in [
                Fault::Empty,
                Fault::Garbage,
                Fault::Status(503),
                Fault::Reset,
            ] {
                server.fault(part, fault.clone());
                browser.open(ARTICLE).await;
                crate::article::has_every_word(browser).await;
                if part != BOOT {
                    browser.wait_for_portal().await;
                }
                tokio::time::sleep(Duration::from_millis(300)).await;
                forgive_syntax(browser, part).await;
                server.heal();
            }
        }
    });
}

/// A script of the page itself that is no script is an error of the browser's, which nobody can catch.
async fn forgive_syntax(browser: &Browser, part: &str) {
    let errors = browser.console_errors().await;
    let known = ["Failed to load resource", "net::ERR_", "MIME type"];
    let is_known = |it: &String| {
        known.iter().any(|known| it.contains(known)) || part == BOOT && it.contains("SyntaxError")
    };
    assert!(errors.iter().all(is_known), "{part}: {errors:#?}");
}

#[test]
fn the_bare_shell_has_words_and_links_without_its_starter() {
    for fault in nothing() {
        journey_unwaited(async |server, browser| {
            server.fault("/", Fault::Shell);
            server.fault(BOOT, fault.clone());
            browser.before_pages(WORDS).await;
            for (path, words) in [(ARTICLE, "could not be loaded"), (CHINESE, "無法載入")] {
                browser.open(path).await;
                browser
                    .wait(&format!("location.pathname === '{path}' && window.words"))
                    .await;
                let time = since(browser, "window.words").await;
                assert!(time < Duration::from_millis(5500), "{fault:?}: {time:?}");
                assert!(
                    time > Duration::from_millis(3500),
                    "{fault:?}: {time:?}, too early"
                );
                let said = browser
                    .text("document.querySelector('#portal h1').textContent")
                    .await;
                assert!(said.contains(words), "{said}");
            }
            browser.console_errors().await;
        });
    }
}

#[test]
fn a_slow_bare_shell_says_nothing_before_its_page_is_there() {
    journey(async |server, browser| {
        server.fault("/", Fault::Shell);
        server.fault(".wasm", Fault::Slow(Duration::from_secs(6)));
        browser.open(ARTICLE).await;
        let watch = "(new MutationObserver(() => { if (document.querySelector('#portal [role=alert]')) window.said = true; })
            .observe(document.getElementById('portal'), { childList: true, subtree: true }), 1)";
        browser.eval(watch).await;
        browser.wait_for_portal().await;
        crate::article::has_every_word(browser).await;
        assert_eq!(browser.eval("window.said === undefined").await, true);
    });
}

#[test]
fn a_bare_shell_whose_program_hangs_says_so_and_goes_on_when_it_comes() {
    journey_unwaited(async |server, browser| {
        server.fault("/", Fault::Shell);
        server.fault(PORTAL, Fault::Slow(Duration::from_secs(12)));
        browser.open(ARTICLE).await;
        browser
            .wait("document.querySelectorAll('#portal a[href]').length > 3")
            .await;
        browser.wait_for_portal().await;
        crate::article::has_every_word(browser).await;
        assert_eq!(
            browser.eval("document.querySelectorAll('h1').length").await,
            1
        );
    });
}

#[test]
fn the_bare_shell_leads_on_without_script() {
    journey(async |server, browser| {
        browser.without_script().await;
        server.fault("/", Fault::Shell);
        browser.open(ARTICLE).await;
        browser.click("noscript a[href='/news/']").await;
        let url = browser.client().current_url().await.unwrap();
        assert_eq!(url.path(), "/news/");
    });
}

#[test]
fn browsers_that_lack_something_run_the_portal() {
    for missing in [
        "delete window.PerformanceObserver",
        "delete AbortSignal.timeout",
        "delete window.structuredClone",
        "delete window.requestIdleCallback",
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } })",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })",
    ] {
        journey(async |_server, browser| {
            browser.before_pages(missing).await;
            browser.open_portal(ARTICLE).await;
            crate::article::has_every_word(browser).await;
            browser.click(".navigation a[href='/news/']").await;
            browser.wait_for_heading("News").await;
        });
    }
}

/// The page itself is shown if its data is not to be had.
#[test]
fn a_page_whose_data_is_not_there_is_loaded() {
    for fault in [
        Fault::Status(404),
        Fault::Status(503),
        Fault::Reset,
        Fault::Truncated,
        Fault::Hang,
        Fault::Body(r#"{"schema":999}"#.into()),
    ] {
        journey(async |server, browser| {
            browser.open_portal("/").await;
            browser
                .eval("(window.scrollTo(0, 300), window.stayed = true)")
                .await;
            server.fault("/news/index.json", fault.clone());
            let start = Instant::now();
            browser.click(".navigation a[href='/news/']").await;
            browser
                .wait("document.querySelector('h1')?.textContent === 'News' && !window.stayed")
                .await;
            assert!(start.elapsed() < Duration::from_secs(15), "{fault:?}");
            assert_eq!(browser.eval("window.scrollY").await, 0);
            tokio::time::sleep(Duration::from_millis(500)).await;
            browser.wait_for_heading("News").await;
            let loads = server.count("/news/$");
            assert!(loads <= 2, "{fault:?}: loaded {loads} times");
            server.heal();
            browser.client().back().await.unwrap();
            browser.wait("document.querySelector('.home')").await;
            browser.console_errors().await;
        });
    }
}

/// Readers who save data get nothing ahead of time.
#[test]
fn who_saves_data_gets_the_portal_when_a_search_needs_it() {
    for connection in ["{ saveData: true }", "{ effectiveType: '2g' }"] {
        journey(async |server, browser| {
            let connection = format!(
                "Object.defineProperty(navigator, 'connection', {{ value: {connection} }})"
            );
            browser.before_pages(&connection).await;
            open_in_peace(server, browser, ARTICLE).await;
            browser
                .eval("document.querySelector('.navigation a[href=\"/news/\"]').focus()")
                .await;
            browser.click(".navigation a[href='/news/']").await;
            browser.wait_for_heading("News").await;
            open_in_peace(server, browser, "/news/").await;
            browser.click("#search-field").await;
            browser.wait_for_portal().await;
            browser.press("taiwan\u{e007}").await;
            browser.wait("document.querySelector('.teaser mark')").await;
            browser
                .eval("document.querySelector('.navigation a[href=\"/about/\"]').focus()")
                .await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            assert_eq!(
                server.count("/about/index.json"),
                0,
                "nothing is fetched ahead"
            );
        });
    }
}

async fn open_in_peace(server: &Server, browser: &Browser, path: &str) {
    browser.open(path).await;
    browser
        .wait("document.documentElement.dataset.tools === 'ready'")
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    for part in [".wasm", "/index.json", "/sw.js"] {
        assert_eq!(server.count(part), 0, "{part}");
    }
}
