//! The words of titles in scripts without spaces, so that lines of headings end between them.

use icu_segmenter::{
    LineSegmenter, LineSegmenterBorrowed, WordSegmenter, WordSegmenterBorrowed,
    options::{LineBreakOptions, WordBreakInvariantOptions},
};

/// Words that lean on what stands before them; a line that began with one would be read twice.
const LEANING: [&str; 11] = [
    "的", "地", "得", "之", "了", "們", "等", "性", "化", "者", "後",
];

/// A title's words, each with the spaces and punctuation that stay on its line. None where spaces part them, or where there
/// is but one.
pub fn title_words(title: &str) -> Vec<String> {
    if !title.chars().any(is_spaceless) {
        return Vec::new();
    }
    let words: WordSegmenterBorrowed<'_> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let lines: LineSegmenterBorrowed<'_> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    // Punctuation stays where readers expect it: UAX #14 knows what no line may begin or end with.
    let ends: Vec<usize> = lines.segment_str(title).collect();
    let bounds: Vec<usize> = words.segment_str(title).collect();
    let places = bounds.windows(3).filter_map(|bounds| {
        let (before, after) = title.split_at(bounds[1]);
        let (before, word) = before.split_at(bounds[0]);
        let after = &after[..bounds[2] - bounds[1]];
        let may_end = ends.binary_search(&bounds[1]).is_ok() && may_part(before, word, after);
        may_end.then_some(bounds[1])
    });
    let places: Vec<usize> = places.chain([title.len()]).collect();
    if places.len() < 2 {
        return Vec::new();
    }
    let starts = [0].into_iter().chain(places.iter().copied());
    starts
        .zip(&places)
        .map(|(start, end)| title[start..*end].to_owned())
        .collect()
}

/// Tells whether a line may end between a word and the next, given what stands before both.
fn may_part(before: &str, word: &str, after: &str) -> bool {
    // A number stays with what it counts, and nothing more.
    let is_digit = |letter: char| letter.is_ascii_digit();
    let counts = word.ends_with(is_digit) || after.starts_with(is_digit);
    // Single letters are mostly a word that the dictionary does not know.
    let is_single = |word: &str| word.chars().count() == 1 && word.chars().all(is_spaceless);
    let is_unknown = is_single(word) && is_single(after) && !before.ends_with(is_digit);
    let leans = LEANING.contains(&after);
    !(counts || is_unknown || leans || word.ends_with(char::is_whitespace))
}

/// Tells whether a letter is of a script that writes words without spaces: Han, kana, and what stands with them.
fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(title: &str) -> String {
        title_words(title).join("|")
    }

    #[test]
    fn lines_end_between_words() {
        for title in [
            "臺法|攜手|創新|合作，|第24屆|臺法|工業|合作|諮商|會議|成果|豐碩",
            "日期、|時間|與時區",
            "看得懂的|摘要",
            "用|nginx|或|物件|儲存|架站",
        ] {
            assert_eq!(parted(&title.replace('|', "")), title);
        }
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_added() {
        for title in [
            "「白話」不是幼兒語言：寫給大家看的公文，該怎麼寫？",
            "Gazette新聞網",
            "搜尋（不需要伺服器）",
        ] {
            assert_eq!(title_words(title).concat(), title);
        }
    }

    #[test]
    fn titles_with_spaces_have_no_words_of_their_own() {
        for title in [
            "",
            "Plain language is not baby talk",
            "서울에서 열린 회의",
            "法",
        ] {
            assert_eq!(title_words(title), [""; 0], "{title}");
        }
    }
}
