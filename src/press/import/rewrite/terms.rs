//! Several terms with one meaning, each on a line of its own. Press's Markdown reads them as one term, HTML as several.

use gazette_content::body::markdown;
use gazette_model::{Element, Node, Tag};
use pulldown_cmark::{Event, Parser, Tag as MarkdownTag, TagEnd};

use crate::html;

/// Sign between two terms on their way into the tree; no source has it.
const BETWEEN: char = '\u{f8f2}';

/// A text with signs between the lines of terms; `None` where each term is one line.
pub fn marked(text: &str) -> Option<String> {
    let mut is_term = false;
    let mut breaks = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(MarkdownTag::DefinitionListTitle) => is_term = true,
            Event::End(TagEnd::DefinitionListTitle) => is_term = false,
            Event::SoftBreak | Event::HardBreak if is_term => breaks.push(range),
            _ => {}
        }
    }
    if breaks.is_empty() {
        return None;
    }
    let mut marked = text.to_owned();
    for range in breaks.into_iter().rev() {
        let line_end = text[range.clone()]
            .rfind('\n')
            .map_or(range.end, |at| range.start + at);
        marked.replace_range(range.start..line_end, &BETWEEN.to_string());
    }
    Some(marked)
}

/// A tree with an element for each term.
pub fn parted(nodes: Vec<Node>) -> Vec<Node> {
    let mut parted = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) => parted.push(Node::Text(text.replace(BETWEEN, ""))),
            Node::Element(term) if term.tag == Tag::Dt => parted.extend(terms(term)),
            Node::Element(mut element) => {
                element.children = self::parted(element.children);
                parted.push(Node::Element(element));
            }
        }
    }
    parted
}

fn terms(term: Element) -> Vec<Node> {
    let mut terms = Vec::new();
    let mut open = Element {
        children: Vec::new(),
        ..term
    };
    for node in term.children {
        let Node::Text(text) = node else {
            open.children.extend(parted(vec![node]));
            continue;
        };
        let mut pieces = text.split(BETWEEN);
        open.children
            .extend(pieces.next().map(|piece| Node::Text(piece.to_owned())));
        for piece in pieces {
            let next = Element::new(Tag::Dt, vec![Node::Text(piece.to_owned())]);
            terms.push(std::mem::replace(&mut open, next));
        }
    }
    terms.push(open);
    let terms = terms.into_iter().map(|mut term| {
        term.children = html::settle(term.children, true);
        Node::Element(term)
    });
    terms.collect()
}
