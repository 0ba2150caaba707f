//! Marks in raw HTML that say where in the manuscript each element began.

use gazette_model::escape;

/// The attribute of a mark; the sanitiser takes it off.
pub const MARK: &str = "data-at";

/// Writes a start tag with its mark.
pub fn tag(name: &str, at: usize, attributes: &[(&str, &str)]) -> String {
    let mut html = format!("<{name} {MARK}={at}");
    for (name, value) in attributes {
        html.extend([" ", name, "=\"", &escape(value), "\""]);
    }
    html.push('>');
    html
}

/// A mark of its own, for what comes after it and cannot carry one: a comment.
pub fn place(at: usize) -> String {
    format!("<!--{MARK}={at}-->")
}

/// The place that a comment is the mark of.
pub fn read_place(comment: &str) -> Option<usize> {
    let at = comment.strip_prefix(MARK)?.strip_prefix('=')?;
    at.parse().ok()
}

/// State of the scanner. It persists from one piece of raw HTML to the next, since Markdown hands HTML over by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ScanState {
    #[default]
    Text,
    Tag,
    Quoted(u8),
    Comment,
}

/// Puts marks into raw HTML.
#[derive(Debug, Default)]
pub struct PositionMarker(ScanState);

impl PositionMarker {
    /// Marks each start tag of a piece of raw HTML that begins at `offset` of the manuscript.
    pub fn mark(&mut self, html: &str, offset: usize) -> String {
        let bytes = html.as_bytes();
        let mut marked = String::with_capacity(html.len() + 32);
        let (mut copied, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            match self.0 {
                ScanState::Text if html[at..].starts_with("<!--") => {
                    self.0 = ScanState::Comment;
                    at += 3;
                }
                ScanState::Text if byte == b'<' => {
                    let is_end = bytes.get(at + 1) == Some(&b'/');
                    let name = at + 1 + usize::from(is_end);
                    let length = bytes[name..]
                        .iter()
                        .take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte))
                        .count();
                    if bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
                        self.0 = ScanState::Tag;
                        let end = name + length;
                        if !is_end {
                            marked.push_str(&html[copied..end]);
                            marked.extend([" ", MARK, "=", &(offset + at).to_string()]);
                            copied = end;
                            // `<br/>` would else become part of the mark's value.
                            if bytes.get(end) == Some(&b'/') {
                                marked.push(' ');
                            }
                        }
                        at = end - 1;
                    }
                }
                ScanState::Tag if byte == b'>' => self.0 = ScanState::Text,
                ScanState::Tag if matches!(byte, b'"' | b'\'') => self.0 = ScanState::Quoted(byte),
                ScanState::Quoted(quote) if byte == quote => self.0 = ScanState::Tag,
                ScanState::Comment if html[at..].starts_with("-->") => {
                    self.0 = ScanState::Text;
                    at += 2;
                }
                _ => {}
            }
            // Only ASCII is looked for, but the slices above must begin at characters.
            at += 1;
            while !html.is_char_boundary(at) {
                at += 1;
            }
        }
        marked.push_str(&html[copied..]);
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_start_tags_only() {
        let mark = |html| PositionMarker::default().mark(html, 10);
        assert_eq!(mark("<b>a</b>"), "<b data-at=10>a</b>");
        assert_eq!(mark("é<br/>"), "é<br data-at=12 />");
        assert_eq!(
            mark("<a title=\"1 <b> 2\" x>3 < 4</a>"),
            "<a data-at=10 title=\"1 <b> 2\" x>3 < 4</a>"
        );
        assert_eq!(mark("<!-- <b> --><i>"), "<!-- <b> --><i data-at=22>");
    }

    #[test]
    fn goes_on_over_lines() {
        let mut marker = PositionMarker::default();
        assert_eq!(marker.mark("<a title='\n", 0), "<a data-at=0 title='\n");
        assert_eq!(marker.mark("<b>'>\n", 11), "<b>'>\n");
        assert_eq!(marker.mark("<b>", 17), "<b data-at=17>");
    }
}
