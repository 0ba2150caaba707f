//! A reader who opens pages while they are being exchanged, and everything that they name.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use scraper::{Html, Selector};
use ureq::Agent;

use super::office::{Files, PREFIX};
use crate::store::{BUCKET, Store};

/// The base of the mini-site.
const BASE: &str = "/base/";

/// The end of a page's path.
const PAGE: &str = ".html";

/// A reader of two editions, one of which takes the place of the other.
#[derive(Clone)]
pub struct Reader {
    agent: Agent,
    root: String,
    before: Arc<Files>,
    after: Arc<Files>,
}

/// A reader at work in a thread of its own.
pub struct Reading {
    thread: JoinHandle<Vec<String>>,
    ends: Arc<AtomicBool>,
    /// The number of pages that were opened.
    pub opened: Arc<AtomicUsize>,
}

impl Reader {
    pub fn new(store: &Store, before: &Files, after: &Files) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).build();
        Self {
            agent: config.new_agent(),
            root: format!("{}/{BUCKET}/{PREFIX}", store.endpoint()),
            before: Arc::new(before.clone()),
            after: Arc::new(after.clone()),
        }
    }

    /// An object; none if it is not there.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        let parts = path.split('/');
        let parts = parts.map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string());
        let path = parts.collect::<Vec<_>>().join("/");
        let address = format!("{}/{path}", self.root);
        let mut answer = self.agent.get(address).call().unwrap();
        match answer.status().as_u16() {
            200 => Some(answer.body_mut().read_to_vec().unwrap()),
            404 => None,
            status => panic!("{path}: {status}"),
        }
    }

    /// All that is wrong with any page as it is now.
    pub fn crawl(&self) -> Vec<String> {
        let paths: BTreeSet<&String> = self.before.keys().chain(self.after.keys()).collect();
        let pages = paths.into_iter().filter(|path| path.ends_with(PAGE));
        let mut wrong: Vec<String> = pages.flat_map(|page| self.open(page)).collect();
        let texts = self.before.keys().filter(|path| !path.ends_with(PAGE));
        for path in texts.filter(|path| self.after.contains_key(*path)) {
            match self.get(path) {
                None => wrong.push(format!("{path} is lost")),
                Some(there) if !self.is_whole(path, &there) => {
                    wrong.push(format!("{path} is mixed"));
                }
                Some(_) => {}
            }
        }
        wrong
    }

    /// Opens a page and fetches everything that it names. Returns what is wrong.
    pub fn open(&self, page: &str) -> Vec<String> {
        let Some(there) = self.get(page) else {
            let is_lost = self.before.contains_key(page) && self.after.contains_key(page);
            return is_lost
                .then(|| format!("{page} is lost"))
                .into_iter()
                .collect();
        };
        if !self.is_whole(page, &there) {
            return vec![format!("{page} is mixed")];
        }
        let mut wrong = Vec::new();
        let is_new = self.before.get(page).is_some_and(|old| *old != there);
        for name in names(&String::from_utf8(there).unwrap()) {
            let is_asset = name.starts_with("assets/") || name.starts_with("media/");
            let file = if is_asset {
                name
            } else {
                format!("{name}index.html")
            };
            // A page that was changed leads to others of its own edition.
            if !(is_asset || is_new && self.after.contains_key(&file)) {
                continue;
            }
            match self.get(&file) {
                None => wrong.push(format!("{page} names {file}, which is not there")),
                Some(bytes) if !self.is_whole(&file, &bytes) => {
                    wrong.push(format!("{file} is mixed"));
                }
                Some(_) => {}
            }
        }
        wrong
    }

    fn is_whole(&self, path: &str, there: &[u8]) -> bool {
        let editions = [&self.before, &self.after];
        editions
            .iter()
            .any(|edition| edition.get(path).is_some_and(|it| it == there))
    }

    /// Opens one page after the other until it is told to stop.
    pub fn read(&self) -> Reading {
        let (reader, ends, opened) = (self.clone(), Arc::default(), Arc::default());
        let (stop, count): (Arc<AtomicBool>, Arc<AtomicUsize>) =
            (Arc::clone(&ends), Arc::clone(&opened));
        let thread = thread::spawn(move || {
            let paths: BTreeSet<&String> =
                reader.before.keys().chain(reader.after.keys()).collect();
            let pages = paths.into_iter().filter(|path| path.ends_with(PAGE));
            let mut wrong = Vec::new();
            for page in pages.collect::<Vec<_>>().into_iter().cycle() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                wrong.extend(reader.open(page));
                count.fetch_add(1, Ordering::Relaxed);
            }
            wrong
        });
        Reading {
            thread,
            ends,
            opened,
        }
    }
}

impl Reading {
    /// Stops reading. Returns what was wrong.
    pub fn end(self) -> Vec<String> {
        self.ends.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

/// Paths below the base of all that a page leads to or shows.
fn names(page: &str) -> BTreeSet<String> {
    let page = Html::parse_document(page);
    let all = Selector::parse("*").unwrap();
    let mut names = BTreeSet::new();
    for element in page.select(&all) {
        for (name, value) in element.value().attrs() {
            if !["href", "src", "srcset"].contains(&name)
                && !["data-js", "data-wasm"].contains(&name)
            {
                continue;
            }
            for address in value.split([',', ' ']) {
                if let Some(below) = address.strip_prefix(BASE) {
                    let below = below.split(['?', '#']).next().unwrap();
                    names.insert(
                        percent_decode_str(below)
                            .decode_utf8()
                            .unwrap()
                            .into_owned(),
                    );
                }
            }
        }
    }
    names.retain(|name| {
        name.contains("assets/")
            || name.contains("media/")
            || name.ends_with('/')
            || name.is_empty()
    });
    names
}

#[test]
fn readers_see_what_is_wrong() {
    let store = Store::start();
    let page = |text: &str| {
        format!("<link href=\"/base/assets/{text}.css\"><a href=\"/base/b/\">b</a>").into_bytes()
    };
    let files = |text: &str| -> Files {
        let files = [("index.html", page(text)), ("x.json", text.into())];
        files
            .into_iter()
            .map(|(path, bytes)| (path.to_owned(), bytes))
            .collect()
    };
    let mut after = files("new");
    after.insert("b/index.html".into(), b"b".to_vec());
    let reader = Reader::new(&store, &files("old"), &after);
    let put = |path: &str, bytes: &[u8]| {
        let file = store.folder().join(PREFIX).join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    assert_eq!(reader.crawl(), ["index.html is lost", "x.json is lost"]);
    put("index.html", &page("new"));
    put("x.json", b"ol");
    let wrong = [
        "index.html names assets/new.css, which is not there",
        "index.html names b/index.html, which is not there",
        "x.json is mixed",
    ];
    assert_eq!(reader.crawl(), wrong);
    put("index.html", b"ol");
    put("x.json", b"old");
    assert_eq!(reader.crawl(), ["index.html is mixed"]);
}
