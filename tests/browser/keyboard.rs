//! The keyboard alone.

use crate::harness::{ARTICLE, journey};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const SPACE: &str = " ";

#[test]
fn the_skip_link_comes_first_and_everything_is_reached() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        browser.press(TAB).await;
        assert_eq!(
            browser.text("document.activeElement.className").await,
            "skip-link"
        );
        assert_eq!(
            browser
                .eval("document.activeElement.getBoundingClientRect().top >= 0")
                .await,
            true,
            "it is seen when it has the focus"
        );
        browser.press(ENTER).await;
        browser.wait("location.hash === '#main'").await;
        assert_eq!(browser.text("document.activeElement.id").await, "main");

        let mut reached = Vec::new();
        browser.open_portal("/").await;
        for _ in 0..80 {
            browser.press(TAB).await;
            let name = browser.text("document.activeElement === document.body ? '' : document.activeElement.textContent.trim() || document.activeElement.id").await;
            if name.is_empty() {
                break;
            }
            let ring = browser
                .text("getComputedStyle(document.activeElement).outlineStyle")
                .await;
            assert_ne!(ring, "none", "the focus is seen on {name}");
            reached.push(name);
        }
        for name in [
            "search-field",
            "Search",
            "News",
            "About",
            "All news",
            "0800-000-256",
        ] {
            assert!(
                reached.iter().any(|reached| reached == name),
                "{name} in {reached:?}"
            );
        }
    });
}

#[test]
fn links_and_the_search_form_work_by_keyboard() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        browser.eval("window.stayed = true").await;
        browser
            .eval("document.querySelector('.navigation a[href=\"/about/\"]').focus()")
            .await;
        browser.press(ENTER).await;
        browser
            .wait("location.pathname === '/about/' && document.querySelector('.page')")
            .await;
        browser
            .eval("document.querySelector('#search-field').focus()")
            .await;
        browser.press("portal").await;
        browser.press(ENTER).await;
        browser
            .wait("location.pathname === '/search/' && document.querySelector('.teaser')")
            .await;
        assert_eq!(browser.eval("window.stayed").await, true);
    });
}

#[test]
fn access_keys_lead_to_the_landmarks() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        let keys = browser.eval("[...document.querySelectorAll('.landmark')].map(a => a.textContent + a.accessKey + a.getAttribute('href'))").await;
        assert_eq!(
            keys,
            serde_json::json!([":::U#header", ":::S#search", ":::C#main", ":::Z#footer"])
        );
        for id in ["header", "search", "main", "footer"] {
            assert_eq!(
                browser
                    .eval(&format!("!!document.getElementById('{id}')"))
                    .await,
                true,
                "{id}"
            );
        }
    });
}

#[test]
fn on_a_phone_menu_and_search_open_by_keyboard() {
    journey(async |_server, browser| {
        browser.resize(360, 640).await;
        browser.open_portal(ARTICLE).await;
        let focused = "document.activeElement.textContent.trim()";
        let mut order = Vec::new();
        for _ in 0..6 {
            browser.press(TAB).await;
            order.push(browser.text(focused).await);
        }
        assert_eq!(
            order,
            [
                "Skip to main content",
                ":::",
                "Gazette",
                ":::",
                "Search",
                "Menu"
            ]
        );
        browser.press(ENTER).await;
        browser
            .wait("document.querySelector('.navigation').checkVisibility()")
            .await;
        browser.press(TAB).await;
        assert_eq!(browser.text(focused).await, "Home");
        // Escape leads back to where it was opened.
        browser.press(ESCAPE).await;
        browser
            .wait("!document.querySelector('.navigation').checkVisibility()")
            .await;
        assert_eq!(browser.text(focused).await, "Menu");
        browser.press(SPACE).await;
        browser
            .wait("document.querySelector('.navigation').checkVisibility()")
            .await;
        // The key that leads to the search field opens it.
        browser
            .eval("(localStorage.setItem('gazette', JSON.stringify({ keys: true })), 1)")
            .await;
        browser.open_portal(ARTICLE).await;
        let shortcuts = "document.querySelector('meta[name=gazette-reader]').dataset.shortcuts";
        browser
            .wait("document.documentElement.dataset.tools === 'ready'")
            .await;
        browser
            .resolve(&format!("import({shortcuts}).then(() => 1)"))
            .await;
        browser.press("/").await;
        browser
            .wait("document.activeElement.id === 'search-field'")
            .await;
    });
}
