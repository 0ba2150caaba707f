//! Values of Jekyll's `{{ … }}` expressions, as far as the site's configuration and the post's front matter give them.

use serde_json::Value;

use crate::folder::{
    front::{at, text_of},
    settings::Blog,
};

/// The text of an expression; `None` where only Jekyll knows it.
pub fn value(blog: &Blog, front: &Value, expression: &str) -> Option<String> {
    let mut parts = split(expression).into_iter();
    let mut text = term(blog, front, parts.next()?)?;
    for filter in parts {
        let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
        let argument = || term(blog, front, argument);
        text = match name.trim() {
            "relative_url" => format!("{}{}", blog.base_path, rooted(&text)),
            "absolute_url" => format!("{}{}", blog.base, rooted(&text)),
            "prepend" => argument()? + &text,
            "append" => text + &argument()?,
            "escape" | "xml_escape" | "uri_escape" | "strip" | "strip_newlines" | "markdownify"
            | "smartify" => text,
            "default" => match text.as_str() {
                "" => argument()?,
                _ => text,
            },
            "downcase" => text.to_lowercase(),
            "upcase" => text.to_uppercase(),
            _ => return None,
        };
    }
    Some(text)
}

fn rooted(path: &str) -> String {
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

/// The parts between bars, other than bars in quotation marks.
fn split(expression: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut from = 0;
    for (at, c) in expression.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '|') => {
                parts.push(expression[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(expression[from..].trim());
    parts
}

fn term(blog: &Blog, front: &Value, term: &str) -> Option<String> {
    let term = term.trim();
    for quote in ['"', '\''] {
        let inside = term
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(text) = inside {
            return Some(text.to_owned());
        }
    }
    match term {
        "site.baseurl" => Some(blog.base_path.clone()),
        "site.url" => Some(
            blog.base
                .strip_suffix(&blog.base_path)
                .unwrap_or(&blog.base)
                .to_owned(),
        ),
        _ => match term.split_once('.')? {
            ("site", key) => at(&blog.all, key).and_then(text_of),
            ("page", key) => at(front, key).and_then(text_of),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_site_and_the_post_say_is_known() {
        let blog = Blog {
            base: "https://e.org/blog".into(),
            base_path: "/blog".into(),
            all: json!({ "email": "a@e.org" }),
            ..Blog::default()
        };
        let front = json!({ "title": "A | B", "list": ["x"] });
        for (expression, wanted) in [
            ("site.baseurl", Some("/blog")),
            ("site.url", Some("https://e.org")),
            ("'/a b.pdf' | relative_url", Some("/blog/a b.pdf")),
            (
                "\"about/\" | absolute_url",
                Some("https://e.org/blog/about/"),
            ),
            (
                "'/c' | prepend: site.baseurl | prepend: site.url",
                Some("https://e.org/blog/c"),
            ),
            ("page.title | escape", Some("A | B")),
            ("site.email", Some("a@e.org")),
            ("'a|b'", Some("a|b")),
            ("page.list", None),
            ("page.nothing", None),
            ("'x' | reverse", None),
            ("variable", None),
        ] {
            assert_eq!(
                value(&blog, &front, expression).as_deref(),
                wanted,
                "{expression}"
            );
        }
    }
}
