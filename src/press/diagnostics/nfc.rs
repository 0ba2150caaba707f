//! Unicode forms: é may be one character or two, and systems write names of files in either way.

use std::borrow::Cow;

use icu_normalizer::{
    ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed,
    properties::CanonicalCombiningClassMapBorrowed,
};

/// A text in Normalization Form C (UAX #15), in which names are compared.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    const { ComposingNormalizerBorrowed::new_nfc() }.normalize(text)
}

/// Tells whether a character is a combining mark: written above, below or across another.
pub fn is_mark(c: char) -> bool {
    const { CanonicalCombiningClassMapBorrowed::new() }.get_u8(c) != 0
}

/// A text without the accents of its letters: é is e.
pub fn without_accents(text: &str) -> String {
    let apart = const { DecomposingNormalizerBorrowed::new_nfd() }.normalize(text);
    let plain: String = apart.chars().filter(|c| !is_mark(*c)).collect();
    nfc(&plain).into_owned()
}

/// A text as it looks: names that differ in nothing else are not told apart by readers.
pub fn look(text: &str) -> String {
    let seen = |c: &char| !c.is_control() && !is_invisible(*c);
    let seen: String = nfc(text).chars().filter(seen).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that take no room: soft hyphens, joiners, marks of direction, variation selectors, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_are_one() {
        for (two, one) in [
            ("e\u{301}", "é"),
            ("か\u{3099}", "が"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
        ] {
            assert_eq!(nfc(two), one);
            assert_eq!(look(two), look(one));
        }
        assert_eq!(look("a\u{200b}b\u{a0}c"), look("ab c"));
        assert_ne!(look("a"), look("á"));
        assert!(is_mark('\u{301}') && is_mark('\u{94d}') && !is_mark('a'));
    }
}
