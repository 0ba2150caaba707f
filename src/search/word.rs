//! Words: how far one goes, how it is compared, and which parts of it are words themselves.

use crate::{
    fold::Folded,
    letter::{is_dense, is_of_word},
};

/// Longer words, such as addresses, are cut.
const LONGEST: usize = 32;

/// Words of French, Italian and Catalan that lose their ending before a vowel: `l'eau`, `dell'acqua`.
const ELIDED: [&str; 24] = [
    "all", "c", "coll", "d", "dall", "dell", "j", "jusqu", "l", "lorsqu", "m", "n", "nell",
    "presqu", "puisqu", "qu", "quell", "quelqu", "quest", "quoiqu", "s", "sull", "t", "un",
];

/// Length in characters of the word that begins a folded text. It includes inner apostrophes, commas between thousands,
/// points within numbers, and the ends of `C++`, `C#` and `50 %`.
pub fn length(text: &[Folded]) -> usize {
    let mut length = 1;
    loop {
        while is_word(text.get(length)) {
            length += 1;
        }
        if !is_joined(text, length) {
            return length + ending(text, length);
        }
        length += 1;
    }
}

/// A word as it is compared: without what may stand within it, and without an owner's ending.
pub fn written(word: &[Folded]) -> String {
    let word = match word {
        [word @ .., apostrophe, s] if apostrophe.c == '\'' && s.c == 's' => word,
        word => word,
    };
    word.iter()
        .map(|it| it.c)
        .filter(|c| !matches!(c, '\'' | ',' | '"' | ' '))
        .take(LONGEST)
        .collect()
}

/// The word behind an apostrophe that stands for the ending of another one; `None` in `don't`.
fn unelided(word: &[Folded]) -> Option<&[Folded]> {
    let at = word.iter().position(|it| it.c == '\'')?;
    let (before, after) = (&word[..at], &word[at + 1..]);
    let is = |elided: &str| elided.chars().eq(before.iter().map(|it| it.c));
    let is_word = after.len() > 1 && after.iter().all(|it| it.c.is_alphabetic());
    (is_word && ELIDED.iter().any(|elided| is(elided))).then_some(after)
}

/// The letters and the digits of a word that has both, or the word behind an elided one; none of a word that is all of one
/// kind, or has no form.
pub fn parts(word: &[Folded]) -> Vec<&[Folded]> {
    if let Some(after) = unelided(word) {
        return vec![after];
    }
    // 0 is a letter's kind, 1 a number's, 2 that of what may follow a word.
    let kind = |it: &Folded| match it.c {
        '0'..='9' | '.' | ',' => 1,
        '+' | '#' | '%' | ' ' => 2,
        _ => 0,
    };
    let is_within = |it: &Folded| matches!(it.c, '\'' | '"');
    let is_one = |one: &Folded, other: &Folded| {
        kind(one) == kind(other) || is_within(one) || is_within(other)
    };
    let parts: Vec<&[Folded]> = word.chunk_by(is_one).collect();
    if !(2..=3).contains(&parts.len()) {
        return Vec::new();
    }
    let is_part = |part: &&[Folded]| part.first().is_some_and(|first| kind(first) < 2);
    parts.into_iter().filter(is_part).collect()
}

/// Tells whether the character at a position joins its neighbours.
fn is_joined(text: &[Folded], at: usize) -> bool {
    let Some([before, joint, after @ ..]) = text.get(at - 1..) else {
        return false;
    };
    if !is_word(after.first()) {
        return false;
    }
    let digits = after.iter().take_while(|it| it.c.is_ascii_digit()).count();
    let is_after_digit = before.c.is_ascii_digit();
    let is_comma = |it: &Folded| it.c == ',';
    match joint.c {
        '\'' if digits == 0 => !is_after_digit,
        '.' => is_after_digit && digits > 0,
        // Thousands as in Switzerland, anywhere, and in India.
        '\'' => is_after_digit && digits == 3,
        ',' => is_after_digit && (digits == 3 || digits == 2 && after.get(2).is_some_and(is_comma)),
        // As in Hebrew abbreviations.
        '"' => is_hebrew(before.c) && after.first().is_some_and(|after| is_hebrew(after.c)),
        _ => false,
    }
}

/// Counts the characters behind a word that belong to it, as in `C++`, `C#`, `18+`, `50%` and `50 %`.
fn ending(text: &[Folded], at: usize) -> usize {
    let last = text[at - 1].c;
    let is_end = |length: usize| !is_word(text.get(at + length));
    let mut rest = text[at..].iter().map(|it| it.c);
    match (rest.next(), rest.next()) {
        (Some('+'), Some('+')) if last.is_ascii_alphabetic() => 2,
        (Some('+'), _) if last.is_ascii_alphanumeric() && is_end(1) => 1,
        (Some('#'), _) if last.is_ascii_alphabetic() && is_end(1) => 1,
        (Some('%'), _) if last.is_ascii_digit() && is_end(1) => 1,
        (Some(' '), Some('%')) if last.is_ascii_digit() && is_end(2) => 2,
        _ => 0,
    }
}

/// Tells whether a character is a Hebrew letter; Hebrew abbreviations have a mark before their last letter.
pub fn is_hebrew(c: char) -> bool {
    ('א'..='ת').contains(&c)
}

fn is_word(folded: Option<&Folded>) -> bool {
    folded.is_some_and(|it| is_of_word(it.c) && !is_dense(it.c))
}
