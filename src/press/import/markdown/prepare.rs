//! Preparation of a tree for the HTML converter, since press's Markdown has more syntax than the converter's.

use gazette_model::{Element, Node, Tag};

/// Characters that mean something to press's Markdown but nothing to the converter's. They travel as private ones, which
/// no source has, since they are taken out of it.
const ESCAPED: [(char, &str); 10] = [
    ('\u{f8e0}', "\\~"),
    ('\u{f8e1}', "\\&"),
    ('\u{f8e2}', "\\{"),
    ('\u{f8e3}', "\\-"),
    ('\u{f8e4}', "\\:"),
    ('\u{f8e5}', "<strong>"),
    ('\u{f8e6}', "</strong>"),
    ('\u{f8e7}', "<em>"),
    ('\u{f8e8}', "</em>"),
    ('\u{f8e9}', "\\)"),
];

/// Makes a block ready for the converter: characters that it would not escape, and emphasis that Markdown cannot write
/// between the letters that stand around it.
pub fn prepare(node: &Node) -> Node {
    let Node::Element(element) = node else {
        return node.clone();
    };
    if matches!(element.tag, Tag::Pre | Tag::Code) {
        return node.clone();
    }
    let mut children = Vec::with_capacity(element.children.len());
    for (at, child) in element.children.iter().enumerate() {
        match child {
            Node::Text(text) => children.push(Node::Text(escape(text, at == 0))),
            Node::Element(inner) if matches!(inner.tag, Tag::Strong | Tag::Em) => {
                let before = at.checked_sub(1).and_then(|at| last(&element.children[at]));
                let after = element.children.get(at + 1).and_then(first);
                let Node::Element(prepared) = prepare(child) else {
                    continue;
                };
                if stands(before, inner, after) || !inner.attributes.is_empty() {
                    children.push(Node::Element(prepared));
                } else {
                    let (open, close) = marks(inner.tag);
                    children.push(Node::Text(open.into()));
                    children.extend(prepared.children);
                    children.push(Node::Text(close.into()));
                }
            }
            child @ Node::Element(_) => children.push(prepare(child)),
        }
    }
    Node::Element(Element {
        tag: element.tag,
        attributes: element.attributes.clone(),
        children,
    })
}

fn marks(tag: Tag) -> (char, char) {
    if tag == Tag::Strong {
        (ESCAPED[5].0, ESCAPED[6].0)
    } else {
        (ESCAPED[7].0, ESCAPED[8].0)
    }
}

fn escape(text: &str, is_first: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // `1) a` would begin a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins = is_first && at == 0;
        let private = match c {
            '~' => ESCAPED[0].0,
            '&' => ESCAPED[1].0,
            '{' => ESCAPED[2].0,
            '-' if begins => ESCAPED[3].0,
            ')' if is_first && digits > 0 && at == digits => ESCAPED[9].0,
            ':' if begins => ESCAPED[4].0,
            c => c,
        };
        out.push(private);
    }
    out
}

/// Tells whether asterisks beside these characters delimit emphasis (CommonMark, "Emphasis and strong emphasis"): in
/// Chinese, where no space stands before a quotation mark, they often do not.
fn stands(before: Option<char>, element: &Element, after: Option<char>) -> bool {
    let inside = Node::Element(element.clone());
    let (Some(opening), Some(closing)) = (first(&inside), last(&inside)) else {
        return false;
    };
    let is_open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    (!is_punctuation(opening) || is_open(before)) && (!is_punctuation(closing) || is_open(after))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_alphanumeric() && !c.is_whitespace())
}

fn first(node: &Node) -> Option<char> {
    let mut text = String::new();
    node.push_text(&mut text);
    text.chars().next()
}

fn last(node: &Node) -> Option<char> {
    let mut text = String::new();
    node.push_text(&mut text);
    text.chars().next_back()
}

/// Puts what was escaped into a converted text.
pub fn restore(mut written: String) -> String {
    for (private, escaped) in ESCAPED {
        written = written.replace(private, escaped);
    }
    written
}
