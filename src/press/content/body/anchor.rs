//! Ids of headings, made of what they say: links from outside last for as long as the words do.

use gazette_diagnostics::nfc::{is_mark, nfc};
use gazette_model::{Attribute, Node, is_spelt, slugify};
use xxhash_rust::xxh3::xxh3_64;

use crate::body::footnotes;

/// Returns the text of a heading, including its pictures' alternative texts but no footnote marks.
pub fn words(nodes: &[Node]) -> String {
    let mut text = String::new();
    push_words(nodes, &mut text);
    text.trim().to_owned()
}

fn push_words(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if footnotes::is_mark(element) => {}
            Node::Element(element) => match element.get(Attribute::Alt) {
                Some(text) => out.push_str(text),
                None => push_words(&element.children, out),
            },
        }
    }
}

/// The id of a heading: Latin letters where it is in an alphabet that has them, else its own letters.
pub fn of_heading(text: &str) -> String {
    let text: String = nfc(text).chars().filter(|c| !is_unseen(*c)).collect();
    let id = if text.chars().any(|c| c.is_alphanumeric() && !is_spelt(c)) {
        own_letters(&text)
    } else {
        slugify(&text)
    };
    match id.as_str() {
        "" if text.trim().is_empty() => "section".into(),
        // Signs alone are no name, but the same signs are the same id.
        "" => format!("section-{:08x}", xxh3_64(text.as_bytes()) >> 32),
        _ => id,
    }
}

fn own_letters(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if is_spelt(c) && c.is_alphanumeric() {
            id.push_str(&slugify(c.encode_utf8(&mut [0; 4])));
        } else if c.is_alphanumeric() || is_mark(c) {
            id.extend(c.to_lowercase());
        } else if !id.ends_with('-') && !is_joint(c) {
            id.push('-');
        }
    }
    nfc(id.trim_matches('-')).into_owned()
}

/// Tells whether a character belongs inside a word: an apostrophe, or one that nobody sees.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’') || is_unseen(c)
}

/// Tells whether a character is a zero-width one or a soft hyphen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_words() {
        for (text, id) in [
            ("Économie & Société", "economie-societe"),
            ("Что нового", "chto-novogo"),
            ("結果", "結果"),
            ("如何使用 API？", "如何使用-api"),
            ("2026 年度「預算」", "2026-年度-預算"),
            ("이용 안내", "이용-안내"),
            ("\u{1112}\u{1161}\u{11ab}국", "한국"),
            ("か\u{3099}いよう", "がいよう"),
            ("خدمات المياه", "خدمات-المياه"),
            ("विज्ञान", "विज्ञान"),
            ("What’s new?", "whats-new"),
            (
                "Soft\u{ad}hyphen, zero\u{200b}width",
                "softhyphen-zerowidth",
            ),
            ("The \u{fb01}ne o\u{fb03}ce", "the-fine-office"),
            ("\u{feff}預\u{200b}算", "預算"),
            ("", "section"),
        ] {
            assert_eq!(of_heading(text), id, "{text}");
        }
        let [one, other] = ["🎉", "→"].map(of_heading);
        assert!(one.starts_with("section-") && one != other, "{one} {other}");
    }
}
