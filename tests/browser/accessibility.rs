//! axe-core finds nothing on any kind of page, in light and dark.

use std::path::PathBuf;

use serde_json::Value;

use crate::{
    harness::{Browser, Fault, journey},
    layout::PAGES,
};

/// The findings of axe-core on the page as it stands.
pub async fn violations(browser: &Browser) -> Vec<String> {
    let npm = PathBuf::from(
        std::env::var("GAZETTE_NPM").expect("GAZETTE_NPM is not set: run `cargo xtask test`"),
    );
    let axe = std::fs::read_to_string(npm.join("node_modules/axe-core/axe.min.js")).unwrap();
    // Colours on their way from one scheme to another are of neither.
    browser
        .wait("document.getAnimations().every(it => it.playState !== 'running')")
        .await;
    let rules = "{ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'wcag2aaa'] }";
    let script = format!(
        "{axe}; const done = arguments[arguments.length - 1]; axe.run(document, {rules}).then(r => done(r.violations), e => done([String(e)]));"
    );
    let found = browser
        .client()
        .execute_async(&script, vec![])
        .await
        .unwrap();
    let describe = |violation: &Value| format!("{}: {}", violation["id"], violation["nodes"]);
    found.as_array().unwrap().iter().map(describe).collect()
}

/// Fails if axe-core finds anything on the page as it stands, in light or in dark.
pub async fn has_no_violations(browser: &Browser, state: &str) {
    for scheme in ["light", "dark"] {
        browser.prefer(scheme).await;
        let found = violations(browser).await;
        assert!(found.is_empty(), "{state} in {scheme}: {found:#?}");
    }
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    journey(async |server, browser| {
        for scheme in ["light", "dark"] {
            browser.prefer(scheme).await;
            for path in PAGES.into_iter().chain([
                "/news/no-such-article/",
                "/writing-guide/",
                "/accessibility/",
            ]) {
                browser.open_portal(path).await;
                browser.wait("document.querySelector('h1')").await;
                browser
                    .wait("!location.search || document.querySelector('.teaser')")
                    .await;
                let found = violations(browser).await;
                assert!(found.is_empty(), "{path} in {scheme}: {found:#?}");
            }
            browser.open_portal("/").await;
            server.fault("/news/index.json", Fault::Status(400));
            browser.click(".navigation a[href='/news/']").await;
            browser.wait("document.querySelector('.failed')").await;
            let found = violations(browser).await;
            assert!(found.is_empty(), "failure in {scheme}: {found:#?}");
            server.heal();
        }
        let errors = browser.console_errors().await;
        assert!(
            errors
                .iter()
                .all(|error| error.contains("404") || error.contains("400")),
            "{errors:#?}"
        );
    });
}
