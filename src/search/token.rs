//! Texts in pieces: words, and runs of scripts that do without spaces.

use std::ops::Range;

use crate::stem::stem;

/// Lower case by Unicode. The browser has its own, whose tables readers need not fetch.
pub type Lower = fn(&str) -> String;

/// Longer words, such as addresses, are cut.
const LONGEST: usize = 32;

/// How texts of a language become terms.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whether words in Latin letters are English.
    pub english: bool,
    /// Lower case.
    pub lower: Lower,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    range: Range<usize>,
    /// Whether it is of a script without spaces, and so has no words that a program could know.
    is_dense: bool,
}

/// What is compared: a word, or a character of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// In lower case.
    pub written: String,
    /// As [`written`](Self::written), but the word's stem.
    pub term: String,
    /// Whether it is a character of a script without spaces.
    pub is_dense: bool,
}

/// The words and dense runs of a text, in order. Apostrophes within words, commas between thousands and points within
/// numbers belong to them.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let is_dense = is_dense(c);
        if !is_dense && !is_of_word(c) {
            continue;
        }
        match runs.last_mut() {
            Some(run)
                if run.is_dense == is_dense
                    && (run.range.end == start
                        || !is_dense && is_joined(text, run.range.end, start)) =>
            {
                run.range.end = end;
            }
            _ => runs.push(Run {
                range: start..end,
                is_dense,
            }),
        }
    }
    runs
}

/// What is compared, in order.
pub fn units(text: &str, rules: Rules) -> Vec<Unit> {
    let mut units = Vec::new();
    for run in runs(text) {
        if run.is_dense {
            let start = run.range.start;
            for (offset, c) in text[run.range].char_indices() {
                let at = start + offset;
                units.push(Unit {
                    range: at..at + c.len_utf8(),
                    written: c.to_string(),
                    term: c.to_string(),
                    is_dense: true,
                });
            }
        } else {
            let written = written(&text[run.range.clone()], rules.lower);
            units.push(Unit {
                range: run.range,
                term: if rules.english {
                    stem(&written)
                } else {
                    written.clone()
                },
                written,
                is_dense: false,
            });
        }
    }
    units
}

/// Units in groups: each word by itself, and characters of scripts without spaces as far as nothing stands between them.
pub fn dense_runs(units: &[Unit]) -> impl Iterator<Item = &[Unit]> {
    units.chunk_by(is_together)
}

/// Whether two units are characters of scripts without spaces, and nothing stands between them.
pub fn is_together(one: &Unit, other: &Unit) -> bool {
    one.is_dense && other.is_dense && one.range.end == other.range.start
}

/// The keys of a dense run: the pairs of neighbours, or the character where it has just one.
pub fn grams(units: &[Unit]) -> Vec<String> {
    match units {
        [unit] => vec![unit.term.clone()],
        _ => units
            .windows(2)
            .map(|pair| pair.iter().map(|unit| unit.term.as_str()).collect())
            .collect(),
    }
}

/// A word in lower case, without what may stand within it; full-width characters are those that they look like.
fn written(word: &str, lower: Lower) -> String {
    let owner = ["'s", "’s", "'S", "’S"];
    let owner = owner.iter().find_map(|end| word.strip_suffix(end));
    let word = owner.unwrap_or(word);
    let mut out: String = word
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | ','))
        .map(narrow)
        .take(LONGEST)
        .collect();
    if out.is_ascii() {
        out.make_ascii_lowercase();
        out
    } else {
        lower(&out)
    }
}

fn narrow(c: char) -> char {
    match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Whether what stands between two characters of words joins them.
fn is_joined(text: &str, from: usize, to: usize) -> bool {
    let (before, after) = (text[..from].bytes().next_back(), &text.as_bytes()[to..]);
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let digits = after
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    match &text[from..to] {
        "'" | "’" => !is_digit(before) && digits == 0,
        "." => is_digit(before) && digits > 0,
        "," => is_digit(before) && digits == 3,
        _ => false,
    }
}

/// Whether a character of a script with spaces is part of words: all that is no space, punctuation or symbol. (What
/// `char::is_alphanumeric` knows would cost readers 2 KB.)
fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let code = u32::from(c);
    !GAPS
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code))
}

/// Spaces, punctuation and symbols outside ASCII, without those of scripts that nobody writes news in.
const GAPS: [(u32, u32); 53] = [
    (0x80, 0xa9),
    (0xab, 0xb1),
    (0xb4, 0xb4),
    (0xb6, 0xb8),
    (0xbb, 0xbb),
    (0xbf, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2c2, 0x2c5),
    (0x2d2, 0x2df),
    (0x37e, 0x37e),
    (0x387, 0x387),
    (0x55a, 0x55f),
    (0x589, 0x58a),
    (0x5be, 0x5be),
    (0x5c0, 0x5c0),
    (0x5c3, 0x5c3),
    (0x5c6, 0x5c6),
    (0x5f3, 0x5f4),
    (0x600, 0x60f),
    (0x61b, 0x61f),
    (0x66a, 0x66d),
    (0x6d4, 0x6d4),
    (0x6dd, 0x6de),
    (0x700, 0x70f),
    (0x964, 0x965),
    (0x970, 0x970),
    (0xdf4, 0xdf4),
    (0xf01, 0xf17),
    (0x10fb, 0x10fb),
    (0x1360, 0x1368),
    (0x1400, 0x1400),
    (0x1680, 0x1680),
    (0x1800, 0x180e),
    (0x2000, 0x206f),
    (0x20a0, 0x20cf),
    (0x2190, 0x245f),
    (0x2500, 0x2bff),
    (0x2e00, 0x2e2e),
    (0x2e30, 0x2e7f),
    (0x2ff0, 0x3004),
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x303d, 0x3040),
    (0x30a0, 0x30fb),
    (0xd800, 0xf8ff),
    (0xfe00, 0xfe6f),
    (0xfeff, 0xff0f),
    (0xff1a, 0xff20),
    (0xff3b, 0xff40),
    (0xff5b, 0xff65),
    (0xffe0, 0xffff),
    (0x1f000, 0x1faff),
];

/// Whether a character is of a script that does without spaces: Han, kana, bopomofo, hangul, Thai, Lao, Myanmar and Khmer.
/// (Korean has spaces, but its words take endings.)
fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x0e01..=0x0eff | 0x1000..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17ff | 0x3005..=0x3007 | 0x3041..=0x30fa
        | 0x30fc..=0x318f | 0x31a0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff
        | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: Rules = Rules {
        english: true,
        lower: |text| text.to_lowercase(),
    };

    fn terms(text: &str) -> Vec<String> {
        units(text, RULES)
            .into_iter()
            .map(|unit| unit.term)
            .collect()
    }

    #[test]
    fn words_are_lower_cased_and_stemmed() {
        assert_eq!(terms("The Agency’s ARTICLES"), ["the", "agenc", "articl"]);
        assert_eq!(terms("don't e-mail"), ["dont", "e", "mail"]);
        assert_eq!(terms("Ärzte ÉTÉ ＡＢＣ"), ["ärzte", "été", "abc"]);
    }

    #[test]
    fn every_letter_is_of_a_word_and_no_space_is() {
        for c in (0..=0x1_efff).filter_map(char::from_u32) {
            let is_known = is_dense(c) || is_of_word(c);
            // Kana's own gap is that of its middle dot.
            assert!(!c.is_alphabetic() || is_known, "U+{:04X}", u32::from(c));
            assert!(
                !c.is_whitespace() && !c.is_control() || !is_known,
                "U+{:04X}",
                u32::from(c)
            );
        }
        for c in "“”‘«»—…·、。，；：？！（）《》「」『』【】～€₩→★☎①１０Ａ".chars()
        {
            let is_word = c.is_alphanumeric();
            assert_eq!(is_dense(c) || is_of_word(c), is_word, "{c}");
        }
    }

    #[test]
    fn owners_end_before_other_scripts() {
        assert_eq!(terms("A'S聞"), terms("a's聞"));
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(
            terms("1,101 views, 3.5 km, 2017-10-19, 1,2"),
            ["1101", "view", "3.5", "km", "2017", "10", "19", "1", "2"]
        );
    }

    #[test]
    fn dense_scripts_are_read_character_by_character() {
        assert_eq!(
            terms("第24屆ICCM會議"),
            ["第", "24", "屆", "iccm", "會", "議"]
        );
        let run = units("新聞稿", RULES);
        assert_eq!(grams(&run), ["新聞", "聞稿"]);
        assert_eq!(grams(&run[..1]), ["新"]);
        assert_eq!(runs("資訊，素養").len(), 2);
    }

    proptest! {
        #[test]
        fn units_are_pieces_of_the_text_in_order(text in "\\PC{0,60}") {
            let mut end = 0;
            for unit in units(&text, RULES) {
                prop_assert!(unit.range.start >= end && unit.range.end > unit.range.start);
                prop_assert!(text.get(unit.range.clone()).is_some());
                end = unit.range.end;
            }
        }

        #[test]
        fn upper_case_makes_no_difference(text in "[a-z0-9' ,.新聞稿]{0,40}") {
            prop_assert_eq!(terms(&text), terms(&text.to_uppercase()));
        }
    }
}
