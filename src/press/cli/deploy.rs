//! Writes configurations for web servers that an agency runs itself.

use std::{fs, net::SocketAddr, path::Path};

use anyhow::{Context, Result};
use gazette_content::{checked_site::CheckedSite, config::host::HostKind};
use gazette_publish::{
    host,
    host::{Deployment, cloudfront},
    redirect,
};

/// Writes `nginx.conf` and `Caddyfile` into the folder `out`, for servers that serve from `root` and, behind a proxy,
/// listen at `listen`. A site in a bucket gets CloudFront's function and policy instead. Returns the files' names.
///
/// # Errors
/// If the disk refuses.
pub fn deploy(
    edition: &CheckedSite,
    root: &str,
    listen: Option<SocketAddr>,
    out: &Path,
) -> Result<[&'static str; 2]> {
    let site = Deployment {
        config: &edition.config,
        redirects: &redirect::all(edition),
        root,
        listen,
    };
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    let files = match edition.config.host_kind {
        HostKind::Bucket => [
            (
                "cloudfront-request.js",
                cloudfront::request(edition, site.redirects),
            ),
            ("cloudfront-headers.json", cloudfront::headers(site.config)),
        ],
        _ => [
            ("nginx.conf", host::nginx(&site)),
            ("Caddyfile", host::caddyfile(&site)),
        ],
    };
    for (name, text) in &files {
        let file = out.join(name);
        fs::write(&file, text).with_context(|| format!("{}: cannot be written", file.display()))?;
    }
    Ok(files.map(|(name, _)| name))
}

/// Reads the folder that a server is to serve from. Only what every configuration can quote is taken.
///
/// # Errors
/// If it is not an absolute path, or has a character in it that means something to a server.
pub fn root(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    if !text.starts_with('/') {
        return Err("write the whole path, beginning with /".into());
    }
    match text
        .chars()
        .find(|c| c.is_control() || "\"\\`${}".contains(*c))
    {
        Some(c) => Err(format!("{c:?} cannot be part of it")),
        None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::deploy::root;

    #[test]
    fn roots_are_whole_paths_that_can_be_quoted() {
        assert_eq!(root("/srv/our news/"), Ok("/srv/our news".into()));
        for bad in ["srv", "", "/", "/a\"b", "/a{b}", "/$a"] {
            assert!(root(bad).is_err(), "{bad}");
        }
    }
}
