//! Tables that Markdown can write: a row of header cells, and cells of one line.

use gazette_model::{Attribute, Element, Node, Tag};
use htmd::HtmlToMarkdown;

use crate::markdown::line;

/// Writes a table; `None` where it is none, or has what Markdown cannot write.
pub fn write(converter: &HtmlToMarkdown, node: &Node) -> Option<String> {
    let Node::Element(table) = node else {
        return None;
    };
    if table.tag != Tag::Table {
        return None;
    }
    let [head, body] = children(table)?.try_into().ok()?;
    let is = |element: &Element, tag| element.tag == tag && element.attributes.is_empty();
    if !is(head, Tag::Thead) || !is(body, Tag::Tbody) {
        return None;
    }
    let [names] = children(head)?.try_into().ok()?;
    let names = children(names)?;
    let mut text = row(converter, &names)?;
    text.push('|');
    for name in &names {
        text.push_str(match name.get(Attribute::Class) {
            Some("align-end") => "---:|",
            Some("align-center") => ":---:|",
            _ => "---|",
        });
    }
    for cells in children(body)? {
        text.push('\n');
        text.push_str(row(converter, &children(cells)?)?.trim_end());
    }
    Some(text)
}

fn children(element: &Element) -> Option<Vec<&Element>> {
    let children = element.children.iter();
    children.map(as_element).collect()
}

fn row(converter: &HtmlToMarkdown, cells: &[&Element]) -> Option<String> {
    let mut row = String::from("|");
    for cell in cells {
        let text = line(converter, &cell.children);
        // What is no line of text is no cell.
        if text.contains('\n') || text.starts_with("<p>") && !cell.children.is_empty() {
            return None;
        }
        let text = if cell.children.is_empty() {
            String::new()
        } else {
            text
        };
        row.extend([" ", &text.replace('|', "\\|"), " |"]);
    }
    row.push('\n');
    Some(row)
}

fn as_element(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}
