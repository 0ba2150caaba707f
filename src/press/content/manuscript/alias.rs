//! Former addresses as manuscripts write them.

/// Whether a text can be an alias: a path that every host understands as it stands.
pub fn is_path(text: &str) -> bool {
    let is_plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !"?#%\\\"'`<>*:;,$|&(){}[]^~!".contains(c)
    };
    let Some(rest) = text.strip_prefix('/') else {
        return false;
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (folders, _) = rest.rsplit_once('/').unwrap_or_default();
    text.chars().all(is_plain)
        && !rest
            .split('/')
            .any(|part| matches!(part, "" | "." | "..") || part.len() > 200)
        // Pages lie there, and a file cannot be a folder as well.
        && !folders.split('/').any(is_page)
}

/// Whether a name is that of an HTML file.
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
    fn aliases_are_plain_paths() {
        for good in ["/old.asp", "/舊/新聞.html", "/a/b/", "/a/b.html"] {
            assert!(is_path(good), "{good}");
        }
        for bad in [
            "old",
            "/",
            "/a//b",
            "/../a",
            "/a?b=1",
            "/a b",
            "/a.html/b",
            "/a%20b",
            "/*",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
