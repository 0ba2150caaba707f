//! Code in Markdown, in which nothing is a command or a link.

use std::ops::Range;

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The places of code in a text: blocks and spans, in their order.
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        if matches!(
            event,
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock)
        ) {
            match ranges.last_mut() {
                Some(last) if last.end >= range.end => {}
                _ => ranges.push(range),
            }
        }
    }
    ranges
}

/// Changes what is no code, and what is, piece by piece.
pub fn change(
    text: &str,
    outside: &mut dyn FnMut(&str) -> String,
    inside: &mut dyn FnMut(&str) -> String,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges(text) {
        out.push_str(&outside(&text[at..range.start]));
        out.push_str(&inside(&text[range.clone()]));
        at = range.end;
    }
    out.push_str(&outside(&text[at..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_text() {
        let text = "a `b` c\n\n```\nd\n```\n\n    e\n\n- f `` g ` `` h\n";
        let changed = change(text, &mut str::to_uppercase, &mut str::to_owned);
        assert_eq!(
            changed,
            "A `b` C\n\n```\nd\n```\n\n    e\n\n- F `` g ` `` H\n"
        );
    }
}
