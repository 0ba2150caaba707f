//! Moving about: links, the way back, deep links, reloading, nothing there.

use crate::harness::{ARTICLE, journey};

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
