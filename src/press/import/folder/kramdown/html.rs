//! HTML in which kramdown reads Markdown, since an attribute asks for it: `<div markdown="1">`.

use regex::Regex;

use crate::folder::code;

/// An opening tag with the attribute.
const OPENING: &str = r#"<([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*?)?)\smarkdown=["']?(?:1|block|span)["']?([^<>]*)>[ \t]*\n?"#;

/// Elements that stand in lines of text, where Markdown is read anyway.
const INLINE: [&str; 12] = [
    "a", "abbr", "b", "cite", "em", "i", "small", "span", "strong", "sub", "sup", "u",
];

/// Takes the attribute out, and puts empty lines around what stands in such an element, within which every Markdown is read.
pub fn opened(text: &str) -> String {
    let mut text = text.to_owned();
    let opening = text.contains("markdown=").then(|| Regex::new(OPENING));
    let Some(Ok(opening)) = opening else {
        return text;
    };
    let mut at = 0;
    while let Some(found) = opening.captures_at(&text, at) {
        let whole = found.get(0).map_or(at..at, |it| it.range());
        let part = |number: usize| found.get(number).map_or("", |it| it.as_str());
        let name = part(1).to_owned();
        let tag = format!("<{name}{}{}>", part(2), part(3));
        at = whole.end;
        if code::ranges(&text)
            .iter()
            .any(|it| it.contains(&whole.start))
        {
            continue;
        }
        let is_inline = INLINE.contains(&name.to_ascii_lowercase().as_str());
        let open = if is_inline {
            tag.clone()
        } else {
            format!("{tag}\n\n")
        };
        let ending = if is_inline {
            None
        } else {
            end(&text[whole.end..], &name)
        };
        if let Some((start, stop)) = ending {
            let close = format!("\n\n</{name}>\n\n");
            let before = text[whole.end..whole.end + start].trim_end().len();
            let after = &text[whole.end + stop..];
            let after = after.len() - after.trim_start_matches([' ', '\t', '\n']).len();
            let is_last = text.len() == whole.end + stop + after;
            let close = if is_last {
                close.trim_end().to_owned() + "\n"
            } else {
                close
            };
            text.replace_range(whole.end + before..whole.end + stop + after, &close);
        }
        at = whole.start + open.len();
        let kept = if is_inline {
            &text[whole.clone()][text[whole.clone()].trim_end().len()..]
        } else {
            ""
        };
        let open = format!("{open}{kept}");
        text.replace_range(whole, &open);
    }
    text
}

/// The end tag of an element, past those of the same name in it.
fn end(text: &str, name: &str) -> Option<(usize, usize)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let rest = &text[at..];
        if rest.starts_with(&close) {
            if depth == 0 {
                return Some((at, at + close.len()));
            }
            depth -= 1;
        } else if rest.starts_with(&open) {
            depth += 1;
        }
    }
    None
}
