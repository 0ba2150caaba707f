//! Notices for the whole site: on pages that were printed without them, and on those that are open already.

use std::time::{Duration, Instant};

use crate::{
    accessibility::has_no_violations,
    comfort::open_tools,
    harness::{ARTICLE, Browser, CHINESE, Edition, Fault, journey},
};

/// Two notices for the end of `site.toml`, the graver last.
const NOTICES: &str = r#"
[[notice]]
kind = "information"
text = { en = "Our telephones are off.", zh-Hant-TW = "電話暫停服務。" }

[[notice]]
kind = "emergency"
text = { en = "Boil your water.", zh-Hant-TW = "請將水煮沸。" }
link = "/contact/"
"#;

/// The file that open pages ask for.
const FILE: &str = "/notices.json";

/// An emergency, as that file has it; `{}` is what else it says.
fn emergency(more: &str) -> Fault {
    let notice = format!(
        r#"{{"id":"e1","kind":"emergency","label":"Emergency:","text":"<b>Leave</b> the house","dismissible":false{more}}}"#
    );
    Fault::Body(format!(r#"{{"schema":1,"notices":[{notice}]}}"#).into())
}

/// The texts of the notices on a page, in their order.
async fn shown(browser: &Browser) -> String {
    browser
        .text("[...document.querySelectorAll('.notice__text')].map(it => it.textContent).join('|')")
        .await
}

/// Waits for the number of notices on a page.
async fn counted(browser: &Browser, number: usize) {
    let condition = format!("document.querySelectorAll('.notice').length === {number}");
    browser.wait(&condition).await;
}

/// Has the page ask anew, as if its reader were back.
async fn ask(browser: &Browser) {
    browser
        .eval("(dispatchEvent(new Event('online')), 1)")
        .await;
}

#[test]
fn every_page_has_them_and_what_is_put_away_stays_away() {
    let edition = Edition::new();
    let site = edition.path("content/site.toml");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, text + NOTICES).unwrap();
    let dist = edition.print();
    journey(async |server, browser| {
        server.release(&dist).await;
        for (path, first, last) in [
            (ARTICLE, "Boil your water.", "Our telephones are off."),
            (CHINESE, "請將水煮沸。", "電話暫停服務。"),
        ] {
            open_tools(browser, path).await;
            counted(browser, 2).await;
            let shown = shown(browser).await;
            let (gravest, other) = shown.split_once('|').unwrap();
            assert!(gravest.contains(first) && other.contains(last), "{shown}");
            let place = browser
                .eval("document.querySelector('[aria-live=polite] > aside[aria-label]').compareDocumentPosition(document.querySelector('.masthead'))")
                .await;
            assert_eq!(place, 4, "above the masthead");
        }
        has_no_violations(browser, "notices").await;

        open_tools(browser, ARTICLE).await;
        counted(browser, 2).await;
        let buttons = "document.querySelectorAll('.notice button').length";
        assert_eq!(browser.eval(buttons).await, 1, "not of an emergency");
        browser.click(".notice button").await;
        counted(browser, 1).await;
        open_tools(browser, ARTICLE).await;
        counted(browser, 1).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(shown(browser).await.contains("Boil your water."));
        browser.click(".notice__link").await;
        browser.wait_for_heading("Contact").await;

        // Home has them without a script.
        browser.without_script().await;
        browser.open("/").await;
        counted(browser, 2).await;
    });
}

#[test]
fn an_emergency_reaches_open_pages_within_a_minute() {
    journey(async |server, browser| {
        open_tools(browser, ARTICLE).await;
        counted(browser, 0).await;
        server.fault(FILE, emergency(""));
        let start = Instant::now();
        while browser.eval("!document.querySelector('.notice')").await == true {
            assert!(start.elapsed() < Duration::from_mins(1), "not yet");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        assert!(shown(browser).await.contains("<b>Leave</b> the house"));
        // It stays where the network goes.
        server.heal();
        server.fault(FILE, Fault::Reset);
        ask(browser).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        counted(browser, 1).await;
        // And goes when it is taken back.
        server.heal();
        ask(browser).await;
        counted(browser, 0).await;
        browser.console_errors().await;
    });
}

#[test]
fn what_is_over_goes_also_without_a_network() {
    journey(async |server, browser| {
        open_tools(browser, ARTICLE).await;
        let until = browser
            .text("new Date(Date.now() + 3000).toISOString()")
            .await;
        server.fault(FILE, emergency(&format!(r#","until":"{until}""#)));
        ask(browser).await;
        counted(browser, 1).await;
        server.heal();
        server.fault(FILE, Fault::Hang);
        tokio::time::sleep(Duration::from_secs(3)).await;
        ask(browser).await;
        counted(browser, 0).await;
    });
}

#[test]
fn hostile_notices_are_words() {
    journey(async |server, browser| {
        for address in [
            "javascript:document.title='run'",
            "data:text/html,<script>1</script>",
            "JaVaScRiPt:1",
        ] {
            open_tools(browser, ARTICLE).await;
            server.fault(FILE, emergency(&format!(r#","href":"{address}""#)));
            ask(browser).await;
            counted(browser, 1).await;
            let inside = browser
                .eval("document.querySelectorAll('.notice :is(a, b, script, img)').length")
                .await;
            assert_eq!(inside, 0, "{address}");
            server.heal();
        }
        for answer in [
            "",
            "null",
            "[]",
            r#"{"schema":2,"notices":[{}]}"#,
            r#"{"schema":1}"#,
        ] {
            server.fault(FILE, Fault::Body(answer.into()));
            open_tools(browser, ARTICLE).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            counted(browser, 0).await;
            server.heal();
        }
    });
}
