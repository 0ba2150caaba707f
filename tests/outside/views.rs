//! Views are counted by the real nginx and the real GoAccess, as the guide tells operators to do it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use http::Method;
use serde_json::{Value, json};

use crate::{
    hosts::{client::Client, server::Server},
    setting::setting,
    site::Site,
};

/// A browser's name for itself.
const READER: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
);
/// A search engine's.
const ROBOT: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
);

/// Requests that are no view of an article.
const OTHERS: [&str; 9] = [
    "",
    "news/",
    "news/item-01/index.json",
    "news/nothing/",
    "assets/boot-7a8b.js",
    "shell.html",
    "%FF%FE/",
    "news/%3Cscript%3Ealert(1)%3C/script%3E/",
    "news/item-01/%22%5C%00/",
];

/// Asks, and follows where the host leads on.
async fn read(client: &Client<'_>, path: &str) {
    let answer = client.get(path, &[READER]).await;
    if answer.status == 301 {
        let answer = client.get(answer.header("location"), &[READER]).await;
        assert_eq!(answer.status, 200, "{}", answer.question);
    }
}

/// Waits until nginx has written so many lines: it does so after it has answered.
fn log(file: &Path, lines: usize) -> String {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let bytes = fs::read(file).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text.lines().count() >= lines {
            return text;
        }
        assert!(Instant::now() < deadline, "{lines} lines wanted: {text}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Has GoAccess report on a log, with the guide's options.
fn report(desk: &Path, log: &Path) -> PathBuf {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/counting-views.md");
    let guide = fs::read_to_string(guide).unwrap();
    let (_, command) = guide.split_once("\ngoaccess ").unwrap();
    let (command, _) = command.split_once("\npress views").unwrap();
    let report = desk.join("report.json");
    let database = desk.join("goaccess");
    fs::create_dir_all(&database).unwrap();
    let options = command.split_whitespace().filter(|part| *part != "\\");
    let options = options.map(|option| match option {
        "/var/log/nginx/access.log" => log.display().to_string(),
        "--db-path=/var/lib/goaccess" => format!("--db-path={}", database.display()),
        "report.json" => report.display().to_string(),
        option => option.to_owned(),
    });
    let options: Vec<String> = options.collect();
    assert!(options.len() > 5, "{options:?}");
    let output = Command::new(setting("GAZETTE_GOACCESS"))
        .args(options)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    report
}

#[tokio::test]
async fn what_readers_read_is_counted_and_shown() {
    let site = Site::mini("/some/path/");
    let own = site.desk.path("nginx");
    fs::create_dir_all(own.join("gazette.d")).unwrap();
    let access = own.join("access.log");
    let said = format!("access_log {} combined;\n", access.display());
    fs::write(own.join("gazette.d/log.conf"), said).unwrap();
    let server = Server::nginx(&site, false);
    let client = Client::new(&site, &server);

    // However the page is asked for; whoever is led on to it sees it once.
    for path in [
        "news/item-00/",
        "news/item-00/?utm_source=letter&b=%20",
        "news/item-00/index.html",
        "news/item%2D00/",
        "news/item-00",
    ] {
        read(&client, &format!("/some/path/{path}")).await;
    }
    let tag = client.get("/some/path/news/item-00/", &[READER]).await;
    let tag = tag.header("etag").to_owned();
    // A reader who has it already reads it again.
    let again = [READER, ("if-none-match", tag.as_str())];
    let again = client.get("/some/path/news/item-00/", &again).await;
    assert_eq!(again.status, 304);
    // By former addresses.
    for path in [
        "/some/path/old/news.asp",
        "/some/path/old.html?id=1",
        "/elsewhere/舊/",
    ] {
        read(&client, path).await;
    }
    read(&client, "/some/path/zh-hant-tw/news/water/").await;
    let robot = client.get("/some/path/news/item-02/", &[ROBOT]).await;
    assert_eq!(robot.status, 200);
    for method in [Method::HEAD, Method::POST] {
        let path = "/some/path/news/item-01/";
        client.ask(method, path, &[READER]).await;
    }
    for path in OTHERS {
        client.get(&format!("/some/path/{path}"), &[READER]).await;
    }
    let lines = 5 + 1 + 2 + 3 + 3 + 1 + 1 + 2 + OTHERS.len();
    let log = log(&access, lines);
    assert_eq!(log.lines().count(), lines, "{log}");

    let desk = site.desk.path("");
    report(&desk, &access);
    let outcome = site.desk.press(&["views", "--goaccess", "report.json"]);
    assert_eq!(
        (outcome.code, outcome.text.as_str()),
        (0, "content/views.json: 3 articles, 11 views"),
        "{log}"
    );
    let written = fs::read(site.desk.path("content/views.json")).unwrap();
    let written: Value = serde_json::from_slice(&written).unwrap();
    let wanted = json!({
        "/news/item-00/": 7,
        "/news/water/": 3,
        "/zh-hant-tw/news/water/": 1,
    });
    assert_eq!(written["views"], wanted);

    // The same log again is no new view, nor is the file written anew.
    report(&desk, &access);
    let outcome = site.desk.press(&["views", "--goaccess", "report.json"]);
    assert!(outcome.text.ends_with(", unchanged"), "{}", outcome.text);

    site.reprint();
    let page = client.get("/some/path/news/item-00/", &[]).await;
    let page = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(page.contains(">Number of Views: 7</p>"), "{page}");
}
