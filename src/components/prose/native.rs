//! Bodies in print: written straight into the page, without the marks that a view which can change would need.

use leptos::prelude::*;

use crate::model::{Element, Node};

/// A body.
#[component]
pub fn Prose(
    /// The body.
    body: Vec<Node>,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html(&body)></div> }
}

/// The HTML of a body, escaped as the HTML standard's fragment serialisation asks.
pub fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_nodes(nodes, &mut out);
    out
}

fn write_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, out),
            Node::Element(element) => write_element(element, out),
        }
    }
}

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
    if name == "pre" && matches!(element.children.first(), Some(Node::Text(text)) if text.starts_with('\n')) {
        out.push('\n');
    }
    write_nodes(&element.children, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attribute, Tag};

    #[test]
    fn escapes_text_and_values() {
        let mut link = Element::new(Tag::A, vec![Node::Text("<b> & \"c\"".into())]);
        link.set(Attribute::Href, "/?a=1&b=\"2\"");
        let body = [Node::Element(link), Node::Element(Element::new(Tag::Br, vec![]))];
        assert_eq!(
            html(&body),
            r#"<a href="/?a=1&amp;b=&quot;2&quot;">&lt;b&gt; &amp; &quot;c&quot;</a><br>"#
        );
    }

    #[test]
    fn keeps_the_first_line_feed_of_pre() {
        let pre = Element::new(Tag::Pre, vec![Node::Text("\na".into())]);
        assert_eq!(html(&[Node::Element(pre)]), "<pre>\n\na</pre>");
    }
}
