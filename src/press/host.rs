//! What hosts are told: the headers of [`headers`](super::headers) and the redirects, in the words of each.

mod caddy;
mod nginx;
mod rules;

pub use caddy::caddyfile;
pub use nginx::nginx;
pub use rules::{headers, redirects};

/// The folder from which the generated configurations serve.
const ROOT: &str = "/srv/gazette";
