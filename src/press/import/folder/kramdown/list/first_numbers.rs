//! First numbers of lists where Markdown finds lists: 1.

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag};

use crate::folder::kramdown::list::numbers::{digits, number};

/// Has the lists of a text begin with 1; those in them come to light by that.
pub fn once(text: &str) -> String {
    let mut out = text.to_owned();
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    // Of a line that becomes text, nothing is a list any more.
    let mut read = 0;
    for (event, range) in events {
        if range.start < read {
            continue;
        }
        let is_list = matches!(event, Event::Start(Tag::List(Some(number))) if number != 1);
        if !is_list && !matches!(event, Event::Start(Tag::Item)) {
            continue;
        }
        let digits = digits(&text[range.start..]);
        let end = range.start + digits;
        if digits == 0 {
            continue;
        }
        // With a bracket, or with nothing behind it, a number is text.
        let is_text = text[end..].starts_with(')')
            || text[end..]
                .trim_start_matches('.')
                .lines()
                .next()
                .is_none_or(str::is_empty);
        if !is_text {
            changes.extend(is_list.then(|| (range.start, end, number("1", digits))));
        } else if !is_list {
            changes.push((end, end, "\\".to_owned()));
            read = end + text[end..].find('\n').unwrap_or(text.len() - end);
        }
    }
    for (start, end, with) in changes.into_iter().rev() {
        out.replace_range(start..end, &with);
    }
    out
}
