//! The preview server over `dist/`, with faults on demand and a log of what was asked for.

use std::{
    borrow::Cow,
    convert::Infallible,
    future, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderName, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use futures::stream;
use tokio::{net::TcpListener, task::JoinHandle};

/// A fault in serving a file.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The answer is this status, without a body.
    Status(u16),
    /// The answer takes this long.
    Slow(Duration),
    /// The answer never comes.
    Hang,
    /// The answer breaks off after its headers.
    Reset,
    /// The body comes at this many bytes a second.
    Drip(usize),
    /// Half of the body is missing.
    Truncated,
    /// The body is empty.
    Empty,
    /// The body is bytes that mean nothing.
    Garbage,
    /// A page arrives in this many pieces, a while apart, as over a slow connection.
    Pieces(usize),
    /// The body is this JSON instead.
    Body(Cow<'static, str>),
    /// So many blanks follow the body.
    Padded(usize),
    /// The number of the schema in a document is this instead.
    Schema(u32),
    /// The answer may not be kept.
    Unkept,
    /// The content type is this instead.
    Type(&'static str),
    /// Pages are the bare shell instead of printed ones.
    Shell,
    /// The content security policy is this instead.
    Policy(&'static str),
    /// There is no content security policy, neither in headers nor in pages.
    NoPolicy,
}

#[derive(Default)]
struct Shared {
    faults: Mutex<Vec<(String, Fault)>>,
    log: Mutex<Vec<String>>,
    lacks_worker: AtomicBool,
}

/// A server on a free port of the loopback interface; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    folder: PathBuf,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves `dist/`.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::<Shared>::default();
        let folder = PathBuf::from(super::setting("GAZETTE_DIST"));
        let task = serve(listener, Arc::clone(&shared), &folder);
        Self {
            address,
            shared,
            folder,
            task,
        }
    }

    /// The origin, such as `http://127.0.0.1:40123`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, files whose path contains `part` have a fault; with a `$` at its end, those whose path ends with it.
    pub fn fault(&self, part: &str, fault: Fault) {
        self.shared
            .faults
            .lock()
            .unwrap()
            .push((part.to_owned(), fault));
    }

    /// From now on, nothing is wrong.
    pub fn heal(&self) {
        self.shared.faults.lock().unwrap().clear();
    }

    /// From now on there is no worker, for browsers from which it cannot be kept otherwise.
    pub fn withhold_worker(&self) {
        self.shared.lacks_worker.store(true, Ordering::Relaxed);
    }

    /// Stops answering; connections are refused.
    pub async fn go_down(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    /// Answers again, at the same address.
    pub async fn come_up(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.task = serve(listener, Arc::clone(&self.shared), &self.folder);
    }

    /// Serves another folder from now on.
    pub async fn release(&mut self, folder: &Path) {
        self.go_down().await;
        folder.clone_into(&mut self.folder);
        self.come_up().await;
    }

    /// Counts the requests for paths that contain `part`, or end with it if a `$` follows.
    pub fn count(&self, part: &str) -> usize {
        self.shared
            .log
            .lock()
            .unwrap()
            .iter()
            .filter(|path| is_part(path, part))
            .count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn serve(listener: TcpListener, shared: Arc<Shared>, folder: &Path) -> JoinHandle<()> {
    let router = gazette_cli::preview::router(folder)
        .unwrap()
        .layer(middleware::from_fn_with_state(shared, interfere));
    tokio::spawn(async move {
        // No connection is kept, so that a server that goes down is down at once.
        let router = router.layer(middleware::map_response(
            |mut response: Response| async move {
                response
                    .headers_mut()
                    .insert(header::CONNECTION, "close".parse().unwrap());
                response
            },
        ));
        axum::serve(listener, router).await.unwrap();
    })
}

async fn interfere(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    if path.ends_with("/sw.js") && shared.lacks_worker.load(Ordering::Relaxed) {
        return StatusCode::NOT_FOUND.into_response();
    }
    shared.log.lock().unwrap().push(path.clone());
    let faults: Vec<Fault> = {
        let faults = shared.faults.lock().unwrap();
        faults
            .iter()
            .filter(|(part, _)| is_part(&path, part))
            .map(|(_, fault)| fault.clone())
            .collect()
    };
    let is_page = path.ends_with('/')
        || Path::new(&path)
            .extension()
            .is_some_and(|end| end == "html");
    for fault in &faults {
        match fault {
            Fault::Status(status) => return StatusCode::from_u16(*status).unwrap().into_response(),
            Fault::Slow(duration) => tokio::time::sleep(*duration).await,
            Fault::Hang => future::pending().await,
            Fault::Body(text) => {
                return (
                    [(header::CONTENT_TYPE, "application/json")],
                    text.to_string(),
                )
                    .into_response();
            }
            Fault::Shell if is_page => *request.uri_mut() = shell(&path).parse().unwrap(),
            Fault::Type(_) | Fault::Policy(_) | Fault::Unkept | Fault::Shell => {}
            // What changes a body needs it as it is.
            _ => {
                for asks_for_less in [
                    header::ACCEPT_ENCODING,
                    header::IF_NONE_MATCH,
                    header::IF_MODIFIED_SINCE,
                ] {
                    request.headers_mut().remove(asks_for_less);
                }
            }
        }
    }
    let mut response = next.run(request).await;
    for fault in faults {
        response = spoilt(response, fault, is_page).await;
    }
    response
}

async fn spoilt(mut response: Response, fault: Fault, is_page: bool) -> Response {
    match fault {
        Fault::Reset => with_body(response, |_| broken()).await,
        Fault::Drip(rate) => with_body(response, |bytes| drops(bytes, rate)).await,
        Fault::Truncated => {
            let half = |bytes: Bytes| Body::from(bytes.slice(..bytes.len() / 2));
            with_body(response, half).await
        }
        Fault::Empty => with_body(response, |_| Body::empty()).await,
        Fault::Garbage => with_body(response, |bytes| garbage(&bytes)).await,
        Fault::Padded(length) => {
            let blanks = vec![b' '; length];
            let padded = |bytes: Bytes| Body::from([bytes.as_ref(), &blanks].concat());
            with_body(response, padded).await
        }
        Fault::Schema(number) => with_body(response, |bytes| of_schema(&bytes, number)).await,
        Fault::Unkept => with_header(response, header::CACHE_CONTROL, "no-store"),
        Fault::Pieces(count) if is_page => with_body(response, |bytes| pieces(bytes, count)).await,
        Fault::NoPolicy if is_page => {
            response
                .headers_mut()
                .remove(header::CONTENT_SECURITY_POLICY);
            with_body(response, |bytes| without_policy(&bytes)).await
        }
        Fault::Type(kind) => with_header(response, header::CONTENT_TYPE, kind),
        Fault::Policy(policy) if is_page => {
            with_header(response, header::CONTENT_SECURITY_POLICY, policy)
        }
        _ => response,
    }
}

/// A document, as another version of its contract would number it.
fn of_schema(document: &Bytes, number: u32) -> Body {
    const KEY: &str = "{\"schema\":";
    let text = str::from_utf8(document).unwrap();
    let rest = text.strip_prefix(KEY).unwrap();
    let (_, rest) = rest.split_once(',').unwrap();
    Body::from(format!("{KEY}{number},{rest}"))
}

fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

/// A body of which nothing comes but its end, too early.
fn broken() -> Body {
    let reset = io::Error::from(io::ErrorKind::ConnectionReset);
    Body::from_stream(stream::once(future::ready(Err::<Bytes, _>(reset))))
}

/// A body as over a line that is all but dead.
fn drops(bytes: Bytes, rate: usize) -> Body {
    Body::from_stream(stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
        let drop = rest.split_to((rate / 4).clamp(1, rest.len()));
        Some((Ok::<_, Infallible>(drop), rest))
    }))
}

/// As many bytes, of which none is where it was.
fn garbage(bytes: &Bytes) -> Body {
    let other = bytes.iter().map(|byte| byte.wrapping_mul(31) ^ 0xa7);
    Body::from(other.collect::<Vec<u8>>())
}

/// A page without the policy that it has in it.
fn without_policy(page: &Bytes) -> Body {
    const META: &str = "<meta http-equiv=\"Content-Security-Policy\"";
    let page = str::from_utf8(page).unwrap();
    let (before, rest) = page.split_once(META).unwrap();
    let (_, after) = rest.split_once('>').unwrap();
    Body::from([before, after].concat())
}

/// Tells whether a path has a part in it. What follows a `$` must be at its end.
fn is_part(path: &str, part: &str) -> bool {
    match part.split_once('$') {
        Some(("", end) | (end, "")) => path.ends_with(end),
        Some((part, end)) => path.contains(part) && path.ends_with(end),
        None => path.contains(part),
    }
}

/// The bare shell of the language that an address begins with, else of the first language.
fn shell(path: &str) -> String {
    let language = path.split('/').nth(1).unwrap_or_default();
    let own = Path::new(language).join("shell.html");
    let folder = super::setting("GAZETTE_DIST");
    if !language.is_empty() && Path::new(&folder).join(&own).is_file() {
        return format!("/{language}/shell.html");
    }
    "/shell.html".into()
}

/// The answer with another body, made of its own.
async fn with_body(response: Response, change: impl FnOnce(Bytes) -> Body) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, change(bytes))
}

fn pieces(bytes: Bytes, count: usize) -> Body {
    let length = bytes.len().div_ceil(count).max(1);
    Body::from_stream(stream::unfold(bytes, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(60)).await;
        let piece = rest.split_to(end_of_block(&rest, length));
        Some((Ok::<_, Infallible>(piece), rest))
    }))
}

/// Finds the end of the first block at or after a place. A line of text that is cut within may be broken differently when the
/// rest of a word arrives, as on every page of the web.
fn end_of_block(html: &[u8], from: usize) -> usize {
    const INLINE: [&[u8]; 8] = [
        b"a", b"abbr", b"code", b"em", b"kbd", b"span", b"strong", b"time",
    ];
    let mut at = from.min(html.len());
    while at < html.len() {
        if html[at..].starts_with(b"</") {
            let end = html[at..].iter().position(|byte| *byte == b'>');
            let end = end.map_or(html.len(), |length| at + length);
            if !INLINE.contains(&&html[at + 2..end]) {
                return (end + 1).min(html.len());
            }
        }
        at += 1;
    }
    at
}
