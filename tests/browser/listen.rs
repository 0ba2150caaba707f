//! Listening to an article. Headless Chromium has no voice of its own, so one that says nothing stands in for it.

use crate::{
    accessibility::has_no_violations,
    comfort::{keys_are_watched, open_tools},
    harness::{ARTICLE, Browser, CHINESE, journey},
};

/// A voice that notes what it is told.
const VOICE: &str = "window.spoken = []; window.calls = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, 'speechSynthesis', { value: {
        getVoices: () => [{ lang: 'zh-HK' }, { lang: 'zh-CN' }, { lang: 'zh_TW' }, { lang: 'en_GB' }],
        addEventListener() {},
        speak(utterance) { spoken.push(utterance); },
        cancel() { calls.push('cancel'); }, pause() { calls.push('pause'); }, resume() { calls.push('resume'); } } });";

const LISTEN: &str = "[data-tool=listen]";

/// Presses a button and waits until the voice was told so: tools are imported anew at each press, which takes a moment
/// after the click has ended.
async fn press_and_hear(browser: &Browser, button: &str, call: &str) {
    browser.click(button).await;
    browser.wait(&format!("calls.at(-1) === '{call}'")).await;
}

#[test]
fn where_there_is_no_voice_there_is_nothing_to_listen_to() {
    journey(async |_server, browser| {
        // A voice of another language is none.
        browser.before_pages("Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: 'zh-TW' }], addEventListener() {} } })").await;
        open_tools(browser, ARTICLE).await;
        let seen = browser.eval("['share', 'listen', 'stop'].map(name => document.querySelector(`[data-tool=${name}]`).checkVisibility({ visibilityProperty: true }))").await;
        assert_eq!(seen, serde_json::json!([true, false, false]));
    });
}

#[test]
fn an_article_is_read_paragraph_by_paragraph() {
    journey(async |_server, browser| {
        browser.before_pages(VOICE).await;
        open_tools(browser, ARTICLE).await;
        let marked = "document.querySelector('.is-spoken')?.textContent";
        let button = "document.querySelector('[data-tool=listen]').textContent";
        browser.click(LISTEN).await;
        browser.wait("window.spoken.length === 1").await;
        let title = browser
            .text("document.querySelector('h1').textContent")
            .await;
        assert_eq!(browser.text("spoken[0].text").await, title);
        assert_eq!(browser.text(marked).await, title);
        assert_eq!(
            browser
                .text("spoken[0].lang + ' ' + spoken[0].voice.lang")
                .await,
            "en en_GB"
        );
        assert_eq!(browser.text(button).await, "Pause");
        has_no_violations(browser, "listening").await;

        browser.eval("(spoken[0].onend(), 1)").await;
        let paragraph = browser
            .text("document.querySelector('.prose p').textContent")
            .await;
        assert_eq!(browser.text("spoken[1].text").await, paragraph);
        assert_eq!(browser.text(marked).await, paragraph);

        press_and_hear(browser, LISTEN, "pause").await;
        assert_eq!(browser.text(button).await, "Continue");
        press_and_hear(browser, LISTEN, "resume").await;

        press_and_hear(browser, "[data-tool=stop]", "cancel").await;
        assert_eq!(browser.text(button).await, "Listen");
        assert_eq!(
            browser.eval("document.querySelector('.is-spoken')").await,
            serde_json::Value::Null
        );

        // From beginning to end, everything once.
        browser.eval("(spoken.length = 0, 1)").await;
        browser.click(LISTEN).await;
        browser.wait("spoken.length === 1").await;
        browser.eval("(() => { for (let at = 0; at < 500 && spoken[at]; at += 1) spoken[at].onend(); return 1; })()").await;
        assert_eq!(
            browser.text(button).await,
            "Listen",
            "it has come to its end"
        );
        let squeezed = |expression: &str| format!("{expression}.replaceAll(/\\s/g, '')");
        assert_eq!(
            browser
                .text(&squeezed("spoken.slice(1).map(u => u.text).join('')"))
                .await,
            browser
                .text(&squeezed("document.querySelector('.prose').textContent"))
                .await
        );

        // Whoever moves on hears no more of it.
        browser.click(LISTEN).await;
        browser.wait("document.querySelector('.is-spoken')").await;
        browser.click(".navigation a[href='/news/']").await;
        browser.wait_for_heading("News").await;
        browser
            .wait("!('listening' in document.documentElement.dataset)")
            .await;
    });
}

#[test]
fn chinese_is_read_by_the_voice_of_its_region() {
    journey(async |_server, browser| {
        browser.before_pages(VOICE).await;
        browser.open("/").await;
        browser
            .eval("localStorage.setItem('gazette', '{\"keys\":true}')")
            .await;
        open_tools(browser, CHINESE).await;
        keys_are_watched(browser).await;
        browser.press("l").await;
        browser.wait("window.spoken.length === 1").await;
        assert_eq!(
            browser
                .text("[spoken[0].lang, spoken[0].voice.lang].join()")
                .await,
            "zh-Hant-TW,zh_TW"
        );
        let button = "document.querySelector('[data-tool=listen]').textContent";
        assert_eq!(browser.text(button).await, "暫停");
        has_no_violations(browser, "listening in Chinese").await;
        browser.press("l").await;
        browser.wait(&format!("{button} === '繼續'")).await;
    });
}
