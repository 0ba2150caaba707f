//! Kramdown's lists with numbers: they begin with 1, whatever their source says, unless an attribute says otherwise; a
//! number with a bracket, or with nothing behind it, is text.

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag};

/// Lists in lists come to light so many times at most.
const DEPTH: usize = 8;

/// Writes the numbers that kramdown shows.
pub fn counted(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..DEPTH {
        let counted = once(&text);
        if counted == text {
            break;
        }
        text = counted;
    }
    text
}

fn once(text: &str) -> String {
    let mut out = text.to_owned();
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    // Of a line that becomes text, nothing is a list any more.
    let mut read = 0;
    for (event, range) in events {
        if range.start < read {
            continue;
        }
        if event == Event::SoftBreak {
            // A list may begin in the midst of a paragraph, whatever its number.
            let next = &text[range.end..];
            let start = range.end + next.len() - next.trim_start_matches([' ', '>']).len();
            let digits = digits(&text[start..]);
            if is_numbered(&text[start..]) {
                changes.push((start, start + digits, number("1", digits)));
            }
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

/// A number as wide as the one before, so that what belongs to the item stays below its words.
fn number(number: &str, width: usize) -> String {
    format!("{number:0>width$}")
}

fn digits(line: &str) -> usize {
    line.bytes().take_while(u8::is_ascii_digit).count()
}

/// Tells whether a line begins an item with a number.
pub fn is_numbered(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let digits = digits(line);
    digits > 0 && line[digits..].starts_with(". ")
}

/// An item with a number of its own.
pub fn starting(line: &str, start: &str) -> String {
    let words = line.trim_start_matches(' ');
    let indent = &line[..line.len() - words.len()];
    let digits = digits(words);
    match start.parse::<u32>() {
        Ok(_) => format!("{indent}{}{}", number(start, digits), &words[digits..]),
        Err(_) => line.to_owned(),
    }
}

/// Gives the list that the lines end with its first number; tells whether there is one.
pub fn restart(lines: &mut [String], start: &str) -> bool {
    let Some(first) = first_line(lines) else {
        return false;
    };
    // What belongs to an item stays below its words.
    let wider = start.len().saturating_sub(digits(&lines[first]));
    for line in &mut lines[first + 1..] {
        let pad = if is_numbered(line) && !line.starts_with(' ') {
            "0"
        } else if line.starts_with(' ') {
            " "
        } else {
            continue;
        };
        line.insert_str(0, &pad.repeat(wider));
    }
    // In the midst of a paragraph no list begins with another number than 1.
    lines[first] = format!("\n{}", starting(&lines[first], start));
    true
}

/// Tells whether the lines end with a list.
pub fn is_last(lines: &[String]) -> bool {
    let last = lines
        .iter()
        .rev()
        .find(|line| !line.starts_with([' ', '\t']));
    last.is_some_and(|line| {
        is_numbered(line) || line.starts_with(['*', '-', '+']) && line[1..].starts_with(' ')
    })
}

/// Place of the first line of the list that the lines end with.
fn first_line(lines: &[String]) -> Option<usize> {
    if lines.last().is_none_or(|line| line.trim().is_empty()) {
        return None;
    }
    let mut first = None;
    for (at, line) in lines.iter().enumerate().rev() {
        let is_inside = line.trim().is_empty() || line.starts_with([' ', '\t']);
        if is_numbered(line) && !line.starts_with(' ') {
            first = Some(at);
        } else if !is_inside && !is_lazy(lines, at) {
            break;
        }
    }
    first
}

/// Tells whether a line goes on with an item without being indented.
fn is_lazy(lines: &[String], at: usize) -> bool {
    let before = lines[..at].iter().rev();
    let mut before = before.take_while(|line| !line.trim().is_empty());
    before.any(|line| is_numbered(line)) && !lines[at].starts_with(['#', '<', '-', '*', '+'])
}
