//! A list of the index: a key with its postings.

use gazette_search::{RECENT, REVERSED, WRITTEN};

/// A key and its postings.
pub type List = (Box<str>, Vec<u8>);

/// Postings of a key as shards hold them: none for keys that are only listed.
pub fn shown((key, postings): &List) -> &[u8] {
    let kind = key.strip_prefix(RECENT).unwrap_or(key);
    if kind.starts_with([WRITTEN, REVERSED]) {
        return &[];
    }
    postings
}
