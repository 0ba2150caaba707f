//! Many hostile texts in one page: each is put where a field of a file or of an address is, and the page that the portal makes of
//! it is looked at before the next one comes.

use serde_json::{Value, json};

use super::{CLICK_ALL, WRONG};
use crate::harness::Browser;

/// Stands in a document where a hostile text goes.
pub const MARK: &str = "\u{e000}";

/// What all walks begin with: other hosts are named as they are asked; what a page is moved to is looked at once it is there.
const TOOLS: &str = r"
    const told = [];
    const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const ask = window.fetch;
    let answer = () => undefined;
    window.fetch = (path, how) => {
        if (new URL(path, location).origin !== location.origin) told.push(`asked ${path}`);
        const text = answer(new URL(path, location).pathname);
        return text === undefined ? ask(path, how) : Promise.resolve(new Response(text));
    };
    // What fades would only take time.
    document.startViewTransition = undefined;
    // The portal sets the title of what it shows, so another one says that it has.
    const shows = async (payload, move) => {
        document.title = '\u{e001}';
        await move();
        const begun = performance.now();
        while (document.title === '\u{e001}') {
            // An answer takes ten seconds at most.
            if (performance.now() - begun > 20000) throw new Error(`nothing comes of ${JSON.stringify(payload)}`);
            await rest(4);
        }
        await rest(0);
        const found = look();
        click();
        told.push(...found, ...look());
        if (told.length) throw new Error(`${JSON.stringify(payload)}: ${JSON.stringify(told)}`);
    };
    const back = () => dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
";

/// Moves to a document with each payload in turn in all of its fields.
const DOCUMENTS: &str = r"
    // Browsers stop who makes entries as fast as this.
    history.pushState = () => {};
    const text = JSON.stringify(document_);
    for (const [at, payload] of payloads.entries()) {
        answer = (path) => path.endsWith('/index.json') ? text.replaceAll(mark, JSON.stringify(payload).slice(1, -1)) : undefined;
        const href = `/news/page/${kind * 1000 + at + 1}/`;
        const link = Object.assign(document.createElement('a'), { href });
        document.getElementById('main').append(link);
        await shows(payload, () => link.click());
        link.remove();
    }
";

/// Goes to addresses with each payload in turn as every parameter, as the fragment, and as a part of the path.
const ADDRESSES: &str = r"
    const go = async (address) => {
        const { href, origin } = new URL(address, location);
        // Of another host no address can be made at all.
        if (origin !== location.origin) return;
        // Where there were many, browsers take others only later: some throw, and some say nothing.
        while (location.href !== href) {
            try {
                history.replaceState(history.state, '', address);
            } catch {}
            if (location.href !== href) await rest(1000);
        }
    };
    const names = ['q', 'topic', 'year', 'kind', 'sort', 'page', 'lang'];
    const at = (number) => payloads[number % payloads.length];
    for (const number of payloads.keys()) {
        const query = new URLSearchParams(names.map((name, next) => [name, at(number + 50 * next)]));
        const part = encodeURIComponent(at(number + 5));
        const forms = [`/search/?${query}#${part}`, `/search/?q=${at(number)}#${at(number + 7)}`, `/news/${part}/?${at(number + 9)}`];
        const address = forms[number % forms.length];
        await shows(address, async () => {
            await go(address);
            back();
        });
    }
";

/// Has an index say each payload in turn: as the address of a result, as its title and as its excerpt.
const RESULTS: &str = r"
    let said;
    window.gazetteSearch = async () => {
        let asked = false;
        return {
            put: () => true,
            tell: () => {},
            ask: () => (asked = !asked) ? said.missing : [],
            total: () => 1,
            is_at_most: () => false,
            pages: () => 3,
            found: () => said.found,
        };
    };
    const text = JSON.stringify(document_);
    answer = (path) => path.startsWith('/search/') ? undefined : text.replaceAll(mark, 'x');
    history.replaceState(history.state, '', '/search/?q=water');
    for (const payload of payloads) {
        const lines = payload.replaceAll('\n', ' ');
        said = { missing: [`${lines}/`, `${payload}.bin`], found: [`${lines}/`, `a\n${lines}\nb`, `${lines}\n${lines}`] };
        await shows(payload, back);
        // A result of which nothing was to be had is none; it is told with an address that is one.
        said = { missing: ['news/x/'], found: ['news/x/', `a\n${lines}\nb`, `${lines}\n${lines}`] };
        await shows(payload, back);
        if (!document.querySelector('.teaser mark')) throw new Error(`no result for ${payload}`);
    }
";

/// Has the portal show documents of a kind with each of the texts.
pub async fn documents(browser: &Browser, kind: usize, document: &Value, payloads: &[String]) {
    walk(browser, DOCUMENTS, kind, document, payloads).await;
}

/// Has the portal read addresses with each of the texts.
pub async fn addresses(browser: &Browser, payloads: &[String]) {
    walk(browser, ADDRESSES, 0, &Value::Null, payloads).await;
}

/// Has a search find each of the texts; results have a document.
pub async fn results(browser: &Browser, document: &Value, payloads: &[String]) {
    walk(browser, RESULTS, 0, document, payloads).await;
}

async fn walk(browser: &Browser, steps: &str, kind: usize, document: &Value, payloads: &[String]) {
    // A script may run for half a minute, and a busy machine is slow.
    for payloads in payloads.chunks(40) {
        let payloads = json!(payloads);
        let mark = json!(MARK);
        let told = browser
            .resolve(&format!(
                "(async (kind, mark, document_, payloads) => {{ const look = () => {WRONG}; const click = () => {CLICK_ALL}; {TOOLS} \
                 try {{ {steps} return 'harmless'; }} finally {{ window.fetch = ask; }} }})({kind}, {mark}, {document}, {payloads})"
            ))
            .await;
        assert_eq!(told, "harmless");
    }
}
