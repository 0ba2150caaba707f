//! Characters that no document can hold: XML 1.0 (2.2) forbids some, and HTML calls the others mistakes, since they stand for
//! nothing that can be seen.

use std::ops::Range;

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    source::Source,
};

/// As many of a file are reported: more of them are a file that is no text.
const MOST: usize = 20;

/// Tells whether a character cannot be published: a control character other than white space, or a noncharacter.
pub fn is_illegible(c: char) -> bool {
    let is_blank = matches!(c, '\t' | '\n' | '\r');
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || (u32::from(c) & 0xfffe) == 0xfffe;
    (c.is_control() && !is_blank) || is_noncharacter
}

/// Finds such characters where a text contains them literally.
pub fn find(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let all = text.char_indices().filter(|(_, c)| is_illegible(*c));
    all.map(|(at, c)| (at..at + c.len_utf8(), c))
}

/// Reports such characters, each with its place in the file.
pub fn report(
    source: &Source,
    found: impl Iterator<Item = (Range<usize>, char)>,
    problems: &mut Problems,
) {
    problems.extend(found.take(MOST).map(|(span, c)| {
        let message = format!("{} is a character that nobody can see", name(c));
        Problem::new(&rule::TEXT_CONTROL_CHARACTER, message)
            .at(source, span, "here")
            .help("Delete it, or write what it should have been. Feed readers and search engines refuse a whole file with it.")
    }));
}

/// Formats a character for reports: `U+0010`.
fn name(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A text without them.
pub fn without(text: &str) -> String {
    text.chars().filter(|c| !is_illegible(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_see_is_illegible() {
        for c in [
            '\0', '\u{8}', '\u{b}', '\u{c}', '\u{10}', '\u{1b}', '\u{7f}', '\u{92}',
        ] {
            assert!(is_illegible(c), "{}", name(c));
        }
        for c in [
            '\u{fdd0}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1ffff}',
            '\u{10fffe}',
        ] {
            assert!(is_illegible(c), "{}", name(c));
        }
        for c in [
            '\t',
            '\n',
            '\r',
            ' ',
            '\u{a0}',
            '\u{ad}',
            '\u{200d}',
            '\u{fffd}',
            '\u{1f600}',
        ] {
            assert!(!is_illegible(c), "{}", name(c));
        }
        assert_eq!(without("a\u{10}b\u{fffe}\tc"), "ab\tc");
    }
}
