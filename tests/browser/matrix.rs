//! The fault matrix: every fault in every class of file, wherever a reader is. A table says what was survived of what was tried.
//!
//! Survived is: words within five seconds on pages that are printed, links that work, what is said in the page's language, nothing
//! that waits for ever, nothing unhandled in the console. `GAZETTE_MATRIX=all` tries every case, else every fourth is tried.

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    io::Write as _,
    time::{Duration, Instant},
};

use crate::{
    harness::{
        ARTICLE, Browser, CHINESE, Engine, Fault, Server, journey_unwaited,
        journey_unwaited_with_worker,
    },
    offline::{visit, wait_for_copy},
};

/// A class of files: its name, and the part of an address that its files alone have.
type Class = (&'static str, &'static str);

const PAGE: Class = ("page", "/$");
const STYLE: Class = ("style", "/gazette-");
const BOOT: Class = ("boot.js", "/boot-");
const TOOLS: Class = ("tools.js", "/tools-");
const LATEST: Class = ("latest.js", "/latest-");
const OFFLINE: Class = ("offline.js", "/offline-");
const GLUE: Class = ("portal.js", "/portal-$.js");
const PORTAL: Class = ("portal.wasm", "_bg.wasm$");
const ENGINE: Class = ("search.js", "/search-$.js");
const SEARCH: Class = ("search.wasm", "/search-bg-");
const SITE: Class = ("site", "/site.$.json");
const DOCUMENT: Class = ("document", "/index.json$");
const SHARD: Class = ("shard", ".bin$");
const PICTURE: Class = ("picture", "/media/");

/// A fault's name in the table, and what it is for a class of files.
fn faults((name, _): Class) -> Vec<(&'static str, Fault)> {
    let mut faults = vec![
        ("reset", Fault::Reset),
        ("hang", Fault::Hang),
        ("drip", Fault::Drip(1000)),
        ("half", Fault::Truncated),
        ("empty", Fault::Empty),
        ("garbage", Fault::Garbage),
        ("type", Fault::Type("text/x-other")),
        ("404", Fault::Status(404)),
        ("429", Fault::Status(429)),
        ("503", Fault::Status(503)),
        ("50 MB", Fault::Padded(50_000_000)),
    ];
    if [SITE.0, DOCUMENT.0].contains(&name) {
        faults.push(("newer", Fault::Schema(999)));
        faults.push(("older", Fault::Schema(0)));
    }
    if name == PAGE.0 {
        // A page that is gone is gone, and its copy goes with it.
        faults.retain(|(fault, _)| *fault != "404");
    }
    faults
}

/// A page, and what a reader finds on it.
struct Place {
    /// Its path.
    path: &'static str,
    /// A part of its title.
    title: &'static str,
    /// The news' path in its language.
    news: &'static str,
    /// The news' heading.
    heading: &'static str,
}

const ENGLISH: Place = Place {
    path: ARTICLE,
    title: "Taiwan",
    news: "/news/",
    heading: "News",
};

const TAIWANESE: Place = Place {
    path: CHINESE,
    title: "臺",
    news: "/zh-hant-tw/news/",
    heading: "新聞",
};

/// Where a reader is when a file fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Situation {
    /// On a page that comes printed.
    Printed,
    /// Moving about in the portal.
    Moving,
    /// On the bare shell.
    Shell,
    /// On a page that the worker keeps.
    Worker,
}

/// What went wrong by fault, by class of files; nothing where it was survived.
type Outcomes = BTreeMap<&'static str, BTreeMap<&'static str, Option<String>>>;

/// Tries the cases of a situation. Writes what was survived as a table, and fails if something was not.
fn matrix(
    situation: Situation,
    classes: &[Class],
    survives: impl AsyncFn(&Browser, &Place, Class) -> Result<(), String>,
) {
    let all = env::var("GAZETTE_MATRIX").is_ok_and(|it| it == "all");
    let mut outcomes = Outcomes::new();
    let trials = async |server: &mut Server, browser: &mut Browser| {
        if situation == Situation::Worker {
            for place in [&ENGLISH, &TAIWANESE] {
                visit(browser, place.path).await;
                browser.open_portal(place.news).await;
                wait_for_copy(browser, place.news).await;
            }
        }
        let cases = classes
            .iter()
            .flat_map(|class| faults(*class).into_iter().map(move |fault| (*class, fault)));
        for (number, (class, (name, fault))) in cases.enumerate() {
            if !all && number % 4 != 0 {
                continue;
            }
            let place = if number % 2 == 0 {
                &ENGLISH
            } else {
                &TAIWANESE
            };
            let mut outcome = Err(String::new());
            // A machine that is busy may be slow once.
            for _ in 0..2 {
                outcome = prepare(situation, server, browser, place).await;
                server.fault(class.1, fault.clone());
                if outcome.is_ok() {
                    outcome = survives(browser, place, class).await;
                }
                let errors = unhandled(browser, class).await;
                if outcome.is_ok() && !errors.is_empty() {
                    outcome = Err(format!("the console has {errors:?}"));
                }
                if outcome.is_ok() {
                    break;
                }
            }
            let row = outcomes.entry(class.0).or_default();
            row.insert(name, outcome.err());
        }
        server.heal();
    };
    if situation == Situation::Worker {
        journey_unwaited_with_worker(trials);
    } else {
        journey_unwaited(trials);
    }
    report(situation, &outcomes);
    let failed = outcomes.values().flat_map(BTreeMap::values).flatten();
    assert_eq!(failed.count(), 0, "not survived: {outcomes:#?}");
}

/// Has a reader where a situation begins, while nothing is wrong.
async fn prepare(
    situation: Situation,
    server: &Server,
    browser: &Browser,
    place: &Place,
) -> Result<(), String> {
    server.heal();
    leave(browser).await?;
    if situation != Situation::Worker {
        server.fault("/", Fault::Unkept);
    }
    match situation {
        Situation::Moving => arrive(browser, place).await?,
        Situation::Shell => server.fault("/", Fault::Shell),
        Situation::Printed | Situation::Worker => {}
    }
    Ok(())
}

/// Writes the table to the terminal, even where the test passes.
fn report(situation: Situation, rows: &Outcomes) {
    let tried: usize = rows.values().map(BTreeMap::len).sum();
    let failed: usize = rows
        .values()
        .flat_map(BTreeMap::values)
        .filter(|it| it.is_some())
        .count();
    let mut table = format!(
        "Faults, {situation:?}, {:?}: {} of {tried} survived\n",
        Engine::of_run(),
        tried - failed
    );
    for (class, faults) in rows {
        let _ = write!(table, "  {class:<12}");
        for (fault, problem) in faults {
            let sign = if problem.is_some() { "FAILED" } else { "ok" };
            let _ = write!(table, " {fault} {sign},");
        }
        table.pop();
        table.push('\n');
    }
    let _ = std::io::stderr().write_all(table.as_bytes());
}

/// Waits until an expression is true; pages may come and go meanwhile.
async fn comes(browser: &Browser, condition: &str, patience: Duration) -> Result<(), String> {
    let deadline = Instant::now() + patience;
    let script = format!("return !!({condition});");
    loop {
        let value = browser.client().execute(&script, vec![]).await;
        if value.is_ok_and(|it| it == true) {
            return Ok(());
        }
        if Instant::now() > deadline {
            let shown = browser
                .client()
                .execute(
                    "return location.pathname + ': ' + document.body?.innerText.slice(0, 200);",
                    vec![],
                )
                .await;
            return Err(format!("{condition} in vain: {shown:?}"));
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

/// Has the browser on a page of nothing, so that nothing of the case before is left.
async fn leave(browser: &Browser) -> Result<(), String> {
    browser
        .client()
        .goto("about:blank")
        .await
        .map_err(|error| error.to_string())?;
    comes(
        browser,
        "location.href === 'about:blank'",
        Duration::from_secs(20),
    )
    .await
}

/// Opens a page with its portal, before anything is wrong.
async fn arrive(browser: &Browser, place: &Place) -> Result<(), String> {
    browser.open(place.path).await;
    comes(
        browser,
        "document.documentElement.dataset.portal === 'ready'",
        Duration::from_secs(30),
    )
    .await
}

/// Waits for the words of a printed page, painted.
async fn is_readable(browser: &Browser, place: &Place) -> Result<(), String> {
    let painted = format!(
        "document.querySelector('h1')?.textContent.includes('{}') && document.querySelector('.contact') \
         && performance.getEntriesByName('first-contentful-paint').length",
        place.title
    );
    comes(browser, &painted, Duration::from_secs(5)).await
}

/// Follows the navigation to the news.
async fn goes_on(browser: &Browser, place: &Place) -> Result<(), String> {
    let link = format!(
        "document.querySelector('.navigation a[href$=\"{}\"]')?.click() ?? 1",
        place.news
    );
    let click = browser.client().execute(&link, vec![]).await;
    click.map_err(|error| format!("no link: {error}"))?;
    let heading = format!(
        "document.querySelector('h1')?.textContent.trim() === '{}' && !document.querySelector('.placeholder, [aria-busy=true]')",
        place.heading
    );
    comes(browser, &heading, Duration::from_secs(20)).await
}

/// The errors in the console that are not the browser's own words about a file that it did not get.
async fn unhandled(browser: &Browser, (class, _): Class) -> Vec<String> {
    const KNOWN: [&str; 11] = [
        // Firefox says so of a body that a worker has handed on whole, once the page that it was for has been left. Of a worker
        // that fails it has other words.
        "A ServiceWorker intercepted the request and encountered an unexpected error",
        "Failed to load resource",
        "net::ERR_",
        "MIME type",
        "Loading module from",
        "Loading failed for",
        "downloadable font",
        "was blocked because",
        "was not loaded because",
        "preload",
        "NetworkError when",
    ];
    let mut errors = browser.console_errors().await;
    errors.retain(|it| {
        // Nobody can catch what is wrong with the text of a script that the page itself names.
        let is_script = class == BOOT.0 && it.contains("SyntaxError");
        !is_script && !KNOWN.iter().any(|known| it.contains(known))
    });
    errors
}

#[test]
fn printed_pages_survive() {
    let classes = [
        STYLE, BOOT, TOOLS, LATEST, OFFLINE, GLUE, PORTAL, SITE, DOCUMENT, PICTURE,
    ];
    matrix(
        Situation::Printed,
        &classes,
        async |browser, place, _class| {
            browser.open(place.path).await;
            is_readable(browser, place).await?;
            goes_on(browser, place).await
        },
    );
}

#[test]
fn readers_who_move_about_survive() {
    let classes = [DOCUMENT, SITE, ENGINE, SEARCH, SHARD, PICTURE];
    matrix(
        Situation::Moving,
        &classes,
        async |browser, place, class| {
            goes_on(browser, place).await?;
            let is_search = [ENGINE, SEARCH, SHARD].contains(&class);
            if is_search {
                finds_or_says(browser).await?;
            }
            let back = format!("(history.go({}), 1)", if is_search { -2 } else { -1 });
            comes(browser, &back, Duration::from_secs(2)).await?;
            is_readable(browser, place).await
        },
    );
}

/// Searches; results come, or a sentence says that they do not.
async fn finds_or_says(browser: &Browser) -> Result<(), String> {
    let submit = "(form => form && (form.querySelector('[type=search]').value = '2026', form.requestSubmit(), true))(document.querySelector('search form'))";
    comes(browser, submit, Duration::from_secs(5)).await?;
    let told = "document.querySelector('.teaser mark, #retry')";
    comes(browser, told, Duration::from_secs(20)).await
}

#[test]
fn bare_shells_survive() {
    let classes = [STYLE, BOOT, TOOLS, GLUE, PORTAL, SITE, DOCUMENT, PICTURE];
    matrix(
        Situation::Shell,
        &classes,
        async |browser, place, _class| {
            browser.open(place.path).await;
            let words = "document.querySelectorAll('#portal a[href]').length > 3 && document.querySelector('#portal h1')";
            comes(browser, words, Duration::from_secs(11)).await?;
            let language = "/[\\u4e00-\\u9fff]/.test(document.querySelector('#portal h1').textContent) === document.documentElement.lang.startsWith('zh')";
            comes(browser, language, Duration::from_secs(5)).await
        },
    );
}

#[test]
fn readers_behind_the_worker_survive() {
    let classes = [
        PAGE, STYLE, BOOT, TOOLS, GLUE, PORTAL, SITE, DOCUMENT, PICTURE,
    ];
    matrix(
        Situation::Worker,
        &classes,
        async |browser, place, _class| {
            browser.open(place.path).await;
            is_readable(browser, place).await?;
            goes_on(browser, place).await
        },
    );
}
