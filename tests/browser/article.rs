//! The reference article, word for word.

use std::time::Duration;

use serde_json::json;

use crate::{
    harness::{ARTICLE, Browser, Engine, Fault, journey},
    layout::PAGES,
};

/// The texts of the reference article, one a line, without list marks.
const REFERENCE: &str = include_str!("../reference/article.txt");

/// Fails unless every line of the reference is on the page; white space aside, since the reference has it by chance.
pub async fn has_every_word(browser: &Browser) {
    let squeeze = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let page = squeeze(&browser.text("document.body.innerText").await);
    let lines: Vec<&str> = REFERENCE
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    assert!(lines.len() > 20, "the reference is whole");
    for line in lines {
        // Breadcrumb separators are drawn by style.
        let parts = line
            .trim_start_matches([' ', '•'])
            .split_inclusive(":::")
            .flat_map(|part| part.split('>'));
        for part in parts {
            assert!(page.contains(&squeeze(part)), "missing: {part}");
        }
    }
}

#[test]
fn every_word_of_the_reference_is_on_the_page() {
    journey(async |server, browser| {
        browser.open_portal(ARTICLE).await;
        has_every_word(browser).await;
        assert_eq!(server.count(".wasm"), 1, "the portal was fetched");
        assert_eq!(
            server.count("24th-iccm/index.json"),
            1,
            "the article's JSON was fetched, once"
        );
        let phone = browser
            .text("document.querySelector('.contact a').href")
            .await;
        assert_eq!(phone, "tel:+886-2-2754-1255;ext=2621");
        let footer = browser.eval("[...document.querySelectorAll('footer a[href^=tel]')].map(a => a.getAttribute('href'))").await;
        assert_eq!(
            footer,
            json!([
                "tel:+886-800-000-256",
                "tel:+886-2-2754-1255",
                "tel:+886-972-630-223"
            ])
        );
        let current = browser.text("[...document.querySelectorAll('.breadcrumb [aria-current]')].map(a => a.textContent).join()").await;
        assert!(current.starts_with("Taiwan, France launch"), "{current}");
    });
}

#[test]
fn the_bare_shell_renders_the_same_page_from_json() {
    journey(async |server, browser| {
        // The newest articles come at a moment of their own, and only below an article whose end is near.
        browser
            .before_pages("delete window.IntersectionObserver")
            .await;
        // What is found is shown when it is, printed or not.
        let pages = PAGES.into_iter().filter(|path| !path.contains('?'));
        for path in pages.chain(["/search/"]) {
            browser.open_portal(path).await;
            let printed = browser.text("document.body.innerText").await;
            let title = browser.client().title().await.unwrap();
            let tree = accessibility_tree(browser).await;
            server.fault("/", Fault::Shell);
            browser.open_portal(path).await;
            assert_eq!(
                browser.text("document.body.innerText").await,
                printed,
                "{path}"
            );
            assert_eq!(browser.client().title().await.unwrap(), title, "{path}");
            assert_eq!(accessibility_tree(browser).await, tree, "{path}");
            server.heal();
        }
    });
}

/// Role and name of everything that assistive technology is told of, in order; but not what has the focus.
async fn accessibility_tree(browser: &Browser) -> Vec<String> {
    let tree = browser
        .devtools("Accessibility.getFullAXTree", json!({}))
        .await;
    let nodes = tree["nodes"].as_array().unwrap();
    let told = nodes.iter().filter(|node| node["ignored"] == false);
    // Chromium joins or splits runs of text by how they came into the tree, so the runs themselves are left out.
    let told = told.filter(|node| {
        !matches!(
            node["role"]["value"].as_str(),
            Some("InlineTextBox" | "StaticText" | "RootWebArea")
        )
    });
    let lines: Vec<_> = told
        .map(|node| format!("{} {}", node["role"]["value"], node["name"]["value"]))
        .collect();
    assert!(lines.len() > 20, "{lines:#?}");
    let mut lines = lines;
    lines.sort();
    lines
}

#[test]
fn the_bare_shell_asks_for_everything_at_once() {
    journey(async |server, browser| {
        server.fault("/", Fault::Shell);
        server.fault("_bg.wasm", Fault::Slow(Duration::from_secs(2)));
        browser.open_portal(ARTICLE).await;
        // How long before the portal's program came the others were asked for.
        let ahead = "(all => ['/site.en.json', '/index.json'].map(end => all.find(it => it.name.endsWith('_bg.wasm')).responseEnd - all.find(it => it.name.endsWith(end)).startTime > 1000))(performance.getEntriesByType('resource'))";
        assert_eq!(browser.eval(ahead).await, json!([true, true]));
        // WebKit asks once more for what it has asked for ahead of time, where that is still on its way.
        let most = if Engine::of_run() == Engine::WebKit {
            2
        } else {
            1
        };
        for file in ["/site.en.json", "24th-iccm/index.json", "_bg.wasm"] {
            assert!((1..=most).contains(&server.count(file)), "{file}");
        }
        assert_eq!(server.count("/boot-"), 1, "the starter is fetched once");
    });
}
