//! Braces at the end of a heading: `{#id}` names the heading, and everything else in them is text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::body::autolink::PlacedEvent;

/// Gives text in braces, which the parser took for attributes without a name or class, back to its heading.
pub fn give_back<'a>(events: Vec<PlacedEvent<'a>>, body: &'a str) -> Vec<PlacedEvent<'a>> {
    let mut out = Vec::with_capacity(events.len());
    // A heading without a name, and the end of its text so far.
    let mut open: Option<(Range<usize>, usize)> = None;
    for (mut event, range) in events {
        match &mut event {
            Event::Start(Tag::Heading {
                id, classes, attrs, ..
            }) => {
                let is_plain = id.is_none() && classes.is_empty();
                open = is_plain.then(|| (range.clone(), range.start));
                attrs.clear();
            }
            Event::End(TagEnd::Heading(_)) => {
                let taken = open.take();
                out.extend(taken.and_then(|(heading, end)| text(body, &heading, end)));
            }
            _ => {
                if let Some((_, end)) = &mut open {
                    *end = range.end.max(*end);
                }
            }
        }
        out.push((event, range));
    }
    out
}

/// The text in braces behind the end of a heading's other text.
fn text<'a>(body: &'a str, heading: &Range<usize>, end: usize) -> Option<PlacedEvent<'a>> {
    let rest = &body[end..heading.end];
    let open = rest.find('{')?;
    let close = rest.rfind('}')?;
    let is_sign = |c: char| c == '#' || c == '>' || c.is_whitespace();
    if close < open || !rest[..open].chars().all(is_sign) {
        return None;
    }
    let start = if end == heading.start {
        end + open
    } else {
        end
    };
    let place = start..end + close + 1;
    Some((Event::Text(CowStr::Borrowed(&body[place.clone()])), place))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser, html};

    use super::*;

    #[test]
    fn only_names_are_taken() {
        for (written, read) in [
            ("## 標題 {草案}", "<h2>標題 {草案}</h2>"),
            ("## The set {a, b}", "<h2>The set {a, b}</h2>"),
            ("## f(x) = {1} ##", "<h2>f(x) = {1}</h2>"),
            ("Head {x}\n---", "<h2>Head {x}</h2>"),
            ("## **Head** {x}", "<h2><strong>Head</strong> {x}</h2>"),
            ("## {x}", "<h2>{x}</h2>"),
            ("## A {}", "<h2>A {}</h2>"),
            (
                "> ## A {x}\n> b",
                "<blockquote>\n<h2>A {x}</h2>\n<p>b</p>\n</blockquote>",
            ),
            ("## A {#x}", "<h2 id=\"x\">A</h2>"),
            ("## A `{x}`", "<h2>A <code>{x}</code></h2>"),
            ("## A {x} b", "<h2>A {x} b</h2>"),
        ] {
            let options = Options::ENABLE_HEADING_ATTRIBUTES;
            let events = Parser::new_ext(written, options)
                .into_offset_iter()
                .collect();
            let mut out = String::new();
            html::push_html(
                &mut out,
                give_back(events, written).into_iter().map(|it| it.0),
            );
            assert_eq!(out.trim_end(), read, "{written}");
        }
    }
}
