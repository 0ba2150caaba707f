//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the edition.

use std::fmt::Write;

use gazette_content::config::{host::HostKind, site::Config};

use crate::{
    host::headers::{CACHE_FOR_EVER, Elsewhere, IMMUTABLE, security},
    redirect::Redirect,
};

/// `_headers` of a site. Both hosts have files asked about each time unless told otherwise, and
/// join values of rules that overlap, so that only lasting files have a rule for caches.
pub fn headers(config: &Config) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in security(Elsewhere::of(config)) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for folder in IMMUTABLE {
        let _ = write!(
            text,
            "{}{folder}/*\n  Cache-Control: {CACHE_FOR_EVER}\n",
            config.base
        );
    }
    text
}

/// `_redirects`, in which addresses are escaped. There is no rule for all other paths, since every route has its file.
pub fn redirects(redirects: &[Redirect], host: HostKind) -> String {
    let rules = redirects.iter().map(|it| redirect(it, host));
    rules.collect()
}

/// The rule of a redirect, or both where nobody knows which host reads them.
pub fn redirect(redirect: &Redirect, host: HostKind) -> String {
    let (from, to) = (redirect.escaped(), &redirect.to);
    // Netlify prefers a file at that address unless the status has a mark, which Cloudflare passes over.
    match host {
        HostKind::Netlify => format!("{from} {to} 301!\n"),
        HostKind::Server => format!("{from} {to} 301!\n{from} {to} 301\n"),
        _ => format!("{from} {to} 301\n"),
    }
}
