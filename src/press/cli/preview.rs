//! Serves an edition as a host would: the generated headers and redirects, precompressed copies, ranges, and the
//! edition's own 404 pages.

use std::{
    io::ErrorKind::{NotADirectory, NotFound, PermissionDenied},
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    serve::{Listener, ListenerExt},
};
use gazette_publish::{
    host, host::headers, host::headers::Elsewhere, output::edition_json::MARKER,
};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::ranges::{Extent, FileVersion};

/// The site that is served: an edition and the path under which it lies.
#[derive(Clone)]
struct ServedEdition {
    folder: Arc<Path>,
    /// With slashes at both ends.
    base: Arc<str>,
    /// The origin of the counter that its pages may ask.
    counter: Option<Arc<str>>,
    /// The origin of the service to which their form may be sent.
    newsletter: Option<Arc<str>>,
}

/// Serves the edition in `folder` on a port of 127.0.0.1 until the process is interrupted.
///
/// # Errors
/// When there is no edition, or the port is taken.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    host(port, || {
        let site = ServedEdition::find(folder)?;
        let base = site.base.to_string();
        Ok((site.router(), base))
    })
}

/// Serves what is made ready once the port is ours, under a path of 127.0.0.1, until the process is interrupted.
///
/// # Errors
/// When it cannot be made ready, or the port is taken.
pub fn host(port: u16, make_ready: impl FnOnce() -> Result<(Router, String)>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener =
            listener.with_context(|| format!("port {port} is taken: name another with --port"))?;
        let address = listener.local_addr()?;
        let (router, base) = make_ready()?;
        println!("http://{address}{base}");
        // It is not asked to end by itself: pages may be waiting for news for as long as they are open.
        tokio::spawn(axum::serve(at_once(listener), router).into_future());
        tokio::signal::ctrl_c().await?;
        Ok(())
    })
}

/// A listener whose connections send each part of an answer at once, rather than wait until the reader has
/// acknowledged the part before (`TCP_NODELAY`, 40 ms for each file).
pub fn at_once(listener: TcpListener) -> impl Listener<Addr = SocketAddr, Io: Unpin> {
    listener.tap_io(|connection| {
        // Without it, answers are only late.
        let _ = connection.set_nodelay(true);
    })
}

/// A service for the edition in `folder`, to be bound to any address. It lies under its site's base.
///
/// # Errors
/// When there is no edition.
pub fn router(folder: &Path) -> Result<Router> {
    Ok(ServedEdition::find(folder)?.router())
}

impl ServedEdition {
    /// The edition in a folder, as it says itself.
    fn find(folder: &Path) -> Result<Self> {
        let marker = folder.join(MARKER);
        let read = std::fs::read(&marker).map_err(anyhow::Error::from);
        let site = read.and_then(|text| {
            let marker: Value = serde_json::from_slice(&text)?;
            Ok(Self {
                folder: folder.into(),
                base: marker["base"]
                    .as_str()
                    .context("it names no `base`")?
                    .into(),
                counter: marker["counter"].as_str().map(Into::into),
                newsletter: marker["newsletter"].as_str().map(Into::into),
            })
        });
        site.with_context(|| {
            format!(
                "{}: this is no edition; write one with `press build`",
                marker.display()
            )
        })
    }

    fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }
}

/// Answers as a host would, errors with all the headers too.
async fn answer(State(site): State<ServedEdition>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let below = path.strip_prefix(&*site.base);
    let response = match redirect(&site, &path).await {
        Some(redirect) => redirect,
        None => match below.filter(|below| !host::RULES.contains(below)) {
            Some(below) => file(&site, below, request).await,
            // Hosts keep their rules to themselves.
            None => not_found(&site, "").await,
        },
    };
    let elsewhere = Elsewhere {
        counter: site.counter.as_deref(),
        newsletter: site.newsletter.as_deref(),
    };
    dressed(response, below.unwrap_or_default(), elsewhere)
}

/// Adds the headers that every host sends with a file, by its path below the base and the origins that the site names.
pub(super) fn dressed(mut response: Response, below: &str, elsewhere: Elsewhere<'_>) -> Response {
    // What is not there now may be there soon.
    let lasting = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = headers::cache_control(below, lasting);
    for (name, value) in headers::security(elsewhere)
        .into_iter()
        .chain([("Cache-Control", cache.into())])
    {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(&*value))
        {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Follows the edition's `_redirects`, which are read anew, since a build may have exchanged the edition.
async fn redirect(site: &ServedEdition, path: &str) -> Option<Response> {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let rules = tokio::fs::read_to_string(site.folder.join(host::REDIRECTS)).await;
    let rules = rules.unwrap_or_default();
    let mut rules = rules.lines().filter_map(|rule| rule.split_once(' '));
    let bare = |path: &str| path.strip_suffix('/').unwrap_or(path).to_owned();
    let is_from = |from: &str| bare(&percent_decode_str(from).decode_utf8_lossy()) == bare(&path);
    let target = if path == site.base.trim_end_matches('/') {
        &*site.base
    } else {
        rules.find(|(from, _)| is_from(from))?.1.split(' ').next()?
    };
    let location = [(header::LOCATION, HeaderValue::try_from(target).ok()?)];
    Some((StatusCode::MOVED_PERMANENTLY, location).into_response())
}

/// A file of the edition, by its path below the base, or its smallest copy that the reader can unpack.
async fn file(site: &ServedEdition, below: &str, mut request: Request) -> Response {
    let query = request.uri().query();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let Ok(uri) = format!("/{below}{query}").parse() else {
        return not_found(site, below).await;
    };
    *request.uri_mut() = uri;
    let mut files = ServeDir::new(&site.folder)
        .precompressed_br()
        .precompressed_gzip()
        .redirect_path_prefix(site.base.trim_end_matches('/'));
    plain_range(&mut files, &mut request).await;
    match files.try_call(request).await {
        Ok(response) if response.status() != StatusCode::NOT_FOUND => response.into_response(),
        Err(error) if !matches!(error.kind(), NotFound | NotADirectory | PermissionDenied) => {
            eprintln!("{below}: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        _ => not_found(site, below).await,
    }
}

/// Says in the simplest words which part of a file is wanted, since [`ServeDir`] knows no others, and no `If-Range`.
async fn plain_range(files: &mut ServeDir, request: &mut Request) {
    if !request.headers().contains_key(header::RANGE) {
        return;
    }
    let mut probe = Request::new(Body::empty());
    *probe.method_mut() = Method::HEAD;
    *probe.uri_mut() = request.uri().clone();
    if let Some(accepted) = request.headers().get(header::ACCEPT_ENCODING) {
        let name = header::ACCEPT_ENCODING;
        probe.headers_mut().insert(name, accepted.clone());
    }
    let Ok(file) = files.try_call(probe).await else {
        return;
    };
    let length = file.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    let version = FileVersion {
        length: length.unwrap_or_default(),
        tag: file.headers().get(header::ETAG),
        modified: file.headers().get(header::LAST_MODIFIED),
    };
    let range = match Extent::of(request.method(), request.headers(), &version) {
        Extent::Whole => None,
        Extent::Part(part) => Some(format!("bytes={}-{}", part.start(), part.end())),
        Extent::Beyond => Some(format!("bytes={}-", version.length)),
    };
    match range.and_then(|range| HeaderValue::try_from(range).ok()) {
        Some(range) => drop(request.headers_mut().insert(header::RANGE, range)),
        None => drop(request.headers_mut().remove(header::RANGE)),
    }
}

/// The not-found page of the language that the address begins with, else of the first language.
async fn not_found(site: &ServedEdition, below: &str) -> Response {
    let folder = &site.folder;
    let language = below.split('/').next().unwrap_or_default();
    let plain = !language.is_empty()
        && language
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let candidates = plain
        .then(|| folder.join(language).join("404.html"))
        .into_iter()
        .chain([folder.join("404.html")]);
    for page in candidates {
        if let Ok(page) = tokio::fs::read(&page).await {
            let html = [(header::CONTENT_TYPE, "text/html")];
            return (StatusCode::NOT_FOUND, html, page).into_response();
        }
    }
    StatusCode::NOT_FOUND.into_response()
}
