//! Bodies in print: written straight into the page.

use leptos::tachys::renderer::types;

use crate::components::element::escape;
use crate::model::{Element, Node};

/// Writes the HTML of a body, escaped as the HTML standard's fragment serialisation asks.
pub fn html(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, out),
            Node::Element(element) => write_element(element, out),
        }
    }
}

/// Presses do not build.
pub fn append(_parent: &types::Element, _nodes: &[Node]) {}

fn write_element(element: &Element, out: &mut String) {
    let name = element.tag.name();
    out.push('<');
    out.push_str(name);
    for (attribute, value) in &element.attributes {
        out.push(' ');
        out.push_str(attribute.name());
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
    if element.tag.is_void() {
        return;
    }
    // Parsers drop a line feed right after `<pre>`.
    if name == "pre"
        && matches!(element.children.first(), Some(Node::Text(text)) if text.starts_with('\n'))
    {
        out.push('\n');
    }
    html(&element.children, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribute, Tag};

    fn printed(nodes: &[Node]) -> String {
        let mut out = String::new();
        html(nodes, &mut out);
        out
    }

    #[test]
    fn escapes_text_and_values() {
        let mut link = Element::new(Tag::A, vec![Node::Text("<b> & \"c\"".into())]);
        link.set(Attribute::Href, "/?a=1&b=\"2\"");
        let body = [
            Node::Element(link),
            Node::Element(Element::new(Tag::Br, vec![])),
        ];
        let expected =
            r#"<a href="/?a=1&amp;b=&quot;2&quot;">&lt;b&gt; &amp; &quot;c&quot;</a><br>"#;
        assert_eq!(printed(&body), expected);
    }

    #[test]
    fn keeps_the_first_line_feed_of_pre() {
        let pre = Element::new(Tag::Pre, vec![Node::Text("\na".into())]);
        assert_eq!(printed(&[Node::Element(pre)]), "<pre>\n\na</pre>");
    }
}
