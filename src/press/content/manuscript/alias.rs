//! Former addresses as manuscripts write them: as browsers show them, or with percent-encodings (RFC 3986) as they send them.

use percent_encoding::percent_decode_str;

use crate::source::illegible::is_illegible;

/// The longest address that servers take in the configurations that press writes, in bytes.
const MOST_BYTES: usize = 1500;

/// Why a text is no alias, and what to do about it.
pub type Refusal = &'static str;

/// Reads an alias: a path from the root of the host, with its escapes decoded, as servers compare it.
///
/// # Errors
/// Says what to write instead.
pub fn read(text: &str) -> Result<String, Refusal> {
    if !text.starts_with('/') || text.starts_with("//") {
        return Err("Write what came after the host's name, such as \"/old/news.asp\".");
    }
    if text.contains(['?', '#']) {
        return Err(
            "Write the path alone: hosts of files do not look at what comes after a ? or #. A character of the path itself is written %3F or %23.",
        );
    }
    let path = decode(text)?;
    let parts = path[1..].strip_suffix('/').unwrap_or(&path[1..]);
    let (folders, _) = parts.rsplit_once('/').unwrap_or_default();
    if path.len() > MOST_BYTES {
        Err("Such a long address is more than web servers take. Leave it out.")
    } else if path.contains(|c: char| is_illegible(c) || matches!(c, '\n' | '\r' | '\t')) {
        Err("Take out the character that nobody can see.")
    } else if parts.split('/').any(|part| matches!(part, "" | "." | "..")) {
        Err("Write the path as browsers send it: without empty parts, and without . and ..")
    } else if folders.split('/').any(is_page) {
        Err(
            "Leave it out: a page lies at the part that ends in .html, and a page cannot be a folder as well.",
        )
    } else {
        Ok(path)
    }
}

fn decode(text: &str) -> Result<String, Refusal> {
    let escapes = text.split('%').skip(1);
    let is_escape = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !escapes.into_iter().all(is_escape) {
        return Err("A % has two digits after it, such as %20. The sign itself is written %25.");
    }
    let path = percent_decode_str(text).decode_utf8();
    let path = path.map_err(|_| {
        "Leave it out: its escapes are not UTF-8, and web servers differ in what they make of such an address."
    })?;
    Ok(path.into_owned())
}

/// Tells whether a percent-decoded path is a valid alias as it stands.
pub fn is_path(text: &str) -> bool {
    !text.contains('%') && read(text).is_ok()
}

/// Tells whether a name is that of an HTML file.
pub fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".html", ".htm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_read_as_servers_read_them() {
        for (written, path) in [
            ("/old.asp", "/old.asp"),
            ("/舊/新聞.html", "/舊/新聞.html"),
            ("/%E8%88%8A/%e6%96%b0%E8%81%9e.html", "/舊/新聞.html"),
            ("/a b/", "/a b/"),
            ("/a%20b/", "/a b/"),
            ("/a+b", "/a+b"),
            ("/a%2Fb", "/a/b"),
            ("/a%2fb", "/a/b"),
            ("/100%25", "/100%"),
            ("/what%3F", "/what?"),
            ("/Help:Contents", "/Help:Contents"),
            ("/a,b;c(1)!$&'*=@~", "/a,b;c(1)!$&'*=@~"),
            ("/a/b.html", "/a/b.html"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(path), "{written}");
        }
        let long = format!("/{}", "a".repeat(MOST_BYTES - 1));
        assert!(read(&long).is_ok());
        for bad in [
            "old",
            "/",
            "//a",
            "/a//b",
            "/../a",
            "/%2e%2E/a",
            "/a?b=1",
            "/a#b",
            "https://example.org/a",
            "/a.html/b",
            "/100%",
            "/%B7s%BBD",
            "/a%00",
            "/a%0A",
            "/a%C2%80",
            &format!("{long}a"),
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(is_path("/a b") && !is_path("/a%20b") && !is_path("/a?b"));
    }
}
