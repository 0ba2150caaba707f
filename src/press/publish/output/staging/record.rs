//! The files that press left in an edition, as it remembers them.

use std::{collections::HashMap, path::Path};

use gazette_cache::{fingerprint::Fingerprint, store::Cache};
use serde::{Deserialize, Serialize};

use crate::output::{
    staging::Staged,
    tree::{Stamp, Tree},
};

/// The name of the record in the cache.
pub const RECORD: &str = "files";

/// A file that the last build left in an edition.
#[derive(Serialize, Deserialize)]
pub struct KnownFile {
    path: String,
    stamp: Stamp,
    /// The fingerprint of its inputs; none if press did not make it.
    made_of: Option<Fingerprint>,
}

/// The fingerprints of the inputs of all files, as a record has them.
pub fn origins(record: &[KnownFile]) -> HashMap<String, Option<Fingerprint>> {
    let origins = record.iter();
    let origins = origins.map(|known| (known.path.clone(), known.made_of));
    origins.collect()
}

/// The same of those files that are as the last build left them.
pub fn known(
    record: Vec<KnownFile>,
    previous: Option<&Tree>,
) -> HashMap<String, Option<Fingerprint>> {
    let is_same = |known: &KnownFile| {
        previous.is_some_and(|tree| tree.files.get(&known.path) == Some(&known.stamp))
    };
    let record = record.into_iter().filter(is_same);
    record.map(|known| (known.path, known.made_of)).collect()
}

/// The record of files.
pub fn record(files: HashMap<String, Staged>) -> Vec<KnownFile> {
    let known = |(path, Staged { stamp, made_of, .. })| KnownFile {
        path,
        stamp,
        made_of,
    };
    files.into_iter().map(known).collect()
}

/// How many files of press there are in an edition, if all of them are as it left them and there is nothing new.
pub fn untouched(cache: &Cache, out: &Path) -> Option<usize> {
    let record: Vec<KnownFile> = cache.read(RECORD)?;
    let all = record.len();
    let tree = Tree::list(out).ok()?;
    let known = known(record, Some(&tree));
    let ours = known.values().flatten().count();
    (tree.is_plain && tree.files.len() == all && known.len() == all).then_some(ours)
}
