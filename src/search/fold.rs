//! Characters as they are compared: what readers write in different ways becomes the same.

use std::ops::Range;

/// Compatibility decomposition (UAX #15, NFKD), then lower case. The browser has its own, whose tables readers need not
/// fetch; press has [`decompose`](fn@crate::decompose).
pub type Decompose = fn(&str) -> String;

/// A folded character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// In lower case, without accents; a syllable of hangul or kana is one character.
    pub c: char,
    /// Range of the text that it stands for, in bytes.
    pub range: Range<usize>,
}

/// Folds a text. What is not seen or not typed (accents, vowel marks, soft hyphens) leaves nothing, but belongs to the
/// range of the character before it.
pub fn fold(text: &str, decompose: Decompose) -> Vec<Folded> {
    // All at once, since each call copies into the browser and back. Nothing is joined with what stands behind a NUL.
    let mut unfolded = String::new();
    for c in text.chars().filter(|c| !is_folded(*c)) {
        unfolded.push(c);
        unfolded.push('\0');
    }
    let decomposed = decompose(&unfolded);
    let mut decomposed = decomposed.split('\0');
    let mut folded = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let range = start..start + c.len_utf8();
        if is_folded(c) {
            push(c.to_ascii_lowercase(), range, &mut folded);
            continue;
        }
        let parts = decomposed.next().unwrap_or_default();
        if parts.contains('\u{2044}') {
            // So that 2½ does not become 21/2.
            push(' ', range.clone(), &mut folded);
        }
        for c in parts.chars() {
            push(c, range.clone(), &mut folded);
        }
    }
    folded
}

/// Tells whether a character needs no decomposition: most of the characters of most texts.
fn is_folded(c: char) -> bool {
    c.is_ascii()
        || matches!(u32::from(c),
            // An acute accent of its own is written for an apostrophe.
            0xb4 | 0x3001..=0x3007 | 0x3041..=0x3096 | 0x309d..=0x309e | 0x30a1..=0x30fa | 0x30fc..=0x30fe
            | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0x20000..=0x2f7ff | 0x30000..=0x3ffff)
}

fn push(c: char, range: Range<usize>, folded: &mut Vec<Folded>) {
    let last = folded.last().map(|last| last.range.clone());
    let before = last.filter(|last| last.end == range.start || *last == range);
    let is_ignored = is_ignored(c);
    if let Some(before) = before
        && let Some(last) = folded.last_mut()
        && let Some(c) = if is_ignored {
            Some(last.c)
        } else {
            compose(last.c, c)
        }
    {
        last.c = c;
        // One character may have become several.
        let same = folded.iter_mut().rev();
        for it in same.take_while(|it| it.range == before) {
            it.range.end = range.end;
        }
        return;
    }
    if is_ignored {
        return;
    }
    let letters = other_letters(c);
    let c = digit(c);
    let letters = letters.chars().chain(letters.is_empty().then_some(c));
    folded.extend(letters.map(|c| Folded {
        c,
        range: range.clone(),
    }));
}

/// Letters and marks that no decomposition makes of a character, though readers write them for it; nothing for others.
fn other_letters(c: char) -> &'static str {
    match c {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɗ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        'ς' => "σ",
        // Forms of alef, yeh, heh and kaf of other languages, and those that Arabic writers exchange.
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ة' | 'ہ' | 'ھ' | 'ە' => "ه",
        'ک' => "ك",
        '´' | '`' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '՚' | '׳'
        | 'ꞌ' => "'",
        '״' => "\"",
        // Hyphens, the shorter dashes, minus, and the dot within Catalan words.
        '\u{2010}'..='\u{2013}' | '⁃' | '−' | '־' | '·' | '‧' => "-",
        '\u{2044}' | '∕' => "/",
        '٪' => "%",
        '٫' => ".",
        '٬' => ",",
        _ => "",
    }
}

/// Digits of other scripts, by their zeros.
const ZEROS: [u16; 14] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xe50, 0xed0, 0x1040,
    0x17e0,
];

fn digit(c: char) -> char {
    let value = |zero: &u16| u32::from(c).checked_sub(u32::from(*zero));
    let mut values = ZEROS.iter().filter_map(value);
    values
        .find_map(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// Tells whether a character is not typed or not seen: accents, Semitic marks, soft hyphens, zero-width spaces,
/// variation selectors. Vowel signs of Indic scripts are letters.
fn is_ignored(c: char) -> bool {
    let code = u32::from(c);
    code >= 0xe_0000
        || IGNORED
            .iter()
            .any(|(first, last)| (u32::from(*first)..=u32::from(*last)).contains(&code))
}

const IGNORED: [(u16, u16); 30] = [
    (0xad, 0xad),
    (0x300, 0x36f),
    (0x483, 0x489),
    (0x591, 0x5bd),
    (0x5bf, 0x5bf),
    (0x5c1, 0x5c2),
    (0x5c4, 0x5c5),
    (0x5c7, 0x5c7),
    (0x610, 0x61a),
    (0x61c, 0x61c),
    (0x640, 0x640),
    (0x64b, 0x65f),
    (0x670, 0x670),
    (0x6d6, 0x6dc),
    (0x6df, 0x6e4),
    (0x6e7, 0x6e8),
    (0x6ea, 0x6ed),
    (0x70f, 0x70f),
    (0x730, 0x74a),
    (0x8ca, 0x8ff),
    (0x180b, 0x180f),
    (0x1ab0, 0x1aff),
    (0x1dc0, 0x1dff),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x20d0, 0x20ff),
    (0xfe00, 0xfe0f),
    (0xfe20, 0xfe2f),
    (0xfeff, 0xfeff),
];

/// The syllable of two characters that Unicode has apart: of hangul (chapter 3.12), or kana with a mark of its sound.
fn compose(one: char, other: char) -> Option<char> {
    let (one, other) = (u32::from(one), u32::from(other));
    // Hiragana and katakana are in the same order.
    let kana = if one > 0x30a0 { one - 0x60 } else { one };
    let code = match (one, other) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xac00 + ((one - 0x1100) * 21 + other - 0x1161) * 28,
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (one - 0xac00) % 28 == 0 => one + other - 0x11a7,
        (0x3041..=0x30ff, 0x3099) => match kana {
            0x304b..=0x3068 | 0x306f..=0x307b | 0x309d => one + 1,
            0x3046 => one + 0x4e,
            0x308f..=0x3092 if one != kana => one + 8,
            _ => return None,
        },
        (0x3041..=0x30ff, 0x309a) if (0x306f..=0x307b).contains(&kana) => one + 2,
        _ => return None,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
    use proptest::prelude::*;

    use super::*;
    use crate::decompose;

    fn folded(text: &str) -> String {
        fold(text, decompose).iter().map(|it| it.c).collect()
    }

    #[test]
    fn what_readers_type_the_same_way_is_the_same() {
        for (one, other) in [
            ("Ệ ǘ Ǻ", "e u a"),
            ("Straße STRAẞE", "strasse strasse"),
            (
                "œuvre Ægir Øre Łódź Đà Þór",
                "oeuvre aegir ore lodz da thor",
            ),
            ("İstanbul Iğdır ışık", "istanbul igdir isik"),
            ("ﬁnance ﬂow ﬃ Ĳssel ĳs", "finance flow ffi ijssel ijs"),
            ("ＡＢＣ１２３", "abc123"),
            ("CO₂ m² x⁴ Nº", "co2 m2 x4 no"),
            (
                "soft\u{ad}ware zero\u{200b}width no\u{2060}break a\u{200d}b",
                "software zerowidth nobreak ab",
            ),
            ("مُحَمَّد العـــربية", "محمد العربيه"),
            ("أحمد إلى آخر مصطفى", "احمد الي اخر مصطفي"),
            ("שָׁלוֹם", "שלום"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("за́мок Ёлка", "замок елка"),
            ("ｶﾞｷﾞ ﾊﾟﾝ ｶﾀｶﾅ", "ガギ パン カタカナ"),
            ("か\u{3099} は\u{309a} ウ\u{3099} ワ\u{3099}", "が ぱ ヴ ヷ"),
            (
                "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} ﾡ",
                "한국 \u{1100}",
            ),
            ("葛\u{e0100} 葛\u{fe00} \u{f900}", "葛 葛 \u{8c48}"),
            (
                "O’Brien Oʼbrien O‘brien O´brien",
                "o'brien o'brien o'brien o'brien",
            ),
            ("a‑b a–b a−b", "a-b a-b a-b"),
            ("١٢٣ ۴۵۶ १२३", "123 456 123"),
            ("2½", "2 1/2"),
        ] {
            assert_eq!(folded(one), other, "{one}");
        }
    }

    /// Marks that distinguish words are kept.
    #[test]
    fn letters_of_their_own_stay() {
        for (one, other) in [
            ("かき", "がき"),
            ("パン", "バン"),
            ("हिन्दी", "हनद"),
            ("ที่", "ท"),
            ("한", "하"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }

    /// All at once, as texts come: what stands beside a character changes nothing.
    #[test]
    fn every_character_is_as_unicode_has_it() {
        let all = ('\u{80}'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}');
        let all: Vec<char> = all.filter(|c| *c != '´').collect();
        let of_all = |form: &dyn Fn(char) -> String| {
            let lines: Vec<String> = all.iter().map(|c| form(*c)).collect();
            folded(&lines.join("\n"))
        };
        let (composing, decomposing) = (
            ComposingNormalizerBorrowed::new_nfkc(),
            DecomposingNormalizerBorrowed::new_nfkd(),
        );
        let own = of_all(&|c| c.to_string());
        let composed = of_all(&|c| composing.normalize(c.encode_utf8(&mut [0; 4])).into_owned());
        let decomposed = of_all(&|c| {
            decomposing
                .normalize(c.encode_utf8(&mut [0; 4]))
                .into_owned()
        });
        let again = folded(&own);
        let lines = own
            .split('\n')
            .zip(composed.split('\n'))
            .zip(decomposed.split('\n'));
        for (((own, composed), decomposed), c) in lines.zip(&all) {
            // What fractions have before them is no form of Unicode's.
            if !own.contains('/') {
                assert_eq!(
                    (own, own),
                    (composed, decomposed),
                    "U+{:04X}",
                    u32::from(*c)
                );
            }
        }
        assert_eq!(again, own);
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn ranges_are_of_the_text_and_in_order(text in "\\PC{0,40}") {
            let mut last = 0..0;
            for Folded { range, .. } in fold(&text, decompose) {
                prop_assert!(range == last || range.start >= last.end);
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                last = range;
            }
        }
    }
}
