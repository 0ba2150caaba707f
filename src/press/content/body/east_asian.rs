//! Characters of Chinese, Japanese and Korean, beside which spaces and punctuation follow rules of their own.

/// Tells whether a character is East Asian full-width, wide or half-width (UAX #11), but no emoji, or is Hangul.
pub fn is_east_asian(c: char) -> bool {
    is_unspaced(c) || is_hangul(c)
}

/// Tells whether a character belongs to a script written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    let is_wide = matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe19}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' | '\u{16fe0}'..='\u{18dff}'
        | '\u{1aff0}'..='\u{1b2ff}' | '\u{1f200}'..='\u{1f2ff}' | '\u{20000}'..='\u{3fffd}');
    is_wide && !is_hangul(c)
}

/// Tells whether a character is Hangul, which is written with spaces.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{302e}' | '\u{302f}' | '\u{3131}'..='\u{318e}' | '\u{3200}'..='\u{321e}'
        | '\u{3260}'..='\u{327e}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}' | '\u{ffa0}'..='\u{ffdc}')
}

/// Tells whether a character is punctuation or a symbol of ambiguous width (UAX #11). Chinese and Japanese share these
/// with other languages, such as curly quotation marks and dashes.
pub fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '§' | '¨' | '°' | '±' | '´' | '¶' | '·' | '×' | '÷' | '‐' | '–'..='‖' | '‘' | '’' | '“' | '”'
        | '†'..='•' | '․'..='‧' | '‰' | '′' | '″' | '‵' | '※' | '‾' | '℃' | '№' | '←'..='↙'
        | '\u{2200}'..='\u{22bf}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{25ff}' | '★' | '☆')
}

/// Tells whether a character is a variation selector, which only changes how the one before it is drawn.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_has_spaces_and_han_has_none() {
        for c in "字かカｶ。「，㈱ㄅ々𠀀〇￥".chars() {
            assert!(is_unspaced(c) && is_east_asian(c), "{c}");
        }
        for c in "한ㄱᄀ㈀".chars() {
            assert!(!is_unspaced(c) && is_east_asian(c), "{c}");
        }
        for c in "aé1)“—🚨ไ".chars() {
            assert!(!is_east_asian(c), "{c}");
        }
    }
}
