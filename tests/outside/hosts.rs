//! The same journeys on every host: nginx and Caddy with the configurations that `press deploy` writes, and the preview.

pub mod client;
mod elsewhere;
mod journeys;
mod models;
pub mod server;

use journeys::all;
use server::Server;

use crate::site::Site;

/// The paths under which the mini-site lies.
const BASES: [&str; 2] = ["/", "/some/path/"];

fn sites() -> impl Iterator<Item = Site> {
    let demonstration = std::iter::once_with(Site::demonstration);
    demonstration.chain(BASES.into_iter().map(Site::mini))
}

#[tokio::test]
async fn nginx_serves_editions() {
    for site in sites() {
        all(&site, &Server::nginx(&site, true)).await;
    }
}

#[tokio::test]
async fn nginx_serves_editions_without_its_brotli_module() {
    let site = Site::demonstration();
    all(&site, &Server::nginx(&site, false)).await;
}

#[tokio::test]
async fn caddy_serves_editions() {
    for site in sites() {
        all(&site, &Server::caddy(&site)).await;
    }
}

#[tokio::test]
async fn the_preview_serves_editions() {
    for site in sites() {
        all(&site, &Server::preview(&site).await).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_host_serves_its_edition() {
    for (kind, base) in [
        ("bucket", "/"),
        ("bucket", "/base/"),
        ("cloudflare", "/"),
        ("netlify", "/"),
        ("github-pages", "/"),
        ("github-pages", "/base/"),
    ] {
        elsewhere::all(kind, base).await;
    }
}
