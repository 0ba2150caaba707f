//! Search: what press writes into the index and the portal reads from it, and everything between a query and its hits that
//! needs neither a disk nor a network.

mod asked;
mod find;
mod hits;
mod manifest;
mod matcher;
mod query;
mod shard;
mod stem;
mod text;
mod token;
mod typo;

pub use asked::{Asked, PAGE};
pub use find::{Finding, Index};
pub use manifest::{CHUNK, NAME_LENGTH, SearchManifest};
pub use matcher::{Matcher, Piece};
pub use query::{Clause, Order, Query, Question};
pub use shard::{Entry, Posting, Weight, encode_posting, encode_shard, entries, postings};
pub use text::{Searchable, searchable};
pub use token::{Lower, Rules, Unit, dense_runs, grams, units};

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
