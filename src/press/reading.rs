//! How long reading takes.

use super::body;
use crate::model::Node;

/// Words a minute, in scripts that part words by spaces: what adults read silently, a little slower for official texts.
const WORDS: usize = 220;

/// Characters a minute in Chinese and Japanese.
const CHARACTERS: usize = 400;

/// Whole minutes that reading a body takes, at least one.
pub fn minutes(nodes: &[Node]) -> u64 {
    let (words, characters) = count(&body::text(nodes));
    let seconds = words * 60 / WORDS + characters * 60 / CHARACTERS;
    seconds.div_ceil(60).max(1) as u64
}

/// Words in scripts that part them by spaces, and characters in those that do not.
pub fn count(text: &str) -> (usize, usize) {
    let characters = text.chars().filter(|c| is_cjk(*c)).count();
    let words = text
        .split(|c: char| c.is_whitespace() || is_cjk(c))
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    (words, characters)
}

/// Han ideographs, kana and Bopomofo, each of which counts for itself.
pub fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{312f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_and_characters() {
        let minutes = |text: String| super::minutes(&[Node::Text(text)]);
        assert_eq!(minutes(String::new()), 1);
        assert_eq!(minutes("word ".repeat(220)), 1);
        assert_eq!(minutes("word ".repeat(660)), 3);
        assert_eq!(minutes("字".repeat(1200)), 3);
        assert_eq!(
            minutes(format!("{}{}", "word ".repeat(220), "字".repeat(400))),
            2
        );
    }
}
