//! The same page in another language, or the page that says that there is none.

use crate::harness::{ARTICLE, journey};

#[test]
fn the_language_switch_leads_to_the_same_article_and_back() {
    journey(async |_server, browser| {
        browser.open_portal(ARTICLE).await;
        browser.click(".languages__link[lang='zh-Hant-TW']").await;
        browser
            .wait("document.documentElement.lang === 'zh-Hant-TW' && document.documentElement.dataset.portal === 'ready'")
            .await;
        assert_eq!(
            browser.text("location.pathname").await,
            format!("/zh-hant-tw{ARTICLE}")
        );
        let heading = browser
            .text("document.querySelector('h1').textContent")
            .await;
        assert!(heading.contains("臺法"), "{heading}");
        // Moving on stays in the language, and the switch follows.
        browser
            .click(".navigation a[href='/zh-hant-tw/news/']")
            .await;
        browser
            .wait("location.pathname === '/zh-hant-tw/news/'")
            .await;
        browser
            .wait("document.querySelector('.languages__link').getAttribute('href') === '/news/'")
            .await;
        browser.click(".languages__link[lang='en']").await;
        browser.wait_for_heading("News").await;
        assert_eq!(browser.text("document.documentElement.lang").await, "en");
    });
}

#[test]
fn what_is_not_translated_says_so_and_offers_the_original() {
    journey(async |_server, browser| {
        let article = "/news/plain-language-is-not-baby-talk/";
        browser.open_portal(article).await;
        let title = browser
            .text("document.querySelector('h1').textContent")
            .await;
        browser.click(".languages__link[lang='zh-Hant-TW']").await;
        browser
            .wait("document.documentElement.lang === 'zh-Hant-TW'")
            .await;
        browser.click(".prose a[hreflang='en']").await;
        browser.wait_for_heading(&title).await;
        assert_eq!(browser.text("location.pathname").await, article);
    });
}
