//! HTTP headers of every file on every host: the one source of security headers and cache rules.

use std::borrow::Cow;

use gazette_content::config::site::Config;

use crate::html::early;

/// Origins elsewhere that pages may have to do with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Elsewhere<'a> {
    /// The counter of views, which pages may ask.
    pub counter: Option<&'a str>,
    /// The service for news by e-mail, to which a form may be sent.
    pub newsletter: Option<&'a str>,
}

impl<'a> Elsewhere<'a> {
    /// Those that a site names.
    pub fn of(config: &'a Config) -> Self {
        Self {
            counter: config.counter_origin(),
            newsletter: config.newsletter_origin(),
        }
    }
}

/// Content Security Policy of a page: only this site's own files, the one script that stands in it, and WebAssembly (CSP Level 3,
/// Trusted Types). If the site names a counter of views, its data may be requested from that origin alone; if it names a service
/// for news by e-mail, forms may be sent to that origin alone.
pub fn content_security_policy(elsewhere: Elsewhere<'_>) -> String {
    policy(elsewhere, "", "frame-ancestors 'none'; ")
}

/// The same as a page says it itself, for hosts that send no headers. Who may frame it, only headers can say. Data blocks are
/// no scripts, so no policy is about them, but the Nu checker takes them for some: it reads that they are meant.
pub fn page_policy(elsewhere: Elsewhere<'_>, data: &[String]) -> String {
    let sources = data
        .iter()
        .map(|block| format!(" {}", early::digest(block)));
    policy(elsewhere, &sources.collect::<String>(), "")
}

fn policy(elsewhere: Elsewhere<'_>, scripts: &str, frames: &str) -> String {
    let source = |origin: Option<&str>| origin.map_or_else(String::new, |it| format!(" {it}"));
    let (counter, newsletter) = (source(elsewhere.counter), source(elsewhere.newsletter));
    let early = early::source();
    format!(
        "default-src 'none'; script-src 'self' {early} 'wasm-unsafe-eval'{scripts}; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; \
         connect-src 'self'{counter}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'{newsletter}; \
         {frames}require-trusted-types-for 'script'; trusted-types default"
    )
}

/// Headers of every response, errors included, of a site that names these origins.
pub fn security(elsewhere: Elsewhere<'_>) -> [(&'static str, Cow<'static, str>); 8] {
    let policy = content_security_policy(elsewhere);
    [
        ("Content-Security-Policy", policy.into()),
        (
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains".into(),
        ),
        ("X-Content-Type-Options", "nosniff".into()),
        ("X-Frame-Options", "DENY".into()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        (
            "Permissions-Policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), usb=()"
                .into(),
        ),
    ]
}

/// Folders whose files have their content's hash in their names.
pub const IMMUTABLE: [&str; 2] = ["assets", "media"];

/// `Cache-Control` of files in [`IMMUTABLE`] folders: one year.
pub const CACHE_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` of the same files by hosts that say it of what is missing there, too: one day, after which what has come back is
/// found again.
pub const CACHE_A_DAY: &str = "public, max-age=86400";

/// `Cache-Control` of all other files: kept, but asked about each time (`ETag`).
pub const CACHE_AND_ASK: &str = "no-cache";

/// Types of files that hosts may not know by their endings, without the dot.
pub const TYPES: [(&str, &str); 11] = [
    ("avif", "image/avif"),
    ("bin", "application/octet-stream"),
    ("m4a", "audio/mp4"),
    ("m4v", "video/mp4"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("vtt", "text/vtt"),
    ("wasm", "application/wasm"),
    ("weba", "audio/webm"),
    ("webmanifest", "application/manifest+json"),
];

/// `Cache-Control` of a response by the path below the site's base. What is missing now may be there later.
pub fn cache_control(below: &str, is_success: bool) -> &'static str {
    let folder = below.split_once('/').map(|(folder, _)| folder);
    if is_success && folder.is_some_and(|folder| IMMUTABLE.contains(&folder)) {
        CACHE_FOR_EVER
    } else {
        CACHE_AND_ASK
    }
}

/// The media type of a file by its name.
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let own = TYPES.iter().find(|(known, _)| *known == ending);
    let known = || mime_guess::from_ext(ending).first_raw();
    own.map(|(_, kind)| *kind)
        .or_else(known)
        .unwrap_or("application/octet-stream")
}

/// `Content-Type` of a file by its name. Only texts that do not say themselves how they are encoded need a charset;
/// captions are UTF-8 always.
pub fn content_type(name: &str) -> String {
    let kind = media_type(name);
    if kind.starts_with("text/") && kind != "text/vtt" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_stand_on_one_line() {
        let named = Elsewhere {
            counter: Some("https://counter.example"),
            newsletter: Some("https://lists.example"),
        };
        for elsewhere in [Elsewhere::default(), named] {
            for (name, value) in security(elsewhere) {
                assert!(
                    !value.contains(['\n', '\r']) && !value.contains("  "),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn only_the_counter_of_the_site_may_be_asked() {
        let policy = content_security_policy(Elsewhere {
            counter: Some("https://counter.example"),
            newsletter: None,
        });
        assert!(policy.contains("; connect-src 'self' https://counter.example; "));
        let without = policy.replace(" https://counter.example", "");
        assert_eq!(without, content_security_policy(Elsewhere::default()));
        assert!(without.contains("; connect-src 'self'; "));
    }

    #[test]
    fn forms_may_be_sent_to_the_newsletter_of_the_site_alone() {
        let elsewhere = Elsewhere {
            counter: None,
            newsletter: Some("https://lists.example"),
        };
        for policy in [
            content_security_policy(elsewhere),
            page_policy(elsewhere, &[]),
        ] {
            assert!(policy.contains("; form-action 'self' https://lists.example; "));
            assert_eq!(policy.matches("https://").count(), 1, "{policy}");
        }
        assert!(content_security_policy(Elsewhere::default()).contains("; form-action 'self'; "));
    }

    #[test]
    fn a_page_says_what_pages_can_say() {
        let header = content_security_policy(Elsewhere::default());
        let page = header.replace("frame-ancestors 'none'; ", "");
        assert_eq!(page_policy(Elsewhere::default(), &[]), page);
        let data = page.replace(
            "'wasm-unsafe-eval'",
            "'wasm-unsafe-eval' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='",
        );
        assert_eq!(page_policy(Elsewhere::default(), &["{}".into()]), data);
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        assert_eq!(cache_control("assets/portal-1.js", true), CACHE_FOR_EVER);
        assert_eq!(cache_control("assets/portal-1.js", false), CACHE_AND_ASK);
        for other in ["news/media/", "topics/media/atom.xml", "index.json", ""] {
            assert_eq!(cache_control(other, true), CACHE_AND_ASK, "{other}");
        }
    }
}
