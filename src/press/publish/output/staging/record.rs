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

/// The files that the last build left in an edition, by their paths.
pub type Record = HashMap<String, KnownFile>;

/// A file as the last build left it.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct KnownFile {
    /// By what it is known again.
    pub stamp: Stamp,
    /// The fingerprint of its inputs; none if press did not make it.
    pub made_of: Option<Fingerprint>,
}

impl KnownFile {
    /// Tells whether the file at this path in a folder is unchanged.
    pub fn is_same(&self, path: &str, tree: &Tree) -> bool {
        tree.files.get(path) == Some(&self.stamp)
    }
}

/// Tells whether a folder has all files of a record, unchanged, and nothing else.
pub fn is_all(record: &Record, tree: &Tree) -> bool {
    let mut files = record.iter();
    tree.is_plain()
        && tree.files.len() == record.len()
        && files.all(|(path, file)| file.is_same(path, tree))
}

/// The record of files.
pub fn record(files: HashMap<String, Staged>) -> Record {
    let known = |(path, Staged { stamp, made_of, .. })| (path, KnownFile { stamp, made_of });
    files.into_iter().map(known).collect()
}

/// Number of press's files in an edition; `None` if any file was changed, added or removed.
pub fn untouched(cache: &Cache, out: &Path) -> Option<usize> {
    let record: Record = cache.read(RECORD)?;
    let tree = Tree::list(out).ok()?;
    let ours = record.values().filter(|file| file.made_of.is_some());
    is_all(&record, &tree).then(|| ours.count())
}
