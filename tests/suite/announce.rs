//! `press announce` and hubs that answer as WebSub says, or do not.

use std::{
    collections::VecDeque,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use url::form_urlencoded;

use super::{
    fixture::{Desk, Outcome},
    press::good,
};

/// An answer of a hub.
#[derive(Clone, Copy)]
enum Answer {
    Status(&'static str),
    /// Somewhere else, by this status.
    Elsewhere(&'static str, &'static str),
    /// The connection is closed without a word.
    Reset,
    /// It comes too late.
    Late,
}

const ACCEPTED: Answer = Answer::Status("202 Accepted");

/// A hub on this machine. It answers with what it is given, then takes everything.
struct Hub {
    address: String,
    /// Feeds of which it was told, in the order of requests.
    told: Arc<Mutex<Vec<String>>>,
    /// Paths at which it was told, in the same order.
    paths: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Hub {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let hub = Self {
            address: format!("http://{}/", listener.local_addr().unwrap()),
            told: Arc::default(),
            paths: Arc::default(),
            answers: Arc::default(),
        };
        let (told, paths) = (Arc::clone(&hub.told), Arc::clone(&hub.paths));
        let answers = Arc::clone(&hub.answers);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (path, topic) = notification(stream.as_ref().unwrap());
                told.lock().unwrap().push(topic);
                paths.lock().unwrap().push(path);
                let answer = answers.lock().unwrap().pop_front();
                reply(stream.unwrap(), answer.unwrap_or(ACCEPTED));
            }
        });
        hub
    }

    fn answers(&self, answers: &[Answer]) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// What it was told since this was last asked.
    fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

/// Reads a request of a publisher, and returns its path and the feed that it names.
fn notification(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
    }
    let head = head.to_lowercase();
    let (path, _) = head.split_once(" http/1.1\r\n").unwrap();
    let path = path
        .strip_prefix("post ")
        .unwrap_or_else(|| panic!("{head}"));
    assert!(
        head.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{head}"
    );
    let (_, length) = head.split_once("content-length: ").unwrap();
    let length: usize = length.lines().next().unwrap().parse().unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let [mode, url, topic] = &fields[..] else {
        panic!("{fields:?}");
    };
    assert_eq!(*mode, ("hub.mode".into(), "publish".into()));
    assert_eq!((url.0.as_str(), topic.0.as_str()), ("hub.url", "hub.topic"));
    assert_eq!(url.1, topic.1);
    (path.to_owned(), topic.1.clone())
}

fn reply(mut stream: TcpStream, answer: Answer) {
    match answer {
        Answer::Reset => {}
        Answer::Late => {
            thread::spawn(move || {
                thread::sleep(Duration::from_secs(5));
                drop(stream);
            });
        }
        Answer::Elsewhere(status, place) => {
            let text = format!(
                "HTTP/1.1 {status}\r\nContent-Length: 0\r\nLocation: {place}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(text.as_bytes()).unwrap();
        }
        Answer::Status(status) => {
            let body = if status.starts_with('2') {
                ""
            } else {
                "Not this one\nMore"
            };
            let length = body.len();
            let text = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nRetry-After: 0\r\nConnection: close\r\n\r\n{body}"
            );
            stream.write_all(text.as_bytes()).unwrap();
        }
    }
}

/// The mini-site, which names these hubs, built as of a moment.
fn site(hubs: &[&Hub]) -> Desk {
    let desk = good();
    let file = desk.path("content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    let hubs: Vec<&str> = hubs.iter().map(|hub| hub.address.as_str()).collect();
    fs::write(file, format!("hubs = {hubs:?}\n{text}")).unwrap();
    desk.build_at("2026-06-01T00:00:00Z");
    desk
}

fn announce(desk: &Desk, more: &[&str]) -> Outcome {
    desk.press(&[&["announce", "--timeout", "1"], more].concat())
}

/// Addresses of the feeds in the edition, as each names itself.
fn feeds(desk: &Desk) -> Vec<String> {
    let all = desk.files().into_iter();
    let names = ["/atom.xml", "/rss.xml", "/feed.json"];
    let feeds = all.filter(|file| names.iter().any(|name| file.ends_with(name)));
    let mut feeds: Vec<String> = feeds
        .map(|file| {
            let address = format!("https://example.org/base/{file}");
            assert!(desk.read(&file).contains(&address), "{file} names itself");
            address
        })
        .collect();
    feeds.sort();
    feeds
}

fn sorted(mut told: Vec<String>) -> Vec<String> {
    told.sort();
    told
}

#[test]
fn hubs_are_told_of_what_has_changed_and_of_nothing_twice() {
    let hub = Hub::start();
    let desk = site(&[&hub]);
    let all = feeds(&desk);
    assert!(all.len() >= 6, "{all:?}");
    for file in ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"] {
        let text = desk.read(file);
        assert!(text.contains(&hub.address), "{file} names the hub: {text}");
    }

    let planned = announce(&desk, &["--dry-run"]);
    assert_eq!(planned.code, 0, "{}", planned.text);
    assert!(
        all.iter().all(|feed| planned.text.contains(feed)),
        "{}",
        planned.text
    );
    assert_eq!(hub.told(), Vec::<String>::new(), "nothing is sent");

    hub.answers(&[Answer::Status("204 No Content"), ACCEPTED]);
    let outcome = announce(&desk, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(sorted(hub.told()), all);
    assert_eq!(announce(&desk, &[]).code, 0);
    assert_eq!(hub.told(), Vec::<String>::new(), "nothing is new");

    // An article that nobody may read yet changes no feed; once it is there, its feeds are told.
    let article =
        "+++\ntitle = \"Xylotitle\"\nsummary = \"S.\"\npublish_at = 2026-07-01\n+++\n\nText.\n";
    fs::write(desk.path("content/news/xylo.md"), article).unwrap();
    desk.build_at("2026-06-02T00:00:00Z");
    assert_eq!(announce(&desk, &[]).code, 0);
    assert_eq!(hub.told(), Vec::<String>::new(), "it is withheld");
    let state = fs::read_to_string(desk.path(".press/announced.json")).unwrap();
    assert!(!state.contains("xylo"), "{state}");
    desk.build_at("2026-07-01T00:00:00Z");
    assert_eq!(announce(&desk, &[]).code, 0);
    let told = hub.told();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told.iter().all(|it| it.contains("/base/feeds/")),
        "{told:?}"
    );
    // A lost state costs one announcement more.
    fs::remove_file(desk.path(".press/announced.json")).unwrap();
    assert_eq!(announce(&desk, &[]).code, 0);
    assert_eq!(sorted(hub.told()), all);
}

#[test]
fn a_hub_that_fails_is_asked_again_and_the_next_run_goes_on() {
    let (hub, other) = (Hub::start(), Hub::start());
    let desk = site(&[&hub, &other]);
    let count = feeds(&desk).len();
    hub.answers(&[
        Answer::Status("503 Service Unavailable"),
        ACCEPTED,
        Answer::Reset,
        Answer::Late,
        ACCEPTED,
        Answer::Status("400 Bad Request"),
    ]);
    let outcome = announce(&desk, &["--state", "hubs.json"]);
    assert_eq!(outcome.code, 4, "{}", outcome.text);
    assert!(
        outcome
            .text
            .contains("it answers 400 Bad Request: Not this one"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.text.contains("1 feed not announced"),
        "{}",
        outcome.text
    );
    // The first feed took two requests, the second three; the third was refused, for which there is no second try.
    let told = hub.told();
    assert_eq!(told.len(), count + 3, "{told:?}");
    assert_eq!(
        (&told[0], &told[2], &told[3]),
        (&told[1], &told[3], &told[4])
    );
    assert_eq!(other.told().len(), count, "a hub's faults are its own");

    let outcome = announce(&desk, &["--state", "hubs.json"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(hub.told(), [told[5].as_str()], "what was refused");
    assert!(other.told().is_empty());
}

#[test]
fn answers_mean_what_http_says() {
    for (status, tries, is_taken) in [
        ("200 OK", 1, true),
        ("202 Accepted", 1, true),
        ("204 No Content", 1, true),
        ("400 Bad Request", 1, false),
        ("401 Unauthorized", 1, false),
        ("404 Not Found", 1, false),
        ("410 Gone", 1, false),
        ("408 Request Timeout", 3, false),
        ("429 Too Many Requests", 3, false),
        ("500 Internal Server Error", 3, false),
        ("503 Service Unavailable", 3, false),
    ] {
        let hub = Hub::start();
        let desk = site(&[&hub]);
        let count = feeds(&desk).len();
        hub.answers(&vec![Answer::Status(status); tries]);
        let outcome = announce(&desk, &[]);
        assert_eq!(
            outcome.code,
            if is_taken { 0 } else { 4 },
            "{status}: {}",
            outcome.text
        );
        assert!(
            is_taken || outcome.text.contains(status),
            "{}",
            outcome.text
        );
        assert_eq!(hub.told().len(), count - 1 + tries, "{status}");
    }
}

#[test]
fn a_hub_that_has_moved_is_told_where_it_is() {
    let hub = Hub::start();
    let desk = site(&[&hub]);
    let all = feeds(&desk);
    hub.answers(&[
        Answer::Elsewhere("307 Temporary Redirect", "/for-now"),
        ACCEPTED,
        Answer::Elsewhere("308 Permanent Redirect", "/moved"),
        Answer::Elsewhere("307 Temporary Redirect", "there"),
        ACCEPTED,
    ]);
    let outcome = announce(&desk, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let told = hub.told();
    assert_eq!(told.len(), all.len() + 3, "{told:?}");
    assert_eq!(
        (&told[0], &told[2], &told[2]),
        (&told[1], &told[3], &told[4])
    );
    let paths = std::mem::take(&mut *hub.paths.lock().unwrap());
    assert_eq!(paths[..5], ["/", "/for-now", "/", "/moved", "/there"]);
    assert_eq!(announce(&desk, &[]).code, 0);
    assert!(
        hub.told().is_empty(),
        "all is known by the name in site.toml"
    );

    // These would have a page asked for, and nobody told.
    for status in ["301 Moved Permanently", "302 Found", "303 See Other"] {
        let state = format!("{}.json", &status[..3]);
        hub.answers(&[Answer::Elsewhere(status, "/page")]);
        let outcome = announce(&desk, &["--state", &state]);
        assert_eq!(outcome.code, 4, "{}", outcome.text);
        let said = format!(
            "it answers {status}: the hub may be at {}page now",
            hub.address
        );
        assert!(outcome.text.contains(&said), "{}", outcome.text);
        assert_eq!(hub.told().len(), all.len(), "{status}");
    }
    hub.answers(&[Answer::Elsewhere("307 Temporary Redirect", "/"); 5]);
    let outcome = announce(&desk, &["--state", "loop.json"]);
    assert_eq!(outcome.code, 4, "{}", outcome.text);
    assert!(
        outcome.text.contains("it redirects again and again"),
        "{}",
        outcome.text
    );
    hub.told();
    hub.answers(&[Answer::Elsewhere(
        "307 Temporary Redirect",
        "ftp://127.0.0.1/",
    )]);
    let outcome = announce(&desk, &["--state", "ftp.json"]);
    assert_eq!(outcome.code, 4, "{}", outcome.text);
}

#[test]
fn what_is_no_edition_of_the_site_is_not_announced() {
    let hub = Hub::start();
    let desk = site(&[&hub]);
    let refused = |more: &[&str], said: &str| {
        let outcome = announce(&desk, more);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(outcome.text.contains(said), "{}", outcome.text);
    };
    refused(&["--out", "content"], "this is no edition");
    let drafts = desk.press(&["build", "--portal", "portal", "--drafts"]);
    assert_eq!(drafts.code, 0, "{}", drafts.text);
    refused(&["--out", "drafts"], "a preview for editors");
    fs::write(desk.path("state.json"), "[]").unwrap();
    refused(&["--state", "state.json"], "no state of `press announce`");
    let file = desk.path("content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("example.org/base", "example.net/base")).unwrap();
    refused(&[], "but site.toml is that of https://example.net/base/");
    fs::write(&file, text.replace("hubs = [\"http", "hubs = [\"ftp")).unwrap();
    refused(&[], "not the address of a hub");
    assert!(hub.told().is_empty());
}
