//! Search: what is asked and answered, and what press writes into the index and the search engine reads from it.

mod answer;
mod asked;
mod manifest;
mod shard;
mod stem;
mod text;
mod token;

pub use answer::{Answer, Hit, Marked};
pub use asked::{Asked, Order, PAGE};
pub use manifest::{CHUNK, NAME_LENGTH, SearchManifest};
pub use shard::{Entry, Posting, Weight, encode_posting, encode_shard, entries, postings};
pub use text::{Searchable, searchable};
pub use token::{Lower, Rules, Unit, dense_runs, grams, is_together, units};

/// Begins the key of a filter: `#t=` and a topic's slug, `#y=` and a year, `#k=` and a kind. No term begins that way.
pub const FILTER: char = '#';

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
