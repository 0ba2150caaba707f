//! What press knows of the files that it left in an edition.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    super::tree::{Stamp, Tree},
    Staged,
};

/// The name of the record in the cache.
pub const RECORD: &str = "files";

/// A file that press left in an edition.
#[derive(Serialize, Deserialize)]
pub struct Known {
    path: String,
    stamp: Stamp,
    from: u128,
}

/// What is known of the files that are as press left them.
pub fn known(record: Vec<Known>, previous: Option<&Tree>) -> HashMap<String, u128> {
    let is_same = |known: &Known| {
        previous.is_some_and(|tree| tree.files.get(&known.path) == Some(&known.stamp))
    };
    let record = record.into_iter().filter(is_same);
    record.map(|known| (known.path, known.from)).collect()
}

/// What is to be known of files.
pub fn record(files: HashMap<String, Staged>) -> Vec<Known> {
    let known = |(path, Staged { stamp, from, .. })| Known { path, stamp, from };
    files.into_iter().map(known).collect()
}
