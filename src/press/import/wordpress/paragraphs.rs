//! Texts from before WordPress' block editor: an empty line begins a paragraph, another line break is one.

/// Elements that stand between paragraphs.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
];

/// Writes the paragraphs as elements.
pub fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    // Line breaks mean themselves in preformatted text.
    while let Some(start) = rest.find("<pre") {
        let end = rest[start..]
            .find("</pre>")
            .map_or(rest.len(), |end| start + end + 6);
        flow(&rest[..start], &mut out);
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    flow(rest, &mut out);
    out
}

fn flow(text: &str, out: &mut String) {
    for chunk in text
        .split("\n\n")
        .map(str::trim)
        .filter(|chunk| !chunk.is_empty())
    {
        let is_block = begins_block(chunk);
        if !is_block {
            out.push_str("<p>");
        }
        let mut lines = chunk.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            out.push_str(line);
            if let Some(next) = lines.peek() {
                let breaks = !is_block
                    && !begins_block(next)
                    && !line.ends_with("<br>")
                    && !line.ends_with("<br />");
                out.push_str(if breaks { "<br>" } else { "\n" });
            }
        }
        out.push_str(if is_block { "\n" } else { "</p>\n" });
    }
}

fn begins_block(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else {
        return false;
    };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let name: String = tag
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::wordpress::paragraphs::paragraphs;

    #[test]
    fn empty_lines_begin_paragraphs() {
        assert_eq!(paragraphs("a\nb\n\n\nc"), "<p>a<br>b</p>\n<p>c</p>\n");
        assert_eq!(
            paragraphs("<ul>\n<li>a</li>\n</ul>\n\nb"),
            "<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n"
        );
        assert_eq!(
            paragraphs("<pre>a\n\nb</pre>c"),
            "<pre>a\n\nb</pre><p>c</p>\n"
        );
    }
}
