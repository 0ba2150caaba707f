//! Tables: header cells that say what they head, in a box that scrolls where the page is narrow.

use super::Compiler;
use crate::model::{Attribute, Element, Node, Tag};

impl Compiler<'_> {
    /// Wraps a table into a named region that the keyboard can scroll.
    pub(super) fn table(&mut self, mut table: Element) -> Element {
        scope(&mut table.children, "row");
        let caption = table.children.iter().find_map(|child| match child {
            Node::Element(child) if child.tag == Tag::Caption => {
                let mut text = String::new();
                child
                    .children
                    .iter()
                    .for_each(|node| node.push_text(&mut text));
                Some(text)
            }
            _ => None,
        });
        let label = caption
            .or_else(|| self.heading.clone())
            .unwrap_or_else(|| self.locale.words.table.clone());
        let mut region = Element::new(Tag::Section, vec![Node::Element(table)]);
        region.set(Attribute::Class, "table-scroll");
        region.set(Attribute::Tabindex, "0");
        region.set(Attribute::AriaLabel, label);
        region
    }
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
