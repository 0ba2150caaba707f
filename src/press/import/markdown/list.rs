//! Lists that Markdown can write: with marks, or with numbers that follow each other from one that it can begin with.

use gazette_model::{Attribute, Element, Node, Tag};
use htmd::HtmlToMarkdown;

use crate::markdown::{blocks, line};

/// Marker of a list's items, one of two for each kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListMark {
    /// `-`, or a full stop after the number.
    First,
    /// `*`, or a bracket.
    Second,
}

impl ListMark {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    fn of(self, number: Option<u64>) -> String {
        match (number, self) {
            (Some(number), Self::First) => format!("{number}."),
            (Some(number), Self::Second) => format!("{number})"),
            (None, Self::First) => "-".into(),
            (None, Self::Second) => "*".into(),
        }
    }
}

/// Returns the tag of a list; `None` for other blocks.
pub fn tag(node: &Node) -> Option<Tag> {
    match node {
        Node::Element(element) if matches!(element.tag, Tag::Ul | Tag::Ol) => Some(element.tag),
        _ => None,
    }
}

/// Writes a list; `None` where it is none, or has what Markdown cannot write.
pub fn write(converter: &HtmlToMarkdown, node: &Node, mark: ListMark) -> Option<String> {
    let Node::Element(list) = node else {
        return None;
    };
    tag(node)?;
    let mut number = match list.attributes.as_slice() {
        [] => (list.tag == Tag::Ol).then_some(1),
        [(Attribute::Start, start)] => Some(start.parse::<u64>().ok()?),
        _ => return None,
    };
    let mut items = Vec::with_capacity(list.children.len());
    let mut is_tight = true;
    for child in &list.children {
        let Node::Element(item) = child else {
            return None;
        };
        if !item.attributes.is_empty() {
            return None;
        }
        let (text, is_line) = self::item(converter, item);
        is_tight &= is_line;
        let mark = mark.of(number);
        items.push(indented(&mark, text.trim_end()));
        number = number.map(|number| number + 1);
    }
    Some(items.join(if is_tight { "\n" } else { "\n\n" }))
}

/// The text of an item, and whether it is a line, perhaps with a list below.
fn item(converter: &HtmlToMarkdown, item: &Element) -> (String, bool) {
    let is_list = |node: &Node| tag(node).is_some();
    let at = item
        .children
        .iter()
        .position(is_list)
        .unwrap_or(item.children.len());
    let (words, below) = item.children.split_at(at);
    let is_line = !words.iter().any(Node::is_block) && below.iter().all(is_list);
    if !is_line {
        return (blocks(converter, &item.children), false);
    }
    let words = match task(words) {
        Some((mark, words)) => format!("{mark} {}", line(converter, &words)),
        None if words.is_empty() => String::new(),
        None => line(converter, words),
    };
    (format!("{words}\n{}", blocks(converter, below)), true)
}

/// The box of a task as Markdown has it, and the words behind it.
fn task(words: &[Node]) -> Option<(&'static str, Vec<Node>)> {
    let Some((Node::Text(text), others)) = words.split_first() else {
        return None;
    };
    let mark = match text.chars().next()? {
        '☐' => "[ ]",
        '☑' => "[x]",
        _ => return None,
    };
    let rest = text['☐'.len_utf8()..].strip_prefix(' ')?;
    let first = std::iter::once(Node::Text(rest.to_owned()));
    let words: Vec<Node> = first.chain(others.iter().cloned()).collect();
    (!rest.trim().is_empty()).then_some((mark, words))
}

/// A text beside the mark of its item.
fn indented(mark: &str, text: &str) -> String {
    let margin = " ".repeat(mark.len() + 1);
    let mut out = String::from(mark);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match (at, line.is_empty()) {
            (_, true) => {}
            (0, _) => out.extend([" ", line]),
            _ => out.extend([margin.as_str(), line]),
        }
    }
    out
}
