//! Passages: what a manuscript says in each paragraph, item, heading and cell, as plain text that knows where it stands.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// A passage's text, and where its pieces stand in the file.
#[derive(Debug, Default)]
pub struct Passage {
    /// The text as readers see it, without pictures.
    pub text: String,
    /// Start of each piece in the text, and its byte range in the file.
    pieces: Vec<(usize, Range<usize>)>,
}

/// Gathers passages from Markdown's events.
#[derive(Debug, Default)]
pub struct Passages {
    done: Vec<Passage>,
    open: Passage,
    /// Nesting depth in pictures and code blocks, whose text is skipped.
    skipped: usize,
}

impl Passages {
    /// Takes an event, and where it stands in the file.
    pub fn event(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_)) => self.skipped += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Event::Text(text) => self.open.push(text, at),
            // The text stands between backticks.
            Event::Code(text) => self.open.push(text, at.start + 1..at.end),
            Event::SoftBreak | Event::HardBreak => self.open.push(" ", at),
            Event::Start(tag) if !is_inline(tag.to_end()) => self.close(),
            Event::End(tag) if !is_inline(*tag) => self.close(),
            Event::Html(_) | Event::Rule => self.close(),
            _ => {}
        }
    }

    /// All passages, in their order.
    pub fn finish(mut self) -> Vec<Passage> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        if !self.open.text.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }
}

/// Tells whether an element is inline, so that it does not end a passage.
pub fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

impl Passage {
    fn push(&mut self, text: &str, at: Range<usize>) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The bytes of the file that a part of the text, which is not empty, was made of.
    pub fn locate(&self, part: Range<usize>) -> Range<usize> {
        let start = self.place(part.start);
        let last = self.text[..part.end].char_indices().next_back();
        let (last, width) = last.map_or((part.start, 0), |(at, c)| (at, c.len_utf8()));
        start..self.place(last) + width
    }

    fn place(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let piece = after
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index));
        piece.map_or(0, |(start, file)| {
            // A character that is written as `&amp;` has more bytes in the file than in the text.
            (file.start + (at - start)).min(file.end.saturating_sub(1).max(file.start))
        })
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    fn passages(markdown: &str) -> Vec<Passage> {
        let mut passages = Passages::default();
        for (event, at) in Parser::new(markdown).into_offset_iter() {
            passages.event(&event, at);
        }
        passages.finish()
    }

    #[test]
    fn are_what_readers_read() {
        let markdown = "# A *b*\n\n- one\n- two `2`\nmore\n\n![x](y) 新[聞](z)\n\n```\ncode\n```\n<p>raw</p>\n";
        let texts: Vec<String> = passages(markdown).into_iter().map(|it| it.text).collect();
        assert_eq!(texts, ["A b", "one", "two 2 more", " 新聞"]);
    }

    #[test]
    fn know_where_they_stand() {
        let markdown = "A & B **新** &amp; C\nnext";
        let passage = &passages(markdown)[0];
        assert_eq!(passage.text, "A & B 新 & C next");
        let found = |part: &str| {
            let at = passage.text.find(part).expect("is there");
            &markdown[passage.locate(at..at + part.len())]
        };
        assert_eq!(found("A &"), "A &");
        assert_eq!(found("新"), "新");
        assert_eq!(found("B 新"), "B **新");
        assert_eq!(found("C next"), "C\nnext");
    }
}
