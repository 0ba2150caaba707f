//! A list of the index: a key with its postings.

use gazette_search::{REVERSED, WRITTEN};

/// A key and its postings.
pub type List = (Box<str>, Vec<u8>);

/// Postings of a key as shards hold them: none for keys that are only listed.
pub fn shown((key, postings): &List) -> &[u8] {
    if key.starts_with([WRITTEN, REVERSED]) {
        return &[];
    }
    postings
}
