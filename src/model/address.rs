//! The door for addresses: which of them may reach a page, whatever field of whichever file they stand in. What may not is
//! no attribute, so that a link is text and a picture is what it would have shown in words.

/// Tells whether a value may stand in an attribute of HTML. Browsers follow `href` and `cite`, and load or send to the
/// others by themselves, so those are of this site alone.
pub fn may_stand(attribute: &str, value: &str) -> bool {
    match attribute {
        "href" | "cite" => is_link(value),
        "src" | "poster" | "action" => is_own(value),
        // Press alone makes such forms, and a page's policy names the one other host to which they may be sent.
        "formaction" => is_own(value) || is_link(value) && value.starts_with("http"),
        // Wherever browsers see an address in it begin, one of these pieces begins (HTML, "parse a srcset attribute").
        "srcset" => value.split([' ', ',']).all(is_own),
        _ => true,
    }
}

/// Tells whether a link may lead to an address: it has one of the schemes `http`, `https`, `mailto` and `tel`, or is a
/// place on this site.
pub fn is_link(address: &str) -> bool {
    has_safe_scheme(address) && !names_host(address)
}

/// Tells whether a page may load an address: it is a place on this site.
pub fn is_own(address: &str) -> bool {
    is_plain(address) && scheme(address).is_none() && !names_host(address)
}

/// Tells whether a URL is relative or has one of the schemes `http`, `https`, `mailto` and `tel`.
pub fn has_safe_scheme(url: &str) -> bool {
    is_plain(url)
        && scheme(url).is_none_or(|scheme| {
            ["http", "https", "mailto", "tel"]
                .iter()
                .any(|safe| scheme.eq_ignore_ascii_case(safe))
        })
}

/// Tells whether a URL has nothing in it that browsers strip before they look for scheme and host (WHATWG URL, "basic URL
/// parser").
fn is_plain(url: &str) -> bool {
    !url.starts_with(|c: char| c <= ' ') && !url.contains(['\t', '\n', '\r'])
}

fn scheme(url: &str) -> Option<&str> {
    let end = url.find([':', '/', '?', '#'])?;
    url[end..].starts_with(':').then(|| &url[..end])
}

/// Tells whether a URL without a scheme goes on with a host. Browsers read a backslash as a slash.
fn names_host(url: &str) -> bool {
    let mut slashes = url.bytes().take_while(|byte| matches!(byte, b'/' | b'\\'));
    slashes.nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Attribute;

    /// Attributes of which HTML says that their value is an address, or has addresses in it.
    const ADDRESSES: [&str; 14] = [
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "imagesrcset",
        "itemid",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcset",
        "style",
    ];

    #[test]
    fn links_lead_to_sites_people_and_places_of_this_site() {
        for url in [
            "/a:b",
            "a/b:c",
            "?a:b",
            "#a:b",
            "https://e.org/",
            "HTTP://e.org",
            "mailto:a@e.org",
            "tel:+1",
            "",
        ] {
            assert!(is_link(url) && has_safe_scheme(url), "{url}");
        }
        for url in [
            "JavaScript:x",
            " javascript:x",
            "java\nscript:x",
            "\u{1}/x",
            "data:text/html,x",
            "vbscript:x",
            "view-source:https://e.org/",
        ] {
            assert!(
                !is_link(url) && !is_own(url) && !has_safe_scheme(url),
                "{url}"
            );
        }
    }

    #[test]
    fn pages_load_from_this_site_alone() {
        for url in ["/media/a.avif", "a/b", "", "/a//b"] {
            assert!(is_own(url), "{url}");
        }
        for url in [
            "//e.org/a",
            "/\\e.org",
            "\\\\e.org",
            "\\/e.org",
            "///e.org",
            "/\t/e.org",
        ] {
            assert!(!is_own(url) && !is_link(url), "{url}");
        }
        for url in ["https://e.org/a.png", "mailto:a@e.org"] {
            assert!(!is_own(url) && is_link(url), "{url}");
        }
    }

    #[test]
    fn no_attribute_with_an_address_is_forgotten() {
        for (name, _) in Attribute::ALL {
            let is_address = ADDRESSES.contains(name);
            assert_eq!(may_stand(name, "javascript:x"), !is_address, "{name}");
        }
        assert!(!may_stand("action", "https://e.org/"));
        assert!(may_stand("formaction", "https://e.org/") && may_stand("formaction", "/a/"));
        for value in ["//e.org/", "mailto:a@e.org", "http\n://e.org", "data:a"] {
            assert!(!may_stand("formaction", value), "{value}");
        }
    }
}
