//! Texts of kramdown, block by block, with each list indented as other readers of Markdown want it, where they would find
//! another one.

use std::ops::Range;

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag};

use crate::folder::kramdown::list::{
    first_numbers,
    items::{List, element_name, ends_lazy, is_rule, is_start, list, with_spaces},
    shape::shape,
};

/// Lists and quotations in others are looked at so deeply.
const DEPTH: usize = 16;

/// Indents what belongs to the items of lists.
pub fn indented(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let written = blocks(&lines, DEPTH, Before::Nothing);
    if written == lines {
        return text.to_owned();
    }
    let end = if text.ends_with('\n') { "\n" } else { "" };
    written.join("\n") + end
}

/// What stands above a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing that goes on.
    Nothing,
    Paragraph,
    List,
}

/// The lines of a text, with its lists indented.
fn blocks(lines: &[&str], depth: usize, mut before: Before) -> Vec<String> {
    let html = html(lines);
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let (written, length, after) =
            if let Some(block) = html.iter().find(|block| block.start == at) {
                element(&rest[..block.len()])
            } else {
                block(rest, depth, before)
            };
        if before == Before::List {
            out.extend(outside(written));
        } else {
            out.extend(written);
        }
        let is_blank = line.trim().is_empty();
        before = if is_blank && before == Before::List {
            before
        } else {
            after
        };
        at += length.max(1);
    }
    out
}

/// The block or line that lines begin with, how many lines it takes, and what those below it stand under.
fn block(lines: &[&str], depth: usize, before: Before) -> (Vec<String>, usize, Before) {
    let line = lines[0];
    let is_paragraph = before == Before::Paragraph;
    if !is_paragraph && is_code(line) {
        let (own, length) = code(lines);
        return (own, length, Before::Nothing);
    }
    if let Some(length) = fence(lines) {
        return (owned(&lines[..length]), length, Before::Nothing);
    }
    if depth > 0 && is_quotation(line) {
        let (own, length) = quotation(lines, depth);
        return (own, length, Before::Nothing);
    }
    let list = (depth > 0 && is_start(line)).then(|| list(lines)).flatten();
    if let Some(found) = list {
        let length = found.length;
        let own = written(found, depth);
        // Others find no list in the midst of a paragraph, unless it begins with 1.
        let is_alike = before == Before::Nothing && is_alike(&lines[..length], &own);
        let own = if is_alike {
            owned(&lines[..length])
        } else {
            own
        };
        return (own, length, Before::List);
    }
    if is_definition(line) {
        let length = definition(lines);
        return (owned(&lines[..length]), length, Before::Nothing);
    }
    let is_over = line.trim().is_empty() || line.starts_with('#') || is_rule(line);
    let after = if is_over {
        Before::Nothing
    } else {
        Before::Paragraph
    };
    (vec![unmarked(line, is_paragraph)], 1, after)
}

/// Lines that belong to no item of the list above them.
fn outside(mut lines: Vec<String>) -> Vec<String> {
    let Some(first) = lines.first_mut() else {
        return lines;
    };
    if is_code(first) {
        let apart = ["<!-- -->", ""].map(ToOwned::to_owned);
        lines.splice(0..0, apart);
    } else {
        *first = first.trim_start_matches(' ').to_owned();
    }
    lines
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// Tells whether others find the same blocks in lines as in the ones that they would become.
fn is_alike(lines: &[&str], own: &[String]) -> bool {
    // In another place a tab would be as wide as other spaces.
    if lines.iter().any(|line| line.contains('\t')) {
        return false;
    }
    let plain = first_numbers::once(&lines.join("\n"));
    shape(&plain) == shape(&first_numbers::once(&own.join("\n")))
}

/// A block of HTML. To kramdown it ends with its element, to others with an empty line.
fn element(lines: &[&str]) -> (Vec<String>, usize, Before) {
    let mut own = owned(lines);
    let name = element_name(lines[0]).unwrap_or_default();
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut depth = 0;
    let is_end = |line: &&str| {
        depth += line.matches(&open).count();
        depth = depth.saturating_sub(line.matches(&close).count());
        depth == 0
    };
    let end = lines
        .iter()
        .position(is_end)
        .map_or(lines.len(), |at| at + 1);
    if !name.is_empty() && end < lines.len() {
        own.truncate(end);
        own.push(String::new());
    }
    let length = if name.is_empty() { lines.len() } else { end };
    (own, length, Before::Nothing)
}

/// Escapes signs that are text to kramdown: a mark of an item with nothing behind it, that of a heading which is indented,
/// and a fence that nothing closes.
fn unmarked(line: &str, is_paragraph: bool) -> String {
    let words = line.trim_start_matches(' ');
    let spaces = line.len() - words.len();
    if spaces <= 3 && (words.starts_with("```") || words.starts_with("~~~")) {
        if is_paragraph {
            return format!("    {line}");
        }
        let sign = &words[..1];
        return line.replace(sign, &format!("\\{sign}"));
    }
    let is_mark = !is_paragraph && matches!(words, "*" | "+" | "-");
    if is_mark || words.starts_with('#') && (1..=3).contains(&spaces) {
        return format!("{}\\{words}", &line[..spaces]);
    }
    line.to_owned()
}

/// Blocks of HTML, by their lines.
fn html(lines: &[&str]) -> Vec<Range<usize>> {
    if !lines.iter().any(|line| line.trim_start().starts_with('<')) {
        return Vec::new();
    }
    let text = lines.join("\n");
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |at: usize| ends.partition_point(|end| *end < at);
    let events = Parser::new_ext(&text, markdown::options()).into_offset_iter();
    let blocks = events.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    blocks
        .map(|(_, range)| {
            let end = text[..range.end].trim_end().len().max(range.start);
            line_of(range.start)..line_of(end) + 1
        })
        .collect()
}

fn is_code(line: &str) -> bool {
    (line.starts_with("    ") || line.starts_with('\t')) && !line.trim().is_empty()
}

/// A block of code, to which lines below it belong even if they are not indented.
fn code(lines: &[&str]) -> (Vec<String>, usize) {
    let mut out: Vec<String> = Vec::new();
    let mut length = 0;
    let mut is_after_blank = false;
    for line in lines {
        let is_blank = line.trim().is_empty();
        if is_code(line) || is_blank {
            out.push((*line).to_owned());
        } else if is_after_blank || ends_lazy(line, 3) {
            break;
        } else {
            out.push(format!("    {line}"));
        }
        is_after_blank = is_blank;
        length += 1;
    }
    (out, length)
}

/// The length of a block of code between fences, if one begins here and ends somewhere.
fn fence(lines: &[&str]) -> Option<usize> {
    let open = lines.first()?.trim_start_matches(' ');
    let sign = open.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks = open.chars().take_while(|c| *c == sign).count();
    if marks < 3 || lines[0].len() - open.len() > 3 || open[marks..].contains('`') {
        return None;
    }
    let is_end = |line: &&str| {
        let words = line.trim_start_matches(' ');
        let close = words.trim_end();
        line.len() - words.len() <= 3 && close.len() >= marks && close.chars().all(|c| c == sign)
    };
    lines[1..].iter().position(is_end).map(|at| at + 2)
}

fn is_quotation(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    line.len() - words.len() <= 3 && words.starts_with('>')
}

/// A quotation, to which all lines up to an empty one belong.
fn quotation(lines: &[&str], depth: usize) -> (Vec<String>, usize) {
    let ends = |line: &&str| line.trim().is_empty() || ends_lazy(line, 3);
    let length = lines.iter().position(ends).unwrap_or(lines.len()).max(1);
    let inside: Vec<String> = lines[..length]
        .iter()
        .map(|line| {
            let inside = is_quotation(line).then(|| &line.trim_start_matches(' ')[1..]);
            let inside = inside.map(|inside| inside.strip_prefix(' ').unwrap_or(inside));
            with_spaces(inside.unwrap_or(line))
        })
        .collect();
    let inside: Vec<&str> = inside.iter().map(String::as_str).collect();
    let written = blocks(&inside, depth - 1, Before::Nothing);
    let own: Vec<String> = written
        .iter()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    if is_alike(&lines[..length], &own) {
        return (owned(&lines[..length]), length);
    }
    (own, length)
}

/// `: What a term means`
fn is_definition(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    line.len() - words.len() <= 3 && [": ", ":\t"].iter().any(|mark| words.starts_with(mark))
}

/// How many lines belong to what a term means.
fn definition(lines: &[&str]) -> usize {
    let mut length = 0;
    let mut is_after_blank = false;
    for line in lines {
        let is_blank = line.trim().is_empty();
        let is_inside = is_blank || line.starts_with([' ', '\t']) || is_definition(line);
        if is_after_blank && !is_inside || ends_lazy(line, 3) {
            break;
        }
        is_after_blank = is_blank;
        length += 1;
    }
    length
}

/// A list with all that belongs to each item below its words.
fn written(found: List, depth: usize) -> Vec<String> {
    let items: Vec<Vec<String>> = found.items.iter().map(|parts| item(parts, depth)).collect();
    let usual = marked(&items, found.is_ordered, found.sign);
    // An item may look like a line that parts a text: `* * *`.
    if !found.is_ordered && usual.iter().any(|line| is_rule(line)) {
        return marked(&items, false, '+');
    }
    usual
}

/// The lines of an item. Lists in two of its parts are two lists.
fn item(parts: &[Vec<String>], depth: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut ends_with_numbers = false;
    let mut before = Before::Nothing;
    for part in parts {
        let lines: Vec<&str> = part.iter().map(String::as_str).collect();
        let written = blocks(&lines, depth - 1, before);
        before = Before::Paragraph;
        let is_numbered = |line: &&String| line.starts_with(|c: char| c.is_ascii_digit());
        if ends_with_numbers && written.first().as_ref().is_some_and(is_numbered) {
            out.extend(["", "<!-- -->", ""].map(ToOwned::to_owned));
        }
        let is_own = |line: &&String| !line.is_empty() && !line.starts_with(' ');
        ends_with_numbers = written
            .iter()
            .rfind(is_own)
            .as_ref()
            .is_some_and(is_numbered);
        out.extend(written);
    }
    out
}

fn marked(items: &[Vec<String>], is_ordered: bool, sign: char) -> Vec<String> {
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let mark = if is_ordered {
            format!("{}. ", at + 1)
        } else {
            format!("{sign} ")
        };
        let margin = " ".repeat(mark.len());
        for (at, line) in item.iter().enumerate() {
            out.push(match (at, line.is_empty()) {
                (0, _) => format!("{mark}{line}"),
                (_, true) => String::new(),
                (_, false) => format!("{margin}{line}"),
            });
        }
    }
    out
}
