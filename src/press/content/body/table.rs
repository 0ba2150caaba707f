//! Tables: header cells that say what they head, in a box that scrolls where the page is narrow.

use gazette_diagnostics::rule;
use gazette_model::{Attribute, Element, Node, Tag};

use crate::body::BodyCompiler;

impl BodyCompiler<'_> {
    /// Wraps a table into a named region that the keyboard can scroll.
    pub(super) fn table(&mut self, mut table: Element, at: usize) -> Element {
        if !has_header(&table.children) {
            self.report(
                &rule::TABLE_NO_HEADER,
                "this table does not say what its columns or rows are",
                at,
                "no header",
                "Name the columns in the first row, above the line | --- |; in HTML write <th>.",
            );
        }
        scope(&mut table.children, "row");
        let caption = table.children.iter().find_map(|child| match child {
            Node::Element(child) if child.tag == Tag::Caption => Some(child.text()),
            _ => None,
        });
        let label = caption
            .or_else(|| self.heading.clone())
            .unwrap_or_else(|| self.locale.words.table.clone());
        let label = self.unique_label(label);
        let mut region = Element::new(Tag::Section, vec![Node::Element(table)]);
        region.set(Attribute::Class, "table-scroll");
        region.set(Attribute::Tabindex, "0");
        region.set(Attribute::AriaLabel, label);
        region
    }

    /// A name that no other region of the page has: a heading may have several tables below it.
    fn unique_label(&mut self, label: String) -> String {
        let before = self.region_labels.entry(label.clone()).or_default();
        *before += 1;
        match *before {
            1 => label,
            number => format!("{label} ({number})"),
        }
    }
}

/// Tells whether any header cell has text.
fn has_header(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Element(element) if element.tag == Tag::Th => !element.text().trim().is_empty(),
        Node::Element(element) => element.tag != Tag::Table && has_header(&element.children),
        Node::Text(_) => false,
    })
}

/// Gives header cells their scope: a column's in the table's head, a row's elsewhere.
fn scope(nodes: &mut [Node], of: &str) {
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        match element.tag {
            Tag::Th if element.get(Attribute::Scope).is_none() => {
                element.set(Attribute::Scope, of);
            }
            Tag::Thead => scope(&mut element.children, "col"),
            Tag::Tbody | Tag::Tfoot | Tag::Tr => scope(&mut element.children, of),
            _ => {}
        }
    }
}
