//! A new release while readers have the one before it, and a site below a path.

use std::{fs, path::Path, time::Duration};

use serde_json::Value;
use walkdir::WalkDir;

use crate::{
    article::has_every_word,
    comfort::open_tools,
    harness::{ARTICLE, Browser, Edition, journey, journey_with_worker},
    offline::{forgive_network, visit, wait_for_copy},
    search::search,
};

/// A manuscript that the new release changes.
const HELLO: &str = "/news/hello/";

/// The page's style sheet.
const STYLE: &str = "document.querySelector('link[rel=stylesheet]').href";

#[test]
fn a_new_release_is_taken_up_and_old_pages_stay_whole() {
    let (next, sheet) = next_release();
    let site = next.print();
    say_more(&site);
    journey_with_worker(async |server, browser| {
        visit(browser, ARTICLE).await;
        browser.eval("(window.stayed = true, 1)").await;
        server.release(&site).await;

        // The next release's worker has all that it needs and waits; whoever is reading goes on reading.
        look_for_release(browser).await;
        wait_for_copy(browser, "/assets/gazette-next.css").await;
        has_every_word(browser).await;
        // The old portal shows the new release's data, which says more than it knows of, without a new page.
        browser.follow(HELLO).await;
        browser.wait_for_heading("Good day").await;
        assert_eq!(browser.eval("window.stayed").await, true);
        assert!(browser.text(STYLE).await.contains(&sheet));

        // The next page is the new release's.
        open_tools(browser, HELLO).await;
        browser.wait_for_heading("Good day").await;
        assert!(browser.text(STYLE).await.contains("gazette-next.css"));
        wait_for_copy(browser, HELLO).await;

        // Without a network the page of the old release still has its own style, though no server has it any more.
        // The site was closed, so the worker is the next release's.
        server.go_down().await;
        browser.restart().await;
        open_tools(browser, ARTICLE).await;
        until(browser, "!it.waiting").await;
        assert!(browser.text(STYLE).await.contains(&sheet));
        assert_eq!(
            browser
                .text("getComputedStyle(document.querySelector('.masthead')).borderBlockStartStyle")
                .await,
            "solid"
        );
        // And the new portal shows the old release's data.
        open_tools(browser, HELLO).await;
        assert!(browser.text(STYLE).await.contains("gazette-next.css"));
        browser.eval("(window.stayed = true, 1)").await;
        browser.follow(ARTICLE).await;
        browser.wait("document.querySelector('.contact')").await;
        has_every_word(browser).await;
        assert_eq!(browser.eval("window.stayed").await, true);
        forgive_network(browser).await;
    });
}

#[test]
fn the_next_worker_takes_over_while_nobody_looks() {
    let (next, _) = next_release();
    let site = next.print();
    journey_with_worker(async |server, browser| {
        visit(browser, ARTICLE).await;
        server.release(&site).await;
        look_for_release(browser).await;
        // A reader who looks sees the next page, and the worker goes on waiting.
        open_tools(browser, HELLO).await;
        browser.eval("(window.stayed = true, 1)").await;
        until(browser, "it.waiting").await;

        // On a busy machine a tab out of sight is slow to notice.
        for seconds in [2, 4, 8, 16] {
            look_away(browser, seconds).await;
            if browser.resolve(&registration("!it.waiting")).await == true {
                break;
            }
        }
        until(browser, "!it.waiting && it.active.state === 'activated'").await;
        assert_eq!(browser.eval("window.stayed").await, true);
        open_tools(browser, ARTICLE).await;
        assert!(browser.text(STYLE).await.contains("gazette-next.css"));
    });
}

/// Asks for something else on the search page.
async fn ask(browser: &Browser, words: &str) {
    let clear =
        "(field => (field.value = '', field.focus(), 1))(document.querySelector('#search-field'))";
    browser.eval(clear).await;
    browser.press(words).await;
}

#[test]
fn a_search_goes_on_when_its_index_is_of_a_release_that_is_gone() {
    let (next, _) = next_release();
    let site = next.print();
    journey(async |server, browser| {
        search(browser, "?q=taiwan").await;
        browser.eval("(window.stayed = true, 1)").await;
        server.release(&site).await;
        ask(browser, "good day").await;
        browser
            .wait("[...document.querySelectorAll('.teaser__link')].some(it => it.pathname === '/news/hello/')")
            .await;
        assert_eq!(browser.eval("window.stayed").await, true);
        forgive_gone(browser).await;
    });
}

#[test]
fn a_search_whose_program_is_gone_is_there_again_after_another_try() {
    let (next, _) = next_release();
    let program = next.path("portal/search.js");
    let text = fs::read_to_string(&program).unwrap();
    fs::write(&program, text + "\n").unwrap();
    let site = next.print();
    journey(async |server, browser| {
        browser.open_portal("/search/").await;
        server.release(&site).await;
        ask(browser, "good day").await;
        browser.wait("document.querySelector('#retry')").await;
        browser.click("#retry").await;
        browser.wait("document.querySelector('.teaser mark')").await;
        assert_eq!(
            browser
                .text("document.querySelector('#search-field').value")
                .await,
            "good day"
        );
        forgive_gone(browser).await;
    });
}

/// Takes out of the console what is said of files that are no more.
async fn forgive_gone(browser: &Browser) {
    let errors = browser.console_errors().await;
    // Firefox tells of the error page's kind alone.
    let known = ["404", "disallowed MIME type"];
    let is_known = |it: &String| known.iter().any(|known| it.contains(known));
    assert!(errors.iter().all(is_known), "{errors:#?}");
}

/// An edition with another style sheet and another article, out of which press makes a worker of its own, and the name of
/// the sheet that it had before.
fn next_release() -> (Edition, String) {
    let next = Edition::new();
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
    (next, sheet)
}

/// Has the browser look for a new release, and waits until its worker is waiting.
async fn look_for_release(browser: &Browser) {
    browser
        .resolve(
            "navigator.serviceWorker.getRegistration().then(it => it.update()).then(() => true)",
        )
        .await;
    until(browser, "it.waiting").await;
}

/// Waits until the registration of the worker, `it`, is as described.
async fn until(browser: &Browser, condition: &str) {
    browser.wait_for_promise(&registration(condition)).await;
}

/// A promise that tells whether it is.
fn registration(condition: &str) -> String {
    format!("navigator.serviceWorker.getRegistration().then(it => Boolean({condition}))")
}

/// Turns to another tab for a while, and back.
async fn look_away(browser: &Browser, seconds: u64) {
    let client = browser.client();
    let page = client.window().await.unwrap();
    let other = client.new_window(true).await.unwrap();
    client.switch_to_window(other.handle).await.unwrap();
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    client.close_window().await.unwrap();
    client.switch_to_window(page).await.unwrap();
}

/// Adds to every object of an edition's JSON what only a later portal would know.
fn say_more(site: &Path) {
    let mut said = 0;
    for entry in WalkDir::new(site) {
        let file = entry.unwrap().into_path();
        if file.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let mut value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        enrich(&mut value);
        fs::write(&file, value.to_string()).unwrap();
        for end in ["json.br", "json.gz"] {
            let copy = file.with_extension(end);
            if copy.exists() {
                fs::remove_file(copy).unwrap();
            }
        }
        said += 1;
    }
    assert!(said > 50, "{said}");
}

fn enrich(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(enrich),
        Value::Object(fields) => {
            fields.values_mut().for_each(enrich);
            // What names its variant by its only field has no room for another one.
            if fields.len() > 1 {
                fields.insert("later".into(), "more".into());
            }
        }
        _ => {}
    }
}

#[test]
fn a_site_below_a_path_keeps_to_it() {
    let below = Edition::new();
    below.replace(
        "content/site.toml",
        "https://gazette.example/",
        "https://gazette.example/some/path/",
    );
    let site = below.print();
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
        browser.restart().await;
        open_tools(browser, &article).await;
        browser.open("/some/path/offline.html").await;
        browser
            .wait(&format!(
                "document.querySelector('.kept__link')?.pathname === '{article}'"
            ))
            .await;
        forgive_network(browser).await;
    });
}
