//! Markdown inside of raw HTML, where it is not read.

use std::ops::Range;

use gazette_diagnostics::rule;

use crate::body::{
    finding::BodyFinding,
    stray::brackets::{closing, is_address},
};

/// Elements in which marks are meant as they are.
const VERBATIM: [&str; 6] = ["pre", "code", "kbd", "samp", "script", "style"];

/// Finds the first sign of each kind in a block of HTML.
pub fn find(written: &str, block: Range<usize>) -> Vec<BodyFinding> {
    let text = &written[block.clone()];
    let mut found: Vec<BodyFinding> = Vec::new();
    for piece in pieces(text) {
        for sign in signs(text, piece) {
            let kind = &text[sign.clone()][..1];
            let is_known = |it: &BodyFinding| written[it.place.clone()].starts_with(kind);
            if !found.iter().any(is_known) {
                found.push(finding(&text[sign.clone()], block.start + sign.start));
            }
        }
    }
    found
}

fn finding(sign: &str, start: usize) -> BodyFinding {
    let is_footnote = sign.starts_with("[^");
    let mark = if is_footnote {
        "[^"
    } else if sign.starts_with("**") {
        "**"
    } else {
        sign
    };
    BodyFinding {
        rule: if is_footnote {
            &rule::FOOTNOTE_MISSING
        } else {
            &rule::TEXT_STRAY_MARK
        },
        message: format!("{mark} stays in the text: it stands in HTML"),
        place: start..start + sign.len(),
        label: "readers see it",
        help: "Markdown is not read inside of HTML. Leave an empty line around what stands between the tags, or write it in HTML."
            .into(),
    }
}

/// The pieces of text between tags and comments, but for those in which marks are meant.
fn pieces(html: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut verbatim = 0_usize;
    let mut at = 0;
    while at < html.len() {
        let open = html[at..].find('<').map_or(html.len(), |open| at + open);
        if verbatim == 0 && open > at {
            pieces.push(at..open);
        }
        let rest = &html[open..];
        let (end, length) = if rest.starts_with("<!--") {
            (rest.find("-->"), 3)
        } else {
            (rest.find('>'), 1)
        };
        let name = rest.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        if name.is_some_and(|name| VERBATIM.iter().any(|it| name.eq_ignore_ascii_case(it))) {
            verbatim = if rest.starts_with("</") {
                verbatim.saturating_sub(1)
            } else {
                verbatim + 1
            };
        }
        at = end.map_or(html.len(), |end| open + end + length);
    }
    pieces
}

/// Signs of Markdown in a piece of text.
fn signs(html: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let text = &html[piece.clone()];
    let inline = [
        enclosed(text, "**", "**"),
        enclosed(text, "[^", "]"),
        link(text),
    ];
    let mut signs: Vec<Range<usize>> = inline.into_iter().flatten().collect();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // What follows a tag on its line is no line of its own.
        let is_whole = start > 0 || html[..piece.start].ends_with('\n');
        let inner = line.trim_start();
        let from = start + line.len() - inner.len();
        if is_whole && begins_block(inner) {
            signs.push(from..from + inner.trim_end().len());
        }
        start += line.len();
    }
    signs
        .into_iter()
        .map(|sign| piece.start + sign.start..piece.start + sign.end)
        .collect()
}

/// The first words between two marks.
fn enclosed(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let start = text.find(open)?;
    let inside = &text[start + open.len()..];
    let length = inside.find(close).filter(|length| *length > 0)?;
    Some(start..start + open.len() + length + close.len())
}

/// The first link or picture.
fn link(text: &str) -> Option<Range<usize>> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let length = closing(&text[middle + 2..])?;
    let is_image = text[..open].ends_with('!');
    let is_meant = is_address(&text[middle + 2..middle + 2 + length]);
    is_meant.then(|| open - usize::from(is_image)..middle + 2 + length + 1)
}

/// Tells whether a line begins as an item of a list or a heading does.
fn begins_block(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign))
        || ((1..=3).contains(&digits) && line[digits..].starts_with(". "))
        || ((1..=6).contains(&hashes) && line[hashes..].starts_with(' '))
}
