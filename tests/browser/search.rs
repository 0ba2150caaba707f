//! Searching by title, summary and topic.

use crate::harness::{Fault, journey};

#[test]
fn finds_the_reference_article_and_says_when_there_is_nothing() {
    journey(async |server, browser| {
        browser.open_portal("/search/?q=taiwan%20FRANCE").await;
        browser.wait("document.querySelector('.teaser')").await;
        assert!(
            browser
                .text("document.querySelector('[role=status]').textContent")
                .await
                .contains("“taiwan FRANCE”")
        );
        assert_eq!(
            browser
                .text("document.querySelector('#search-field').value")
                .await,
            "taiwan FRANCE"
        );
        assert!(
            browser
                .text("document.querySelector('.teaser').textContent")
                .await
                .contains("ICCM")
        );

        browser
            .open_portal("/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
            .await;
        browser
            .wait("document.querySelector('[role=status]').textContent.includes('Nothing found')")
            .await;

        browser.open_portal("/search/").await;
        assert_eq!(
            server.count("entries.json"),
            2,
            "nothing is fetched before the reader searches"
        );
    });
}

#[test]
fn an_index_that_cannot_be_had_is_a_readable_failure() {
    journey(async |server, browser| {
        server.fault("entries.json", Fault::Status(404));
        browser.open_portal("/search/?q=x").await;
        browser
            .wait("document.querySelector('.failed, .page--not-found')")
            .await;
        browser.console_errors().await;
    });
}
