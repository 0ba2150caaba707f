//! WordPress' shortcodes: captions, galleries and embedded addresses become HTML; others are taken out and told.

use std::collections::HashSet;

use gazette_model::escape;

use crate::wordpress::NUMBERED;

/// Shortcodes in shortcodes are looked at so deeply.
const DEPTH: usize = 16;

/// Replaces the shortcodes of a text; also returns those that mean nothing here.
pub fn expand(text: &str) -> (String, Vec<String>) {
    inside(text, DEPTH)
}

fn inside(text: &str, depth: usize) -> (String, Vec<String>) {
    if depth == 0 {
        return (text.to_owned(), Vec::new());
    }
    let mut endless = HashSet::new();
    let mut out = String::with_capacity(text.len());
    let mut gone = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        out.push_str(&rest[..start]);
        let after = &rest[start..];
        // In double brackets they are written about.
        let Some((code, length)) = (!after.starts_with("[[")).then(|| code(after)).flatten() else {
            let width = if after.starts_with("[[") { 2 } else { 1 };
            out.push_str(&after[..width]);
            rest = &after[width..];
            continue;
        };
        let close = format!("[/{}]", code.name);
        let is_open = !endless.contains(code.name);
        let end = is_open.then(|| after[length..].find(&close)).flatten();
        if end.is_none() {
            endless.insert(code.name);
        }
        let inner = end.map(|end| &after[length..length + end]);
        let whole = length + inner.map_or(0, |inner| inner.len() + close.len());
        if let Some(html) = html(&code, inner) {
            out.push_str(&html);
            rest = &after[whole..];
        } else if inner.is_some() || !code.attributes.is_empty() || code.is_closed {
            gone.push(format!("[{}]", code.name));
            // What stands between its tags may be text.
            if let Some(inner) = inner {
                let (inner, more) = inside(inner, depth - 1);
                out.push_str(&inner);
                gone.extend(more);
            }
            rest = &after[whole..];
        } else {
            out.push('[');
            rest = &after[1..];
        }
    }
    out.push_str(rest);
    (out, gone)
}

struct Code<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    is_closed: bool,
}

/// A shortcode's tag at the beginning of a text, and its length.
fn code(text: &str) -> Option<(Code<'_>, usize)> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let name = &inside[..end];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut rest = &inside[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let is_closed = rest.starts_with("/]");
        if is_closed || rest.starts_with(']') {
            let length = text.len() - rest.len() + if is_closed { 2 } else { 1 };
            let code = Code {
                name,
                attributes,
                is_closed,
            };
            return Some((code, length));
        }
        let (key, after) = rest.split_once('=')?;
        if !key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        {
            return None;
        }
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_at(after.find([' ', ']', '\n'])?),
        };
        attributes.push((key, value));
        rest = after;
    }
}

fn html(code: &Code<'_>, inner: Option<&str>) -> Option<String> {
    let attribute = |name: &str| {
        let mut attributes = code.attributes.iter();
        attributes
            .find(|(key, _)| *key == name)
            .map(|(_, value)| *value)
    };
    match code.name {
        "caption" | "wp_caption" => Some(caption(inner?, attribute("caption"))),
        "gallery" => {
            let numbers = attribute("ids").or(attribute("include"))?;
            let image =
                |number: &str| format!("<p><img src=\"{NUMBERED}{}\"></p>", escape(number.trim()));
            Some(numbers.split(',').map(image).collect())
        }
        "embed" => Some(link(inner?)),
        "audio" | "video" | "playlist" => {
            let sources = ["src", "mp3", "mp4", "m4a", "ogg", "webm", "wav"];
            Some(link(sources.into_iter().find_map(attribute)?))
        }
        _ => None,
    }
}

/// A picture and, after it, its caption.
fn caption(inner: &str, words: Option<&str>) -> String {
    let image = inner
        .find("<img")
        .and_then(|at| Some(at + inner[at..].find('>')? + 1));
    let mut end = image.unwrap_or(0);
    if inner[end..].trim_start().starts_with("</a>") {
        end += inner[end..].find("</a>").map_or(0, |at| at + 4);
    }
    let (picture, after) = inner.split_at(end);
    let words = words.map_or(after, |words| words);
    format!(
        "<figure>{picture}<figcaption>{}</figcaption></figure>",
        words.trim()
    )
}

fn link(address: &str) -> String {
    let address = escape(address.trim());
    format!("<p><a href=\"{address}\">{address}</a></p>")
}

#[cfg(test)]
mod tests {
    use crate::wordpress::shortcodes::expand;

    #[test]
    fn captions_and_galleries_become_pictures() {
        let text = "a [caption id=\"x\" width=\"300\"]<img src=\"b.png\" /> Words[/caption] [gallery ids=\"1, 2\"]";
        let html = "a <figure><img src=\"b.png\" /><figcaption>Words</figcaption></figure> \
                    <p><img src=\"/@file/1\"></p><p><img src=\"/@file/2\"></p>";
        assert_eq!(expand(text), (html.into(), Vec::new()));
    }

    #[test]
    fn what_is_unknown_is_told_and_brackets_stay() {
        let text = "[sic] [1] [[gallery]] [box color='red']b [i]c[/box] [form id=7] [";
        let (html, gone) = expand(text);
        assert_eq!(html, "[sic] [1] [[gallery]] b [i]c  [");
        assert_eq!(gone, ["[box]", "[form]"]);
    }
}
