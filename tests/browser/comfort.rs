//! Text size, colours, sharing, printing and keyboard shortcuts.

use std::time::Duration;

use serde_json::json;

use crate::{
    accessibility::has_no_violations,
    harness::{ARTICLE, Browser, CHINESE, Fault, journey},
    layout::PAGES,
};

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const SPACE: &str = " ";

/// Has the browser deny storage, as with cookies blocked.
pub const DENY: &str = "for (const name of ['localStorage', 'caches']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } })";

/// The tools that open a dialog.
const DIALOGS: [&str; 2] = ["settings", "shortcuts"];

/// Loads a page and waits until its tools work.
pub async fn open_tools(browser: &Browser, path: &str) {
    browser.open_portal(path).await;
    browser
        .wait("document.documentElement.dataset.tools === 'ready'")
        .await;
}

/// Waits for the tool that watches single keys, once they are turned on: a second import of a module ends after the first.
pub async fn keys_are_watched(browser: &Browser) {
    let imported = browser
        .resolve("import(document.querySelector('meta[name=gazette-reader]').dataset.shortcuts).then(() => true)")
        .await;
    assert_eq!(imported, true);
}

/// Opens a dialog from the foot of the page.
async fn open_dialog(browser: &Browser, tool: &str) {
    browser
        .eval(&format!(
            "document.querySelector('.footer [data-tool={tool}]').click()"
        ))
        .await;
    browser
        .wait(&format!("document.querySelector('#reader-{tool}')?.open"))
        .await;
}

async fn open_settings(browser: &Browser) {
    browser.click(".dateline [data-tool=settings]").await;
    browser
        .wait("document.querySelector('#reader-settings')?.open")
        .await;
}

async fn looks(browser: &Browser) -> serde_json::Value {
    browser.eval("(style => [style.colorScheme, style.fontSize, style.backgroundColor])(getComputedStyle(document.documentElement))").await
}

#[test]
fn settings_last_and_are_there_before_the_first_paint() {
    journey(async |server, browser| {
        browser.prefer("light").await;
        open_tools(browser, ARTICLE).await;
        assert_eq!(
            looks(browser).await,
            json!(["light dark", "16px", "rgb(255, 255, 255)"])
        );
        open_settings(browser).await;
        browser.click("#reader-settings [value=dark]").await;
        browser.click("#reader-settings [value=xl]").await;
        let chosen = json!(["dark", "23.2px", "rgb(16, 23, 29)"]);
        assert_eq!(looks(browser).await, chosen);
        assert_eq!(
            browser
                .eval("[...document.querySelectorAll('meta[name=theme-color]')].map(m => m.media)")
                .await,
            json!(["not all", "all"])
        );
        browser.click("#reader-settings .button").await;
        browser
            .wait("!document.querySelector('#reader-settings').open")
            .await;

        // Long before the tools arrive.
        server.fault("boot-", Fault::Slow(Duration::from_secs(3)));
        browser.before_pages("new PerformanceObserver(() => { const style = getComputedStyle(document.documentElement);
            window.first ??= [style.colorScheme, style.fontSize, style.backgroundColor]; }).observe({ type: 'paint', buffered: true })").await;
        browser.without_cache().await;
        browser.open("/news/").await;
        browser.wait("window.first").await;
        assert_eq!(browser.eval("window.first").await, chosen);
        server.heal();

        // The dialog knows what was chosen, and takes it back.
        open_tools(browser, ARTICLE).await;
        open_settings(browser).await;
        assert_eq!(
            browser
                .eval(
                    "[...document.querySelectorAll('#reader-settings :checked')].map(i => i.value)"
                )
                .await,
            json!(["xl", "dark"])
        );
        browser.click("#reader-settings [value=system]").await;
        browser.click("#reader-settings [value=m]").await;
        assert_eq!(
            looks(browser).await,
            json!(["light dark", "16px", "rgb(255, 255, 255)"])
        );
    });
}

#[test]
fn where_storage_is_denied_settings_hold_for_the_page() {
    journey(async |_server, browser| {
        browser.before_pages(DENY).await;
        open_tools(browser, ARTICLE).await;
        open_settings(browser).await;
        browser.click("#reader-settings [value=dark]").await;
        assert_eq!(looks(browser).await[0], "dark");
        browser.press(ESCAPE).await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        assert_eq!(
            looks(browser).await[0],
            "dark",
            "the portal has no new page"
        );
        open_tools(browser, ARTICLE).await;
        assert_eq!(looks(browser).await[0], "light dark");
    });
}

#[test]
fn the_largest_text_fits_the_smallest_screen() {
    journey(async |_server, browser| {
        browser.resize(320, 640).await;
        browser.open("/").await;
        browser
            .eval("localStorage.setItem('gazette', '{\"size\":\"xl\"}')")
            .await;
        for path in PAGES {
            browser.open(path).await;
            let wide = browser
                .eval("document.documentElement.scrollWidth")
                .await
                .as_u64()
                .unwrap();
            assert!(wide <= 320, "{path} is {wide} px wide");
            browser.console_errors().await;
        }
        for path in [ARTICLE, CHINESE] {
            open_tools(browser, path).await;
            for dialog in DIALOGS {
                open_dialog(browser, dialog).await;
                let fits = browser.eval(&format!("(dialog => dialog.scrollWidth <= dialog.clientWidth && dialog.getBoundingClientRect().right <= 320)(document.querySelector('#reader-{dialog}'))")).await;
                assert_eq!(fits, true, "{dialog} on {path}");
                browser.press(ESCAPE).await;
            }
        }
    });
}

#[test]
fn without_script_there_are_no_tools() {
    journey(async |_server, browser| {
        browser.without_script().await;
        browser.open(ARTICLE).await;
        // The driver's own scripts still run.
        let seen = browser.eval("[...document.querySelectorAll('.tools, .tool, dialog')].filter(e => e.checkVisibility()).length").await;
        assert_eq!(seen, 0);
    });
}

#[test]
fn sharing_goes_through_the_device_or_copies_the_address() {
    journey(async |_server, browser| {
        browser
            .devtools(
                "Browser.grantPermissions",
                json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
            )
            .await;
        let address = format!("https://gazette.example{ARTICLE}");
        open_tools(browser, ARTICLE).await;
        browser
            .eval("delete Navigator.prototype.share, navigator.share === undefined")
            .await;
        browser.click("[data-tool=share]").await;
        browser
            .wait("document.querySelector('.tools__status').textContent === 'The link has been copied.'")
            .await;
        assert_eq!(
            browser.resolve("navigator.clipboard.readText()").await,
            address.as_str()
        );

        browser
            .eval("(Object.defineProperty(navigator, 'clipboard', { value: undefined }), 1)")
            .await;
        browser.click("[data-tool=share]").await;
        browser
            .wait(&format!("document.querySelector('.tools__status').textContent === 'The link could not be copied: {address}'"))
            .await;

        browser
            .eval("(navigator.share = async data => { window.shared = data; }, 1)")
            .await;
        browser.click("[data-tool=share]").await;
        browser.wait("window.shared").await;
        assert_eq!(browser.eval("window.shared.url").await, address.as_str());

        browser
            .eval("(window.print = () => { window.printed = true; }, 1)")
            .await;
        browser.click("[data-tool=print]").await;
        assert_eq!(browser.eval("window.printed").await, true);
    });
}

#[test]
fn single_keys_work_once_the_reader_turns_them_on() {
    journey(async |_server, browser| {
        let help_is = |open: bool| {
            format!("(document.querySelector('#reader-shortcuts')?.open ?? false) === {open}")
        };
        open_tools(browser, ARTICLE).await;
        browser.press("?").await;
        browser.press("/").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(
            browser
                .eval("document.activeElement.id !== 'search-field' && !document.querySelector('dialog')")
                .await,
            true,
            "single keys are off"
        );

        browser
            .eval("document.querySelector('.footer [data-tool=shortcuts]').focus()")
            .await;
        browser.press(ENTER).await;
        browser.wait(&help_is(true)).await;
        assert_eq!(
            browser.text("document.activeElement.name").await,
            "keys",
            "the first control has the focus"
        );
        browser.press(SPACE).await;
        browser.press(ESCAPE).await;
        browser.wait(&help_is(false)).await;
        assert_eq!(
            browser.text("document.activeElement.dataset.tool").await,
            "shortcuts",
            "the focus is back"
        );

        browser.press("/").await;
        browser
            .wait("document.activeElement.id === 'search-field'")
            .await;
        browser.press("t?/").await;
        assert_eq!(
            browser
                .text("document.querySelector('#search-field').value")
                .await,
            "t?/",
            "what is typed is text"
        );

        open_tools(browser, ARTICLE).await;
        keys_are_watched(browser).await;
        browser.press("?").await;
        browser.wait(&help_is(true)).await;
        browser.press(ESCAPE).await;
        browser.wait(&help_is(false)).await;
        browser.press("t").await;
        let settings = "document.querySelector('#reader-settings').open";
        browser.wait(settings).await;
        browser.press(ESCAPE).await;
        browser.wait(&format!("!{settings}")).await;
        browser.press("h").await;
        browser.wait("location.pathname === '/'").await;
    });
}

#[test]
fn axe_finds_nothing_in_the_dialogs() {
    journey(async |_server, browser| {
        for path in [ARTICLE, CHINESE] {
            open_tools(browser, path).await;
            for dialog in DIALOGS {
                open_dialog(browser, dialog).await;
                has_no_violations(browser, &format!("{dialog} on {path}")).await;
                browser.press(ESCAPE).await;
            }
        }
    });
}
