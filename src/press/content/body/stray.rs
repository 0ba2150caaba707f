//! Markdown that was meant but not read: marks of emphasis that stay in the text, links with spaces in their addresses or
//! with names that nothing explains, marks of footnotes that nobody wrote.

mod brackets;

use std::ops::Range;

use gazette_diagnostics::rule;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::{
    autolink::{PlacedEvent, is_verbatim},
    finding::BodyFinding,
    plain_text::is_inline,
    stray::brackets::{LONGEST, closing, is_address, untitled},
};

/// Finds what was meant otherwise.
pub fn find(events: &[PlacedEvent<'_>], written: &str) -> Vec<BodyFinding> {
    let mut finder = Finder {
        written,
        found: Vec::new(),
        marks: Vec::new(),
        code: 0,
    };
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => finder.code += 1,
            Event::End(TagEnd::CodeBlock) => finder.code -= 1,
            Event::Text(_) if finder.code == 0 && is_verbatim(event, range) => {
                finder.text(range.clone());
            }
            Event::Html(html) => finder.html(html, range.start),
            Event::End(tag) if !is_inline(*tag) => finder.close(),
            Event::Start(tag) if !is_inline(tag.to_end()) => finder.close(),
            _ => {}
        }
    }
    finder.close();
    finder.found
}

struct Finder<'a> {
    written: &'a str,
    found: Vec<BodyFinding>,
    /// Marks that stayed in the passage that is being read.
    marks: Vec<Delimiter>,
    /// Number of open code blocks.
    code: usize,
}

/// A mark of emphasis that stayed in the text.
struct Delimiter {
    text: &'static str,
    place: Range<usize>,
    /// Presence of text right before and right after it.
    sides: (bool, bool),
}

impl Finder<'_> {
    fn text(&mut self, range: Range<usize>) {
        let bytes = self.written.as_bytes();
        let mut at = range.start;
        while at < range.end {
            let byte = bytes[at];
            if !matches!(byte, b'*' | b'_' | b'~' | b'[' | b']') || self.is_escaped(at) {
                at += 1;
                continue;
            }
            let run = bytes[at..range.end].iter().take_while(|it| **it == byte);
            let end = at + run.count();
            match byte {
                b'[' if bytes.get(end) == Some(&b'^') => self.footnote(end - 1),
                b']' => self.link(end - 1),
                b'*' | b'_' | b'~' => self.mark(at..end),
                _ => {}
            }
            at = end;
        }
    }

    fn is_escaped(&self, at: usize) -> bool {
        let before = self.written.as_bytes()[..at].iter().rev();
        before.take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    fn mark(&mut self, place: Range<usize>) {
        let text = match &self.written[place.clone()] {
            "*" => "*",
            "**" | "***" => "**",
            "__" => "__",
            "~~" => "~~",
            _ => return,
        };
        let before = self.written[..place.start].chars().next_back();
        let after = self.written[place.end..].chars().next();
        let is_there = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let sides = (is_there(before), is_there(after));
        // `a__b` is a name, and `__` alone a gap to fill in.
        if text == "__" && (is_word(before) && is_word(after) || sides == (false, false)) {
            return;
        }
        self.marks.push(Delimiter { text, place, sides });
    }

    /// Ends a passage: marks in it that were to enclose something are reported, each pair once.
    fn close(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        for text in ["**", "__", "~~", "*"] {
            let own: Vec<&Delimiter> = marks.iter().filter(|mark| mark.text == text).collect();
            // A single tilde or asterisk is also a sign of its own.
            let is_alone = match text {
                "**" | "__" => false,
                _ => {
                    let first = own.iter().position(|mark| mark.sides.1);
                    let last = own.iter().rposition(|mark| mark.sides.0);
                    first >= last || first.is_none()
                }
            };
            for pair in own.chunks(2).filter(|_| !is_alone) {
                self.stays(text, pair[0].place.clone());
            }
        }
    }

    fn stays(&mut self, text: &str, place: Range<usize>) {
        let escaped: String = text.chars().flat_map(|c| ['\\', c]).collect();
        self.found.push(BodyFinding {
            rule: &rule::TEXT_STRAY_MARK,
            message: format!("{text} stays in the text: it encloses nothing"),
            place,
            label: "readers see it",
            help: format!(
                "Write {text} right before and right after the words, and outside of them a space or a sign; or {escaped} if \
                 readers are to see it."
            ),
        });
    }

    fn footnote(&mut self, at: usize) {
        let rest = &self.written[at + 2..];
        let end = rest
            .bytes()
            .take(LONGEST)
            .position(|byte| b"[]\n\r".contains(&byte));
        let Some(end) = end.filter(|end| *end > 0 && rest.as_bytes()[*end] == b']') else {
            return;
        };
        let name = &rest[..end];
        if name.contains(char::is_whitespace) {
            return;
        }
        self.found.push(BodyFinding {
            rule: &rule::FOOTNOTE_MISSING,
            message: format!("there is no footnote [^{name}]"),
            place: at..at + 2 + end + 1,
            label: "leads to no note",
            help: format!(
                "Write the note in a paragraph of its own: [^{name}]: The text of the note."
            ),
        });
    }

    /// Reports a `]` that ends no link although what follows it looks like a link's address.
    fn link(&mut self, close: usize) {
        let rest = &self.written[close + 1..];
        let Some(open) = self.opening(close) else {
            return;
        };
        if let Some(dest) = rest.strip_prefix('(') {
            let Some(length) = closing(dest) else {
                return;
            };
            let address = untitled(&dest[..length]);
            if address.contains(char::is_whitespace) && is_address(address) {
                self.spaced(open, close + 2 + length + 1, address);
            }
        } else if let Some(dest) = rest.strip_prefix(" (") {
            let Some(length) = closing(dest) else {
                return;
            };
            let address = dest[..length].trim();
            let is_path = ["/", "./", "../"].iter().any(|it| address.starts_with(it));
            if is_path && !address.contains(char::is_whitespace) {
                let place = open..close + 3 + length + 1;
                let help = "Write ( right after ].".to_owned();
                self.no_link(
                    place,
                    "the space before ( keeps this from being a link",
                    help,
                );
            }
        } else if let Some(label) = rest.strip_prefix('[') {
            self.reference(open, close, label);
        } else if let Some(line) = rest.strip_prefix(':') {
            let before = self.written[..open].trim_end_matches([' ', '\t', '>']);
            if !before.is_empty() && !before.ends_with('\n') {
                return;
            }
            let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
            let address = untitled(line);
            if address.contains(char::is_whitespace) && is_address(address) {
                self.spaced(open, close + 2 + line.trim_end().len(), address);
            }
        }
    }

    /// Reports `[words][name]` whose name stands nowhere in the text with an address.
    fn reference(&mut self, open: usize, close: usize, label: &str) {
        let end = label
            .bytes()
            .take(LONGEST)
            .position(|byte| b"[]\n\r".contains(&byte));
        let Some(end) = end.filter(|end| label.as_bytes()[*end] == b']') else {
            return;
        };
        let name = &label[..end];
        let bracket = open + usize::from(self.written[open..].starts_with('!'));
        let words = &self.written[bracket + 1..close];
        // `[1][2]` are two notes, and `a[i][j]` is a formula.
        let is_said = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let is_inside = self.written[..bracket].ends_with(|c: char| c.is_ascii_alphanumeric());
        let is_note = name.starts_with('^') || words.starts_with('^');
        if !is_said(name)
            || words.trim().is_empty()
            || is_inside
            || is_note
            || self.is_escaped(bracket)
        {
            return;
        }
        let is_image = bracket != open;
        self.found.push(BodyFinding {
            rule: &rule::LINK_UNDEFINED,
            message: format!("nothing in the text says where [{name}] leads"),
            place: open..close + 2 + end + 1,
            label: "stays as it is written",
            help: format!(
                "Write the address behind the words, {}[{words}](address), or in a line of its own: [{name}]: address.",
                if is_image { "!" } else { "" }
            ),
        });
    }

    /// Finds the opening bracket that a `]` closes.
    fn opening(&self, close: usize) -> Option<usize> {
        let bytes = self.written.as_bytes();
        let mut depth = 0_usize;
        for at in (close.saturating_sub(LONGEST)..close).rev() {
            match bytes[at] {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let is_image = at > 0 && bytes[at - 1] == b'!';
                    return Some(at - usize::from(is_image));
                }
                b'\n' if at > 0 && bytes[at - 1] == b'\n' => return None,
                _ => {}
            }
        }
        None
    }

    fn spaced(&mut self, start: usize, end: usize, address: &str) {
        let address = address.replace(['<', '>'], "");
        let coded = address.split_whitespace().collect::<Vec<_>>().join("%20");
        let authority = address.split_once("://").map_or("", |(_, rest)| rest);
        let is_in_host = authority
            .find(char::is_whitespace)
            .is_some_and(|space| !authority[..space].contains('/'));
        let help = if is_in_host {
            "Take the space out: no site has one in its name.".to_owned()
        } else if address.contains('\n') {
            format!("Write {coded}, on one line.")
        } else {
            format!("Write <{address}> or {coded}.")
        };
        self.no_link(
            start..end,
            "the space in its address keeps this from being a link",
            help,
        );
    }

    fn no_link(&mut self, place: Range<usize>, message: &str, help: String) {
        let is_image = self.written[place.clone()].starts_with('!');
        self.found.push(BodyFinding {
            rule: if is_image {
                &rule::IMAGE_SPACE
            } else {
                &rule::LINK_SPACE
            },
            message: if is_image {
                message.replace("a link", "a picture")
            } else {
                message.to_owned()
            },
            place,
            label: "stays as it is written",
            help,
        });
    }

    /// Marks in raw HTML, where Markdown is not read.
    fn html(&mut self, html: &str, start: usize) {
        if ["<pre", "<code", "<script", "<style", "<!--"]
            .iter()
            .any(|tag| html.contains(tag))
        {
            return;
        }
        let help = "Markdown is not read inside of HTML. Leave an empty line around what stands between the tags, or write it in HTML.";
        let mut at = 0;
        while let Some(open) = html[at..].find('>').map(|open| at + open + 1) {
            let end = html[open..].find('<').map_or(html.len(), |end| open + end);
            let text = &html[open..end];
            for mark in ["**", "[^"] {
                let close = if mark == "**" { "**" } else { "]" };
                let first = text.find(mark);
                let second = first.and_then(|first| text[first + 2..].find(close));
                let (Some(first), Some(length)) = (first, second.filter(|length| *length > 0))
                else {
                    continue;
                };
                let place = start + open + first;
                self.found.push(BodyFinding {
                    rule: if mark == "**" {
                        &rule::TEXT_STRAY_MARK
                    } else {
                        &rule::FOOTNOTE_MISSING
                    },
                    message: format!("{mark} stays in the text: it stands in HTML"),
                    place: place..place + 2 + length + close.len(),
                    label: "readers see it",
                    help: help.into(),
                });
            }
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use gazette_diagnostics::rule::Rule;
    use pulldown_cmark::{Options, Parser};

    use super::*;
    use crate::body::autolink::join;

    /// Returns the findings, each as `rule: place`.
    fn found(text: &str) -> Vec<String> {
        let options =
            Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let events = Parser::new_ext(text, options).into_offset_iter().collect();
        let found = find(&join(events, text), text);
        let name = |rule: &Rule| rule.name_in(rule.areas[0]);
        let line = |it: BodyFinding| format!("{}: {}", name(it.rule), &text[it.place]);
        found.into_iter().map(line).collect()
    }

    #[test]
    fn marks_that_enclose_nothing_are_found() {
        for (text, mark) in [
            ("A **bold word.", "**"),
            ("** bold **", "**"),
            ("**Note:**Please", "**"),
            ("- item **x\n- next", "**"),
            ("| a |\n|---|\n| **x |", "**"),
            ("foo*(bar)*baz", "*"),
            ("a ~~b", ""),
            ("~~ b ~~c, ~~(d)~~e", "~~"),
            ("字__「重要」__的", "__"),
            ("## A **heading", "**"),
        ] {
            let wanted: Vec<String> = (!mark.is_empty())
                .then(|| format!("text::stray-mark: {mark}"))
                .into_iter()
                .collect();
            let found = found(text);
            assert_eq!(found.first(), wanted.first(), "{text}");
        }
    }

    #[test]
    fn signs_of_their_own_are_left_alone() {
        for text in [
            "A **bold** word",
            "2 * 3 * 4",
            "Prices* apply. * Excluding tax.",
            "\\*\\*a",
            "`**`",
            "    **",
            "```\n**\n```",
            "snake__case",
            "Name: __",
            "____",
            "10~20",
            "****",
            "* * *",
            "See [1] (below) and [a](b c)",
            "a[^1]\n\n[^1]: b",
            "[a] (https://example.org)",
            "f[0](x y)",
            "\\[^a]",
            "<p>a</p>",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn addresses_with_spaces_are_found() {
        for (text, wanted) in [
            (
                "See [report](/media/a b.pdf).",
                "link::space: [report](/media/a b.pdf)",
            ),
            (
                "![A map](/media/a b.png)",
                "image::space: ![A map](/media/a b.png)",
            ),
            (
                "![A](Floor plan (1).png \"Title\")",
                "image::space: ![A](Floor plan (1).png \"Title\")",
            ),
            (
                "[**a** b](../pages/a b.md#c)",
                "link::space: [**a** b](../pages/a b.md#c)",
            ),
            (
                "[a][1]\n\n[1]: /media/a b.png",
                "link::space: [1]: /media/a b.png",
            ),
            (
                "[Report] (/media/a.pdf)",
                "link::space: [Report] (/media/a.pdf)",
            ),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
    }

    #[test]
    fn names_without_an_address_are_found() {
        for (text, wanted) in [
            (
                "See [the report][report].",
                "link::undefined: [the report][report]",
            ),
            (
                "![A map][map of 2026]",
                "link::undefined: ![A map][map of 2026]",
            ),
            (
                "見[預算**書**][預算]。",
                "link::undefined: [預算**書**][預算]",
            ),
            ("| a |\n|---|\n| [b][cd] |", "link::undefined: [b][cd]"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
        for text in [
            "See [1][2] and [a][1], a[i][jk], [sic] [note]",
            "[a][bc]\n\n[bc]: /news/",
            "\\[a][bc] `[a][bc]` [][bc] [a[bc]",
            "[a][^bc]\n\n[^bc]: d",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn marks_of_no_footnote_are_found() {
        for (text, wanted) in [
            ("A[^none].", "footnote::missing: [^none]"),
            ("新聞[^註一]。", "footnote::missing: [^註一]"),
            ("<p>In HTML[^a]</p>\n\n[^a]: b", "footnote::missing: [^a]"),
            ("<div>**bold**</div>", "text::stray-mark: **bold**"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
    }
}
