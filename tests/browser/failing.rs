//! Trouble on the way: the server is down, slow, or answers nonsense.

use std::time::{Duration, Instant};

use crate::harness::{ARTICLE, Browser, Fault, journey};

/// The news' JSON: what these journeys break.
const NEWS: &str = "/news/index.json";

/// The page itself: as long as it is there it is loaded instead.
const PAGE: &str = "/news/$";

async fn go_to_news(browser: &Browser) {
    browser.click(".navigation a[href='/news/']").await;
}

/// Waits for the failure message; header, navigation and footer must be there with it.
async fn failed_with(browser: &Browser, words: &str) {
    browser.wait("document.querySelector('.failed')").await;
    let reason = browser
        .text("document.querySelector('.failed__reason').textContent")
        .await;
    assert!(reason.contains(words), "{reason}");
    for part in [
        ".masthead__name",
        ".navigation__link",
        ".footer__organization",
    ] {
        assert!(
            !browser
                .text(&format!("document.querySelector('{part}').textContent"))
                .await
                .is_empty(),
            "{part}"
        );
    }
}

async fn try_again(browser: &Browser) {
    browser.click(".failed button").await;
    browser.wait_for_heading("News").await;
}

#[test]
fn a_server_that_is_down_is_said_to_be_and_trying_again_works() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        server.go_down().await;
        go_to_news(browser).await;
        failed_with(browser, "could not be reached").await;
        server.come_up().await;
        try_again(browser).await;
        let errors = browser.console_errors().await;
        assert!(
            errors
                .iter()
                .all(|error| error.contains("ERR_CONNECTION_REFUSED")),
            "{errors:#?}"
        );
    });
}

#[test]
fn a_slow_server_gets_a_placeholder_and_then_a_message() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        server.fault(NEWS, Fault::Slow(Duration::from_secs(1)));
        go_to_news(browser).await;
        browser.wait("document.querySelector('.placeholder')").await;
        browser.wait_for_heading("News").await;

        browser.open_portal("/").await;
        server.heal();
        for hanging in [NEWS, PAGE] {
            server.fault(hanging, Fault::Hang);
        }
        let start = Instant::now();
        go_to_news(browser).await;
        failed_with(browser, "too long").await;
        assert!(start.elapsed() < Duration::from_secs(11));
        server.heal();
        try_again(browser).await;
    });
}

#[test]
fn an_overloaded_server_is_asked_three_times() {
    journey(async |server, browser| {
        for status in [503, 429, 408] {
            browser.open_portal("/").await;
            let before = server.count(NEWS);
            server.fault(NEWS, Fault::Status(status));
            server.fault(PAGE, Fault::Status(status));
            go_to_news(browser).await;
            failed_with(browser, &status.to_string()).await;
            // After a 408 browsers may ask again by themselves (RFC 9110, 15.5.9): each of the three tries counts up to twice.
            let most = if status == 408 { 6 } else { 3 };
            let tries = server.count(NEWS) - before;
            assert!((3..=most).contains(&tries), "{status}: {tries}");
            server.heal();
            try_again(browser).await;
            let errors = browser.console_errors().await;
            assert!(
                errors
                    .iter()
                    .all(|error| error.contains(&status.to_string())),
                "{errors:#?}"
            );
        }
    });
}

#[test]
fn nonsense_is_told_from_a_newer_version_and_from_an_empty_list() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        server.fault(NEWS, Fault::Truncated);
        server.fault(PAGE, Fault::Status(500));
        go_to_news(browser).await;
        failed_with(browser, "cannot read").await;
        assert_eq!(
            server.count(NEWS),
            2,
            "once more past the cache, and no more"
        );
        server.heal();
        try_again(browser).await;

        for (body, words) in [
            (r#"{"schema":1,"content":{"poem":{}}}"#, "cannot read"),
            ("[]", "cannot read"),
            (r#"{"schema":999}"#, "has been updated"),
        ] {
            browser.open_portal("/").await;
            server.fault(NEWS, Fault::Body(body.into()));
            server.fault(PAGE, Fault::Status(500));
            go_to_news(browser).await;
            failed_with(browser, words).await;
            server.heal();
            try_again(browser).await;
        }

        let errors = browser.console_errors().await;
        assert!(
            errors.iter().all(|error| error.contains("500")),
            "{errors:#?}"
        );

        browser.open_portal("/").await;
        server.fault(NEWS, Fault::Body(r#"{"schema":1,"head":{"title":"N","description":""},"content":{"listing":{"heading":"News"}}}"#.into()));
        go_to_news(browser).await;
        browser.wait_for_heading("News").await;
        assert_eq!(
            browser
                .text("document.querySelector('.empty').textContent")
                .await,
            "There are no articles here yet."
        );
    });
}

#[test]
fn hostile_json_runs_no_script() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        let body = r#"{"schema":1,"head":{"title":"N","description":""},"content":{"page":{"heading":"News","body":[
            {"tag":"script","children":["window.hacked = 1"]}, {"tag":"img","src":"/x","onerror":"window.hacked = 1"},
            {"tag":"a","href":"javascript:window.hacked = 1","id":"trap","children":["click"]}, "<img src=x onerror='window.hacked = 1'>"]}}}"#;
        server.fault(NEWS, Fault::Body(body.into()));
        go_to_news(browser).await;
        browser.wait_for_heading("News").await;
        browser.click("#trap").await;
        assert_eq!(
            browser
                .eval("window.hacked === undefined && !document.querySelector('#trap').href")
                .await,
            true
        );
        let errors = browser.console_errors().await;
        assert!(
            errors.iter().all(|error| error.contains("/x")),
            "{errors:#?}"
        );
    });
}

#[test]
fn the_bare_shell_says_that_nothing_could_be_fetched() {
    journey(async |server, browser| {
        server.fault("/", Fault::Shell);
        server.fault("/site.", Fault::Status(500));
        browser.open(ARTICLE).await;
        browser.wait("document.querySelector('#portal h1')").await;
        assert_eq!(
            browser
                .text("document.querySelector('h1').textContent")
                .await,
            "This page could not be loaded"
        );
        server.heal();
        browser.click("#portal a").await;
        browser.wait("document.querySelector('.article')").await;
        browser.console_errors().await;
    });
}

#[test]
fn a_failing_picture_or_script_leaves_the_page_usable() {
    journey(async |server, browser| {
        server.fault("boot", Fault::Status(500));
        browser.open(ARTICLE).await;
        browser.wait("document.readyState === 'complete'").await;
        crate::article::has_every_word(browser).await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        browser.console_errors().await;
    });
}

#[test]
fn where_a_host_sends_no_policy_the_page_has_its_own() {
    journey(async |server, browser| {
        server.fault("/", Fault::Policy(""));
        for path in [ARTICLE, "/shell.html"] {
            browser.open_portal(path).await;
            // Asking another origin, and making a script of a text.
            browser
                .eval(
                    "(addEventListener('securitypolicyviolation', (it) => (window.refused = it.effectiveDirective)), \
                     fetch('http://127.0.0.1:65500/').catch(() => {}), 1)",
                )
                .await;
            browser.wait("window.refused === 'connect-src'").await;
            browser
                .eval("(setTimeout(() => (document.createElement('script').text = '1')), 1)")
                .await;
            browser
                .wait("window.refused === 'require-trusted-types-for'")
                .await;
            let said = browser.console_errors().await;
            assert!(
                said.iter().all(|it| ["Policy", "Trusted", "CSP"]
                    .iter()
                    .any(|known| it.contains(known))),
                "{said:?}"
            );
        }
    });
}
