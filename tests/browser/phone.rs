//! The first screen of a phone, and what opens on it.

use serde_json::json;

use crate::{
    harness::{ARTICLE, Browser, CHINESE, Fault, Server, journey},
    layout::articles,
};

/// A small phone, in CSS pixels.
const PHONE: (u32, u32) = (360, 640);

/// The most that masthead and breadcrumb may take together.
const HEAD: f64 = 120.0;

/// The lowest that a headline may begin.
const HEADLINE: f64 = 180.0;

/// Its headline is far too long on purpose.
const LONG: &str = "/news/moving-from-an-old-content-management-system/";

/// Ways in which a page comes to a reader.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Printed, and taken over.
    Printed,
    /// Shown by the portal, to which the reader followed a link.
    Shown,
}

async fn hold(browser: &Browser) {
    browser.resize(PHONE.0, PHONE.1).await;
}

async fn come(browser: &Browser, path: &str, way: Way) {
    match way {
        Way::Printed => browser.open_portal(path).await,
        Way::Shown => {
            browser.open_portal("/about/").await;
            browser.follow(path).await;
            browser
                .wait(&format!(
                    "location.pathname === '{path}' && document.querySelector('.article') && scrollY === 0"
                ))
                .await;
        }
    }
}

/// Ends of the head of the page and of the first line of the text, and the beginning of the headline.
async fn places(browser: &Browser) -> [f64; 3] {
    let places = browser
        .eval(
            "(() => {
                const bottom = selector => document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0;
                const text = document.createTreeWalker(document.querySelector('.article > .prose'), NodeFilter.SHOW_TEXT);
                const range = document.createRange();
                range.selectNodeContents(text.nextNode());
                return [
                    Math.max(bottom('.masthead'), bottom('.breadcrumb')),
                    document.querySelector('h1').getBoundingClientRect().top,
                    range.getClientRects()[0].bottom,
                ];
            })()",
        )
        .await;
    serde_json::from_value(places).unwrap()
}

/// Fails if the first screen has not what a reader came for.
async fn shows_the_article(browser: &Browser, what: &str) {
    let [head, headline, line] = places(browser).await;
    assert!(head <= HEAD, "{what}: the head takes {head} px");
    assert!(
        headline <= HEADLINE,
        "{what}: the headline begins at {headline} px"
    );
    assert!(
        line <= f64::from(PHONE.1),
        "{what}: the first line ends at {line} px"
    );
}

#[test]
fn the_first_screen_has_the_headline_and_the_first_line() {
    journey(async |_server, browser| {
        hold(browser).await;
        for path in [ARTICLE, CHINESE] {
            for way in [Way::Printed, Way::Shown] {
                come(browser, path, way).await;
                shows_the_article(browser, &format!("{path}, {way:?}")).await;
            }
        }
        let mut all = articles(browser).await;
        let chinese: Vec<String> = all
            .iter()
            .map(|path| format!("/zh-hant-tw{path}"))
            .collect();
        all.extend(chinese);
        browser.without_script().await;
        for path in &all {
            browser.open(path).await;
            let is_article = browser.eval("!!document.querySelector('.article')").await == true;
            if is_article && path != LONG {
                shows_the_article(browser, &format!("{path}, without script")).await;
            }
        }
    });
}

/// Tells whether an element is there to be seen.
async fn is_seen(browser: &Browser, selector: &str) -> bool {
    browser
        .eval(&format!(
            "document.querySelector('{selector}').checkVisibility()"
        ))
        .await
        == true
}

#[test]
fn menu_and_search_open_one_at_a_time() {
    journey(async |_server, browser| {
        hold(browser).await;
        browser.open_portal(ARTICLE).await;
        let [navigation, form] = [".navigation", ".search__form"];
        assert!(!is_seen(browser, navigation).await && !is_seen(browser, form).await);
        browser.click(".bar .fold__line").await;
        assert!(is_seen(browser, navigation).await && is_seen(browser, ".languages").await);
        browser.click(".search .fold__line").await;
        assert!(!is_seen(browser, navigation).await && is_seen(browser, form).await);
        // What has led somewhere is folded again.
        browser.click(".bar .fold__line").await;
        browser.click(".navigation a[href='/about/']").await;
        browser
            .wait("location.pathname === '/about/' && document.querySelector('.page')")
            .await;
        browser
            .wait("!document.querySelector('.navigation').checkVisibility()")
            .await;
    });
}

#[test]
fn without_script_menu_and_search_open_and_lead_on() {
    journey(async |_server, browser| {
        hold(browser).await;
        browser.without_script().await;
        browser.open(ARTICLE).await;
        browser.click(".bar .fold__line").await;
        browser.click(".navigation a[href='/about/']").await;
        let path = |url: url::Url| url.path().to_owned();
        assert_eq!(
            path(browser.client().current_url().await.unwrap()),
            "/about/"
        );
        browser.click(".search .fold__line").await;
        browser.click(".search__field").await;
        browser.press("water").await;
        browser.click(".search__form .button").await;
        let url = browser.client().current_url().await.unwrap();
        assert_eq!((url.path(), url.query()), ("/search/", Some("q=water")));
        // Who searches sees where to type.
        assert!(is_seen(browser, ".search__field").await);
    });
}

#[test]
fn filters_are_folded_and_those_that_hold_are_named() {
    journey(async |_server, browser| {
        hold(browser).await;
        browser
            .open_portal("/search/?q=portal&kind=news&sort=newest")
            .await;
        browser.wait("document.querySelector('.teaser')").await;
        assert!(!is_seen(browser, ".filters__choices").await);
        let line = browser
            .text("document.querySelector('#search-fold').textContent")
            .await;
        assert_eq!(line, "Narrow the searchNews · Newest first");
        let top = browser
            .eval("document.querySelector('.teaser').getBoundingClientRect().top")
            .await;
        assert!(top.as_f64().unwrap() < 480.0, "results begin at {top} px");

        browser.click("#search-fold .fold__line").await;
        assert!(is_seen(browser, ".filters__choices").await);
        browser
            .eval("(c => { c.value = ''; c.dispatchEvent(new Event('change', { bubbles: true })); return 1 })(document.querySelector('select[name=kind]'))")
            .await;
        browser
            .wait("document.querySelector('.fold__chosen')?.textContent === 'Newest first'")
            .await;
        assert!(
            is_seen(browser, ".filters__choices").await,
            "it stays open while the reader chooses"
        );
    });
}

#[test]
fn wide_screens_show_everything_on_one_line_with_the_text() {
    journey(async |_server, browser| {
        for (width, path) in [(768, ARTICLE), (1280, ARTICLE), (1920, CHINESE)] {
            browser.resize(width, 900).await;
            browser.open_portal(path).await;
            for selector in [
                ".navigation",
                ".languages",
                ".search__form",
                ".masthead__tagline",
            ] {
                assert!(is_seen(browser, selector).await, "{selector} at {width}");
            }
            let folds =
                "[...document.querySelectorAll('.fold')].filter(e => e.checkVisibility()).length";
            assert_eq!(browser.eval(folds).await, 0);
            let begin = browser
                .eval(
                    "(() => {
                        const left = node => {
                            const range = document.createRange();
                            range.selectNodeContents(node);
                            return range.getBoundingClientRect().left;
                        };
                        const box = selector => document.querySelector(selector).getBoundingClientRect().left;
                        const text = selector => left(document.querySelector(selector));
                        return [
                            box('.bar'), text('.masthead__name'), text('.navigation__link'), text('.breadcrumb__link'),
                            text('h1'), box('.dateline'), text('.footer__organization'),
                        ];
                    })()",
                )
                .await;
            let begin: Vec<f64> = serde_json::from_value(begin).unwrap();
            assert!(
                begin.iter().all(|left| (left - begin[0]).abs() < 1.0),
                "at {width}: {begin:?}"
            );
        }
    });
}

/// Height of the line of an article's tools.
async fn room(browser: &Browser) -> f64 {
    let height = "document.querySelector('.dateline__tools').getBoundingClientRect().height";
    browser.eval(height).await.as_f64().unwrap()
}

#[test]
fn room_for_tools_that_never_come_closes() {
    journey(async |server: &mut Server, browser: &mut Browser| {
        hold(browser).await;
        browser.open_portal(ARTICLE).await;
        browser
            .wait("document.documentElement.dataset.tools === 'ready'")
            .await;
        let with = room(browser).await;
        assert!(with >= 44.0, "{with}");

        let tools = browser
            .text("document.querySelector('meta[name=gazette-reader]').dataset.tools")
            .await;
        browser.without_cache().await;
        server.fault(&tools, Fault::Status(404));
        browser.open_portal(ARTICLE).await;
        browser
            .wait("document.documentElement.dataset.tools === 'none'")
            .await;
        assert!(room(browser).await < 0.01);
        browser.console_errors().await;
        server.heal();

        browser.without_script().await;
        browser.open(ARTICLE).await;
        assert!(room(browser).await < 0.01);
    });
}

#[test]
fn the_name_of_the_site_leaves_no_letter_alone() {
    journey(async |_server, browser| {
        browser.resize(320, 800).await;
        browser.open_portal("/zh-hant-tw/").await;
        // The number of letters on each line.
        let lines = browser
            .eval(
                "(text => {
                    const lines = {};
                    for (let at = 0; at < text.length; at++) {
                        const range = new Range();
                        range.setStart(text, at);
                        range.setEnd(text, at + 1);
                        const top = Math.round(range.getBoundingClientRect().bottom / 9);
                        lines[top] = (lines[top] || 0) + 1;
                    }
                    return Object.values(lines);
                })(document.querySelector('.masthead__name').firstChild)",
            )
            .await;
        let lines = lines.as_array().unwrap();
        assert!(
            lines.iter().all(|letters| letters.as_u64() >= Some(3)),
            "{lines:?}"
        );
    });
}

#[test]
fn words_of_chinese_titles_stay_together() {
    journey(async |_server, browser| {
        for width in [320, 360, 768] {
            browser.resize(width, 800).await;
            browser.open_portal(CHINESE).await;
            // Each line ends where a word does.
            let cut = browser
                .eval(
                    "(() => {
                        const cut = [];
                        for (const word of document.querySelector('h1').childNodes) {
                            if (word.nodeType !== 3) continue;
                            const range = document.createRange();
                            range.selectNodeContents(word);
                            const tops = new Set([...range.getClientRects()].map(it => it.top));
                            if (tops.size > 1) cut.push(word.data);
                        }
                        return cut;
                    })()",
                )
                .await;
            assert_eq!(cut, json!([]), "at {width} px");
        }
        let words = browser
            .eval("document.querySelectorAll('h1 wbr').length")
            .await;
        assert!(words.as_u64().unwrap() > 3, "{words}");
        // Neither what is copied nor the browser's own title has more than the title.
        let (copied, title) = (
            browser
                .text("(getSelection().selectAllChildren(document.querySelector('h1')), getSelection().toString())")
                .await,
            browser.text("document.title").await,
        );
        assert!(
            title.starts_with(&format!("{} – ", copied.trim())),
            "{copied} {title}"
        );
    });
}
