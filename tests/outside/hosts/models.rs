//! Models of hosts that nobody can run at home: what each reads of an edition, what it rewrites and what it passes over, after
//! the documentation of each as of November 2026; Cloudflare's after its asset server.

mod bucket;
mod pages;
mod rules;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use gazette_publish::host::headers::content_type;
use http::{StatusCode, header};
use percent_encoding::percent_decode_str;

use bucket::Bucket;
use rules::Rules;

/// A host that serves an edition by its own rules.
pub enum Model {
    /// S3 behind CloudFront, with what `press deploy` writes.
    Bucket(Bucket),
    /// Cloudflare Pages.
    Cloudflare(Folder, Rules),
    /// Netlify, with pretty addresses as they are by default.
    Netlify(Folder, Rules),
    /// GitHub Pages, which reads no rules.
    GithubPages(Folder),
}

impl Model {
    /// The model of a kind of host as `site.toml` names it, for a site under a path whose files lie in `srv` on a desk.
    pub fn new(kind: &str, desk: &Path, base: &'static str) -> Self {
        let root = desk.join("srv");
        let edition = Folder { root, base };
        match kind {
            "bucket" => Self::Bucket(Bucket::new(edition, &desk.join("deploy"))),
            "cloudflare" => Self::Cloudflare(edition.clone(), Rules::read(&edition)),
            "netlify" => Self::Netlify(edition.clone(), Rules::read(&edition)),
            "github-pages" => Self::GithubPages(edition),
            _ => panic!("{kind}: a host without a model"),
        }
    }

    /// The way in for requests.
    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(Arc::new(self))
    }

    fn answer(&self, asked: &Asked) -> Reply {
        match self {
            Self::Bucket(bucket) => bucket.answer(asked),
            Self::Cloudflare(folder, rules) => {
                rules.with_headers(asked, pages::cloudflare(folder, rules, asked))
            }
            Self::Netlify(folder, rules) => {
                rules.with_headers(asked, pages::netlify(folder, rules, asked))
            }
            Self::GithubPages(folder) => pages::github(folder, asked),
        }
    }
}

async fn answer(State(model): State<Arc<Model>>, request: Request) -> Response {
    let asked = Asked {
        raw: request.uri().path().to_owned(),
        query: request.uri().query().map(ToOwned::to_owned),
    };
    let reply = model.answer(&asked);
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(reply.body)).unwrap()
}

/// A request.
pub struct Asked {
    /// The path as it was sent.
    raw: String,
    query: Option<String>,
}

impl Asked {
    /// The path without escapes.
    fn path(&self) -> String {
        percent_decode_str(&self.raw)
            .decode_utf8_lossy()
            .into_owned()
    }

    /// An address with the query of the request.
    fn with_query(&self, path: &str) -> String {
        match &self.query {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }
    }
}

/// An answer.
pub struct Reply {
    status: StatusCode,
    /// Names in small letters, and values.
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn new(status: StatusCode, headers: &[(header::HeaderName, &str)], body: Vec<u8>) -> Self {
        let headers = headers.iter();
        let headers = headers.map(|(name, value)| (name.to_string(), (*value).to_owned()));
        Self {
            status,
            headers: headers.collect(),
            body,
        }
    }

    fn moved(status: StatusCode, to: &str) -> Self {
        Self::new(status, &[(header::LOCATION, to)], Vec::new())
    }
}

/// The folder from which a host serves.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
    /// The path under which the edition lies there, with slashes at both ends.
    base: &'static str,
}

impl Folder {
    /// A file by its path from the host's root.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let below = path.strip_prefix('/')?;
        let is_plain = below
            .split('/')
            .all(|name| !["", ".", ".."].contains(&name));
        fs::read(is_plain.then(|| self.root.join(below))?).ok()
    }

    /// An answer with a file.
    fn reply(&self, status: StatusCode, path: &str, cache: &str) -> Option<Reply> {
        let kind = content_type(path);
        let headers = [
            (header::CONTENT_TYPE, kind.as_str()),
            (header::CACHE_CONTROL, cache),
        ];
        Some(Reply::new(status, &headers, self.file(path)?))
    }

    /// The edition's one page for all that is missing.
    fn missing(&self, cache: &str) -> Reply {
        let page = format!("{}404.html", self.base);
        self.reply(StatusCode::NOT_FOUND, &page, cache).unwrap()
    }

    /// The page for what is missing that lies nearest.
    fn nearest_missing(&self, path: &str, cache: &str) -> Reply {
        let above = path.match_indices('/').rev().map(|(at, _)| &path[..at]);
        let mut pages = above.map(|above| format!("{above}/404.html"));
        let nearest = pages.find_map(|page| self.reply(StatusCode::NOT_FOUND, &page, cache));
        nearest.unwrap()
    }
}
