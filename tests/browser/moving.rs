//! Moving about: links, the way back, deep links, reloading, nothing there.

use std::time::{Duration, Instant};

use fantoccini::{
    Locator,
    actions::{Actions, InputSource, KeyAction, KeyActions, MouseActions, PointerAction},
};

use serde_json::json;

use crate::harness::{ARTICLE, Browser, Engine, journey};

/// Has a page note whether its portal answers a click, and whether it is still the same page later.
const WATCH: &str = "(['click', 'auxclick'].forEach(type => addEventListener(type, event => sessionStorage.setItem('answered', event.defaultPrevented))), window.stayed = true)";

const HEADLINE: &str = "Taiwan, France launch innovative cooperation, achieve fruitful results on industrial collaboration at 24th ICCM";

#[test]
fn from_home_to_the_listing_to_an_article_and_back() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        browser.eval("window.stayed = true").await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        assert_eq!(
            browser.text("document.activeElement.tagName").await,
            "H1",
            "the focus is on the heading"
        );
        assert_eq!(
            browser
                .text("document.querySelector('.navigation [aria-current=page]').textContent")
                .await,
            "News"
        );
        assert!(browser.client().title().await.unwrap().starts_with("News"));
        let canonical = browser
            .text("document.querySelector('link[rel=canonical]').href")
            .await;
        assert!(canonical.ends_with("/news/"), "{canonical}");

        browser.eval("window.scrollTo(0, 700)").await;
        let title = browser
            .text("document.querySelectorAll('.teaser__link')[7].textContent")
            .await;
        browser
            .eval("document.querySelectorAll('.teaser__link')[7].click()")
            .await;
        browser.wait_for_heading(&title).await;
        assert_eq!(
            browser.eval("window.scrollY").await,
            0,
            "a new page starts at its top"
        );
        assert_eq!(
            browser
                .text("document.querySelector('.navigation [aria-current=true]').textContent")
                .await,
            "News"
        );

        browser.client().back().await.unwrap();
        browser.wait_for_heading("News").await;
        browser.wait("window.scrollY === 700").await;
        browser.client().forward().await.unwrap();
        browser.wait_for_heading(&title).await;
        browser.wait("window.scrollY === 0").await;
        assert_eq!(
            browser.eval("window.stayed").await,
            true,
            "no page was loaded anew"
        );
        assert_eq!(server.count(".wasm"), 1);
    });
}

#[test]
fn deep_links_and_reloading_show_the_article() {
    journey(async |_server, browser| {
        browser.open_portal(ARTICLE).await;
        browser.wait_for_heading(HEADLINE).await;
        browser.client().refresh().await.unwrap();
        browser.wait_for_portal().await;
        browser.wait_for_heading(HEADLINE).await;
    });
}

#[test]
fn older_pages_of_the_listing_are_reached_by_links() {
    journey(async |_server, browser| {
        browser.open_portal("/news/").await;
        browser.eval("window.stayed = true").await;
        browser.click(".pagination a[rel=next]").await;
        browser.wait("location.pathname === '/news/page/1/' && document.querySelector('.pagination a[rel=prev]')").await;
        assert_eq!(
            browser
                .eval("document.querySelectorAll('.teaser').length")
                .await,
            20
        );
        browser.click(".pagination a[rel=prev]").await;
        browser.wait("location.pathname === '/news/' && document.querySelector('.pagination a[rel=next]')").await;
        assert_eq!(browser.eval("window.stayed").await, true);
    });
}

#[test]
fn what_is_not_there_is_a_page_and_not_an_error() {
    journey(async |_server, browser| {
        browser.open_portal("/no/such/page/").await;
        browser
            .wait("document.querySelector('.page--not-found h1')")
            .await;
        let errors = browser.console_errors().await;
        assert!(
            errors.iter().all(|error| error.contains("404")),
            "{errors:#?}"
        );

        // A link to an article that has been removed since the page was opened.
        browser.open_portal("/").await;
        browser
            .eval("document.querySelector('.teaser__link').setAttribute('href', '/news/removed/')")
            .await;
        browser.click(".teaser__link").await;
        browser
            .wait("document.querySelector('.page--not-found h1')")
            .await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        let errors = browser.console_errors().await;
        assert!(
            errors.iter().all(|error| error.contains("404")),
            "{errors:#?}"
        );
    });
}

#[test]
fn clicks_with_a_modifier_are_the_browsers() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        let answered = "(modifier) => { const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...modifier });
            const stop = (e) => { window.answered = e.defaultPrevented; e.preventDefault(); };
            window.addEventListener('click', stop, { once: true });
            document.querySelector('.teaser__link').dispatchEvent(event); return window.answered; }";
        for modifier in [
            "{ ctrlKey: true }",
            "{ metaKey: true }",
            "{ shiftKey: true }",
            "{ altKey: true }",
            "{ button: 1 }",
        ] {
            assert_eq!(
                browser.eval(&format!("({answered})({modifier})")).await,
                false,
                "{modifier}"
            );
        }
        assert_eq!(
            browser.eval(&format!("({answered})({{}})")).await,
            true,
            "a plain click is the portal's"
        );
    });
}

/// Clicks a link with a mouse, and with a key held if one is named.
async fn click_with(browser: &Browser, selector: &str, key: Option<char>, button: u64) {
    let link = browser.client().find(Locator::Css(selector)).await.unwrap();
    let to = PointerAction::MoveToElement {
        element: link,
        duration: None,
        x: 0.0,
        y: 0.0,
    };
    let mouse = MouseActions::new("mouse".into());
    let mouse = mouse.then(to).pause(Duration::ZERO);
    let mouse = mouse.then(PointerAction::Down { button });
    let mouse = mouse.then(PointerAction::Up { button });
    let keys = KeyActions::new("keys".into()).pause(Duration::ZERO);
    let keys = match key {
        Some(value) => keys
            .then(KeyAction::Down { value })
            .pause(Duration::ZERO)
            .pause(Duration::ZERO)
            .then(KeyAction::Up { value }),
        None => keys,
    };
    let actions = Actions::from(mouse).and(keys);
    browser.client().perform_actions(actions).await.unwrap();
}

#[test]
fn another_window_gets_what_a_reader_opens_there() {
    journey(async |_server, browser| {
        const LINK: &str = ".navigation a[href='/news/']";
        let engine = Engine::of_run();
        let mut ways = vec![
            ("Control", Some('\u{e009}'), 0),
            ("Shift", Some('\u{e008}'), 0),
        ];
        if engine == Engine::WebKit {
            engine.say(
                "a click of the middle button, for which WebKitWebDriver makes one of the left",
            );
        } else {
            ways.push(("the middle button", None, 1));
        }
        for (way, key, button) in ways {
            browser.open_portal("/").await;
            browser.eval(WATCH).await;
            let client = browser.client();
            let first = client.window().await.unwrap();
            click_with(browser, LINK, key, button).await;
            let opened = || async {
                let all = client.windows().await.unwrap();
                all.into_iter().find(|window| *window != first)
            };
            // MiniBrowser opens no windows for whom a driver steers: it follows such links as any other.
            if engine == Engine::WebKit {
                browser
                    .wait("location.pathname === '/news/' && !window.stayed")
                    .await;
            } else {
                let deadline = Instant::now() + Duration::from_secs(20);
                let other = loop {
                    if let Some(other) = opened().await {
                        break other;
                    }
                    assert!(Instant::now() < deadline, "{way} opens no window");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                };
                client.switch_to_window(other).await.unwrap();
                browser.wait("location.pathname === '/news/'").await;
                client.close_window().await.unwrap();
                client.switch_to_window(first).await.unwrap();
                let here = browser.eval("[location.pathname, window.stayed]").await;
                assert_eq!(here, json!(["/", true]), "{way}");
            }
            let answered = browser.eval("sessionStorage.getItem('answered')").await;
            assert_eq!(answered, "false", "{way}");
        }
    });
}

#[test]
fn a_linked_page_is_fetched_when_the_reader_points_at_it() {
    journey(async |server, browser| {
        browser.open_portal("/").await;
        assert_eq!(server.count("/news/index.json"), 0);
        browser
            .eval("document.querySelector('.navigation a[href=\"/news/\"]').focus()")
            .await;
        for _ in 0..100 {
            if server.count("/news/index.json") == 1 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        assert_eq!(
            server.count("/news/index.json"),
            1,
            "it was fetched once, ahead of the click"
        );
    });
}
