//! Addresses made of titles.

use deunicode::deunicode_char;

/// Lower-case ASCII letters, digits and single hyphens, made of a text in an alphabet; other scripts leave nothing.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        let before = slug.len();
        let letters = deunicode_char(c)
            .filter(|_| is_spelt(c))
            .unwrap_or_default();
        let letters = letters.chars().filter(char::is_ascii_alphanumeric);
        slug.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        if slug.len() == before && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Tells whether [`slugify`] writes a character in Latin letters. Past Latin, Greek and Cyrillic, transliteration would
/// be a guess about the language.
pub fn is_spelt(c: char) -> bool {
    c < '\u{530}' || matches!(c, '\u{1e00}'..'\u{2000}' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_readable_and_of_one_alphabet() {
        assert_eq!(slugify("Économie & Société 2026"), "economie-societe-2026");
        assert_eq!(slugify("What’s new?"), "whats-new");
        assert_eq!(slugify("\u{fb01}ne o\u{fb03}ce"), "fine-office");
        assert_eq!(slugify("新聞 news"), "news");
        assert_eq!(slugify("新聞"), "");
    }
}
