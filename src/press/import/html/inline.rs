//! Text within a block: white space, and emphasis in the one form that Markdown can write.

use gazette_content::body::whitespace;
use gazette_model::{Attribute, Element, Node, Tag};

/// Tells whether an element is written with asterisks or tildes, which cannot stand beside white space.
pub fn is_emphasis(tag: Tag) -> bool {
    matches!(tag, Tag::Strong | Tag::Em | Tag::Del)
}

/// Tells whether a node is white space or a line break.
pub fn is_space(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => element.tag == Tag::Br,
    }
}

/// Joins texts and takes off the white space and line breaks that readers do not see.
pub fn tidy(children: Vec<Node>, edges: bool) -> Vec<Node> {
    let mut children = merge(whitespace::tidy(children, edges));
    if edges {
        while matches!(children.last(), Some(Node::Element(last)) if last.tag == Tag::Br) {
            children.pop();
        }
        while matches!(children.first(), Some(Node::Element(first)) if first.tag == Tag::Br) {
            children.remove(0);
        }
    }
    for child in &mut children {
        if let Node::Text(text) = child {
            *text = single_spaces(text);
        }
    }
    children
}

/// Joins neighbours that are emphasised alike: `<b>a</b><b>b</b>`.
fn merge(children: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::with_capacity(children.len());
    for child in children {
        match (merged.last_mut(), child) {
            (Some(Node::Element(before)), Node::Element(element))
                if is_emphasis(element.tag)
                    && before.tag == element.tag
                    && before.attributes == element.attributes =>
            {
                before.children.extend(element.children);
                before.children = whitespace::tidy(std::mem::take(&mut before.children), false);
            }
            (_, child) => merged.push(child),
        }
    }
    merged
}

fn single_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c == '\t' { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Moves white space and line breaks from the edges of an emphasised text to outside of it.
pub fn hoist(mut element: Element) -> Vec<Node> {
    let mut before = Vec::new();
    let mut after = Vec::new();
    while let Some(edge) = edge(&mut element.children, true) {
        before.push(edge);
    }
    while let Some(edge) = edge(&mut element.children, false) {
        after.insert(0, edge);
    }
    // A link may lead to one that is empty.
    if !element.children.is_empty() || element.get(Attribute::Id).is_some() {
        before.push(Node::Element(element));
    }
    before.append(&mut after);
    before
}

fn edge(children: &mut Vec<Node>, first: bool) -> Option<Node> {
    let at = if first {
        0
    } else {
        children.len().checked_sub(1)?
    };
    match children.get_mut(at)? {
        Node::Element(element) if element.tag == Tag::Br => Some(children.remove(at)),
        Node::Element(_) => None,
        Node::Text(text) => {
            let rest = if first {
                text.trim_start()
            } else {
                text.trim_end()
            };
            if rest.len() == text.len() {
                return None;
            }
            *text = rest.to_owned();
            if text.is_empty() {
                children.remove(at);
            }
            Some(Node::Text(" ".into()))
        }
    }
}

/// The text of captions that hold nothing but text; `None` where there is more in them.
pub fn plain(captions: &[Node]) -> Option<String> {
    let mut text = String::new();
    for caption in captions {
        let Node::Element(caption) = caption else {
            return None;
        };
        if caption.get(Attribute::Id).is_some() {
            return None;
        }
        for node in &caption.children {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) if element.tag == Tag::P => {
                    text.push_str(&plain(std::slice::from_ref(node))?);
                }
                Node::Element(_) => return None,
            }
        }
    }
    Some(text.trim().to_owned())
}
