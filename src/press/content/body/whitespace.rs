//! White space that readers do not see, and JSON need not carry.

use gazette_model::{Node, Tag};

/// Whether an element begins a line of its own.
pub fn is_block(tag: Tag) -> bool {
    use Tag::{
        Aside, Blockquote, Caption, Dd, Details, Div, Dl, Dt, Figcaption, Figure, H2, H3, H4, H5,
        H6, Hr, Li, Ol, P, Pre, Section, Summary, Table, Tbody, Td, Tfoot, Th, Thead, Tr, Ul,
    };
    matches!(
        tag,
        Aside
            | Blockquote
            | Caption
            | Dd
            | Details
            | Div
            | Dl
            | Dt
            | Figcaption
            | Figure
            | H2
            | H3
            | H4
            | H5
            | H6
            | Hr
            | Li
            | Ol
            | P
            | Pre
            | Section
            | Summary
            | Table
            | Tbody
            | Td
            | Tfoot
            | Th
            | Thead
            | Tr
            | Ul
    )
}

/// Joins neighbouring texts, turns line breaks into spaces, and takes white space off at the edges of blocks. `edges`
/// says whether the children's parent is a block itself.
pub fn tidy(children: Vec<Node>, edges: bool) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::with_capacity(children.len());
    for child in children {
        match (joined.last_mut(), child) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, child) => joined.push(child),
        }
    }
    let blocks: Vec<bool> = joined.iter().map(|node| matches!(node, Node::Element(element) if is_block(element.tag) || element.tag == Tag::Br)).collect();
    let last = joined.len().saturating_sub(1);
    let mut tidied = Vec::with_capacity(joined.len());
    for (at, node) in joined.into_iter().enumerate() {
        let Node::Text(text) = node else {
            tidied.push(node);
            continue;
        };
        let starts = if at == 0 { edges } else { blocks[at - 1] };
        let ends = if at == last { edges } else { blocks[at + 1] };
        let text = unbreak(&text);
        let mut text = text.as_str();
        if starts {
            text = text.trim_start_matches([' ', '\t']);
        }
        if ends {
            text = text.trim_end_matches([' ', '\t']);
        }
        if !text.is_empty() {
            tidied.push(Node::Text(text.to_owned()));
        }
    }
    tidied
}

/// Turns each line break into a space, or into nothing between characters that are written without spaces
/// (CSS Text 3, "segment break transformation rules").
fn unbreak(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\n' {
            out.push(c);
            continue;
        }
        while chars.peek().is_some_and(char::is_ascii_whitespace) {
            chars.next();
        }
        let before = out.chars().next_back();
        let unspaced =
            before.is_some_and(is_unspaced) && chars.peek().copied().is_some_and(is_unspaced);
        if !unspaced && before != Some(' ') {
            out.push(' ');
        }
    }
    out
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_become_spaces_but_not_in_chinese() {
        assert_eq!(unbreak("a\nb"), "a b");
        assert_eq!(unbreak("新聞\n中心"), "新聞中心");
        assert_eq!(unbreak("新聞\nnews"), "新聞 news");
    }
}
