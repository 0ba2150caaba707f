//! The duties of every host.

use gazette_publish::host::headers::{
    CACHE_AND_ASK, CACHE_FOR_EVER, Elsewhere, IMMUTABLE, security,
};
use http::Method;
use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

use super::{
    client::{Answer, Client},
    server::Server,
};
use crate::site::Site;

/// Characters that no path can have as they are.
const MUST: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// All of it.
pub async fn all(site: &Site, server: &Server) {
    let client = Client::new(site, server);
    files_come_whole_and_compressed(site, server, &client).await;
    files_that_have_not_changed_are_not_sent_again(site, &client).await;
    parts_of_files_can_be_had(site, &client).await;
    folders_have_a_slash_at_their_end(site, &client).await;
    what_is_not_there_is_not_found(site, &client).await;
    former_addresses_lead_on(site, &client).await;
    only_reading_is_allowed(site, &client).await;
}

async fn files_come_whole_and_compressed(site: &Site, server: &Server, client: &Client<'_>) {
    let addresses = site.addresses();
    assert!(addresses.len() > 40, "{}", addresses.len());
    let (best, also) = if server.brotli {
        ("br", "br")
    } else {
        ("gzip", "")
    };
    let mut compressed = 0;
    for (below, bytes) in addresses {
        let path = format!("{}{below}", site.base);
        let file = if below.is_empty() || below.ends_with('/') {
            format!("{below}index.html")
        } else {
            below.clone()
        };
        for (accepted, expected) in [
            ("identity", ""),
            ("gzip, deflate, br, zstd", best),
            ("gzip", "gzip"),
            ("br", also),
            ("gzip, br;q=0", "gzip"),
        ] {
            let ending = if expected == "gzip" { "gz" } else { expected };
            let copy = site.file(&format!("{file}.{ending}"));
            let encoding = if copy.is_some() { expected } else { "" };
            let answer = client.get(&path, &[("accept-encoding", accepted)]).await;
            let question = &answer.question;
            assert_eq!(answer.status, 200, "{question}");
            assert_headers(&answer, is_lasting(&below));
            assert_eq!(answer.header("content-encoding"), encoding, "{question}");
            assert!(answer.body == copy.as_ref().unwrap_or(&bytes), "{question}");
            assert!(
                kinds(&file).contains(&answer.kind()),
                "{question}: {}",
                answer.kind()
            );
            if copy.is_some() {
                let vary = answer.header("vary").to_ascii_lowercase();
                assert!(vary.contains("accept-encoding"), "{question}");
                compressed += 1;
            }
        }
        let head = client.ask(Method::HEAD, &path, &[]).await;
        assert_eq!(head.status, 200, "{}", head.question);
        assert_headers(&head, is_lasting(&below));
        assert!(head.body.is_empty(), "{}", head.question);
    }
    assert!(compressed > 100, "{compressed}");
}

async fn files_that_have_not_changed_are_not_sent_again(site: &Site, client: &Client<'_>) {
    for below in samples(site) {
        let path = format!("{}{below}", site.base);
        for accepted in ["identity", "br", "gzip"] {
            let accept = ("accept-encoding", accepted);
            let first = client.get(&path, &[accept]).await;
            let [tag, date] = ["etag", "last-modified"].map(|name| first.header(name));
            assert!(!tag.is_empty() && !date.is_empty(), "{}", first.question);
            for condition in [("if-none-match", tag), ("if-modified-since", date)] {
                let again = client.get(&path, &[accept, condition]).await;
                assert_eq!(again.status, 304, "{}", again.question);
                assert!(again.body.is_empty(), "{}", again.question);
                assert_headers(&again, is_lasting(&below));
            }
            let stale = ("if-none-match", "\"another\"");
            let anew = client.get(&path, &[accept, stale]).await;
            assert_eq!(anew.status, 200, "{}", anew.question);
        }
    }
}

async fn parts_of_files_can_be_had(site: &Site, client: &Client<'_>) {
    for below in samples(site) {
        let path = format!("{}{below}", site.base);
        let whole = client.get(&path, &[]).await.body;
        let part = client.get(&path, &[("range", "bytes=5-14")]).await;
        assert_eq!(part.status, 206, "{}", part.question);
        assert_headers(&part, is_lasting(&below));
        assert_eq!(part.body, &whole[5..15], "{}", part.question);
        let range = format!("bytes 5-14/{}", whole.len());
        assert_eq!(part.header("content-range"), range, "{}", part.question);
        let beyond = client.get(&path, &[("range", "bytes=99999999-")]).await;
        assert_eq!(beyond.status, 416, "{}", beyond.question);
        // nginx says them twice here, having begun an answer before it looks at the range.
        for (name, value) in security(Elsewhere::default()) {
            let mut values = beyond.headers.get_all(name).iter().peekable();
            assert!(values.peek().is_some(), "{}: {name}", beyond.question);
            assert!(
                values.all(|said| said == &*value),
                "{}: {name}",
                beyond.question
            );
        }
    }
}

async fn folders_have_a_slash_at_their_end(site: &Site, client: &Client<'_>) {
    let mut folders = 0;
    for (below, _) in site.addresses() {
        let path = format!("{}{below}", site.base);
        let Some(bare) = path.strip_suffix('/').filter(|bare| !bare.is_empty()) else {
            continue;
        };
        let answer = client.get(bare, &[]).await;
        let question = &answer.question;
        // For good or for now: hosts differ, readers do not notice.
        assert!(
            matches!(answer.status.as_u16(), 301 | 307 | 308),
            "{question}: {}",
            answer.status
        );
        assert_eq!(answer.header("location"), path, "{question}");
        assert_headers(&answer, false);
        folders += 1;
    }
    assert!(folders > 20, "{folders}");
}

async fn what_is_not_there_is_not_found(site: &Site, client: &Client<'_>) {
    let mut missing: Vec<(String, &str)> = [
        "nothing/",
        "nothing",
        "nothing.html",
        "nothing.wasm",
        "nothing.webmanifest",
        "nothing.json",
        "news/nothing/",
        "news/page/999/",
        "assets/nothing.js",
        "assets/",
        "media/",
        "feeds/",
        "_headers",
        "_redirects",
        ".nojekyll",
    ]
    .map(|below| (format!("{}{below}", site.base), "404.html"))
    .into();
    let chinese = "zh-hant-tw/404.html";
    if site.file(chinese).is_some() {
        for below in [
            "nothing/",
            "news/nothing.html",
            "feeds/",
            "nothing.webmanifest",
        ] {
            missing.push((format!("{}zh-hant-tw/{below}", site.base), chinese));
        }
    }
    if site.base != "/" {
        for path in [
            "/",
            "/nothing/",
            "/some/",
            "/some/pathology/",
            "/index.html",
        ] {
            missing.push((path.to_owned(), "404.html"));
        }
    }
    for (path, page) in missing {
        let answer = client.get(&path, &[]).await;
        let question = &answer.question;
        assert_eq!(answer.status, 404, "{question}");
        assert_headers(&answer, false);
        assert_eq!(answer.kind(), "text/html", "{question}");
        assert!(
            answer.body == site.file(page).unwrap(),
            "{question}: not {page}"
        );
    }
}

async fn former_addresses_lead_on(site: &Site, client: &Client<'_>) {
    for (from, to) in site.redirects() {
        for from in spellings(&from) {
            let answer = client.get(&from, &[]).await;
            let question = &answer.question;
            assert_eq!(answer.status, 301, "{question}");
            assert_eq!(answer.header("location"), to, "{question}");
            assert_headers(&answer, false);
        }
        assert_eq!(client.get(&to, &[]).await.status, 200, "{from}: {to}");
    }
}

/// Variants of an address as browsers and other programs send them: with or without a slash at the end, escapes in
/// upper or lower case, as few or as many of them as possible, and with a query that somebody has added.
fn spellings(from: &str) -> Vec<String> {
    let bare = from.trim_end_matches('/').to_owned();
    let small = bare.split('%').enumerate().map(|(at, part)| match at {
        0 => part.to_owned(),
        _ => part[..2].to_lowercase() + &part[2..],
    });
    let small = small.collect::<Vec<_>>().join("%");
    let path = percent_decode_str(&bare).decode_utf8().unwrap();
    let few = utf8_percent_encode(&path, MUST).to_string();
    let many = utf8_percent_encode(&path, NON_ALPHANUMERIC).to_string();
    let many = many.replace("%2F", "/").replace("%2E", ".");
    vec![
        format!("{bare}/"),
        format!("{bare}?utm_source=a"),
        bare,
        small,
        few,
        many,
    ]
}

async fn only_reading_is_allowed(site: &Site, client: &Client<'_>) {
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let answer = client.ask(method, site.base, &[]).await;
        assert_eq!(answer.status, 405, "{}", answer.question);
        assert_headers(&answer, false);
    }
}

/// A page, data, a feed and both programs.
fn samples(site: &Site) -> Vec<String> {
    let all = site.addresses().into_iter().map(|(path, _)| path);
    let wasm = all.filter(|path| path.ends_with(".wasm"));
    let others = ["", "index.json", "feeds/atom.xml"].map(ToOwned::to_owned);
    let samples: Vec<String> = others.into_iter().chain(wasm).collect();
    assert_eq!(samples.len(), 5);
    samples
}

pub fn is_lasting(below: &str) -> bool {
    let folder = below.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| IMMUTABLE.contains(&folder))
}

/// The headers of every answer: those of safety, and how long it may be kept.
fn assert_headers(answer: &Answer, lasting: bool) {
    for (name, value) in security(Elsewhere::default()) {
        assert_eq!(answer.header(name), value, "{}: {name}", answer.question);
    }
    let cache = if lasting {
        CACHE_FOR_EVER
    } else {
        CACHE_AND_ASK
    };
    assert_eq!(answer.header("cache-control"), cache, "{}", answer.question);
}

/// Media types that a file may be served as.
pub fn kinds(file: &str) -> &'static [&'static str] {
    match file.rsplit('.').next() {
        Some("html") => &["text/html"],
        Some("json") => &["application/json"],
        Some("xml") => &["text/xml", "application/xml"],
        Some("js") => &["text/javascript", "application/javascript"],
        Some("css") => &["text/css"],
        Some("wasm") => &["application/wasm"],
        Some("webmanifest") => &["application/manifest+json"],
        Some("txt") => &["text/plain"],
        Some("svg") => &["image/svg+xml"],
        Some("png") => &["image/png"],
        Some("jpg") => &["image/jpeg"],
        Some("avif") => &["image/avif"],
        Some("bin") => &["application/octet-stream"],
        Some("webp") => &["image/webp"],
        Some("mp3") => &["audio/mpeg"],
        Some("mp4") => &["video/mp4"],
        Some("vtt") => &["text/vtt"],
        Some("pdf") => &["application/pdf"],
        // Debian's list of types for nginx has no CSV.
        Some("csv") => &["text/csv", "text/plain"],
        _ => panic!("{file}: which type has it?"),
    }
}
