//! Estimated reading time.

use gazette_model::{Node, plain_text};

use crate::body::script::count;

/// Words a minute, in scripts that part words by spaces: what adults read silently, a little slower for official texts.
const WORDS: usize = 220;

/// Characters a minute in Chinese and Japanese.
const CHARACTERS: usize = 400;

/// Whole minutes that reading a body takes, at least one.
pub fn minutes(nodes: &[Node]) -> u64 {
    let (words, characters) = count(&plain_text(nodes));
    let seconds = words * 60 / WORDS + characters * 60 / CHARACTERS;
    seconds.div_ceil(60).max(1) as u64
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
