//! Elements in print.

use gazette_model::push_escaped;

use crate::components::element::{Child, Element};

/// Elements without content or end tag (HTML, "Void elements") that a page may have.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "source", "track", "wbr"];

impl Element {
    /// Writes the element as HTML, escaped as the standard's fragment serialisation asks.
    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            push_escaped(value, out);
            out.push('"');
        }
        out.push('>');
        if VOID.contains(&self.name) {
            return;
        }
        // Parsers drop a line feed right after `<pre>`.
        if self.name == "pre"
            && matches!(self.children.first(), Some(Child::Text(text)) if text.starts_with('\n'))
        {
            out.push('\n');
        }
        for child in &self.children {
            match child {
                Child::Text(text) => push_escaped(text, out),
                Child::Element(element) => element.write(out),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::RenderHtml;

    use crate::components::element::element;

    #[test]
    fn escapes_text_and_values() {
        let link = element("a")
            .set("href", "/?a=1&b=\"2\"")
            .text("<b> & ")
            .text("\"c\"")
            .child(element("br"));
        let expected =
            r#"<a href="/?a=1&amp;b=&quot;2&quot;">&lt;b&gt; &amp; &quot;c&quot;<br></a>"#;
        assert_eq!(link.to_html(), expected);
    }

    #[test]
    fn keeps_the_first_line_feed_of_pre() {
        assert_eq!(element("pre").text("\na").to_html(), "<pre>\n\na</pre>");
    }
}
