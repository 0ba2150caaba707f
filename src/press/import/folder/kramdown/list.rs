//! Kramdown's lists with numbers: they begin with 1, whatever their source says, unless an attribute says otherwise; a
//! number with a bracket, or with nothing behind it, is text. What belongs to an item is indented as Markdown has it.

mod blocks;
mod first_numbers;
mod items;
mod numbers;
mod shape;

pub use crate::folder::kramdown::list::numbers::is_numbered;
use crate::folder::kramdown::list::numbers::{digits, number};

/// Lists in lists come to light so many times at most.
const DEPTH: usize = 8;

/// Writes the numbers that kramdown shows.
pub fn counted(text: &str) -> String {
    let mut text = blocks::indented(text);
    for _ in 0..DEPTH {
        let counted = first_numbers::once(&text);
        if counted == text {
            break;
        }
        text = counted;
    }
    text
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

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use gazette_content::body::markdown;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::counted;

    /// The items of a text with their numbers, and its words.
    fn seen(text: &str) -> String {
        let mut seen = String::new();
        let mut numbers: Vec<Option<u64>> = Vec::new();
        for event in Parser::new_ext(text, markdown::options()) {
            match event {
                Event::Start(Tag::List(first)) => numbers.push(first),
                Event::End(TagEnd::List(_)) => {
                    numbers.pop();
                    seen.push_str(" / ");
                }
                Event::Start(Tag::Item) => match numbers.last_mut() {
                    Some(Some(number)) => {
                        let _ = write!(seen, " {number}: ");
                        *number += 1;
                    }
                    _ => seen.push_str(" -: "),
                },
                Event::Start(Tag::CodeBlock(_)) => seen.push_str(" code "),
                Event::Start(Tag::BlockQuote(_)) => seen.push_str(" > "),
                Event::Start(Tag::Heading { .. }) => seen.push_str(" # "),
                Event::Rule => seen.push_str(" --- "),
                Event::Text(text) | Event::Html(text) => seen.push_str(&text),
                _ => seen.push(' '),
            }
        }
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Texts, and what kramdown 2.4 with its parser for GFM shows of them.
    const LISTS: &[(&str, &str)] = &[
        ("1. a\n - b\n2. c\n", "1: a -: b / 2: c /"),
        ("10. a\n  - b\n11. c\n", "1: a -: b / 2: c /"),
        ("1.\ta\n2.\tb\n   - c\n3.\td\n", "1: a 2: b -: c / 3: d /"),
        (
            "1. §1\n  1. sub\n  2. sub\n2. §2\n3. §3\n  - x\n4. §4\n",
            "1: §1 2: sub 3: sub 4: §2 5: §3 -: x / 6: §4 /",
        ),
        ("1. a\n```\ncode\n```\n2. b\n", "1: a code code 2: b /"),
        ("1. a\n~~~\n2. no\n~~~\n2. b\n", "1: a ~~~ 2: no ~~~ 3: b /"),
        ("1. a\n> q\n2. b\n", "1: a > q 2: b /"),
        ("1. a\n### H\n2. b\n", "1: a # H 2: b /"),
        ("1. a\n* x\n2. b\n", "1: a -: x / 2: b /"),
        ("1. a\n* * *\n2. b\n", "1: a --- 2: b /"),
        ("1. a\n\n* * *\n\n2. b\n", "1: a / --- 1: b /"),
        ("5. a\n6. b\n", "1: a 2: b /"),
        ("Text\n5. a\n6. b\n", "Text 1: a 2: b /"),
        ("Text\n    5. deep\n", "Text 5. deep"),
        ("> 1. a\n2. b\n", "> 1: a 2: b /"),
        ("> a\n> 1. b\n>  - c\n> 2. d\n", "> a 1: b -: c / 2: d /"),
        ("1. a\n\n * b\n\n2. c\n", "1: a / -: b / 1: c /"),
        ("* a\n\n   b\n\n      c\n* d\n", "-: a b code c -: d /"),
        ("1. a\n 1. b\n2. c\n", "1: a 2: b 3: c /"),
        ("1.   a\n\n   b\n\n2. c\n", "1: a / b 1: c /"),
        (
            "1. a\n    1. b\n        1. c\n    2. d\n2. e\n",
            "1: a 1: b 1: c / 2: d / 2: e /",
        ),
        (
            "1. a\n   1. b\n     10. c\n2. d\n",
            "1: a 1: b 2: c / 2: d /",
        ),
        ("1. a\n     9. deep\n2. b\n", "1: a 1: deep / 2: b /"),
        ("1. a\n\n\tb\n2. c\n", "1: a b 2: c /"),
        ("1. a\n\n        code\n2. c\n", "1: a code code 2: c /"),
        ("12. a\n\n    b\n\n13. c\n\n  d\n", "1: a b 2: c / d"),
        ("- 1. a\n  2. b\n- 1. c\n", "-: 1: a 2: b / -: 1: c / /"),
        ("1. a\n<div>x</div>\n2. b\n", "1: a / <div>x</div> 1: b /"),
        ("1. \n2. b\n", "1: 2: b /"),
        ("* *\n* b\n", "-: * -: b /"),
        ("> alpha\n1. a\n -\tb\n2. c\n", "> alpha 1: a -: b / 2: c /"),
    ];

    #[test]
    fn numbers_are_those_that_kramdown_shows() {
        for (text, wanted) in LISTS {
            let written = counted(text);
            assert_eq!(seen(&written), *wanted, "{text}\n---\n{written}");
            assert_eq!(counted(&written), written, "{text}");
        }
    }

    #[test]
    fn lists_that_others_find_too_stay_as_they_were_written() {
        for text in [
            "1. a\n2. b\n\n   c\n3. d\n",
            "- a\n    - b\n        - c\n- d\n",
            "* a\n\n  b\n\n      code\n\n* c\n",
            "1. a\n    ```\n    code\n    ```\n2. b\n",
        ] {
            assert_eq!(counted(text), text);
        }
    }
}
