//! The keys of an index beside its terms, which are stems of words, single characters and pairs of neighbours. None of the signs that
//! begin them is part of a word.

/// Begins the key of a filter: `#t=` and a topic's slug, `#y=` and a year, `#k=` and a kind. No term begins that way.
pub const FILTER: char = '#';

/// Begins the keys of an index's newest documents, each a key of another kind after it. They come before all others, so that
/// they are in shards of their own, and an index without such documents has none of them.
pub const RECENT: &str = "!";

/// Begins the key of a word that is in the texts, back to front, for typing errors in its first half.
pub const REVERSED: char = '*';

/// Begins the key of a word that is in the texts, as it is written there, for words that are still being typed.
pub const WRITTEN: char = '+';

/// The key of all documents of a topic.
pub fn topic_key(slug: &str) -> String {
    format!("{FILTER}t={slug}")
}

/// The key of all documents of a year.
pub fn year_key(year: &str) -> String {
    format!("{FILTER}y={year}")
}

/// The key of all documents of a kind: `news` or `page`.
pub fn kind_key(kind: &str) -> String {
    format!("{FILTER}k={kind}")
}
