//! Numbers of views from a counter, and what it is told of readers.

use std::time::Duration;

use serde_json::Value;

use crate::{
    comfort::open_tools,
    harness::{
        ARTICLE, Browser, CHINESE, Counter, Edition, Mood, Server, View, journey,
        journey_with_worker,
    },
    offline::{forgive_network, visit},
};

/// An article whose manuscript says nothing of views.
const HELLO: &str = "/news/hello/";
/// One that the counter does not know.
const UNKNOWN: &str = "/news/printing-an-article/";

/// The counter's numbers: paths as it keeps them, digits grouped as it does.
const COUNTS: [(&str, &str); 3] = [
    ("/news/taiwan-france-24th-iccm", "1\u{202f}234"),
    (
        "/zh-hant-tw/news/taiwan-france-24th-iccm",
        "1\u{202f}234\u{202f}567",
    ),
    ("/news/hello", "57"),
];

/// The time in which nothing must happen before a journey believes that nothing will.
const QUIET: Duration = Duration::from_millis(400);

/// The number of views that a page shows.
const SHOWN: &str = "document.querySelector('.article__views')?.textContent ?? ''";

/// Has the server serve the demonstration site with a counter.
async fn count(server: &mut Server, counter: &Counter) -> Edition {
    let edition = Edition::new();
    edition.replace(
        "content/site.toml",
        "# [counter]\n# goatcounter = \"https://example.goatcounter.com\"",
        &format!("[counter]\ngoatcounter = \"{}\"", counter.site()),
    );
    edition.replace("content/news/hello.md", "views = 418\n", "");
    server.release(&edition.print()).await;
    edition
}

async fn shows(browser: &Browser, text: &str) {
    browser.wait(&format!("({SHOWN}) === '{text}'")).await;
}

/// Waits for the latest of this many views.
async fn viewed(counter: &Counter, number: usize) -> View {
    for _ in 0..100 {
        if counter.views().len() >= number {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(QUIET).await;
    let views = counter.views();
    assert_eq!(views.len(), number, "{views:?}");
    views.last().cloned().unwrap()
}

async fn arrive(browser: &Browser, path: &str) {
    browser.follow(path).await;
    browser
        .wait(&format!(
            "location.pathname + location.search === '{path}' && document.querySelector('h1')"
        ))
        .await;
}

/// Takes the complaints about the counter's answers out of the console; there must be no others.
async fn forgive_counter(browser: &Browser, counter: &Counter) {
    let errors = browser.console_errors().await;
    let is_its = |error: &&String| error.contains(&counter.site());
    let others: Vec<_> = errors.iter().filter(|error| !is_its(error)).collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn each_view_of_an_article_is_told_once_and_the_larger_number_shown() {
    journey(async |server, browser| {
        let counter = Counter::start(&COUNTS).await;
        let _edition = count(server, &counter).await;
        open_tools(browser, ARTICLE).await;
        shows(browser, "Number of Views: 1,234").await;
        let view = viewed(&counter, 1).await;
        let title = browser.text("document.title").await;
        let wanted = [("p", ARTICLE), ("t", &title)];
        let wanted: View = wanted.map(|(key, value)| (key.into(), value.into())).into();
        assert_eq!(view, wanted, "nobody sent this reader");
        assert_eq!(counter.asked(), [format!("{ARTICLE}.json")]);

        // By the portal's own links: what was searched for stays between reader and browser.
        browser.eval("(window.stayed = true, 1)").await;
        arrive(browser, "/search/?q=secret").await;
        arrive(browser, HELLO).await;
        shows(browser, "Number of Views: 57").await;
        let view = viewed(&counter, 2).await;
        assert_eq!(view["p"], HELLO);
        assert_eq!(view["t"], browser.text("document.title").await);
        assert_eq!(view["r"], format!("{}/search/", server.origin()));
        // Another element stands where the number does on other pages.
        let place = browser
            .text("document.querySelector('.article__views').nextElementSibling?.className")
            .await;
        assert_eq!(place, "article__further");

        browser.eval("(history.go(-2), 1)").await;
        shows(browser, "Number of Views: 1,234").await;
        let view = viewed(&counter, 3).await;
        assert_eq!(view["p"], ARTICLE);
        assert_eq!(view["r"], format!("{}{HELLO}", server.origin()));
        assert_eq!(browser.eval("window.stayed").await, true);

        // A page of its own again, in another language.
        browser.open(CHINESE).await;
        shows(browser, "瀏覽次數： 1,234,567").await;
        assert_eq!(viewed(&counter, 4).await["p"], CHINESE);
        browser.open("/news/").await;
        browser
            .wait("document.documentElement.dataset.tools === 'ready'")
            .await;
        assert_eq!(viewed(&counter, 4).await["p"], CHINESE, "no article");
        assert_eq!(counter.cookies(), [""; 0]);
        assert_eq!(browser.console_errors().await, [""; 0]);
    });
}

#[test]
fn a_failing_counter_leaves_the_printed_number() {
    journey(async |server, browser| {
        let mut counter = Counter::start(&COUNTS).await;
        let _edition = count(server, &counter).await;
        browser.without_cache().await;
        let printed = "Number of Views: 1,101";
        let mut views = 0;
        for mood in [
            Mood::Off,
            Mood::Says(""),
            Mood::Says("<!doctype html><title>Sorry</title>"),
            Mood::Says("null"),
            Mood::Says("[]"),
            Mood::Says("{\"count\":null}"),
            Mood::Says("{\"count\":99999}"),
            Mood::Says("{\"count\":\"-9 999\"}"),
            Mood::Says("{\"count\":\"9999.5\"}"),
            Mood::Says("{\"count\":\"99999999999999999999\"}"),
            Mood::Says("{\"count\":\"<img src=x onerror=alert(1)>9999\"}"),
            // Less than the manuscript has.
            Mood::Says("{\"count\":\"1\u{202f}100\"}"),
            Mood::Hangs,
        ] {
            counter.set(mood);
            open_tools(browser, ARTICLE).await;
            views += 1;
            viewed(&counter, views).await;
            assert_eq!(counter.asked().len(), views);
            assert_eq!(browser.text(SHOWN).await, printed);
            // Whoever waits for the counter, it is not the reader.
            arrive(browser, "/news/").await;
            forgive_counter(browser, &counter).await;
        }
        // It is not waited for any longer than this.
        open_tools(browser, ARTICLE).await;
        views += 1;
        viewed(&counter, views).await;
        let ended =
            "performance.getEntriesByType('resource').some(it => it.name.includes('/counter/'))";
        browser.wait(ended).await;
        assert_eq!(browser.text(SHOWN).await, printed);

        counter.set(Mood::Well);
        open_tools(browser, UNKNOWN).await;
        assert_eq!(viewed(&counter, views + 1).await["p"], UNKNOWN);
        assert_eq!(browser.text(SHOWN).await, "Number of Views: 203");
        counter.go_down().await;
        open_tools(browser, ARTICLE).await;
        tokio::time::sleep(QUIET).await;
        assert_eq!(browser.text(SHOWN).await, printed);
        forgive_counter(browser, &counter).await;
    });
}

#[test]
fn readers_who_object_are_not_known_to_the_counter() {
    journey(async |server, browser| {
        let counter = Counter::start(&COUNTS).await;
        let _edition = count(server, &counter).await;
        // A window keeps its name from page to page.
        let signal = |name: &str, value: &str| {
            format!(
                "Object.defineProperty(Navigator.prototype, '{name}', {{ get: () => window.name === '{name}' ? {value} : null }});"
            )
        };
        let script = signal("doNotTrack", "'1'") + &signal("globalPrivacyControl", "true");
        browser.before_pages(&script).await;
        for name in ["doNotTrack", "globalPrivacyControl"] {
            browser.open("/news/").await;
            browser.eval(&format!("window.name = '{name}'")).await;
            open_tools(browser, ARTICLE).await;
            assert_ne!(
                browser.eval(&format!("navigator.{name}")).await,
                Value::Null
            );
            arrive(browser, HELLO).await;
            arrive(browser, ARTICLE).await;
            tokio::time::sleep(QUIET).await;
            assert_eq!(browser.text(SHOWN).await, "Number of Views: 1,101");
        }
        assert_eq!(counter.asked(), [""; 0]);
        assert_eq!(counter.views(), []);
        // The others are, so that this journey can fail.
        browser.eval("window.name = ''").await;
        open_tools(browser, ARTICLE).await;
        viewed(&counter, 1).await;

        browser.without_script().await;
        browser.open(ARTICLE).await;
        tokio::time::sleep(QUIET).await;
        assert_eq!(browser.text(SHOWN).await, "Number of Views: 1,101");
        viewed(&counter, 1).await;
    });
}

#[test]
fn the_offline_worker_has_no_part_in_it() {
    let kept = "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(it => it.keys()))))
        .then(all => all.flat().map(it => it.url))";
    journey_with_worker(async |server, browser| {
        let mut counter = Counter::start(&COUNTS).await;
        let _edition = count(server, &counter).await;
        visit(browser, ARTICLE).await;
        open_tools(browser, ARTICLE).await;
        shows(browser, "Number of Views: 1,234").await;
        let urls = browser.resolve(kept).await;
        let urls = urls.as_array().unwrap();
        assert!(urls.len() > 5, "{urls:?}");
        let is_its = |url: &&Value| url.as_str().unwrap().starts_with(&counter.site());
        assert_eq!(urls.iter().filter(is_its).count(), 0, "{urls:?}");

        // Without a network there is the number that was printed.
        server.go_down().await;
        counter.go_down().await;
        browser.restart().await;
        open_tools(browser, ARTICLE).await;
        assert_eq!(browser.text(SHOWN).await, "Number of Views: 1,101");
        forgive_network(browser).await;
    });
}
