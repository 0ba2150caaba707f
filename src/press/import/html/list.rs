//! Lists whose items are all alike, as Markdown has them: either each is a line, or each has paragraphs. The numbers of
//! items are those that browsers show.

use scraper::ElementRef;

use gazette_model::{Attribute, Element, Node, Tag};

use crate::html::{
    allowed::style,
    block::{close, is_blank},
    inline,
};

/// Tells whether an ordered list shows no numbers, since its text has them.
pub fn is_unnumbered(html: ElementRef<'_>) -> bool {
    let is_legal = |list: ElementRef<'_>| {
        let class = list.attr("class").unwrap_or_default();
        // GOV.UK's lists of clauses, and those in them.
        class
            .split_whitespace()
            .any(|class| class == "legislative-list")
    };
    let shown = style(html, "list-style-type").or_else(|| style(html, "list-style"));
    shown.is_some_and(|style| is_bare(&style))
        || is_legal(html)
        || html.ancestors().filter_map(ElementRef::wrap).any(is_legal)
}

/// The kind of numbers that a list or an item asks for: what `type` says in HTML, or [`BARE`].
///
/// # Errors
/// The name of a kind that HTML has no letter for.
pub fn kind(html: ElementRef<'_>) -> Result<Option<&'static str>, String> {
    let written = style(html, "list-style-type").or_else(|| style(html, "list-style"));
    let Some(written) = written else {
        let kinds = ["1", "a", "A", "i", "I"];
        let of = html.attr("type").map(str::trim);
        return Ok(kinds.into_iter().find(|kind| of == Some(*kind)));
    };
    for word in written.split_whitespace() {
        match word {
            "decimal" => return Ok(Some("1")),
            "lower-alpha" | "lower-latin" => return Ok(Some("a")),
            "upper-alpha" | "upper-latin" => return Ok(Some("A")),
            "lower-roman" => return Ok(Some("i")),
            "upper-roman" => return Ok(Some("I")),
            "inside" | "outside" | "inherit" | "initial" | "none" | "disc" | "circle"
            | "square" | "unset" => {}
            word if word.starts_with("url(") => {}
            word => return Err(word.to_owned()),
        }
    }
    let is_item = html.value().name() == "li";
    Ok((is_item && is_bare(&written)).then_some(BARE))
}

/// Kind of an item that shows no number. No list keeps it.
const BARE: &str = "none";

fn is_bare(style: &str) -> bool {
    style.split_whitespace().next() == Some("none")
}

/// Puts items that stand in no list into one.
pub fn gather(blocks: Vec<Node>) -> Vec<Node> {
    let mut gathered: Vec<Node> = Vec::with_capacity(blocks.len());
    let mut items: Vec<Node> = Vec::new();
    for block in blocks {
        if matches!(&block, Node::Element(item) if item.tag == Tag::Li) {
            items.push(block);
            continue;
        }
        if !items.is_empty() {
            gathered.extend(even(Element::new(Tag::Ul, std::mem::take(&mut items))));
        }
        gathered.push(block);
    }
    if !items.is_empty() {
        gathered.extend(even(Element::new(Tag::Ul, items)));
    }
    gathered
}

/// Makes the items of a list alike. What stands in it and in no item goes into the item before, or in front of the list;
/// items with another kind of numbers are a list of their own.
pub fn even(mut list: Element) -> Vec<Node> {
    let mut before = Vec::new();
    let mut items: Vec<Element> = Vec::new();
    let mut is_behind = false;
    for child in std::mem::take(&mut list.children) {
        match (child, items.last_mut()) {
            (Node::Element(item), _) if item.tag == Tag::Li => {
                items.push(item);
                is_behind = false;
            }
            (child, _) if inline::is_space(&child) && !is_behind => {}
            (child, Some(item)) => {
                let is_text = item.children.last().is_some_and(|it| !it.is_block());
                if is_text && !is_behind && !child.is_block() {
                    // Words of an item end where those that stand behind it begin.
                    let line_break = Element::new(Tag::Br, Vec::new());
                    item.children.push(Node::Element(line_break));
                }
                item.children.push(child);
                is_behind = true;
            }
            (child, None) => before.push(child),
        }
    }
    if list.tag == Tag::Ul {
        items = sunk(items);
        items.retain(|item| !is_blank(&item.children) || item.get(Attribute::Id).is_some());
        items.iter_mut().for_each(unnumber);
        unnumber(&mut list);
    }
    let mut lists = Vec::new();
    close(&mut before, &mut lists);
    if items.is_empty() {
        return lists;
    }
    let parts = if list.tag == Tag::Ol {
        numbered(&list, items)
    } else {
        vec![(list, items)]
    };
    for (mut list, items) in parts {
        list.attributes.sort_by_key(|(name, _)| name.name());
        list.children = alike(items);
        lists.push(Node::Element(list));
    }
    lists
}

/// Puts lists of items that hold nothing else and show no mark into the items before them.
fn sunk(items: Vec<Element>) -> Vec<Element> {
    let mut kept: Vec<Element> = Vec::with_capacity(items.len());
    for item in items {
        match kept.last_mut() {
            Some(before) if is_holder(&item) => before.children.extend(item.children),
            _ => kept.push(item),
        }
    }
    kept
}

/// Tells whether an item shows no mark and is there for the sake of the lists in it, as WordPress' editor writes them.
fn is_holder(item: &Element) -> bool {
    let is_list =
        |node: &Node| matches!(node, Node::Element(list) if matches!(list.tag, Tag::Ul | Tag::Ol));
    item.get(Attribute::Type) == Some(BARE)
        && item.children.iter().any(is_list)
        && item
            .children
            .iter()
            .all(|it| is_list(it) || inline::is_space(it))
}

fn unnumber(element: &mut Element) {
    use Attribute::{Reversed, Start, Type, Value};
    element
        .attributes
        .retain(|(name, _)| !matches!(name, Reversed | Start | Type | Value));
}

/// The lists that a list with numbers is: one for each run of items with numbers of a kind.
fn numbered(list: &Element, items: Vec<Element>) -> Vec<(Element, Vec<Element>)> {
    let is_reversed = list.get(Attribute::Reversed).is_some();
    let numbers = numbers(list, &items, is_reversed);
    let own = list.get(Attribute::Type).unwrap_or("1").to_owned();
    let mut parts: Vec<(Element, Vec<Element>, String)> = Vec::new();
    let mut expected = None;
    for (mut item, number) in items.into_iter().zip(numbers) {
        let kind = item.get(Attribute::Type).unwrap_or(&own).to_owned();
        if let Some(before) = parts.last_mut().and_then(|(_, items, _)| items.last_mut())
            && is_holder(&item)
        {
            // It counts, although nobody sees its number.
            before.children.extend(item.children);
            continue;
        }
        unnumber(&mut item);
        match parts.last_mut() {
            Some((_, items, before)) if *before == kind => {
                if expected != Some(number) && kind != BARE {
                    item.set(Attribute::Value, number.to_string());
                    item.attributes.sort_by_key(|(name, _)| name.name());
                }
                items.push(item);
            }
            _ => parts.push((first(list, number, &kind, is_reversed), vec![item], kind)),
        }
        expected = Some(if is_reversed { number - 1 } else { number + 1 });
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(at, (mut list, items, _))| {
            // One id is of one list.
            list.attributes
                .retain(|(name, _)| *name != Attribute::Id || at == 0);
            let ordinary = if is_reversed {
                items.len().to_string()
            } else {
                "1".into()
            };
            list.attributes
                .retain(|(name, value)| *name != Attribute::Start || *value != ordinary);
            (list, items)
        })
        .collect()
}

/// A list like this one that begins at a number.
fn first(list: &Element, number: i64, kind: &str, is_reversed: bool) -> Element {
    let mut part = Element {
        tag: list.tag,
        attributes: list.attributes.clone(),
        children: Vec::new(),
    };
    unnumber(&mut part);
    if kind == BARE {
        part.tag = Tag::Ul;
        return part;
    }
    part.set(Attribute::Start, number.to_string());
    if is_reversed {
        part.set(Attribute::Reversed, "");
    }
    if kind != "1" {
        part.set(Attribute::Type, kind);
    }
    part
}

/// The numbers of a list's items (HTML, "ordinal value").
fn numbers(list: &Element, items: &[Element], is_reversed: bool) -> Vec<i64> {
    let count = i64::try_from(items.len()).unwrap_or_default();
    let first = if is_reversed { count } else { 1 };
    let mut next = list
        .get(Attribute::Start)
        .and_then(integer)
        .unwrap_or(first);
    let mut numbers = Vec::with_capacity(items.len());
    for item in items {
        let number = item.get(Attribute::Value).and_then(integer).unwrap_or(next);
        numbers.push(number);
        next = if is_reversed { number - 1 } else { number + 1 };
    }
    numbers
}

/// A number as HTML reads it: what comes after its digits is not read, and what browsers cannot hold is none.
fn integer(text: &str) -> Option<i64> {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let number = digits[..end].parse::<i64>().ok()? * sign;
    i32::try_from(number).is_ok().then_some(number)
}

fn alike(items: Vec<Element>) -> Vec<Node> {
    let are_lines = items.iter().all(|item| is_line(&item.children));
    let even = items.into_iter().map(|mut item| {
        if are_lines {
            item.children = lines(std::mem::take(&mut item.children));
        } else {
            let mut blocks = Vec::new();
            close(&mut item.children, &mut blocks);
            item.children = blocks;
        }
        Node::Element(item)
    });
    even.collect()
}

/// Tells whether an item is a single line or paragraph, perhaps with a list below it.
fn is_line(children: &[Node]) -> bool {
    let blocks: Vec<Tag> = children
        .iter()
        .filter(|child| child.is_block())
        .filter_map(|child| match child {
            Node::Element(element) => Some(element.tag),
            Node::Text(_) => None,
        })
        .collect();
    let is_text = |child: &Node| !child.is_block() && !inline::is_space(child);
    match blocks.as_slice() {
        [] => true,
        // Text after the list is no part of the line.
        [Tag::Ul | Tag::Ol] => children
            .last()
            .is_some_and(|last| last.is_block() || inline::is_space(last)),
        [Tag::P] | [Tag::P, Tag::Ul | Tag::Ol] => !children.iter().any(is_text),
        _ => false,
    }
}

fn lines(children: Vec<Node>) -> Vec<Node> {
    let open = |child| match child {
        Node::Element(paragraph) if paragraph.tag == Tag::P => paragraph.children,
        child => vec![child],
    };
    inline::tidy(children.into_iter().flat_map(open).collect(), true)
}
