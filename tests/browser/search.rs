//! Searching: what is found, how results come while a reader types, and what narrows them.

use std::fs;

use crate::harness::{ARTICLE, Browser, Edition, journey};

const ARROW_DOWN: &str = "\u{e015}";
const ARROW_UP: &str = "\u{e013}";
const BACKSPACE: &str = "\u{e003}";
const ENTER: &str = "\u{e007}";

/// The paths of the results that are shown.
pub async fn hits(browser: &Browser) -> Vec<String> {
    let links =
        "[...document.querySelectorAll('.teaser__link')].map(a => new URL(a.href).pathname)";
    let links = browser.eval(links).await;
    let links = links.as_array().unwrap().iter();
    links
        .map(|link| link.as_str().unwrap().to_owned())
        .collect()
}

/// Reads the announcement.
pub async fn status(browser: &Browser) -> String {
    browser
        .text("document.querySelector('[role=status]').textContent")
        .await
}

/// Loads the search page with a query string and waits for its answer.
pub async fn search(browser: &Browser, query: &str) -> Vec<String> {
    browser.open_portal(&format!("/search/{query}")).await;
    browser.wait("document.querySelector('.filters')").await;
    hits(browser).await
}

async fn choose(browser: &Browser, name: &str, value: &str) {
    let choose = format!(
        "(c => {{ c.focus(); c.value = '{value}'; c.dispatchEvent(new Event('change', {{ bubbles: true }})); }})(document.querySelector('select[name={name}]'))"
    );
    browser.eval(&choose).await;
}

#[test]
fn finds_the_reference_article_and_says_when_there_is_nothing() {
    journey(async |server, browser| {
        assert_eq!(search(browser, "?q=taiwan%20FRANCE").await[0], ARTICLE);
        assert!(status(browser).await.contains("“taiwan FRANCE”"));
        assert_eq!(
            browser
                .text("document.querySelector('#search-field').value")
                .await,
            "taiwan FRANCE"
        );
        let marked =
            "[...document.querySelectorAll('.teaser')][0].querySelector('h2 mark').textContent";
        assert_eq!(browser.text(marked).await, "Taiwan");

        assert!(
            search(browser, "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
                .await
                .is_empty()
        );
        assert!(status(browser).await.contains("Nothing found"));
        assert_eq!(server.count("manifest.json"), 2);

        browser.open_portal("/search/").await;
        assert_eq!(
            server.count("manifest.json"),
            2,
            "nothing is fetched before the reader searches"
        );
    });
}

#[test]
fn one_letter_is_forgiven_and_quotes_are_kept() {
    journey(async |_server, browser| {
        assert_eq!(
            search(browser, "?q=tawian%20fr%C3%A4nce%20iccm").await,
            [ARTICLE]
        );
        assert!(
            search(browser, "?q=tawian")
                .await
                .contains(&ARTICLE.to_owned())
        );
        let loose = search(browser, "?q=language%20plain").await;
        let tight = search(browser, "?q=%22plain%20language%22").await;
        assert!(!tight.is_empty() && !loose.is_empty());
        assert!(
            search(browser, "?q=%22language%20plain%22")
                .await
                .is_empty()
        );
    });
}

#[test]
fn results_come_while_the_reader_types_and_are_announced() {
    journey(async |server, browser| {
        browser.open_portal("/search/").await;
        browser
            .eval("(window.line = document.querySelector('[role=status]'), document.querySelector('#search-field').focus())")
            .await;
        let entries = browser.eval("history.length").await;
        browser.press("taiw").await;
        browser
            .wait("location.search === '?q=taiw' && document.querySelector('.teaser')")
            .await;
        assert!(hits(browser).await.contains(&ARTICLE.to_owned()));
        assert!(status(browser).await.contains("“taiw”"));
        let stays = "window.line.isConnected && document.activeElement.id === 'search-field'";
        assert_eq!(
            browser.eval(stays).await,
            true,
            "the line that is read out stays, and so does the focus"
        );

        let before = server.count(".bin");
        browser.press("an france ").await;
        browser.wait("location.search.includes('france')").await;
        browser
            .wait("document.querySelector('[role=status]').textContent.includes('taiwan france')")
            .await;
        assert_eq!(
            browser
                .text("document.querySelector('#search-field').value")
                .await,
            "taiwan france ",
            "what the reader types is left alone"
        );
        assert!(server.count(".bin") < before + 20);

        browser.press(&BACKSPACE.repeat(14)).await;
        browser.wait("!document.querySelector('.teaser')").await;
        assert_eq!(
            browser.eval("history.length").await,
            entries,
            "typing leaves no trail"
        );
    });
}

#[test]
fn arrow_keys_lead_from_the_field_through_the_results() {
    journey(async |_server, browser| {
        search(browser, "?q=taiwan").await;
        browser
            .eval("document.querySelector('#search-field').focus()")
            .await;
        browser.press(ARROW_DOWN).await;
        browser.press(ARROW_DOWN).await;
        browser.press(ARROW_UP).await;
        let at = "[...document.querySelectorAll('.teaser__link')].indexOf(document.activeElement)";
        assert_eq!(browser.eval(at).await, 0);
        browser.press(ENTER).await;
        browser
            .wait("location.pathname.startsWith('/news/') && document.querySelector('.article')")
            .await;
    });
}

#[test]
fn filters_and_order_are_part_of_the_address() {
    journey(async |_server, browser| {
        let all = search(browser, "?q=article").await;
        choose(browser, "kind", "page").await;
        browser.wait("location.search.includes('kind=page')").await;
        browser
            .wait("![...document.querySelectorAll('.teaser__link')].some(a => a.href.includes('/news/'))")
            .await;
        assert!(!hits(browser).await.is_empty());
        assert_eq!(browser.text("document.activeElement.name").await, "kind");
        browser.eval("history.back()").await;
        browser.wait("!location.search.includes('kind')").await;
        browser
            .wait("document.querySelector('.teaser__link[href*=\"/news/\"]')")
            .await;
        assert_eq!(hits(browser).await, all);
        assert_eq!(
            browser
                .text("document.querySelector('select[name=kind]').value")
                .await,
            ""
        );

        assert_eq!(search(browser, "?year=2017").await, [ARTICLE]);
        assert_eq!(
            browser
                .text("document.querySelector('select[name=year]').value")
                .await,
            "2017"
        );

        search(browser, "?q=article&sort=newest").await;
        let dates = browser
            .eval("[...document.querySelectorAll('.teaser__date')].map(t => t.dateTime)")
            .await;
        let dates: Vec<&str> = dates
            .as_array()
            .unwrap()
            .iter()
            .map(|date| date.as_str().unwrap())
            .collect();
        assert!(
            dates.len() > 5 && dates.windows(2).all(|pair| pair[0] >= pair[1]),
            "{dates:?}"
        );

        assert!(search(browser, "?q=zebra&kind=page").await.is_empty());
        let way = "document.querySelector('.ways-on a').getAttribute('href')";
        assert_eq!(browser.text(way).await, "/search/?q=zebra");
    });
}

#[test]
fn long_results_have_pages() {
    journey(async |_server, browser| {
        let first = search(browser, "?q=the").await;
        assert_eq!(first.len(), 10);
        browser.click("a[rel=next]").await;
        browser.wait("location.search === '?q=the&page=2'").await;
        browser
            .wait("document.querySelector('ol.teasers')?.start === 11")
            .await;
        let second = hits(browser).await;
        assert!(second.iter().all(|hit| !first.contains(hit)));
        browser.eval("history.back()").await;
        browser
            .wait("document.querySelector('ol.teasers')?.start === 1")
            .await;
        assert_eq!(hits(browser).await, first);
    });
}

#[test]
fn words_are_found_however_they_are_written() {
    const FORMS: &str = "/news/written-forms/";
    // "résumé" is typed with accents of its own, "Zu\u{308}rich" is written with them.
    const QUERIES: [(&str, &str); 14] = [
        ("re\u{301}sume\u{301}", "résumé"),
        ("resume", "résumé"),
        ("Z\u{fc}rich", "Zu\u{308}rich"),
        ("zurich", "Zu\u{308}rich"),
        ("カタログ", "ｶﾀﾛｸﾞ"),
        ("ﾆｭｰｽ", "ニュース"),
        ("finance", "ﬁnance"),
        ("eﬃcient", "efficient"),
        ("timelapse", "time-lapse"),
        ("time lapse", "time-lapse"),
        ("reelect", "re\u{2010}elect"),
        ("COVID19", "COVID-19"),
        ("invisible", "invis\u{ad}ible"),
        ("ＡＢＣ１２３", "ABC123"),
    ];
    let edition = Edition::new();
    // In the title as well, so that the article comes first.
    let words = QUERIES.map(|(_, written)| written).join("; ");
    let article = format!(
        "+++\ntitle = \"{words}\"\nsummary = \"How words are written.\"\npublished = 2026-01-02\n+++\n\n{words}.\n"
    );
    fs::write(edition.path("content/news/written-forms.md"), article).unwrap();
    let dist = edition.print();
    journey(async |server, browser| {
        server.release(&dist).await;
        for (query, written) in QUERIES {
            let bytes = query.bytes().map(|byte| format!("%{byte:02X}"));
            let query = bytes.collect::<Vec<_>>().concat();
            let found = search(browser, &format!("?q={query}")).await;
            assert!(
                found.contains(&FORMS.to_owned()),
                "{query} does not find {written}: {found:?}"
            );
        }
    });
}
