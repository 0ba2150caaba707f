//! Plain words out of what exports hold.

use scraper::Html;

/// Takes out characters that no text has: controls, and the private ones that stand in for others on the way.
pub fn clean(text: &str) -> String {
    let is_private = |c: char| {
        matches!(
            c,
            '\u{f8e0}'..='\u{f8ff}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    let is_text = |c: &char| matches!(*c, '\n' | '\t') || !c.is_control() && !is_private(*c);
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(is_text)
        .collect()
}

/// A text without the empty lines that it begins with. The spaces of its first line stay: they say what it is.
pub fn from_first_line(text: &str) -> &str {
    let is_empty = |line: &&str| line.trim_matches([' ', '\t', '\n']).is_empty();
    let empty = text.split_inclusive('\n').take_while(is_empty);
    &text[empty.map(str::len).sum()..]
}

/// One line of plain words out of HTML, which may be plain words already.
pub fn plain(html: &str) -> String {
    let html = clean(html);
    if !html.contains(['<', '&']) {
        return line(&html);
    }
    let tree = Html::parse_fragment(&html);
    line(&tree.root_element().text().collect::<String>())
}

/// A text on one line, without white space at its ends.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentences, at most about 200 characters; `None` where there are no words.
pub fn beginning(words: &str) -> Option<String> {
    let words = line(words);
    let ends = ends(&words);
    let last = ends
        .into_iter()
        .rfind(|end| (50..=200).contains(&words[..*end].chars().count()));
    match last {
        _ if words.is_empty() => None,
        _ if words.chars().count() <= 200 => Some(words),
        Some(end) => Some(words[..end].to_owned()),
        None => Some(cut(&words, 200)),
    }
}

/// The first sentence, at most about 80 characters; empty where there are no words.
pub fn headline(words: &str) -> String {
    let words = line(words);
    let first = ends(&words)
        .first()
        .map_or(words.as_str(), |end| &words[..*end]);
    cut(first.strip_suffix(['.', '。']).unwrap_or(first), 80)
}

/// Byte offsets of the ends of sentences.
fn ends(words: &str) -> Vec<usize> {
    let ends = words.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => words[at + 1..].is_empty() || words[at + 1..].starts_with(' '),
        _ => false,
    });
    ends.map(|(at, c)| at + c.len_utf8()).collect()
}

/// At most so many characters, up to the end of a word where there are spaces.
fn cut(words: &str, most: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(most) else {
        return words.to_owned();
    };
    let whole = words[..end]
        .rfind(' ')
        .filter(|space| *space > end / 2)
        .unwrap_or(end);
    format!("{}…", words[..whole].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stay_whole() {
        assert_eq!(headline("It is v. 1.2 here. And more."), "It is v");
        assert_eq!(headline("公告。請注意。"), "公告");
        assert_eq!(
            headline(&"word ".repeat(40)),
            format!("{}word…", "word ".repeat(15))
        );
        assert_eq!(beginning(""), None);
        assert_eq!(beginning("Short. Words"), Some("Short. Words".into()));
        let long = format!("{} end. {}", "a".repeat(100), "b".repeat(200));
        assert_eq!(beginning(&long), Some(format!("{} end.", "a".repeat(100))));
        assert_eq!(
            beginning(&"新".repeat(300)),
            Some(format!("{}…", "新".repeat(200)))
        );
    }

    #[test]
    fn plain_words_have_neither_tags_nor_controls() {
        assert_eq!(plain(" a <b>b</b>\u{0} &amp; c\r\nd "), "a b & c d");
        assert_eq!(clean("a\u{f8f0}b\u{1b}c"), "abc");
    }
}
