//! What press knows of the files that it left in an edition.

use std::{collections::HashMap, path::Path};

use gazette_cache::store::Cache;
use serde::{Deserialize, Serialize};

use crate::output::{
    staging::{Staged, foreign::FOREIGN},
    tree::{Stamp, Tree},
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

/// What each file was made from, as a record has it.
pub fn origins(record: &[Known]) -> HashMap<String, u128> {
    let origins = record.iter().map(|known| (known.path.clone(), known.from));
    origins.collect()
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

/// How many files of press there are in an edition, if all of them are as it left them and there is nothing new.
pub fn stands(cache: &Cache, out: &Path) -> Option<usize> {
    let record: Vec<Known> = cache.read(RECORD)?;
    let all = record.len();
    let tree = Tree::list(out).ok()?;
    let known = known(record, Some(&tree));
    let ours = known.values().filter(|from| **from != FOREIGN).count();
    (tree.is_plain && tree.files.len() == all && known.len() == all).then_some(ours)
}
