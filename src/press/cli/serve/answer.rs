//! Answers of `press serve`: files of the edition as a host would send them, and the live reload.

use std::{convert::Infallible, sync::Arc};

use anyhow::Result;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures::stream::{self, Stream};
use gazette_cache::fingerprint;
use gazette_model::escape;
use gazette_publish::{
    host,
    host::{headers, headers::Elsewhere},
};
use percent_encoding::percent_decode_str;
use serde_json::json;
use tokio::sync::watch::Receiver;

use crate::{
    preview,
    ranges::{Extent, FileVersion},
    serve::{live_site::LiveSite, state::ServeState},
};

/// Answers for a site, however it stands.
pub fn router(state: Receiver<ServeState>) -> Router {
    let script = include_str!("reload.js");
    let style = include_str!("reload.css");
    Router::new()
        .route("/_press/events", get(events))
        .route("/_press/reload.js", get(own("text/javascript", script)))
        .route("/_press/reload.css", get(own("text/css", style)))
        .fallback(answer)
        .with_state(state)
}

/// A file of press's own.
fn own(
    kind: &'static str,
    text: &'static str,
) -> impl Fn() -> std::future::Ready<Response> + Clone {
    move || {
        let response = ([(header::CONTENT_TYPE, kind)], text).into_response();
        std::future::ready(preview::dressed(response, "", Elsewhere::default()))
    }
}

/// Tells how the site stands, now and whenever that changes (server-sent events, HTML Living Standard 9.2).
async fn events(
    State(mut state): State<Receiver<ServeState>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    state.mark_changed();
    let events = stream::unfold(state, |mut state| async {
        state.changed().await.ok()?;
        let data = {
            let state = state.borrow_and_update();
            json!({ "version": state.version, "report": state.report }).to_string()
        };
        Some((Ok(Event::default().data(data)), state))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn answer(State(state): State<Receiver<ServeState>>, request: Request) -> Response {
    let state = state.borrow().clone();
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    let path = path.into_owned();
    let Some(live) = state.live.clone() else {
        return preview::dressed(report(&state), "", Elsewhere::default());
    };
    let below = path
        .strip_prefix(live.base())
        .unwrap_or_default()
        .to_owned();
    let shown = Arc::clone(&live);
    // Printing takes a while, and others are waiting.
    let (asked, _) = request.into_parts();
    let response = tokio::task::spawn_blocking(move || file(&live, &path, &state.version, &asked));
    let response = response.await.map_err(anyhow::Error::from).flatten();
    let response = response.unwrap_or_else(|error| {
        eprintln!("press: {error:#}");
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response()
    });
    preview::dressed(response, &below, Elsewhere::of(&shown.edition().config))
}

/// A file of the edition by its path from the host's root, or where it is now, or the page that says that there is none.
fn file(live: &Arc<LiveSite>, path: &str, version: &str, asked: &Parts) -> Result<Response> {
    if let Some(to) = live.moved(path) {
        return Ok(moved(to));
    }
    let base = live.base();
    let Some(below) = path.strip_prefix(base) else {
        return if path == base.trim_end_matches('/') || path == "/" {
            Ok(moved(base))
        } else {
            missing(live, "", version)
        };
    };
    if host::RULES.contains(&below) {
        return missing(live, below, version);
    }
    let is_folder = below.is_empty() || below.ends_with('/');
    let name = if is_folder {
        format!("{below}index.html")
    } else {
        below.to_owned()
    };
    if let Some(bytes) = live.file(&name)? {
        return if name.starts_with("media/") {
            medium(&name, bytes, asked)
        } else {
            Ok(with_type(StatusCode::OK, &name, bytes, version))
        };
    }
    if !is_folder && live.file(&format!("{below}/index.html"))?.is_some() {
        return Ok(moved(&format!("{path}/")));
    }
    missing(live, below, version)
}

fn missing(live: &LiveSite, below: &str, version: &str) -> Result<Response> {
    let page = live.not_found(below)?.unwrap_or_default();
    Ok(with_type(StatusCode::NOT_FOUND, "404.html", page, version))
}

fn moved(to: &str) -> Response {
    let location = percent_encoding::utf8_percent_encode(to, PLAIN).to_string();
    (
        StatusCode::TEMPORARY_REDIRECT,
        [(header::LOCATION, location)],
    )
        .into_response()
}

/// Characters that are escaped in the address of a redirect: all but ASCII.
const PLAIN: &percent_encoding::AsciiSet = percent_encoding::CONTROLS;

/// A picture or recording, or the part of it that a player asks for. Its tag tells whether parts are of one version.
fn medium(name: &str, bytes: Vec<u8>, asked: &Parts) -> Result<Response> {
    let length = u64::try_from(bytes.len())?;
    let tag = HeaderValue::try_from(format!("\"{}\"", fingerprint::of(&bytes)))?;
    let version = FileVersion {
        length,
        tag: Some(&tag),
        modified: None,
    };
    let mut response = match Extent::of(&asked.method, &asked.headers, &version) {
        Extent::Whole => with_type(StatusCode::OK, name, bytes, ""),
        Extent::Part(part) => {
            let (first, last) = (*part.start(), *part.end());
            let places = usize::try_from(first)?..=usize::try_from(last)?;
            let bytes = bytes.get(places).unwrap_or_default().to_vec();
            let mut response = with_type(StatusCode::PARTIAL_CONTENT, name, bytes, "");
            let range = format!("bytes {first}-{last}/{length}").try_into()?;
            response.headers_mut().insert(header::CONTENT_RANGE, range);
            response
        }
        Extent::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::ETAG, tag);
    Ok(response)
}

fn with_type(status: StatusCode, name: &str, bytes: Vec<u8>, version: &str) -> Response {
    let kind = headers::media_type(name);
    let bytes = if kind == "text/html" {
        let html = String::from_utf8_lossy(&bytes);
        html.replacen("</head>", &format!("{}</head>", tags(version)), 1)
            .into_bytes()
    } else {
        bytes
    };
    (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// Tags that reload a page.
fn tags(version: &str) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"/_press/reload.css\">\
         <script type=\"module\" src=\"/_press/reload.js?version={version}\"></script>"
    )
}

/// A page in place of all others while there is no edition yet.
fn report(state: &ServeState) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>There is something to mend</title>{}</head>\
         <body><main class=\"press-report\"><h1>There is something to mend</h1>\
         <p>The site will be here as soon as this is done.</p><pre tabindex=\"0\">{}</pre></main></body></html>",
        tags(&state.version),
        escape(&state.report)
    );
    let html = ([(header::CONTENT_TYPE, "text/html")], html);
    (StatusCode::SERVICE_UNAVAILABLE, html).into_response()
}
