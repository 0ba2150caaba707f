//! Characters in bodies that no document can hold: as they are, or as numbers that Markdown or HTML makes characters of.

use std::ops::Range;

use gazette_diagnostics::problem::Problems;
use pulldown_cmark::{Event, Parser, Tag};

use crate::{
    body::{BodyInputs, markdown::options},
    source::{
        illegible,
        illegible::{find, is_illegible},
    },
};

/// Reports such characters.
pub fn report(manuscript: &BodyInputs<'_>, problems: &mut Problems) {
    let start = manuscript.body;
    let body = &manuscript.source.inner()[start..];
    let mut found: Vec<_> = find(body).chain(by_number(body)).collect();
    found.sort_by_key(|(span, _)| span.start);
    let found = found.into_iter();
    let found = found.map(|(span, c)| (span.start + start..span.end + start, c));
    illegible::report(manuscript.source, found, problems);
}

/// Characters that are written as `&#16;` where Markdown or HTML reads that as one: in code it is text.
fn by_number(body: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    if !body.contains("&#") {
        return found;
    }
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        let is_html = matches!(event, Event::Html(_) | Event::InlineHtml(_));
        let made = match event {
            Event::Text(text) => text.contains(is_illegible),
            Event::Start(
                Tag::Link {
                    dest_url, title, ..
                }
                | Tag::Image {
                    dest_url, title, ..
                },
            ) => dest_url.contains(is_illegible) || title.contains(is_illegible),
            _ => is_html,
        };
        if made {
            let numbers = numbers(&body[range.clone()], is_html);
            found.extend(
                numbers.map(|(span, c)| (range.start + span.start..range.start + span.end, c)),
            );
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    // A link has the events of what is in it as well.
    found.dedup();
    found
}

/// Numeric references to such characters, with their places.
fn numbers(text: &str, is_html: bool) -> impl Iterator<Item = (Range<usize>, char)> {
    text.match_indices("&#").filter_map(move |(start, _)| {
        let digits = &text[start + 2..];
        let (radix, prefix) = match digits.as_bytes().first()? {
            b'x' | b'X' => (16, 1),
            _ => (10, 0),
        };
        let digits = &digits[prefix..];
        let length = digits
            .find(|c: char| !c.is_digit(radix))
            .unwrap_or(digits.len());
        let number = u32::from_str_radix(&digits[..length], radix).ok()?;
        let end = start + 2 + prefix + length;
        let end = end + usize::from(text[end..].starts_with(';'));
        // HTML takes these for characters of Windows, and both take nothing at all for a mark of what is wrong.
        let is_other = number == 0 || (is_html && is_of_windows(number));
        let c = char::from_u32(number).filter(|c| is_illegible(*c) && !is_other)?;
        Some((start..end, c))
    })
}

/// Tells whether HTML reads a numeric character reference as Windows-1252.
fn is_of_windows(number: u32) -> bool {
    (0x80..=0x9f).contains(&number) && ![0x81, 0x8d, 0x8f, 0x90, 0x9d].contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_where_they_are_read() {
        let found = |body: &str| {
            let found = by_number(body);
            let written = found.iter().map(|(span, _)| body[span.clone()].to_owned());
            written.collect::<Vec<_>>()
        };
        assert_eq!(
            found("A &#16; and &#xB; and &#X1f;"),
            ["&#16;", "&#xB;", "&#X1f;"]
        );
        assert_eq!(
            found("<p title=\"&#xfffe\">&#1;</p>\n"),
            ["&#xfffe", "&#1;"]
        );
        assert_eq!(found("[a &#2;](/b \"c&#3;\")"), ["&#2;", "&#3;"]);
        assert_eq!(found("![a &#2;](/b \"c&#3;\")"), ["&#2;", "&#3;"]);
        for good in [
            "`&#16;`",
            "    &#16;",
            "```\n&#16;\n```",
            "&#10;&#x1F600;&#0;",
            "\\&#16;",
        ] {
            assert_eq!(found(good), [""; 0], "{good}");
        }
        assert_eq!(found("It&#146;s"), ["&#146;"]);
        assert_eq!(found("<b>It&#146;s</b>"), ["&#146;"]);
        assert_eq!(found("<p>\nIt&#146;s</p>\n"), [""; 0]);
    }
}
