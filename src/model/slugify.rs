//! Addresses made of titles.

use deunicode::deunicode;

/// Lower-case ASCII letters, digits and single hyphens, made of a text in an alphabet; other scripts leave nothing.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        // Past Latin, Greek and Cyrillic, transliteration would be a guess about the language.
        let letters = if c < '\u{530}' || ('\u{1e00}'..'\u{2000}').contains(&c) {
            deunicode(c.encode_utf8(&mut [0; 4])).to_lowercase()
        } else {
            String::new()
        };
        let letters = letters.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        if !letters.is_empty() {
            slug.push_str(&letters);
        } else if !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_readable_and_of_one_alphabet() {
        assert_eq!(slugify("Économie & Société 2026"), "economie-societe-2026");
        assert_eq!(slugify("What’s new?"), "whats-new");
        assert_eq!(slugify("新聞 news"), "news");
        assert_eq!(slugify("新聞"), "");
    }
}
