//! Kramdown, Jekyll's Markdown, as far as it has signs of its own: attributes, its table of contents, comments.

mod comment;
mod html;
mod list;
mod table;

use crate::folder::{
    code,
    hiding::{HIDDEN, says_hidden, take_block, take_words},
};

/// Takes out what only kramdown reads; also says what of it was lost.
pub fn plain(text: &str) -> (String, Vec<String>) {
    let mut lines = Lines::default();
    let text = comment::without(text, &mut lines.lost);
    let text = &list::counted(&parted(&html::opened(&text)));
    each_line(text, |line, is_code| {
        if is_code {
            lines.out.push(line.to_owned());
        } else {
            lines.take(line);
        }
    });
    let mut lost = lines.lost;
    let text = table::with_headers(&lines.out.concat());
    (
        code::change(
            &text,
            &mut |text| spans(text, &mut lost),
            &mut str::to_owned,
        ),
        lost,
    )
}

/// Shows each line of a text, and whether it is of a block of code.
fn each_line<'t>(text: &'t str, mut show: impl FnMut(&'t str, bool)) {
    let code = code::ranges(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_code = code.iter().any(|range| {
            let is_block =
                text[range.clone()].contains('\n') || !text[range.clone()].starts_with('`');
            is_block && range.start < at + line.len() && at < range.end
        });
        show(line, is_code);
        at += line.len();
    }
}

/// Parts lists where kramdown does: at its sign that a block ends, and behind attributes of a list.
fn parted(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    each_line(text, |line, is_code| {
        let plain = line.trim();
        let is_end = !is_code && plain == "^";
        let is_behind = !is_code
            && line.starts_with("{:")
            && plain.ends_with('}')
            && !plain
                .trim_start_matches(['{', ':', ' ', '.'])
                .starts_with("toc")
            && list::is_last(&lines);
        if !is_end {
            lines.push(line.to_owned());
        }
        if is_end || is_behind {
            lines.push(APART.into());
        }
    });
    lines.concat()
}

/// An empty line and a sign that parts two lists.
const APART: &str = "\n<!-- -->\n\n";

#[derive(Default)]
struct Lines {
    out: Vec<String>,
    lost: Vec<String>,
    /// An id for the next heading.
    id: Option<String>,
    /// The first number of the next list.
    start: Option<String>,
    /// Marks a block that attributes above it hide.
    is_hidden: bool,
}

impl Lines {
    fn take(&mut self, line: &str) {
        let plain = line.trim();
        self.is_hidden &= !plain.is_empty();
        if self.is_hidden {
            return;
        }
        if let Some((term, words)) = abbreviation(plain) {
            self.lost
                .push(format!("the explanation of {term}: {words}"));
            return;
        }
        if let Some(inside) = plain
            .strip_prefix("{:")
            .and_then(|rest| rest.strip_suffix('}'))
            && !inside.contains('}')
        {
            self.attributes(inside);
            return;
        }
        if let Some((mark, inside, rest)) = item_attributes(line) {
            let item = format!("{mark}{rest}");
            match value(inside, "value").filter(|_| list::is_numbered(mark)) {
                // Markdown has other numbers only where a list begins.
                Some(number) => {
                    let indent = &mark[..mark.len() - mark.trim_start().len()];
                    self.out.push(format!("\n{indent}<!-- -->\n\n"));
                    self.out.push(list::starting(&item, number));
                }
                None => self.out.push(item),
            }
            self.lost.extend(numbers_of(inside));
            return;
        }
        if let Some(start) = self.start.take_if(|_| list::is_numbered(line)) {
            self.out.push(list::starting(line, &start));
            return;
        }
        if let Some(id) = self.id.take_if(|_| plain.starts_with('#')) {
            self.out.push(with_id(line, &id));
            return;
        }
        self.out.push(line.to_owned());
    }

    /// A line of attributes belongs to what stands above it, or else below it.
    fn attributes(&mut self, inside: &str) {
        let words: Vec<&str> = inside.split_whitespace().collect();
        if words
            .first()
            .is_some_and(|word| word.trim_start_matches('.') == "toc")
        {
            // A list that the table of contents takes the place of.
            if self.out.last().is_some_and(|line| is_item(line)) {
                self.out.pop();
            }
            return;
        }
        self.lost.extend(numbers_of(inside));
        if says_hidden(inside) {
            self.lost.push(HIDDEN.into());
            self.is_hidden = self.out.last().is_none_or(|line| line.trim().is_empty());
            take_block(&mut self.out);
            return;
        }
        let start = value(inside, "start");
        if let Some(start) = start.filter(|start| !list::restart(&mut self.out, start)) {
            self.start = Some(start.to_owned());
        }
        let Some(id) = words.iter().find_map(|word| word.strip_prefix('#')) else {
            return;
        };
        match self.out.last_mut() {
            Some(last) if last.starts_with('#') => *last = with_id(last, id),
            Some(last) if !last.trim().is_empty() => {
                self.lost
                    .push(format!("the anchor #{id}, which is not a heading's"));
            }
            _ => self.id = Some(id.to_owned()),
        }
    }
}

/// The value of an attribute: `start="3"`.
fn value<'a>(inside: &'a str, name: &str) -> Option<&'a str> {
    let words = inside.split_whitespace();
    let mut found = words.filter_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    found.next().map(|value| value.trim_matches(['"', '\'']))
}

/// Says what becomes of numbers that Markdown cannot write.
fn numbers_of(inside: &str) -> Option<String> {
    let mut found = ["type", "reversed"]
        .into_iter()
        .filter_map(|name| Some(format!("{name}=\"{}\"", value(inside, name)?)));
    let first = found.next()?;
    Some(format!(
        "the numbers of a list with {first}: they are plain ones now"
    ))
}

/// Attributes of an item, behind its mark: `- {:.x} Text`.
fn item_attributes(line: &str) -> Option<(&str, &str, &str)> {
    let (mark, rest) = line.split_once("{:")?;
    let is_mark = is_item(mark) && mark.trim().len() <= 4 && mark.ends_with(' ');
    let (inside, rest) = rest.split_once('}')?;
    is_mark.then(|| (mark, inside, rest.trim_start_matches(' ')))
}

fn with_id(heading: &str, id: &str) -> String {
    let words = heading.trim_end();
    let end = &heading[words.len()..];
    if words.ends_with('}') {
        return heading.to_owned();
    }
    format!("{words} {{#{id}}}{end}")
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['*', '-', '+']) || digits > 0 && line[digits..].starts_with('.')
}

/// `*[HTML]: Hyper Text Markup Language`
fn abbreviation(line: &str) -> Option<(&str, &str)> {
    let (term, words) = line.strip_prefix("*[")?.split_once("]:")?;
    Some((term, words.trim()))
}

/// Takes out attributes that stand behind a link, a picture or emphasis, and marks of raw HTML.
fn spans(text: &str, lost: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{:") {
        out.push_str(before);
        let end = after
            .find(['}', '\n'])
            .filter(|end| after[*end..].starts_with('}'));
        let is_mark = after.starts_with([':', '/']);
        let is_behind = before.ends_with([')', ']', '*', '_', '`', '>'])
            || before.is_empty() && text.len() == rest.len();
        match end {
            Some(end) if is_mark || is_behind => {
                let inside = &after[..end];
                let id = inside
                    .split_whitespace()
                    .find_map(|word| word.strip_prefix('#'));
                lost.extend(id.map(|id| format!("the anchor #{id}, which is not a heading's")));
                if is_behind && !is_mark && says_hidden(inside) {
                    take_words(&mut out);
                    lost.push(HIDDEN.into());
                }
                rest = &after[end + 1..];
            }
            _ => {
                out.push_str("{:");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_go_and_ids_of_headings_stay() {
        for (text, wanted, lost) in [
            ("Text.\n{: .lead}\n\nMore.\n", "Text.\n\nMore.\n", 0),
            ("## Head\n{: #kram .x}\n", "## Head {#kram}\n", 0),
            ("{: #kram}\n## Head\n", "## Head {#kram}\n", 0),
            ("## Head {#a}\n{: #b}\n", "## Head {#a}\n", 0),
            ("Text.\n{: #x}\n", "Text.\n", 1),
            ("* TOC\n{:toc}\n\nText.\n", "\nText.\n", 0),
            ("1. Contents\n{:toc .x}\n", "", 0),
            (
                "![p](/p.png){: width=\"200\" .c} and *b*{:.d}.\n",
                "![p](/p.png) and *b*.\n",
                0,
            ),
            (
                "`{:.x}` {:.y} [a](b){:target=\"_blank\"}\n",
                "`{:.x}` {:.y} [a](b)\n",
                0,
            ),
            ("`code`{:.ruby} x\n", "`code` x\n", 0),
            (
                "```\n{: .x}\n```\n\n    {: .y}\n",
                "```\n{: .x}\n```\n\n    {: .y}\n",
                0,
            ),
            (
                "a\n\n{::comment}\nSecret.\n{:/comment}\n\nb\n",
                "a\n\n\nb\n",
                0,
            ),
            (
                "{::options parse_block_html=\"true\" /}\nText\n",
                "Text\n",
                0,
            ),
            ("{::nomarkdown}\n<b>x</b>\n{:/}\n", "<b>x</b>\n", 0),
            ("{:ref: .x}\nText\n", "Text\n", 0),
            ("*[HTML]: Hyper Text\n\nHTML\n", "\nHTML\n", 1),
            ("- a\n^\n- b\n", "- a\n\n<!-- -->\n\n- b\n", 0),
            ("5. a\n6. b\n", "1. a\n6. b\n", 0),
            ("10. a\n\n    b\n", "01. a\n\n    b\n", 0),
            (
                "1. a\n2. b\n{: start=\"3\" .x}\n",
                "\n3. a\n2. b\n\n<!-- -->\n\n",
                0,
            ),
            ("{: start='12'}\n1. a\n", "12. a\n", 0),
            ("- x\n  4. a\n\n> 7. b\n", "- x\n  1. a\n\n> 1. b\n", 0),
            ("Text\n5. a\n6. b\n", "Text\n1. a\n2. b\n", 0),
            ("1) a\n2) b\n", "1\\) a\n2\\) b\n", 0),
            ("1. a\n{: type=\"a\"}\n", "1. a\n\n<!-- -->\n\n", 1),
            (
                "1. a\n{: start=\"3\"}\n\n7. b\n",
                "\n3. a\n\n<!-- -->\n\n\n1. b\n",
                0,
            ),
            ("1. 2019.\n   3.\n", "1. 2019\\.\n   3\\.\n", 0),
            ("3. 3) 2019. a\n", "1. 3\\) 2019. a\n", 0),
            (
                "1. a\n   b\n2. c\n{: start=\"10\"}\n",
                "\n10. a\n    b\n02. c\n\n<!-- -->\n\n",
                0,
            ),
            ("1. {: reversed=\"\"} a\n- {:.x} b\n", "1. a\n   - b\n", 1),
            (
                "1. a\n2. {: value=\"4\"} b\n3. c\n",
                "1. a\n\n<!-- -->\n\n4. b\n3. c\n",
                0,
            ),
            ("```\n5. a\n```\n", "```\n5. a\n```\n", 0),
            (
                "<div class=\"x\" markdown=\"1\">\n*a*\n</div>\n",
                "<div class=\"x\">\n\n*a*\n\n</div>\n",
                0,
            ),
            (
                "<div markdown='block'>*a*</div> <span markdown=\"1\">*b*</span>\n",
                "<div>\n\n*a*\n\n</div>\n\n<span>*b*</span>\n",
                0,
            ),
            ("`<div markdown=\"1\">`\n", "`<div markdown=\"1\">`\n", 0),
        ] {
            let (written, told) = plain(text);
            assert_eq!(
                (written.as_str(), told.len()),
                (wanted, lost),
                "{text} {told:?}"
            );
        }
    }

    #[test]
    fn what_attributes_hide_goes_and_is_told() {
        for (text, wanted, lost) in [
            (
                "a\n\nSECRET\nSECRET\n{: hidden=\"\"}\n\nb\n",
                "a\n\n\nb\n",
                1,
            ),
            (
                "{: style=\"display:none\"}\nSECRET\nSECRET\n\nb\n",
                "\nb\n",
                1,
            ),
            ("a **SECRET**{: hidden=\"\"} b\n", "a  b\n", 1),
        ] {
            let (written, told) = plain(text);
            assert_eq!((written.as_str(), told.len()), (wanted, lost), "{text}");
        }
    }
}
