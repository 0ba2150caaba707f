//! Comments of kramdown, which readers never see, wherever they stand: `{::comment}…{:/comment}`.

use std::ops::Range;

use crate::folder::code;

const OPEN: &str = "{::comment";
const ENDS: [&str; 2] = ["{:/comment}", "{:/}"];

/// What stands in comments changes what is code behind them; that is looked at anew so often.
const ROUNDS: usize = 256;

/// A text without its comments. `lost` is told of one that does not end.
pub fn without(text: &str, lost: &mut Vec<String>) -> String {
    let mut text = text.to_owned();
    let mut from = 0;
    for _ in 0..ROUNDS {
        let Some(clean) = round(&mut text, from, lost) else {
            return text;
        };
        from = clean;
    }
    if text[from..].contains(OPEN) {
        text.truncate(from);
        lost.push("comments with code in them, too many, and what stands behind them".into());
    }
    text
}

/// Takes out comments up to one with code in it, and returns the place behind that; `None` at the end of the text.
fn round(text: &mut String, from: usize, lost: &mut Vec<String>) -> Option<usize> {
    let code = code::ranges(text);
    let mut out = text[..from].to_owned();
    let mut at = from;
    let mut is_over = true;
    while let Some((whole, is_ended)) = next(text, at, &code) {
        out.push_str(&text[at..whole.start]);
        at = whole.end;
        if !is_ended {
            lost.push("a comment that does not end, and what stands behind it".into());
        }
        if text[whole].contains(['`', '~']) {
            is_over = false;
            break;
        }
    }
    let clean = out.len();
    out.push_str(&text[at..]);
    *text = out;
    (!is_over).then_some(clean)
}

/// The place of the next comment, and whether it has an end.
fn next(text: &str, from: usize, code: &[Range<usize>]) -> Option<(Range<usize>, bool)> {
    let mut at = from;
    loop {
        let start = at + text[at..].find(OPEN)?;
        at = start + OPEN.len();
        let inside = at + text[at..].find('}')? + 1;
        let attributes = &text[at..inside - 1];
        let is_one = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        // One that is its own end has nothing between.
        let is_whole = attributes.ends_with('/');
        let slashes = text[..start]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\');
        let is_written_about =
            slashes.count() % 2 == 1 || code.iter().any(|range| range.contains(&start));
        if !is_one || is_whole || is_written_about {
            continue;
        }
        let Some((length, width)) = end_of(text, start, inside) else {
            return Some((start..text.len(), false));
        };
        let mut end = inside + length + width;
        // Lines that are nothing else go whole.
        let is_line = text[..start].is_empty() || text[..start].ends_with('\n');
        if is_line && text[end..].starts_with('\n') {
            end += 1;
        }
        return Some((start..end, true));
    }
}

/// The end of a comment, from the end of its beginning, and how long it is. One that is a block ends on a line of its own.
fn end_of(text: &str, start: usize, inside: usize) -> Option<(usize, usize)> {
    let rest = &text[inside..];
    let ends = || {
        rest.match_indices("{:/").filter_map(|(at, _)| {
            let mut ends = ENDS.iter();
            let end = ends.find(|end| rest[at..].starts_with(**end))?;
            Some((at, end.len()))
        })
    };
    let is_mark = |c: char| c.is_whitespace() || c == '>';
    let is_begin = |at: usize| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        line.trim_matches(is_mark).is_empty()
    };
    let is_end = |at: usize| {
        let line = text[at..].split('\n').next().unwrap_or_default();
        line.trim().is_empty()
    };
    let is_block = is_begin(start) && is_end(inside);
    let mut blocks = ends().filter(|_| is_block);
    blocks
        .find(|(at, width)| is_begin(inside + at) && is_end(inside + at + width))
        .or_else(|| ends().next())
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn comments_go_wherever_they_stand() {
        for (text, wanted) in [
            ("a {::comment}SECRET{:/comment} b\n", "a  b\n"),
            (
                "a {::comment}SECRET{:/} b {::comment}SECRET{:/}\n",
                "a  b \n",
            ),
            (
                "> a\n> {::comment}\n> SECRET\n> {:/comment}\n> b\n",
                "> a\n> \n> b\n",
            ),
            (
                "- a\n\n  {::comment}\n  SECRET\n  {:/comment}\n- b\n",
                "- a\n\n  \n- b\n",
            ),
            ("{::comment}\nSECRET\n\nSECRET\n{:/comment}\nb\n", "b\n"),
            ("{::comment .x}SECRET{:/comment}b\n", "b\n"),
            ("{::comment}\nSECRET {:/} SECRET\n{:/comment}\nb\n", "b\n"),
            (
                "> {::comment}\n> SECRET {:/comment} SECRET\n> {:/}\n> b\n",
                "> \n> b\n",
            ),
            (
                "{::comment}\n```\nSECRET\n{:/comment}\na {::comment}SECRET{:/comment}\n",
                "a \n",
            ),
            (
                "`{::comment}a{:/comment}` \\{::comment}b{:/comment} {::comments}\n",
                "`{::comment}a{:/comment}` \\{::comment}b{:/comment} {::comments}\n",
            ),
            (
                "```\n{::comment}\na\n{:/comment}\n```\n",
                "```\n{::comment}\na\n{:/comment}\n```\n",
            ),
            ("{::comment text=\"x\" /}a\n", "{::comment text=\"x\" /}a\n"),
        ] {
            let mut lost = Vec::new();
            assert_eq!(without(text, &mut lost), wanted);
            assert!(lost.is_empty(), "{text} {lost:?}");
        }
    }

    #[test]
    fn one_that_does_not_end_is_told() {
        let mut lost = Vec::new();
        assert_eq!(without("a\n\n{::comment}\nSECRET\n", &mut lost), "a\n\n");
        assert_eq!(lost.len(), 1);
        let many = "{::comment}`{:/}".repeat(300) + "{::comment}SECRET{:/}";
        assert!(!without(&many, &mut lost).contains("SECRET"));
        assert_eq!(lost.len(), 2);
    }
}
