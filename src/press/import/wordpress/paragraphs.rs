//! Texts from before WordPress' block editor: an empty line begins a paragraph, another line break is one.

use crate::wordpress::verbatim;

/// Elements that stand between paragraphs.
const BLOCKS: [&str; 47] = [
    "address",
    "area",
    "article",
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "map",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Writes the paragraphs as elements.
pub fn paragraphs(text: &str) -> String {
    let mut writer = ParagraphWriter::default();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        writer.run.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = length(rest);
        let (tag, after) = rest.split_at(length);
        match TokenKind::of(tag) {
            TokenKind::Inline => writer.run.push_str(tag),
            kind => writer.block(tag, &kind),
        }
        rest = after;
    }
    writer.run.push_str(rest);
    writer.close();
    writer.out
}

/// Length of the tag, or verbatim part, that a text begins with.
fn length(text: &str) -> usize {
    if let Some(length) = verbatim::end(text) {
        return length;
    }
    let is_tag = text[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
    let mut quote = None;
    for (at, c) in text.char_indices().filter(|_| is_tag) {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    1
}

enum TokenKind {
    Open {
        is_quote: bool,
    },
    /// An end, or what has none.
    Close,
    Inline,
}

impl TokenKind {
    fn of(tag: &str) -> Self {
        let is_end = tag.starts_with("</");
        let name = verbatim::name(&tag.replacen("</", "<", 1)).unwrap_or_default();
        match name.as_str() {
            name if !BLOCKS.contains(&name) => Self::Inline,
            "hr" | "pre" | "script" | "style" => Self::Close,
            _ if is_end => Self::Close,
            name => Self::Open {
                is_quote: name == "blockquote",
            },
        }
    }
}

#[derive(Default)]
struct ParagraphWriter {
    out: String,
    /// Text since the last tag of a block.
    run: String,
    /// Marks that tag as a start tag: the text is inside its element.
    is_inside: bool,
}

impl ParagraphWriter {
    fn block(&mut self, tag: &str, kind: &TokenKind) {
        self.close();
        self.out.push_str(tag);
        self.is_inside = matches!(kind, TokenKind::Open { is_quote: false });
    }

    /// Writes the paragraphs since the last block.
    fn close(&mut self) {
        let run = std::mem::take(&mut self.run);
        let is_inside = std::mem::take(&mut self.is_inside) && !begins_anew(&run);
        let mut lines: Vec<&str> = Vec::new();
        let mut is_first = is_inside;
        for line in broken(&run).map(str::trim).chain([""]) {
            if !line.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                let text = joined(&lines);
                // What follows right upon the beginning of a block is its text.
                if is_first {
                    self.out.push_str(&text);
                } else {
                    self.out.extend(["<p>", &text, "</p>"]);
                }
                self.out.push('\n');
                lines.clear();
                is_first = false;
            }
        }
    }
}

/// Tells whether a text begins with an empty line.
fn begins_anew(text: &str) -> bool {
    let blank: usize = text.len() - text.trim_start().len();
    text[..blank].matches('\n').count() > 1
}

/// The lines of a text; two line breaks of HTML in a row are an empty one. Those within tags are none.
fn broken(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['\n', '<']).map(|next| at + next) {
        let rest = &text[next..];
        if rest.starts_with('\n') {
            lines.push(&text[start..next]);
            at = next + 1;
            start = at;
        } else if let Some(length) = two_breaks(rest) {
            lines.extend([&text[start..next], ""]);
            at = next + length;
            start = at;
        } else {
            at = next + length(rest);
        }
    }
    lines.push(&text[start..]);
    lines.into_iter()
}

fn two_breaks(text: &str) -> Option<usize> {
    let one = line_break(text)?;
    let rest = text[one..].trim_start();
    let other = line_break(rest)?;
    Some(text.len() - rest.len() + other)
}

fn line_break(text: &str) -> Option<usize> {
    (verbatim::name(text)? == "br").then(|| length(text))
}

fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        let is_broken = line
            .rfind('<')
            .is_some_and(|tag| line_break(&line[tag..]) == Some(line.len() - tag));
        if at + 1 < lines.len() {
            out.push_str(if is_broken { "\n" } else { "<br>\n" });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::wordpress::paragraphs::paragraphs;

    #[test]
    fn empty_lines_begin_paragraphs() {
        for (written, read) in [
            ("a\nb\n\n\nc", "<p>a<br>\nb</p>\n<p>c</p>\n"),
            (
                "<ul>\n<li>a</li>\n</ul>\n\nb",
                "<ul><li>a\n</li></ul><p>b</p>\n",
            ),
            ("<pre>a\n\nb</pre>c", "<pre>a\n\nb</pre><p>c</p>\n"),
            ("a<br />\nb<br><br/>c", "<p>a<br />\nb</p>\n<p>c</p>\n"),
            ("<h2>A</h2>\nb\nc", "<h2>A\n</h2><p>b<br>\nc</p>\n"),
            ("<div>a\n\nb</div>", "<div>a\n<p>b</p>\n</div>"),
            (
                "<blockquote>a\n\nb</blockquote>",
                "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>",
            ),
            ("<td>a\nb</td>", "<td>a<br>\nb\n</td>"),
            (
                "<a\nhref='x>y'\n>b</a> < c",
                "<p><a\nhref='x>y'\n>b</a> < c</p>\n",
            ),
            ("a <code>b\n\nc</code>", "<p>a <code>b\n\nc</code></p>\n"),
            ("a\n \t\nb", "<p>a</p>\n<p>b</p>\n"),
            ("<script>a\n\nb</script>", "<script>a\n\nb</script>"),
        ] {
            assert_eq!(paragraphs(written), read, "{written}");
        }
    }
}
