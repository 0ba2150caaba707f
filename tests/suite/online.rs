//! `press check --online`, against a host that answers in every way.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use super::fixture::{Desk, Outcome};

/// Everything that the host was asked: method and path.
type RequestLog = Arc<Mutex<Vec<String>>>;

/// A host for as long as the tests run.
struct Host {
    address: SocketAddr,
    asked: RequestLog,
}

impl Host {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = RequestLog::default();
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let log = Arc::clone(&log);
                thread::spawn(move || answer(&stream.unwrap(), &log));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked
    }
}

/// Answers one question, and closes the connection.
fn answer(mut stream: &TcpStream, asked: &RequestLog) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let host = lines.find_map(|line| Some(line.strip_prefix("host: ")?.to_owned()));
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let question = format!("{method} {path}");
    let is_first = !asked.lock().unwrap().iter().any(|it| it.ends_with(path));
    asked.lock().unwrap().push(question);
    let moved = |status: &str, to: &str| format!("{status} Moved\r\nLocation: {to}");
    let head = match path {
        "/no-head" if method == "HEAD" => "405 Method Not Allowed".to_owned(),
        "/moved" => moved("301", "/moved-on"),
        "/moved-on" => moved("308", "/target"),
        "/for-now" => moved("302", "/moved"),
        "/leads-to-nothing" => moved("301", &format!("http://{}/missing", host.unwrap())),
        "/circle" => moved("302", "/circle"),
        "/astray" => moved("302", "mailto:a@example.org"),
        "/busy" if is_first => "429 Too Many Requests\r\nRetry-After: 1".to_owned(),
        "/good" | "/no-head" | "/target" | "/busy" => "200 OK".to_owned(),
        "/always-busy" => "429 Too Many Requests\r\nRetry-After: 0".to_owned(),
        "/broken" => "503 Service Unavailable\r\nRetry-After: 0".to_owned(),
        "/hangs" => {
            thread::sleep(Duration::from_secs(4));
            return;
        }
        _ => "404 Not Found".to_owned(),
    };
    // A host may have been left before it has said everything.
    let _ = write!(
        stream,
        "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
}

/// A site whose article has a link on each line, and what press says of it.
fn check(links: &[String], more: &str, arguments: &[&str]) -> Outcome {
    let desk = Desk::new(&["base"]);
    let mut text =
        String::from("+++\ntitle = \"Links\"\nsummary = \"Links.\"\npublished = 2026-01-02\n");
    text += more;
    text += "+++\n\n";
    for (number, link) in links.iter().enumerate() {
        text.extend(["- [Link number ", &number.to_string(), "](", link, ")\n"]);
    }
    fs::create_dir_all(desk.path("content/news")).unwrap();
    fs::write(desk.path("content/news/links.md"), text).unwrap();
    desk.press_with(&[("NO_PROXY", "*")], &[&["check"], arguments].concat())
}

#[test]
fn each_way_of_being_dead_is_told() {
    let host = Host::start();
    // Nobody listens where somebody did.
    let refusing = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let paths = [
        "good",
        "good#part",
        "good",
        "no-head",
        "moved#part",
        "for-now",
        "busy",
        "missing",
        "leads-to-nothing",
        "circle",
        "astray",
        "always-busy",
        "broken",
        "hangs",
    ];
    let mut links: Vec<String> = paths
        .map(|path| format!("http://{}/{path}", host.address))
        .into();
    links.extend(["a", "b"].map(|path| format!("http://{refusing}/{path}")));
    links.extend([
        "http://no-such-host.invalid/".to_owned(),
        // It does not speak TLS.
        format!("https://{}/", host.address),
        // That of the site itself, where nothing is yet.
        "https://example.org/base/".to_owned(),
        "mailto:a@example.org".to_owned(),
    ]);
    let outcome = check(&links, "", &["--online", "--timeout", "2"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let text = outcome
        .text
        .replace(&host.address.to_string(), "host.example");
    let text = text.replace(&refusing.to_string(), "refusing.example");
    insta::assert_snapshot!("online", text);

    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for question in host.asked() {
        *counts.entry(question).or_default() += 1;
    }
    assert_eq!(counts["HEAD /good"], 1);
    assert!(!counts.contains_key("GET /good"));
    assert_eq!((counts["HEAD /no-head"], counts["GET /no-head"]), (1, 1));
    assert_eq!(counts.keys().filter(|it| it.contains('#')).count(), 0);
}

/// The report on a link that leads to nothing and on one that leads on.
pub fn dead_and_moved() -> Outcome {
    let host = Host::start();
    let links = ["missing", "moved"].map(|path| format!("http://{}/{path}", host.address));
    check(&links, "", &["--online"])
}

#[test]
fn nobody_is_asked_without_being_told_to() {
    let host = Host::start();
    let links = [format!("http://{}/missing", host.address)];
    let outcome = check(&links, "", &["--strict"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let outcome = check(&links, "", &["--timeout", "2"]);
    assert_eq!(outcome.code, 2, "{}", outcome.text);
    let outcome = check(&links, "colour = 1\n", &["--online"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.text.contains("Other sites were not asked"),
        "{}",
        outcome.text
    );
    assert_eq!(host.asked(), Vec::<String>::new());
}

#[test]
fn what_is_dead_can_be_allowed() {
    let host = Host::start();
    let allowed = "[[allow]]\nrule = \"link::dead\"\nreason = \"It is quoted.\"\n";
    let links = ["missing", "moved"].map(|path| format!("http://{}/{path}", host.address));
    // Who does not ask does not know that it is needed.
    let outcome = check(&links, allowed, &["--strict"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let outcome = check(&links, allowed, &["--online"]);
    assert!(
        outcome.text.contains("1 warning in 1 file"),
        "{}",
        outcome.text
    );
    assert!(outcome.text.contains("link::moved"), "{}", outcome.text);
    let outcome = check(&links, allowed, &["--online", "--strict"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    let outcome = check(&links[1..], allowed, &["--online"]);
    assert!(outcome.text.contains("allow::unused"), "{}", outcome.text);
}

#[test]
fn the_links_of_the_site_are_asked_for_as_well() {
    let host = Host::start();
    let desk = Desk::new(&["base"]);
    let file = desk.path("content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    let elsewhere = format!(
        "{{ text = \"Elsewhere\", url = \"http://{}/navigation\" }}]",
        host.address
    );
    let text = text.replace(
        "page = \"/news/\" }]",
        &format!("page = \"/news/\" }}, {elsewhere}"),
    );
    let fact = format!(
        "{{ label = \"Elsewhere:\", url = \"http://{}/fact\" }}]",
        host.address
    );
    let text = text.replace(
        "phone = \"030 227 0\" }]",
        &format!("phone = \"030 227 0\" }}, {fact}"),
    );
    fs::write(&file, text).unwrap();
    let outcome = desk.press_with(&[("NO_PROXY", "*")], &["check", "--online"]);
    assert!(
        outcome.text.contains("2 warnings in 1 file"),
        "{}",
        outcome.text
    );
    assert_eq!(
        host.asked(),
        [
            "GET /fact",
            "GET /navigation",
            "HEAD /fact",
            "HEAD /navigation"
        ]
    );
}
