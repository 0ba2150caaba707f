//! Configuration for hosts, in the format of each: the headers of [`mod@headers`] and the redirects.

mod caddy;
pub mod cloudfront;
pub mod headers;
pub mod limits;
mod nginx;
pub mod profile;
mod rules;

use std::net::SocketAddr;

pub use caddy::caddyfile;
use gazette_content::config::site::Config;
pub use nginx::nginx;
pub use rules::{headers, redirects};

use crate::redirect::Redirect;

/// The file that [`headers()`] makes.
pub const HEADERS: &str = "_headers";
/// The file that [`redirects`] makes.
pub const REDIRECTS: &str = "_redirects";
/// An empty file by which GitHub Pages takes the edition as it is, rather than have Jekyll go through all of it.
pub const NO_JEKYLL: &str = ".nojekyll";
/// A file that tells GitHub Pages the site's own name.
pub const CNAME: &str = "CNAME";
/// Files that are for the host alone; no reader gets them.
pub const RULES: [&str; 3] = [HEADERS, REDIRECTS, NO_JEKYLL];

/// A site on a web server that an agency runs itself.
pub struct Deployment<'a> {
    /// The site.
    pub config: &'a Config,
    /// Its former addresses.
    pub redirects: &'a [Redirect],
    /// The folder from which it is served: an absolute path. The edition lies in it under the site's base.
    pub root: &'a str,
    /// Address for plain HTTP behind a proxy that has the certificate; none for the server's default ports.
    pub listen: Option<SocketAddr>,
}

/// Roots of all languages but the first, each with a not-found page of its own.
fn other_roots(config: &Config) -> impl Iterator<Item = &str> {
    let others = config.languages.iter().skip(1);
    others.map(|locale| locale.site.root.as_str())
}
