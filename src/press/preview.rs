//! Serves an edition as a host would: the generated headers and redirects, precompressed copies, ranges, and the
//! edition's own 404 pages.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use super::headers;

/// Serves the edition in `folder` on a port of 127.0.0.1 until the process is interrupted.
///
/// # Errors
/// When the port is taken.
pub fn serve(folder: &Path, port: u16) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener =
            listener.with_context(|| format!("port {port} is taken: name another with --port"))?;
        println!("http://{}/", listener.local_addr()?);
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(folder))
            .with_graceful_shutdown(stop)
            .await?;
        Ok(())
    })
}

/// A service for the edition in `folder`, to be bound to any address.
pub fn router(folder: &Path) -> Router {
    let not_found = Router::new()
        .fallback(not_found)
        .with_state(folder.to_owned());
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(not_found);
    let redirects = middleware::from_fn_with_state(folder.to_owned(), redirect);
    Router::new()
        .fallback_service(files)
        .layer(redirects)
        .layer(middleware::from_fn(add_headers))
}

/// Follows the edition's `_redirects`, which are read anew, since a build may have exchanged the edition.
async fn redirect(State(folder): State<PathBuf>, request: Request, next: Next) -> Response {
    let rules = tokio::fs::read_to_string(folder.join("_redirects")).await;
    let target = rules.unwrap_or_default().lines().find_map(|rule| {
        let mut parts = rule.split(' ');
        let from = parts.next().filter(|from| *from == request.uri().path());
        from.and_then(|_| HeaderValue::try_from(parts.next()?).ok())
    });
    match target {
        Some(target) => {
            let location = [(header::LOCATION, target)];
            (StatusCode::MOVED_PERMANENTLY, location).into_response()
        }
        None => next.run(request).await,
    }
}

/// The not-found page of the language that the address begins with, else of the first language.
async fn not_found(State(folder): State<PathBuf>, request: Request) -> Response {
    let language = request.uri().path().split('/').nth(1).unwrap_or_default();
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

async fn add_headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response: Response<Body> = next.run(request).await;
    // What is not there now may be there soon.
    let lasting = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = [("Cache-Control", headers::cache_control(&path, lasting))];
    for (name, value) in headers::SECURITY.into_iter().chain(cache) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
