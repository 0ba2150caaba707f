//! Patterns for paths, as generators have them.

use globset::{GlobBuilder, GlobMatcher};
use regex::{Regex, RegexBuilder, escape};

/// A pattern for paths; `None` where it is none.
pub fn glob(pattern: &str, stops_at_slashes: bool) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(stops_at_slashes)
        .case_insensitive(true)
        .build();
    glob.ok().map(|glob| glob.compile_matcher())
}

/// A pattern of Hugo's, in which two stars also stand for slashes, wherever they are; `None` where it is none.
pub fn hugo_glob(pattern: &str) -> Option<Regex> {
    let mut regex = String::from("^");
    let mut chars = pattern.chars().peekable();
    let mut braces = 0_usize;
    while let Some(c) = chars.next() {
        match c {
            '*' if chars.next_if_eq(&'*').is_some() => regex.push_str(".*"),
            '*' => regex.push_str("[^/]*"),
            '?' => regex.push_str("[^/]"),
            '[' => {
                regex.push('[');
                regex.extend(chars.next_if_eq(&'!').map(|_| '^'));
                loop {
                    match chars.next()? {
                        ']' => break,
                        '-' => regex.push('-'),
                        '\\' => regex.push_str(&escape(&chars.next()?.to_string())),
                        c => regex.push_str(&escape(&c.to_string())),
                    }
                }
                regex.push(']');
            }
            '{' => {
                braces += 1;
                regex.push_str("(?:");
            }
            '}' if braces > 0 => {
                braces -= 1;
                regex.push(')');
            }
            ',' if braces > 0 => regex.push('|'),
            '\\' => regex.push_str(&escape(&chars.next()?.to_string())),
            c => regex.push_str(&escape(&c.to_string())),
        }
    }
    regex.push('$');
    RegexBuilder::new(&regex)
        .case_insensitive(true)
        .dot_matches_new_line(true)
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::hugo_glob;

    #[test]
    fn patterns_of_hugo_match_what_hugo_matches() {
        for (pattern, path, is_match) in [
            ("/news/**", "/news/a/b", true),
            ("/news/**", "/news", false),
            ("/news**", "/news/a/b", true),
            ("**internal**", "/a/internal/b", true),
            ("*.md", "a/b.md", false),
            ("**.private.md", "a/b.private.md", true),
            ("**.private.md", "a.md", false),
            ("/{a,b}/?", "/B/c", true),
            ("/[!a]/x", "/a/x", false),
            ("/[a-c]/x", "/b/x", true),
            ("a+(b).md", "a+(b).md", true),
        ] {
            let glob = hugo_glob(pattern).unwrap();
            assert_eq!(glob.is_match(path), is_match, "{pattern} {path}");
        }
        for none in ["[z", "{a", "a\\"] {
            assert!(hugo_glob(none).is_none(), "{none}");
        }
    }
}
