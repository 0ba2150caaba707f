//! Markdown that was meant but not read: marks of emphasis that stay in the text, links with spaces in their addresses or
//! with names that nothing explains, marks of footnotes that nobody wrote.

mod blocks;
mod brackets;
mod html;
mod links;

use std::ops::Range;

use gazette_diagnostics::{nfc::look, rule};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::{
    autolink::{PlacedEvent, is_verbatim},
    finding::BodyFinding,
    plain_text::is_inline,
    stray::brackets::LONGEST,
};

/// Finds what was meant otherwise.
pub fn find(events: &[PlacedEvent<'_>], written: &str) -> Vec<BodyFinding> {
    let mut finder = Finder {
        written,
        found: Vec::new(),
        marks: Vec::new(),
        code: 0,
    };
    for (at, (event, range)) in events.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &events[at].0);
        match event {
            Event::Start(Tag::CodeBlock(_)) => finder.code += 1,
            Event::End(TagEnd::CodeBlock) => finder.code -= 1,
            Event::Text(_) if finder.code == 0 && is_verbatim(event, range) => {
                finder.text(range.clone());
                finder.uneven(range, before, events.get(at + 1).map(|it| &it.0));
            }
            Event::Start(Tag::HtmlBlock) => {
                finder.found.extend(html::find(written, range.clone()));
            }
            Event::Start(Tag::Paragraph) => {
                finder
                    .found
                    .extend(blocks::in_paragraph(written, range.clone()));
            }
            Event::End(tag) if !is_inline(*tag) => finder.close(),
            Event::Start(tag) if !is_inline(tag.to_end()) => finder.close(),
            _ => {}
        }
        if let (Some(Event::Start(Tag::Item)), Event::Text(_)) = (before, event) {
            finder.found.extend(blocks::task(written, range.start));
        }
    }
    finder.close();
    finder.found.sort_by_key(|it| it.place.start);
    finder.found
}

fn is_emphasis(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
    )
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
                b'[' if bytes.get(end) == Some(&b'!') => {
                    self.found.extend(blocks::in_box(self.written, end - 1));
                }
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
            "**" | "***" | "****" => "**",
            "__" => "__",
            "~~" | "~~~~" => "~~",
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
        // Four of them end something and begin something, or rule a line.
        if place.len() == 4 {
            if sides == (true, true) {
                self.stays(text, place);
            }
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
                // `~~Old price` was to be struck out, `nice~~` was not.
                "~~" if matches!(own[..], [mark] if mark.sides == (false, true)) => false,
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

    /// Reports marks at the edges of a text that touch emphasis, since one side of that has more of them than the other.
    fn uneven(
        &mut self,
        text: &Range<usize>,
        before: Option<&Event<'_>>,
        next: Option<&Event<'_>>,
    ) {
        let bytes = self.written.as_bytes();
        let same = |edge: u8, byte: &&u8| **byte == edge;
        let starts = matches!(next, Some(Event::Start(tag)) if is_emphasis(tag.to_end()));
        let ends = matches!(before, Some(Event::End(tag)) if is_emphasis(*tag));
        let inside = &bytes[text.clone()];
        if starts && let Some(mark) = bytes.get(text.end) {
            let length = inside.iter().rev().take_while(|it| same(*mark, it)).count();
            self.left(text.end - length..text.end, "behind");
        }
        if ends && text.start > 0 {
            let mark = bytes[text.start - 1];
            let length = inside.iter().take_while(|it| same(mark, it)).count();
            self.left(text.start..text.start + length, "before");
        }
    }

    /// Reports marks that have no counterpart on the other side of the words.
    fn left(&mut self, place: Range<usize>, other: &str) {
        if place.is_empty() || self.is_escaped(place.start) {
            return;
        }
        let text = &self.written[place.clone()];
        self.found.push(BodyFinding {
            rule: &rule::TEXT_STRAY_MARK,
            message: format!("{text} stays in the text: there are not as many {other} the words"),
            place,
            label: "readers see it",
            help: "Write the same marks before and behind the words; or a backslash before those that readers are to see."
                .into(),
        });
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
        let mut notes = self.written.split("[^").skip(1);
        let is_alike = |note: &str| {
            let note = note.split_once("]:").map(|(note, _)| note);
            note.is_some_and(|note| note != name && look(note) == look(name))
        };
        let help = if notes.any(is_alike) {
            "There is a note whose name looks the same but is written with other characters: copy the name from there.".into()
        } else {
            format!("Write the note in a paragraph of its own: [^{name}]: The text of the note.")
        };
        self.found.push(BodyFinding {
            rule: &rule::FOOTNOTE_MISSING,
            message: format!("there is no footnote [^{name}]"),
            place: at..at + 2 + end + 1,
            label: "leads to no note",
            help,
        });
    }
}

#[cfg(test)]
mod tests {
    use gazette_diagnostics::rule::Rule;
    use pulldown_cmark::Parser;

    use super::*;
    use crate::body::autolink::join;

    /// Returns the findings, each as `rule: place`.
    fn found(text: &str) -> Vec<String> {
        let options = crate::body::markdown::options();
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
            ("~~Old price", "~~"),
            ("好吃~~", ""),
            ("~~「甲」~~~~「乙」~~", "~~~~"),
            ("**a*", "*"),
            ("*a**", "*"),
            ("***a**", "*"),
            ("__a_", "_"),
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
    fn blocks_that_are_read_as_text_are_found() {
        for (text, wanted) in [
            ("| a | b |\n|---|\n| 1 | 2 |", "table::not-read: | a | b |"),
            ("| a |\n|---|---|\n| 1 |", "table::not-read: | a |"),
            ("> | a | b |\n> |---|", "table::not-read: | a | b |"),
            ("| a | b |\n| 1 | 2 |", "table::not-read: | a | b |"),
            ("|a|b|\n|—|—|\n|1|2|", "table::not-read: |a|b|"),
            ("##標題\n\n文", "text::stray-mark: ##"),
            ("文\n###標題", "text::stray-mark: ###"),
            ("- [ ]a\n- b", "text::stray-mark: [ ]"),
            ("- [x]a", "text::stray-mark: [x]"),
            ("> [!WARN]\n> a", "text::stray-mark: [!WARN]"),
            ("> [!NOTE] Title\n> a", "text::stray-mark: [!NOTE]"),
            (
                "![Map[^1]](/media/dot.png)\n\n[^1]: b",
                "text::stray-mark: ![Map[^1]](/media/dot.png)",
            ),
            (
                "[a [b](/c/) d](/e/)",
                "text::stray-mark: [a [b](/c/) d](/e/)",
            ),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
        for text in [
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "Either a | b or c | d",
            "#標題 and # a",
            "Issue ##12 of it",
            "- [x] done\n- [1] and [ ](/a/)",
            "> [!NOTE]\n> a",
            "|x| is never less than 0.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
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
            "***a** b*, **a *b***, *a **b***",
            "**a**\\*, \\***b**",
            "<p>a</p>",
            "<pre>\n**a**\n</pre>",
            "<div>\n<pre>\n- a\n\n**a**\n</pre>\n</div>",
            "<div><code>**a**</code> 2 * 3</div>",
            "<!-- **a** -->",
            "<p>On 1 May, -5 degrees</p>",
            "<p title=\"**a**\">b</p>",
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
            (
                "<details>\n<summary>S</summary>\n**b**\n</details>",
                "text::stray-mark: **b**",
            ),
            (
                "<div>\n![A](/media/dot.png)\n</div>",
                "text::stray-mark: ![A](/media/dot.png)",
            ),
            ("<div>[x](/about/)</div>", "text::stray-mark: [x](/about/)"),
            ("<div>\n- a\n- b\n</div>", "text::stray-mark: - a"),
            ("<div>\n## A\n</div>", "text::stray-mark: ## A"),
            ("<br>\n**b**", "text::stray-mark: **b**"),
            ("<!-- c --> **b**", "text::stray-mark: **b**"),
            (
                "<div\n  class=\"a\">\n1. b\n</div>",
                "text::stray-mark: 1. b",
            ),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
    }
}
