//! Wording that readers stumble over: sentences and titles that are too long, links that do not say where they lead.

use std::ops::Range;

use gazette_diagnostics::problem::{Problem, Problems};
use gazette_diagnostics::rule;
use gazette_diagnostics::source::Source;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::{
    body::{plain_text::Passage, script::count},
    config::words::PressStrings,
    manuscript::Manuscript,
};

/// Words that a sentence may have, in scripts that part words by spaces.
const WORDS: usize = 45;

/// Characters that a sentence may have in Chinese and Japanese.
const CHARACTERS: usize = 100;

/// Columns that a title may have, in which Chinese characters take two: what two lines of a share image hold.
const TITLE: usize = 100;

/// Reports a title that is too long.
pub fn title(manuscript: &Manuscript, problems: &mut Problems) {
    let columns = manuscript.title.width();
    if columns <= TITLE {
        return;
    }
    let message = format!("this title is {columns} columns wide");
    problems.push(
        Problem::new(&rule::TEXT_LONG_TITLE, message)
            .at(
                &manuscript.source,
                manuscript.title_span.clone(),
                "too long",
            )
            .help(format!(
                "Say it in {TITLE} columns or fewer; a Chinese character takes two."
            )),
    );
}

/// Reports sentences that are too long.
pub fn sentences(source: &Source, passages: &[Passage], problems: &mut Problems) {
    for passage in passages {
        for (part, length) in long_sentences(&passage.text) {
            let message = format!("this sentence has {length}");
            problems.push(
                Problem::new(&rule::TEXT_LONG_SENTENCE, message)
                    .at(source, passage.locate(part), "too long")
                    .help(format!(
                        "Make two of it: up to {WORDS} words, or {CHARACTERS} characters of Chinese, can be read in one go."
                    )),
            );
        }
    }
}

/// Sentences (UAX #29) that are too long: where they are, and their length in words.
fn long_sentences(text: &str) -> Vec<(Range<usize>, String)> {
    // Most passages are shorter than a long sentence.
    if !is_long(count(text)) {
        return Vec::new();
    }
    let sentences = text.split_sentence_bound_indices();
    let long = sentences.filter_map(|(start, sentence)| {
        let counted = count(sentence);
        is_long(counted).then(|| {
            let start = start + (sentence.len() - sentence.trim_start().len());
            (start..start + sentence.trim().len(), in_words(counted))
        })
    });
    long.collect()
}

/// A sentence in two scripts has a part of each limit.
fn is_long((words, characters): (usize, usize)) -> bool {
    words * CHARACTERS + characters * WORDS > WORDS * CHARACTERS
}

fn in_words((words, characters): (usize, usize)) -> String {
    match (words, characters) {
        (words, 0) => format!("{words} words"),
        (0, characters) => format!("{characters} characters"),
        _ => format!("{characters} characters and {words} words"),
    }
}

/// Tells whether a link's text is too vague to describe its target.
pub fn says_nothing(text: &str, words: &PressStrings) -> bool {
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = plain.to_lowercase();
    let mut vague = words.vague_links.iter();
    vague.any(|vague| plain.split_whitespace().eq(vague.split_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_found_by_script() {
        let lengths = |text: &str| {
            let found = long_sentences(text);
            let lengths = found.into_iter().map(|(part, length)| (part.start, length));
            lengths.collect::<Vec<_>>()
        };
        let words = |number| "Word ".repeat(number);
        assert_eq!(lengths(&words(45)), []);
        assert_eq!(lengths(&words(46)), [(0, "46 words".into())]);
        let two = format!("Short. {}. {}.", words(30), words(30));
        assert_eq!(lengths(&two), []);
        let second = format!("Short. {}.", words(50));
        assert_eq!(lengths(&second), [(7, "50 words".into())]);
        let characters = |number| "字".repeat(number);
        assert_eq!(lengths(&characters(100)), []);
        assert_eq!(lengths(&characters(101)), [(0, "101 characters".into())]);
        for mark in ["。", "！", "？"] {
            let two = format!("{}{mark}{}", characters(60), characters(60));
            assert_eq!(lengths(&two), [], "{mark}");
        }
        let mixed = format!("{}{}", characters(60), words(30));
        assert_eq!(lengths(&mixed), [(0, "60 characters and 30 words".into())]);
    }

    #[test]
    fn vague_links_are_known_with_their_ornaments() {
        let words = PressStrings {
            vague_links: vec!["click here".into(), "按此".into()],
            ..PressStrings::default()
        };
        for text in ["click  here", "» CLICK HERE!", "按此。"] {
            assert!(says_nothing(text, &words), "{text}");
        }
        for text in ["Click here for maps", "按此下載年報", "The map"] {
            assert!(!says_nothing(text, &words), "{text}");
        }
    }
}
