//! The duties of hosts that have models, each by what the host can do: files, headers, folders, what is missing, former
//! addresses; and a reader's way through the portal.

use std::{fs, path::PathBuf};

use gazette_publish::host::headers::{
    CACHE_A_DAY, CACHE_AND_ASK, CACHE_FOR_EVER, Elsewhere, security,
};
use url::Url;

use super::{
    client::{Answer, Client},
    journeys::{is_lasting, kinds},
    server::Server,
};
use crate::{
    browser::Browser,
    driver::Loading,
    fixture::{Desk, files, good},
};

/// The article with former addresses, below the site's path.
const TARGET: &str = "news/water/";

/// Former addresses below the site's path, as old links and readers have them.
const FORMER: [&str; 13] = [
    "a+b",
    "old/news.asp",
    "old/news.asp/",
    "old.html",
    "C%20d/",
    "C%20d",
    "Help:Contents",
    "Help:Contents/",
    "%E6%96%B0/%E8%81%9E",
    "%e6%96%b0/%e8%81%9e",
    "新/聞",
    "feedback.asp?utm_source=a",
    "a%20b.asp",
];

/// An edition for a kind of host, with the portal that operators get.
struct Edition {
    desk: Desk,
    kind: &'static str,
    /// The site's path, with slashes at both ends.
    base: &'static str,
}

impl Edition {
    fn new(kind: &'static str, base: &'static str) -> Self {
        let desk = good();
        for file in ["site.toml", "news/water.md"] {
            let file = desk.path("content").join(file);
            let text = fs::read_to_string(&file).unwrap().replace("/base/", base);
            let host = format!("host = {{ kind = \"{kind}\" }}\n");
            let host = if file.ends_with("site.toml") {
                host
            } else {
                String::new()
            };
            let (mark, text) = match text.strip_prefix('\u{feff}') {
                Some(text) => ("\u{feff}", text),
                None => ("", text.as_str()),
            };
            fs::write(&file, format!("{mark}{host}{text}")).unwrap();
        }
        let edition = Self { desk, kind, base };
        let out = edition.folder().display().to_string();
        for command in [&["build", "--out", &out][..], &["deploy"]] {
            let outcome = edition.desk.press(command);
            assert_eq!(outcome.code, 0, "{kind}: {}", outcome.text);
        }
        edition
    }

    fn folder(&self) -> PathBuf {
        self.desk.path("srv").join(self.base.trim_matches('/'))
    }

    fn file(&self, below: &str) -> Vec<u8> {
        fs::read(self.folder().join(below)).unwrap()
    }

    /// The address of what lies below the site's path.
    fn at(&self, below: &str) -> String {
        format!("{}{below}", self.base)
    }

    /// True where the host sends the headers that it is told.
    fn has_headers(&self) -> bool {
        self.kind != "github-pages"
    }

    /// `Cache-Control` of a file.
    fn cache(&self, is_lasting: bool) -> &'static str {
        match self.kind {
            "github-pages" => "max-age=600",
            "bucket" if is_lasting => CACHE_FOR_EVER,
            "bucket" => CACHE_AND_ASK,
            _ if is_lasting => CACHE_A_DAY,
            _ => "public, max-age=0, must-revalidate",
        }
    }
}

/// All of it, on a model of a kind of host.
pub async fn all(kind: &'static str, base: &'static str) {
    let edition = Edition::new(kind, base);
    let server = Server::model(kind, &edition.desk.path(""), base).await;
    let client = Client::for_host("example.org", &server);
    files_come_with_their_headers(&edition, &client).await;
    folders_have_a_slash_at_their_end(&edition, &client).await;
    what_is_missing_has_a_page(&edition, &client).await;
    former_addresses_lead_on(&edition, &client).await;
    a_reader_finds_the_way(&edition, &server).await;
}

/// A path as browsers send it.
fn typed(path: &str) -> String {
    let root = Url::parse("http://localhost/").unwrap();
    root.join(path).unwrap()[url::Position::BeforePath..].to_owned()
}

async fn files_come_with_their_headers(edition: &Edition, client: &Client<'_>) {
    let mut count = 0;
    for file in files(&edition.folder()) {
        let is_own = ["_headers", "_redirects", ".nojekyll", "CNAME"].contains(&file.as_str());
        // Pages for what is missing are no addresses of their own.
        if is_own || file.ends_with("404.html") {
            continue;
        }
        let address = file.strip_suffix("index.html").unwrap_or(&file);
        let mut url = Url::parse("http://localhost/").unwrap();
        let mut path = url.path_segments_mut().unwrap();
        path.clear().extend(edition.at(address)[1..].split('/'));
        drop(path);
        let answer = client.get(url.path(), &[]).await;
        let question = &answer.question;
        if answer.status.is_redirection() {
            // Some hosts take the ending off, some know a rule for that address.
            assert!(file.ends_with(".html"), "{question}");
            continue;
        }
        assert_eq!(answer.status, 200, "{question}");
        assert!(answer.body == edition.file(&file), "{question}");
        assert!(
            kinds(&file).contains(&answer.kind()),
            "{question}: {}",
            answer.kind()
        );
        let cache = answer.header("cache-control");
        assert_eq!(cache, edition.cache(is_lasting(&file)), "{question}");
        has_headers(edition, &answer);
        count += 1;
    }
    assert!(count > 150, "{count}");
}

/// Headers of safety, or the policy in the page where the host sends none.
fn has_headers(edition: &Edition, answer: &Answer) {
    if edition.has_headers() {
        for (name, value) in security(Elsewhere::default()) {
            assert_eq!(answer.header(name), value, "{}: {name}", answer.question);
        }
    } else if answer.kind() == "text/html" && leads_to(answer).is_none() {
        let page = String::from_utf8_lossy(&answer.body);
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\""),
            "{}",
            answer.question
        );
    }
}

async fn folders_have_a_slash_at_their_end(edition: &Edition, client: &Client<'_>) {
    for path in ["news", "news/water", "zh-hant-tw", "search"].map(|below| edition.at(below)) {
        let asked = format!("{path}?a=b&c");
        let answer = client.get(&asked, &[]).await;
        assert!(answer.status.is_redirection(), "{}", answer.question);
        // GitHub Pages drops what was asked for besides.
        let query = if edition.has_headers() { "?a=b&c" } else { "" };
        assert_eq!(
            answer.header("location"),
            format!("{path}/{query}"),
            "{}",
            answer.question
        );
    }
}

async fn what_is_missing_has_a_page(edition: &Edition, client: &Client<'_>) {
    let knows_languages = ["cloudflare", "netlify"].contains(&edition.kind);
    let chinese = if knows_languages {
        "zh-hant-tw/404.html"
    } else {
        "404.html"
    };
    for (path, page) in [
        ("nothing/", "404.html"),
        ("nothing.html", "404.html"),
        ("news/nothing/", "404.html"),
        ("assets/nothing.js", "404.html"),
        ("nothing.json", "404.html"),
        ("zh-hant-tw/nothing/", chinese),
    ] {
        let answer = client.get(&edition.at(path), &[]).await;
        assert_eq!(answer.status, 404, "{}", answer.question);
        assert_eq!(answer.kind(), "text/html", "{}", answer.question);
        assert!(answer.body == edition.file(page), "{}", answer.question);
        has_headers(edition, &answer);
        let cache = answer.header("cache-control");
        assert!(!cache.contains("immutable"), "{}: {cache}", answer.question);
    }
}

async fn former_addresses_lead_on(edition: &Edition, client: &Client<'_>) {
    for from in FORMER {
        let mut path = typed(&edition.at(from));
        let mut hops = 0;
        let arrived = loop {
            let answer = client.get(&path, &[]).await;
            let to = if answer.status.is_redirection() {
                Some(answer.header("location").to_owned())
            } else {
                assert_eq!(answer.status, 200, "{from}: {}", answer.question);
                leads_to(&answer)
            };
            let Some(to) = to else { break path };
            hops += 1;
            assert!(hops < 4, "{from}: {} leads to {to}", answer.question);
            path = to;
        };
        let arrived = arrived.split('?').next().unwrap();
        assert_eq!(arrived, edition.at(TARGET), "{from}");
    }
}

/// The address to which a page at a former one leads.
fn leads_to(answer: &Answer) -> Option<String> {
    let page = String::from_utf8_lossy(&answer.body);
    let (_, after) = page.split_once("<meta http-equiv=\"refresh\" content=\"0; url=")?;
    Some(after.split_once('"')?.0.to_owned())
}

/// Reads, moves about, searches and comes from a former address, as browsers do.
async fn a_reader_finds_the_way(edition: &Edition, server: &Server) {
    let origin = format!("http://{}", server.address);
    let browser = Browser::start(origin, Loading::Waited).await;
    let (target, news) = (edition.at(TARGET), edition.at("news/"));
    browser.open_portal(&target).await;
    browser.follow(&news).await;
    browser
        .wait(&format!("location.pathname === '{news}'"))
        .await;
    browser.open_portal(&edition.at("search/?q=wine")).await;
    browser
        .wait(&format!(
            "document.querySelector('main a[href=\"{target}\"]') !== null"
        ))
        .await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.open(&edition.at("old.html")).await;
    browser
        .wait(&format!(
            "location.pathname === '{target}' && document.querySelector('h1') !== null"
        ))
        .await;
    browser.stop().await;
}
