//! axe-core finds nothing on any kind of page, in light and dark.

use std::{fmt::Write as _, path::PathBuf};

use serde_json::{Value, json};

use crate::{
    harness::{ARTICLE, Browser, CHINESE, Fault, journey},
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
    for scheme in browser.schemes() {
        browser.prefer(scheme).await;
        let found = violations(browser).await;
        assert!(found.is_empty(), "{state} in {scheme}: {found:#?}");
    }
}

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    journey(async |server, browser| {
        for scheme in browser.schemes() {
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
            for missing in ["/news/index.json", "/news/$"] {
                server.fault(missing, Fault::Status(400));
            }
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

#[test]
fn axe_finds_nothing_where_something_is_open() {
    journey(async |_server, browser| {
        browser.resize(360, 640).await;
        for path in [ARTICLE, CHINESE] {
            browser.open_portal(path).await;
            for fold in [".bar .fold__line", ".search .fold__line"] {
                browser.click(fold).await;
                has_no_violations(browser, &format!("{fold} on {path}")).await;
            }
        }
        browser.open_portal("/search/?q=portal&kind=news").await;
        browser.wait("document.querySelector('.teaser')").await;
        has_no_violations(browser, "folded filters").await;
        browser.click("#search-fold .fold__line").await;
        has_no_violations(browser, "open filters").await;
    });
}

/// Text whose box cuts it off, of all that is not made to scroll.
const CUT: &str = "[...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip' || style.textOverflow === 'ellipsis';
    return cuts && !e.matches('input, select') && e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 120))";

/// WCAG 1.4.12: what a reader's own style may ask for.
const SPACING: &str = "(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets.push(sheet);
    return 1;
})()";

#[test]
fn wider_spacing_and_large_zoom_cut_nothing_off() {
    journey(async |_server, browser| {
        // 320 px are 1280 at 400 %.
        for (width, height) in [(320, 256), (360, 640), (1280, 900)] {
            browser.resize(width, height).await;
            for path in PAGES {
                browser.open_portal(path).await;
                for spacing in ["1", SPACING] {
                    browser.eval(spacing).await;
                    let wide = browser.eval("document.documentElement.scrollWidth").await;
                    assert!(
                        wide.as_u64().unwrap() <= u64::from(width),
                        "{path} is {wide} px wide at {width} px"
                    );
                    assert_eq!(browser.eval(CUT).await, json!([]), "{path} at {width} px");
                }
                browser.console_errors().await;
            }
        }
    });
}

#[test]
fn forced_colours_tell_where_the_reader_is() {
    journey(async |_server, browser| {
        let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        browser
            .devtools("Emulation.setEmulatedMedia", features)
            .await;
        browser.open_portal("/news/").await;
        // A line, not a colour alone, is under the current section and under no other.
        let lines = "[...document.querySelectorAll('.navigation__link')].filter(e => getComputedStyle(e, '::after').content === '\"\"').map(e => e.textContent)";
        assert_eq!(browser.eval(lines).await, json!(["News"]));
        browser.resize(360, 640).await;
        browser.click(".bar .fold__line").await;
        let lines = "[...document.querySelectorAll('.navigation__link')].filter(e => getComputedStyle(e).borderInlineStartWidth !== '0px').map(e => e.textContent)";
        assert_eq!(browser.eval(lines).await, json!(["News"]));
        // The sign that something is open is drawn by borders.
        let sign = "getComputedStyle(document.querySelector('.bar .fold__line'), '::after').borderBlockEndWidth";
        assert_eq!(browser.text(sign).await, "2px");
    });
}

#[test]
fn readers_who_want_less_get_less() {
    journey(async |_server, browser| {
        let features = json!({ "features": [
            { "name": "prefers-reduced-motion", "value": "reduce" },
            { "name": "prefers-reduced-transparency", "value": "reduce" },
        ] });
        browser
            .devtools("Emulation.setEmulatedMedia", features)
            .await;
        browser.open_portal("/search/?q=portal").await;
        browser.wait("document.querySelector('.teaser')").await;
        browser
            .eval("document.querySelector('main').setAttribute('aria-busy', 'true')")
            .await;
        let moving = "[...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].map(part => [e, getComputedStyle(e, part || null)]))
            .filter(([, style]) => parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' && style.animationDuration !== '0s')
            .map(([e]) => e.outerHTML.slice(0, 120))";
        assert_eq!(browser.eval(moving).await, json!([]));
        browser
            .wait("document.documentElement.dataset.tools === 'ready'")
            .await;
        browser.click(".footer [data-tool=settings]").await;
        browser.wait("document.querySelector('dialog[open]')").await;
        let behind =
            "getComputedStyle(document.querySelector('dialog'), '::backdrop').backgroundColor";
        assert_eq!(browser.text(behind).await, "rgb(0, 0, 0)");
    });
}

/// Speech of a screen reader from the top of a page to its end: roles and names, each below what it stands in.
async fn speech(browser: &Browser) -> String {
    browser.devtools("Accessibility.enable", json!({})).await;
    let tree = browser
        .devtools("Accessibility.getFullAXTree", json!({}))
        .await;
    let nodes = tree["nodes"].as_array().unwrap();
    let find = |id: &Value| nodes.iter().find(|node| node["nodeId"] == *id).unwrap();
    let mut out = String::new();
    say(&nodes[0], &find, 0, &mut out);
    out
}

fn say<'a>(node: &'a Value, find: &impl Fn(&Value) -> &'a Value, depth: usize, out: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    let is_said = node["ignored"] != true && !["generic", "none"].contains(&role);
    if is_said && !(role == "StaticText" && name.is_empty()) {
        write!(out, "{:1$}{role}", "", depth * 2).unwrap();
        if !name.is_empty() {
            write!(out, " “{name}”").unwrap();
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let property_name = property["name"].as_str().unwrap_or_default();
            if ["expanded", "level", "disabled"].contains(&property_name) {
                write!(out, " {property_name}={}", property["value"]["value"]).unwrap();
            }
        }
        out.push('\n');
    }
    // These are named by what is in them.
    if is_said && ["link", "button", "heading", "StaticText", "combobox"].contains(&role) {
        let has_links = role == "heading"
            && node["childIds"]
                .as_array()
                .is_some_and(|ids| ids.iter().any(|id| find(id)["role"]["value"] == "link"));
        if !has_links {
            return;
        }
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        say(find(child), find, depth + usize::from(is_said), out);
    }
}

#[test]
fn pages_are_read_out_in_their_order() {
    journey(async |_server, browser| {
        // Voices differ from machine to machine. The newest articles come later, when a reader is near them.
        browser
            .before_pages("speechSynthesis.getVoices = () => []")
            .await;
        for (name, path, width) in [
            ("english_wide", ARTICLE, 1280),
            ("english_phone", ARTICLE, 360),
            ("chinese_wide", CHINESE, 1280),
            ("chinese_phone", CHINESE, 360),
        ] {
            browser.resize(width, 800).await;
            browser.open_portal(path).await;
            browser
                .wait("document.documentElement.dataset.tools === 'ready'")
                .await;
            if width == 360 {
                browser.click(".bar .fold__line").await;
            }
            insta::assert_snapshot!(name, speech(browser).await);
        }
    });
}
