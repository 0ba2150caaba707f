//! The files that press left in an edition, as it remembers them.

use std::{collections::HashMap, path::Path};

use anyhow::Result;
use gazette_cache::{fingerprint::Fingerprint, store::Cache};
use serde::{Deserialize, Serialize};

use crate::output::{
    staging::Staged,
    tree::{Stamp, Tree, TreeDigest},
};

/// The name of the record in the cache.
pub const RECORD: &str = "files";

/// The name of the shorter record, for those who only want to know whether it is as it was.
const WHOLE: &str = "whole";

/// All files of an edition in one number, and how many of them press made.
type Whole = (TreeDigest, usize);

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

/// Keeps the record of an edition's files.
///
/// # Errors
/// If the disk refuses.
pub fn keep(cache: &Cache, files: HashMap<String, Staged>) -> Result<()> {
    let whole = files
        .iter()
        .fold(TreeDigest::default(), |sum, (path, file)| {
            sum.with(path, file.stamp)
        });
    let ours = files.values().filter(|file| file.made_of.is_some());
    let whole: Whole = (whole, ours.count());
    let known = |(path, Staged { stamp, made_of, .. })| (path, KnownFile { stamp, made_of });
    let record: Record = files.into_iter().map(known).collect();
    cache.write(RECORD, &record)?;
    cache.write(WHOLE, &whole)
}

/// Takes the record away: until an edition is whole, nobody could tell what is in its folder.
///
/// # Errors
/// If the disk refuses.
pub fn forget(cache: &Cache) -> Result<()> {
    cache.forget(WHOLE)?;
    cache.forget(RECORD)
}

/// Number of press's files in an edition; `None` if any file was changed, added or removed.
pub fn untouched(cache: &Cache, out: &Path) -> Option<usize> {
    let (whole, ours): Whole = cache.read(WHOLE)?;
    let found = TreeDigest::of_folder(out).ok()?;
    (found == Some(whole)).then_some(ours)
}
