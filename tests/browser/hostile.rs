//! Hostile data on its way through the portal, with the policy and without it: nothing runs, and no other host is asked
//! for anything.

mod walk;

use std::time::Duration;

use serde_json::{Value, json};

use self::walk::MARK;
use crate::{
    harness::{ARTICLE, Browser, Engine, Fault, Server, Trap, journey},
    hostile_data::{Maker, payloads},
};

/// Everything in the page that a browser would follow, load or run against the rules; a list of what is wrong.
const WRONG: &str = r"(() => {
    const wrong = window.hacked === undefined ? [] : ['a script ran'];
    const at = (value) => { try { return new URL(value, location); } catch { return null; } };
    const leads = (url) => !url || ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol);
    const isOwn = (url) => !url || url.origin === location.origin && leads(url);
    for (const it of document.querySelectorAll('#portal *, link[rel=canonical]')) {
        for (const { name, value } of it.attributes) {
            const told = `${it.localName} ${name}=${value}`;
            if (name.startsWith('on') || name === 'style') wrong.push(told);
            if (['href', 'cite'].includes(name) && !leads(at(value))) wrong.push(told);
            // A form goes where its reader sends it, as a link does; a page's policy names the one other host.
            if (name === 'formaction' && !/^https?:$/.test(at(value)?.protocol ?? 'https:')) wrong.push(told);
            if (['src', 'action', 'poster', 'data'].includes(name) && !isOwn(at(value))) wrong.push(told);
            if (name === 'srcset' && !value.split(',').every((it) => isOwn(at(it)))) wrong.push(told);
        }
        if (['script', 'iframe', 'svg', 'object', 'embed'].includes(it.localName)) wrong.push(it.localName);
    }
    return wrong.slice(0, 10);
})()";

/// Clicks everything that can be clicked, as far as that does not leave the site as any link may.
const CLICK_ALL: &str = r"(() => {
    const stay = (event) => {
        const link = event.target.closest('a[href]');
        if (!link || /^(https?|mailto|tel):/.test(link.protocol)) event.preventDefault();
        event.stopImmediatePropagation();
    };
    addEventListener('click', stay, true);
    for (const it of document.querySelectorAll('#portal a, #portal button, #portal summary')) it.click();
    removeEventListener('click', stay, true);
    return true;
})()";

/// With its policy a page is served as it is.
fn policies() -> [Option<Fault>; 2] {
    [None, Some(Fault::NoPolicy)]
}

/// The site's data, with hostile texts wherever the portal can do without sensible ones.
fn site(texts: &[String]) -> Value {
    let mut next = texts.iter().cycle().cloned();
    let mut text = || next.next().unwrap();
    let mut site = Maker::new("site", texts.len(), &mut text).all().remove(0);
    site["root"] = json!("/");
    site["lang"] = json!("en");
    site
}

async fn is_harmless(browser: &Browser, trap: &Trap, told: &str) {
    assert_eq!(browser.eval(WRONG).await, json!([]), "{told}");
    browser.eval(CLICK_ALL).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(browser.eval(WRONG).await, json!([]), "{told}, clicked");
    assert_eq!(trap.knocks(), 0, "{told}: the other host was asked");
}

/// Pictures that are not there and what a policy stopped are no faults of the page.
async fn forgive(browser: &Browser) {
    let errors = browser.console_errors().await;
    let known = ["404", "Policy", "400"];
    assert!(
        errors
            .iter()
            .all(|it| known.iter().any(|known| it.contains(known))),
        "{errors:#?}"
    );
}

/// Has the server make no fault but, perhaps, that of withholding its policy.
fn heal(server: &Server, policy: Option<&Fault>) {
    server.heal();
    if let Some(policy) = policy {
        server.fault("/", policy.clone());
    }
}

fn serve(server: &Server, policy: Option<&Fault>, files: &[(&str, &Value)]) {
    heal(server, policy);
    server.fault("/", Fault::Shell);
    for (path, body) in files {
        server.fault(path, Fault::Body(body.to_string().into()));
    }
}

#[test]
fn no_field_of_any_file_runs_a_script_or_asks_another_host() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        let texts = payloads(&trap.host());
        let site = site(&texts);
        let mut next = texts.iter().cycle().cloned();
        let mut text = || next.next().unwrap();
        let documents = Maker::new("document", texts.len(), &mut text).all();
        for policy in policies() {
            for document in &documents {
                let kind = document["content"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .next()
                    .unwrap();
                let path = if kind == "search" {
                    "/search/"
                } else {
                    "/news/"
                };
                let data = format!("{path}index.json");
                serve(
                    server,
                    policy.as_ref(),
                    &[("/site.en.json", &site), (&data, document)],
                );
                browser.open(path).await;
                if Engine::of_run() == Engine::WebKit {
                    // Asked while it makes ten thousand elements, its driver takes up to half a minute to answer.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                browser
                    .wait("document.querySelector('#portal main h1')")
                    .await;
                browser.wait_for_portal().await;
                is_harmless(browser, &trap, &format!("{kind}, {policy:?}")).await;
                // Somebody asks, and a path out of the document would be fetched.
                if kind == "search" {
                    browser.open("/search/?q=water").await;
                    browser
                        .wait("document.querySelector('#portal main h1')")
                        .await;
                    is_harmless(browser, &trap, "a search").await;
                }
            }
        }
        forgive(browser).await;
    });
}

#[test]
fn no_address_of_another_language_is_gone_to() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        for policy in policies() {
            for root in [
                "javascript:window.hacked=1//".to_owned(),
                format!("//{}/", trap.host()),
                format!("/\\{}/", trap.host()),
                format!("http://{}/", trap.host()),
            ] {
                let mut site = site(&["x".to_owned()]);
                site["languages"] = json!([{ "lang": "xx", "name": "X", "root": root }]);
                serve(server, policy.as_ref(), &[("/site.en.json", &site)]);
                browser.open("/search/?q=water&lang=xx").await;
                browser
                    .wait("document.querySelector('#portal main h1')")
                    .await;
                is_harmless(browser, &trap, &root).await;
            }
        }
        forgive(browser).await;
    });
}

#[test]
fn an_index_leads_to_no_other_host() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        for policy in policies() {
            for folder in [
                format!("//{}/", trap.host()),
                format!("/\\{}/", trap.host()),
                format!("http://{}/", trap.host()),
                "data:application/octet-stream,".to_owned(),
            ] {
                let manifest = json!({
                    "schema": 1, "folder": folder, "stems": "", "count": 5, "keys": "",
                    "directories": "aaaaaaaa", "documents": "aaaaaaaa",
                });
                serve(
                    server,
                    policy.as_ref(),
                    &[("/search/manifest.json", &manifest)],
                );
                browser.open("/search/?q=water").await;
                browser.wait("document.querySelector('#retry')").await;
                is_harmless(browser, &trap, &folder).await;
            }
        }
        forgive(browser).await;
    });
}

#[test]
fn the_newest_articles_are_of_this_site() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        let texts = payloads(&trap.host());
        let mut next = texts.iter().cycle().cloned();
        let mut text = || next.next().unwrap();
        let listing = Maker::new("document", texts.len(), &mut text)
            .all()
            .remove(1);
        assert!(listing["content"]["listing"].is_object(), "{listing}");
        let lure = json!({ "schema": 1, "head": { "title": "T", "description": "" }, "content": { "page": {
            "heading": "A lure", "body": [{ "tag": "section", "class": "latest", "children": [
                { "tag": "a", "class": "more", "href": format!("http://{}/news/", trap.host()), "children": ["More"] },
            ] }],
        } } });
        for policy in policies() {
            heal(server, policy.as_ref());
            server.fault("/news/index.json", Fault::Body(listing.to_string().into()));
            browser.open_portal(ARTICLE).await;
            browser
                .eval("(document.querySelector('.latest').scrollIntoView(), 1)")
                .await;
            browser
                .wait("document.querySelector('.latest__list')")
                .await;
            is_harmless(browser, &trap, "the newest articles").await;

            server.fault("/about/index.json", Fault::Body(lure.to_string().into()));
            browser.follow("/about/").await;
            browser.wait_for_heading("A lure").await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            is_harmless(browser, &trap, "a lure").await;
        }
        forgive(browser).await;
    });
}

/// All texts where no policy is in the way, and some where one is: it allows nothing that would not be allowed otherwise.
fn each_policy(payloads: &[String]) -> [(Option<Fault>, Vec<String>); 2] {
    let some = payloads.iter().step_by(9).cloned().collect();
    [(Some(Fault::NoPolicy), payloads.to_vec()), (None, some)]
}

#[test]
fn every_text_in_every_field_of_a_document_is_harmless() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        let payloads = payloads(&trap.host());
        let mut text = || MARK.to_owned();
        let documents = Maker::new("document", 1, &mut text).all();
        for (policy, payloads) in each_policy(&payloads) {
            for (kind, document) in documents.iter().enumerate() {
                serve(server, policy.as_ref(), &[]);
                browser.open_portal("/news/").await;
                walk::documents(browser, kind, document, &payloads).await;
                is_harmless(browser, &trap, &format!("kind {kind}, {policy:?}")).await;
            }
        }
        forgive(browser).await;
    });
}

#[test]
fn every_text_in_an_address_is_harmless() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        let payloads = payloads(&trap.host());
        for (policy, payloads) in each_policy(&payloads) {
            heal(server, policy.as_ref());
            browser.open_portal("/search/").await;
            walk::addresses(browser, &payloads).await;
            is_harmless(browser, &trap, &format!("addresses, {policy:?}")).await;
            // The page's own scripts read them as well, before the portal does.
            for payload in payloads.iter().step_by(40) {
                let bytes = payload.bytes().map(|byte| format!("%{byte:02X}"));
                let text = bytes.collect::<String>();
                browser
                    .open_portal(&format!("/search/?q={text}&lang={text}#{text}"))
                    .await;
                is_harmless(browser, &trap, payload).await;
            }
        }
        forgive(browser).await;
    });
}

#[test]
fn every_text_that_an_index_may_have_is_harmless() {
    journey(async |server, browser| {
        let trap = Trap::open().await;
        let payloads = payloads(&trap.host());
        let mut text = || "/x/".to_owned();
        let documents = Maker::new("document", 1, &mut text).all();
        let is_article = |it: &&Value| it["content"]["article"].is_object();
        let article = documents.iter().find(is_article).unwrap();
        for (policy, payloads) in each_policy(&payloads) {
            heal(server, policy.as_ref());
            browser.open_portal("/search/").await;
            walk::results(browser, article, &payloads).await;
            is_harmless(browser, &trap, &format!("results, {policy:?}")).await;
        }
        forgive(browser).await;
    });
}
