//! Scripts with and without spaces between words.

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
