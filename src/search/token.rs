//! Texts in pieces: words, and characters of scripts that do without spaces.

use std::ops::Range;

use crate::{
    fold::{Decompose, Folded, fold},
    letter::{is_dense, is_of_word},
    stem::stem,
    word,
};

/// Rules for turning a language's texts into terms.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// True if words in Latin letters are English.
    pub english: bool,
    /// Unicode's compatibility decomposition in lower case.
    pub decompose: Decompose,
}

/// Unit of comparison: a word, or a character of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Range in the text, in bytes.
    pub range: Range<usize>,
    /// As readers type it: in lower case, without accents.
    pub written: String,
    /// As [`written`](Self::written), but the word's stem.
    pub term: String,
    /// True for a character of a script without spaces.
    pub is_dense: bool,
    /// Connection to the unit before it.
    pub tie: Tie,
    /// The letters and the digits of a word that has both, the word before `++`, `#` or `%`, and that behind `l'`.
    pub parts: Vec<Unit>,
}

impl Unit {
    /// The unit without an elided word before it: `eau` of `l'eau`.
    #[must_use]
    pub fn unelided(&self) -> Self {
        match &self.parts[..] {
            [part] if part.range.start > self.range.start => Self {
                tie: self.tie,
                ..part.clone()
            },
            _ => self.clone(),
        }
    }
}

/// Separator between two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// A single space.
    Space,
    /// A single hyphen, or what else makes one word of two.
    Hyphen,
    /// Anything else.
    Apart,
}

/// Splits a text into units, in order.
pub fn units(text: &str, rules: Rules) -> Vec<Unit> {
    let folded = fold(text, rules.decompose);
    let mut units: Vec<Unit> = Vec::new();
    let (mut at, mut end) = (0_usize, 0_usize);
    while let Some(first) = folded.get(at) {
        let length = if is_dense(first.c) {
            1
        } else if is_of_word(first.c) {
            word::length(&folded[at..])
        } else {
            at += 1;
            continue;
        };
        let mut unit = unit(&folded[at..at + length], rules);
        unit.tie = tie(&folded[end.saturating_sub(1)..at]);
        units.push(unit);
        at += length;
        end = at;
    }
    units
}

fn unit(folded: &[Folded], rules: Rules) -> Unit {
    let range = match folded {
        [first, .., last] => first.range.start..last.range.end,
        [one] => one.range.clone(),
        [] => 0..0,
    };
    let is_dense = folded.first().is_some_and(|first| is_dense(first.c));
    let parts = word::parts(folded).into_iter();
    let mut unit = Unit {
        is_dense,
        tie: Tie::Apart,
        parts: parts.map(|part| self::unit(part, rules)).collect(),
        ..word(word::written(folded), rules)
    };
    unit.range = range;
    unit
}

/// A word of no place.
pub fn word(written: String, rules: Rules) -> Unit {
    Unit {
        range: 0..0,
        term: if rules.english {
            stem(&written)
        } else {
            written.clone()
        },
        written,
        is_dense: false,
        tie: Tie::Apart,
        parts: Vec::new(),
    }
}

/// The tie of a unit behind another's last character and what follows that.
fn tie(between: &[Folded]) -> Tie {
    match between {
        // No word goes on behind C++ or 50%.
        [last, ..] if !is_of_word(last.c) => Tie::Apart,
        [_, one] if one.c == ' ' => Tie::Space,
        [_, one] if matches!(one.c, '-' | '.' | '/' | '&' | '_') => Tie::Hyphen,
        _ => Tie::Apart,
    }
}

/// Units in groups: each word by itself, and characters of scripts without spaces as far as nothing stands between them.
pub fn dense_runs(units: &[Unit]) -> impl Iterator<Item = &[Unit]> {
    units.chunk_by(is_together)
}

/// Tells whether two units are adjacent characters of scripts without spaces.
pub fn is_together(one: &Unit, other: &Unit) -> bool {
    one.is_dense
        && other.is_dense
        // One character may stand for several: ㌔ is キロ.
        && (one.range.end == other.range.start || one.range == other.range)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: Rules = Rules {
        english: true,
        decompose: crate::decompose,
    };

    fn terms(text: &str) -> Vec<String> {
        units(text, RULES)
            .into_iter()
            .map(|unit| unit.term)
            .collect()
    }

    #[test]
    fn words_are_folded_and_stemmed() {
        assert_eq!(terms("The Agency’s ARTICLES"), ["the", "agenc", "articl"]);
        assert_eq!(terms("don't e-mail"), ["dont", "e", "mail"]);
        assert_eq!(terms("Ärzte ÉTÉ ＡＢＣ"), ["arzt", "et", "abc"]);
        assert_eq!(terms("Node.js צה״ל צה\"ל"), ["node", "js", "צהל", "צהל"]);
    }

    #[test]
    fn ends_of_words_that_are_no_letters() {
        assert_eq!(
            terms("C++, C# (C), 50% 50 % 50"),
            ["c++", "c#", "c", "50%", "50%", "50"]
        );
        assert_eq!(
            terms("18+ A+B C++17 #tag 5 #"),
            ["18+", "a", "b", "c++", "17", "tag", "5"]
        );
    }

    #[test]
    fn every_letter_is_of_a_word_and_no_space_is() {
        let is_known = |c: char| is_dense(c) || is_of_word(c);
        for c in (0..=0x1_efff).filter_map(char::from_u32) {
            let folded = fold(&c.to_string(), crate::decompose);
            let leaves_something = !folded.is_empty();
            let has_letter = folded.iter().any(|it| is_known(it.c));
            // Apostrophes of transliterations are letters to Unicode.
            let is_apostrophe = folded.iter().any(|it| matches!(it.c, '\'' | ' '));
            assert!(
                !(c.is_alphabetic() && leaves_something) || has_letter || is_apostrophe,
                "U+{:04X}",
                u32::from(c)
            );
            let is_gap = c.is_whitespace() || c.is_control();
            assert!(!is_gap || !has_letter, "U+{:04X}", u32::from(c));
        }
        for c in "“”‘«»—…·、。，；：？！（）《》「」『』【】～€₩→★☎１０Ａ".chars()
        {
            let folded = fold(&c.to_string(), crate::decompose);
            let is_word = folded.iter().any(|it| is_known(it.c));
            assert_eq!(is_word, c.is_alphanumeric(), "{c}");
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
        let apart = units("資訊，素養", RULES);
        assert_eq!(dense_runs(&apart).count(), 2);
    }

    proptest! {
        #[test]
        fn units_are_pieces_of_the_text_in_order(text in "\\PC{0,60}") {
            let mut last = 0..0;
            for unit in units(&text, RULES) {
                // A character may stand for several units, and belong to the next one.
                prop_assert!(unit.range.start >= last.start && unit.range.end >= last.end);
                prop_assert!(text.get(unit.range.clone()).is_some_and(|part| !part.is_empty()));
                last = unit.range;
            }
        }

        #[test]
        fn upper_case_makes_no_difference(text in "[a-z0-9' ,.新聞稿]{0,40}") {
            prop_assert_eq!(terms(&text), terms(&text.to_uppercase()));
        }
    }
}
