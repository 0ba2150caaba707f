//! Words of a text with their numbers, by which related articles are found.

use gazette_model::{Node, plain_text};
use xxhash_rust::xxh3::xxh3_64;

use crate::body::script::is_cjk;

/// A word's hash, and a number that belongs to it.
pub type Counted = (u32, u32);

/// The words of a body.
pub fn words(nodes: &[Node]) -> Vec<Counted> {
    let mut words = Vec::new();
    push_words(&plain_text(nodes), 1, &mut words);
    counted(words)
}

/// Each word once, in order, with the sum of its numbers.
pub fn counted(mut words: Vec<Counted>) -> Vec<Counted> {
    words.sort_unstable();
    // In place: all words of all articles are in memory.
    words.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        if is_same {
            first.1 = first.1.saturating_add(next.1);
        }
        is_same
    });
    words.shrink_to_fit();
    words
}

/// Adds words and pairs of CJK characters of a text that ends in a space.
pub fn push_words(text: &str, count: u32, words: &mut Vec<Counted>) {
    // Half a hash is a hash; the upper half orders words as the whole does, and so decides between equals.
    let mut push = |word: &str| words.push(((xxh3_64(word.as_bytes()) >> 32) as u32, count));
    let mut latin = String::new();
    let mut letters = 0;
    let mut before = None;
    // The space at its end ends the last word.
    for character in text.chars() {
        if is_cjk(character) {
            if let Some(before) = before.replace(character) {
                let pair = String::from_iter([before, character]);
                push(&pair);
            }
            continue;
        }
        before = None;
        if character.is_alphanumeric() {
            latin.extend(character.to_lowercase());
            letters += 1;
            continue;
        }
        if letters > 3 {
            push(&latin);
        }
        latin.clear();
        letters = 0;
    }
}
