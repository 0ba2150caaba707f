//! A server that answers as GoatCounter documents ("Visitor counter", "Tracking pixel"), or not at all.

use std::{
    collections::{BTreeMap, HashMap},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The counter's way of answering who asks for a number.
#[derive(Clone, Copy)]
pub enum Mood {
    /// As it should.
    Well,
    /// Its owner has not allowed numbers to be read.
    Off,
    /// With this, whoever asks for what.
    Says(&'static str),
    /// Never.
    Hangs,
}

/// A view, by the parameters of its record.
pub type View = BTreeMap<String, String>;

struct Shared {
    mood: Mutex<Mood>,
    counts: Mutex<HashMap<String, String>>,
    asked: Mutex<Vec<String>>,
    views: Mutex<Vec<View>>,
    cookies: Mutex<Vec<String>>,
}

/// A counter on a free port of this machine, another site than that of the pages. It stops when it is dropped.
pub struct Counter {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Counter {
    /// Starts a counter that knows these numbers, written as it would write them.
    pub async fn start(counts: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let counts = counts.iter();
        let counts = counts.map(|(path, count)| ((*path).to_owned(), (*count).to_owned()));
        let shared = Arc::new(Shared {
            mood: Mutex::new(Mood::Well),
            counts: Mutex::new(counts.collect()),
            asked: Mutex::default(),
            views: Mutex::default(),
            cookies: Mutex::default(),
        });
        let router = Router::new()
            .route("/counter/{*path}", get(count))
            .route("/count", post(record))
            .with_state(Arc::clone(&shared));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            address,
            shared,
            task,
        }
    }

    /// Its address, as `site.toml` names it.
    pub fn site(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// From now on it answers so.
    pub fn set(&self, mood: Mood) {
        *self.shared.mood.lock().unwrap() = mood;
    }

    /// The requests to it, in turn.
    pub fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// The views that it was told of, in turn.
    pub fn views(&self) -> Vec<View> {
        self.shared.views.lock().unwrap().clone()
    }

    /// The cookies that came with anything.
    pub fn cookies(&self) -> Vec<String> {
        self.shared.cookies.lock().unwrap().clone()
    }

    /// Stops answering; connections are refused.
    pub async fn go_down(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn note_cookies(&self, headers: &HeaderMap) {
        let cookies = headers.get_all(header::COOKIE).iter();
        let cookies = cookies.map(|it| it.to_str().unwrap().to_owned());
        self.cookies.lock().unwrap().extend(cookies);
    }
}

/// It does not set this; a browser that is told not to must not keep it.
const COOKIE: (header::HeaderName, &str) = (header::SET_COOKIE, "visitor=1; Max-Age=1000");

async fn count(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    shared.note_cookies(&headers);
    shared.asked.lock().unwrap().push(path.clone());
    let mood = *shared.mood.lock().unwrap();
    let json = [
        (header::CONTENT_TYPE, "application/json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "public"),
        COOKIE,
    ];
    match mood {
        // A page about the mistake, which other sites may not read.
        Mood::Off => (StatusCode::FORBIDDEN, "Need to enable the setting").into_response(),
        Mood::Says(text) => (json, text).into_response(),
        Mood::Hangs => std::future::pending().await,
        Mood::Well => {
            let path = path.strip_suffix(".json").unwrap();
            let counts = shared.counts.lock().unwrap();
            // Paths are kept without the slash at their end.
            let found = counts.get(path);
            let found = found.or_else(|| counts.get(&format!("/{}", path.trim_matches('/'))));
            let status = found.map_or(StatusCode::NOT_FOUND, |_| StatusCode::OK);
            let count = found.map_or("0", String::as_str);
            let body = format!("{{\"count_unique\":\"{count}\", \"count\":\"{count}\"}}");
            (status, json, body).into_response()
        }
    }
}

async fn record(State(shared): State<Arc<Shared>>, address: Uri, headers: HeaderMap) -> Response {
    shared.note_cookies(&headers);
    let query = address.query().unwrap_or_default().as_bytes();
    let view = url::form_urlencoded::parse(query).into_owned().collect();
    shared.views.lock().unwrap().push(view);
    let gif = [
        (header::CONTENT_TYPE, "image/gif"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        COOKIE,
    ];
    (gif, "GIF89a").into_response()
}
