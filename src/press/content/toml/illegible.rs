//! Characters that no document can hold, in TOML: as they are, where TOML does not allow them either, or as escapes.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::source::illegible::{find, is_illegible};

/// Finds such characters in TOML, literal or escaped, in order.
pub fn in_toml(text: &str, table: &DeTable<'_>) -> Vec<(Range<usize>, char)> {
    let mut found: Vec<_> = find(text).collect();
    tables(text, table, &mut found);
    found.sort_by_key(|(span, _)| span.start);
    found.dedup();
    found
}

fn tables(text: &str, table: &DeTable<'_>, found: &mut Vec<(Range<usize>, char)>) {
    for (key, value) in table {
        texts(text, key.get_ref(), key.span(), found);
        values(text, value, found);
    }
}

fn values(text: &str, value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, char)>) {
    match value.get_ref() {
        DeValue::String(content) => texts(text, content, value.span(), found),
        DeValue::Array(items) => items.iter().for_each(|item| values(text, item, found)),
        DeValue::Table(table) => tables(text, table, found),
        _ => {}
    }
}

/// Finds the escapes of one text, which stands at `span`.
fn texts(text: &str, content: &str, span: Range<usize>, found: &mut Vec<(Range<usize>, char)>) {
    let written = text.get(span.clone()).unwrap_or_default();
    if !content.contains(is_illegible) {
        return;
    }
    let mut at = 0;
    while let Some(next) = written[at..].find('\\') {
        let start = at + next;
        let (length, c) = escape(&written[start + 1..]);
        at = start + 1 + length;
        if let Some(c) = c.filter(|c| is_illegible(*c)) {
            found.push((span.start + start..span.start + at, c));
        }
    }
}

/// Returns the length of an escape after its backslash. The character that it stands for is given if it is numeric or
/// may be illegible.
fn escape(after: &str) -> (usize, Option<char>) {
    let Some(kind) = after.chars().next() else {
        return (0, None);
    };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'b' => return (1, Some('\u{8}')),
        'f' => return (1, Some('\u{c}')),
        'e' => return (1, Some('\u{1b}')),
        _ => return (kind.len_utf8(), None),
    };
    let number = after.get(1..=digits);
    let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match number.and_then(char::from_u32) {
        Some(c) => (1 + digits, Some(c)),
        None => (1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_found_where_they_stand() {
        let text = concat!(
            "a = \"x\\u0010y\\\\u0010\"\nb = ['\\u0010', \"新\\U0000FFFE\"]\n",
            "\"c\\b\" = {d = \"\\f\\t\\n\\u00e9\"}\n"
        );
        let table = DeTable::parse(text).expect("it is TOML");
        let found = in_toml(text, table.get_ref());
        let written: Vec<&str> = found.iter().map(|(span, _)| &text[span.clone()]).collect();
        assert_eq!(written, ["\\u0010", "\\U0000FFFE", "\\b", "\\f"]);
    }
}
