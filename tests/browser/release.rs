//! A new release while readers have the one before it, and a site below a path.

use std::fs;

use crate::comfort::open_tools;
use crate::harness::{ARTICLE, Edition, journey_with_worker};
use crate::offline::{visit, wait_for_copy};

/// A manuscript that the new release changes.
const HELLO: &str = "/news/hello/";

#[test]
fn a_new_release_is_taken_up_and_old_pages_stay_whole() {
    let next = Edition::new();
    // Another style sheet and another article; press makes a worker of its own out of that.
    let sheet = fs::read_dir(next.path("portal"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .find(|name| name.starts_with("gazette-") && Some("css") == name.rsplit('.').next())
        .unwrap();
    fs::rename(
        next.path("portal").join(&sheet),
        next.path("portal/gazette-next.css"),
    )
    .unwrap();
    next.replace("portal/index.html", &sheet, "gazette-next.css");
    next.replace("content/news/hello.md", "Hello", "Good day");
    let site = next.print("");
    journey_with_worker(async |server, browser| {
        visit(browser, ARTICLE).await;
        browser.eval("(window.stayed = true, 1)").await;
        server.release(&site).await;

        // The old portal shows the new release's data, without a new page.
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        browser
            .wait("document.body.textContent.includes('Good day') || document.querySelector('.pagination')")
            .await;
        assert_eq!(browser.eval("window.stayed").await, true);

        // The next page is the new release's, and so is the worker, which nobody had to wait for.
        open_tools(browser, HELLO).await;
        browser.wait_for_heading("Good day").await;
        let style = "document.querySelector('link[rel=stylesheet]').href";
        assert!(browser.text(style).await.contains("gazette-next.css"));
        browser
            .resolve("navigator.serviceWorker.getRegistration().then(it => it.update()).then(() => true)")
            .await;
        wait_for_copy(browser, "/assets/gazette-next.css").await;

        // Without a network the page of the old release still has its own style, though no server has it any more.
        server.go_down().await;
        browser.change_tab().await;
        open_tools(browser, ARTICLE).await;
        assert!(browser.text(style).await.contains(&sheet));
        assert_eq!(
            browser
                .text("getComputedStyle(document.querySelector('.masthead')).borderBlockStartStyle")
                .await,
            "solid"
        );
        open_tools(browser, HELLO).await;
        browser.wait_for_heading("Good day").await;
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
fn a_site_below_a_path_keeps_to_it() {
    let below = Edition::new();
    below.replace(
        "content/site.toml",
        "https://gazette.example/",
        "https://gazette.example/some/path/",
    );
    let site = below.print("some/path");
    journey_with_worker(async |server, browser| {
        server.release(&site).await;
        let article = format!("/some/path{ARTICLE}");
        visit(browser, &article).await;
        assert_eq!(
            browser
                .resolve("navigator.serviceWorker.ready.then(it => new URL(it.scope).pathname)")
                .await,
            "/some/path/"
        );
        browser.click("[data-tool=save]").await;
        browser
            .wait("document.querySelector('[data-tool=save]').ariaPressed === 'true'")
            .await;
        server.go_down().await;
        browser.change_tab().await;
        open_tools(browser, &article).await;
        browser.open("/some/path/offline.html").await;
        browser
            .wait(&format!(
                "document.querySelector('.kept__link')?.pathname === '{article}'"
            ))
            .await;
        let errors = browser.console_errors().await;
        assert!(
            errors
                .iter()
                .all(|error| error.contains("ERR_CONNECTION_REFUSED")),
            "{errors:#?}"
        );
    });
}
