//! The page that tells how news come to readers, with the form for news by e-mail.

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{Edition, journey},
};

/// A service at the end of `site.toml`.
const NEWSLETTER: &str =
    "\n[newsletter]\nform = \"http://127.0.0.1:9/subscription/form\"\nhidden = { l = \"1\" }\n";

/// The page, and one from which the portal leads there.
const PAGES: [(&str, &str); 2] = [
    ("/subscribe/", "/about/"),
    ("/zh-hant-tw/subscribe/", "/zh-hant-tw/about/"),
];

const MAIN: &str = "document.querySelector('main .page').outerHTML";

#[test]
fn the_portal_shows_the_form_that_is_printed() {
    let edition = Edition::new();
    let site = edition.path("content/site.toml");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, text + NEWSLETTER).unwrap();
    let dist = edition.print();
    journey(async |server, browser| {
        server.release(&dist).await;
        for (page, other) in PAGES {
            browser.open_portal(page).await;
            let printed = browser.text(MAIN).await;
            has_no_violations(browser, page).await;
            browser.open_portal(other).await;
            browser.eval("(window.stayed = true, 1)").await;
            browser.follow(page).await;
            browser
                .wait("document.querySelector('.subscribe__form')")
                .await;
            assert_eq!(browser.text(MAIN).await, printed, "{page}");
            assert_eq!(browser.eval("window.stayed").await, true);
            let form = browser
                .eval("(form => [form.querySelector('button').formAction, form.querySelector('button').formMethod, [...new FormData(form).keys()]])(document.querySelector('.subscribe__form'))")
                .await;
            let wanted = json!([
                "http://127.0.0.1:9/subscription/form",
                "post",
                ["email", "l"]
            ]);
            assert_eq!(form, wanted, "{page}");
            // An address that is none is not sent.
            browser
                .eval("(document.querySelector('#subscribe-email').value = 'nobody', 1)")
                .await;
            let is_valid = "document.querySelector('.subscribe__form').checkValidity()";
            assert_eq!(browser.eval(is_valid).await, false);
            let fits = "document.documentElement.scrollWidth <= innerWidth";
            browser.resize(320, 800).await;
            assert_eq!(browser.eval(fits).await, true);
            browser.resize(1280, 800).await;
        }
    });
}
