//! Pages that fade over into one another, where browsers can have them do so and readers have not asked for less motion.

use serde_json::json;

use crate::harness::journey;

/// Has the page count what fades over.
const COUNT: &str = "(start => { window.turns = []; document.startViewTransition = change => { const turn = start.call(document, change); turns.push(turn); return turn; }; return true; })(document.startViewTransition)";

#[test]
fn a_page_fades_over_and_all_else_is_as_ever() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        assert_eq!(
            browser.eval("typeof document.startViewTransition").await,
            "function",
            "each of the engines knows them by now"
        );
        browser.eval(COUNT).await;
        browser.eval("scrollTo(0, 300)").await;
        browser.touch().await;
        browser.eval("scrollTo(0, 300)").await;
        browser.follow("/news/").await;
        browser.wait_for_heading("News").await;
        browser
            .wait("document.activeElement.tagName === 'H1'")
            .await;
        assert_eq!(browser.eval("[turns.length, scrollY]").await, json!([1, 0]));
        assert!(browser.client().title().await.unwrap().starts_with("News"));

        // While it fades, links lead on.
        browser.click(".navigation a[href='/topics/']").await;
        browser.wait_for_heading("Topics").await;
        browser.eval("history.go(-2)").await;
        browser
            .wait("location.pathname === '/' && scrollY === 300")
            .await;
        assert_eq!(browser.eval("turns.length").await, 3);
        let ended = "turns.at(-1).finished.then(() => true, () => true)";
        assert_eq!(browser.resolve(ended).await, true);
        assert_eq!(browser.eval("scrollY").await, 300);
    });
}

#[test]
fn the_last_of_two_moves_is_where_the_reader_arrives() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        browser.eval(COUNT).await;
        let both = "(['/news/', '/topics/'].forEach(path => { const link = Object.assign(document.createElement('a'), { href: path }); document.querySelector('main').append(link); link.click(); }), 1)";
        // Once more with both at hand: then they are shown in the same moment.
        for _ in 0..2 {
            browser.eval(both).await;
            browser.wait_for_heading("Topics").await;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            let shown = "[document.querySelector('h1').textContent, location.pathname]";
            assert_eq!(browser.eval(shown).await, json!(["Topics", "/topics/"]));
            browser.follow("/").await;
            browser.wait("location.pathname === '/' && document.querySelector('.navigation [aria-current=page][href=\"/\"]')").await;
        }
    });
}

#[test]
fn readers_who_want_less_motion_get_none() {
    journey(async |_server, browser| {
        browser.open_portal("/").await;
        browser.eval(COUNT).await;
        browser
            .eval("(window.matchMedia = query => ({ matches: query.includes('prefers-reduced-motion') }), 1)")
            .await;
        browser.follow("/news/").await;
        browser.wait_for_heading("News").await;
        assert_eq!(browser.eval("turns.length").await, 0);
    });
}
