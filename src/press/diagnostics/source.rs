//! A text file of the content, with its name, as reports show it.

use std::{ops::Range, sync::Arc};

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// A shared [`SourceText`].
pub type Source = Arc<SourceText>;

/// Bytes of a long line that are shown around what is underlined: a paragraph is often one line.
const AROUND: usize = 60;

/// A text file and the name under which readers of a report know it.
#[derive(Debug, Hash)]
pub struct SourceText {
    name: String,
    content: String,
    /// The text as terminals may show it, where that is another one, as long in bytes.
    shown: Option<String>,
}

impl SourceText {
    /// A file's name and text.
    pub fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            shown: text.contains(is_unseen).then(|| visible(&text)),
            content: text,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn inner(&self) -> &String {
        &self.content
    }

    /// A range that can be shown: inside the text, between characters, and not empty if there is anything to show.
    pub fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let start = self.floor(span.start);
        let end = self.floor(span.end.max(start));
        if start < end {
            return start..end;
        }
        let next = self.content[start..].chars().next();
        match next.filter(|c| !matches!(c, '\n' | '\r')) {
            Some(c) => start..start + c.len_utf8(),
            None => self.floor(start.saturating_sub(1))..start,
        }
    }

    /// The line and column of a byte, both from 1; columns are counted in characters.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let before = &self.content[..self.floor(at)];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        (lines + 1, before[line..].chars().count() + 1)
    }

    /// The byte at a line and column, both from 1, as JSON's errors name them: columns counted in bytes.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let before = self
            .content
            .split_inclusive('\n')
            .take(line.saturating_sub(1));
        let start: usize = before.map(str::len).sum();
        self.floor(start + column.saturating_sub(1))
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.content.len());
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The lines of a range, or what is near it where they are long.
    fn lines(&self, span: Range<usize>) -> Range<usize> {
        let start = self.content[..span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = self.content[span.end..]
            .find(['\n', '\r'])
            .map_or(self.content.len(), |at| span.end + at);
        self.floor(start.max(span.start.saturating_sub(AROUND)))
            ..self.floor(end.min(span.end + AROUND))
    }
}

/// Tells whether a character would make a terminal do something else than show it.
fn is_unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// A text in which marks of the same length stand for what terminals would not show.
fn visible(text: &str) -> String {
    let mark = |c: char| match c.len_utf8() {
        _ if !is_unseen(c) => c,
        1 => '?',
        _ => '¿',
    };
    text.chars().map(mark).collect()
}

impl SourceCode for SourceText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let mut shown = span.offset()..span.offset() + span.len();
        let is_whole_lines = lines_before + lines_after > 0;
        if is_whole_lines {
            shown = self.lines(shown);
        }
        let text = self.shown.as_ref().unwrap_or(&self.content);
        let contents = text.read_span(&shown.into(), 0, 0)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            if is_whole_lines {
                contents.column()
            } else {
                // Editors count characters, not bytes.
                self.position(span.offset()).1 - 1
            },
            contents.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_something_everywhere() {
        let text = SourceText::new("a", "é\nb\n".into());
        assert_eq!(text.clamp(2..2), 0..2);
        assert_eq!(text.clamp(3..3), 3..4);
        assert_eq!(text.clamp(1..9), 0..5);
        assert_eq!(SourceText::new("a", String::new()).clamp(3..9), 0..0);
    }

    #[test]
    fn sends_no_commands_to_terminals() {
        let text = SourceText::new("a", "é\u{1b}[2J\u{9b}2J\tb\n".into());
        let whole = text.read_span(&(0..text.inner().len()).into(), 0, 0);
        let whole = whole.expect("it is all of it");
        assert_eq!(whole.data(), "é?[2J¿2J\tb\n".as_bytes());
        assert_eq!(whole.data().len(), text.inner().len());
    }

    #[test]
    fn counts_lines_and_characters() {
        let text = SourceText::new("a", "é新b\nc".into());
        let positions = [0, 2, 5, 6, 7, 9].map(|at| text.position(at));
        assert_eq!(positions, [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]);
    }
}
