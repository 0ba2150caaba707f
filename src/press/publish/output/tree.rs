//! Folders with everything in them, on all cores.

use std::{
    collections::HashMap,
    fs::{self, DirEntry, Metadata},
    io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};
use gazette_cache::fingerprint;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// By what a file is known to be as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length.
    pub bytes: u64,
    /// Time of the last modification, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(data: &Metadata) -> Self {
        let modified = data.modified().ok();
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            bytes: data.len(),
            modified: since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(0)),
        }
    }
}

/// Contents of a folder.
pub struct Tree {
    /// Files, by their paths from the folder, with slashes.
    pub files: HashMap<String, Stamp>,
    /// Folders with nothing in them.
    pub empty: Vec<String>,
    /// Entries that are neither files nor folders, such as links.
    pub others: Vec<String>,
}

/// All files of a folder with their stamps in one number, whatever their order: two folders with the same are taken for the
/// same. It takes no memory, however many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeDigest {
    files: u64,
    sum: u128,
}

impl TreeDigest {
    /// Adds a file at a path.
    #[must_use]
    pub fn with(self, path: &str, stamp: Stamp) -> Self {
        self.and(Self {
            files: 1,
            sum: fingerprint::of(&(path, stamp)).number(),
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            sum: self.sum.wrapping_add(other.sum),
        }
    }

    /// Reads it off a folder; `None` if there is something else than files, and folders with files in them.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn of_folder(folder: &Path) -> io::Result<Option<Self>> {
        digest(folder, "")
    }
}

/// Kind of entry at a path.
enum PathKind {
    File(Stamp),
    EmptyFolder,
    Other,
}

impl Tree {
    /// Lists a folder.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn list(folder: &Path) -> Result<Self> {
        let found =
            list(folder, "").with_context(|| format!("{}: cannot be listed", folder.display()))?;
        let mut tree = Self {
            files: HashMap::new(),
            empty: Vec::new(),
            others: Vec::new(),
        };
        for (path, kind) in found {
            match kind {
                PathKind::File(stamp) => {
                    tree.files.insert(path, stamp);
                }
                PathKind::EmptyFolder => tree.empty.push(path),
                PathKind::Other => tree.others.push(path),
            }
        }
        Ok(tree)
    }

    /// Tells whether there is nothing but files, and folders with files in them.
    pub fn is_plain(&self) -> bool {
        self.empty.is_empty() && self.others.is_empty()
    }
}

fn digest(folder: &Path, prefix: &str) -> io::Result<Option<TreeDigest>> {
    let (found, folders) = entries(folder, prefix)?;
    let mut own = TreeDigest::default();
    for (path, kind) in &found {
        match kind {
            PathKind::File(stamp) => own = own.with(path, *stamp),
            PathKind::EmptyFolder | PathKind::Other => return Ok(None),
        }
    }
    let below = folders
        .par_iter()
        .map(|(folder, prefix)| digest(folder, prefix));
    let both = |one: Option<TreeDigest>, other: Option<TreeDigest>| Some(one?.and(other?));
    below
        .try_reduce(
            || Some(TreeDigest::default()),
            |one, other| Ok(both(one, other)),
        )
        .map(|below| both(below, Some(own)))
}

/// Everything in a folder but folders that have something in them, under their paths.
fn list(folder: &Path, prefix: &str) -> io::Result<Entries> {
    let (mut found, folders) = entries(folder, prefix)?;
    let below: Vec<_> = folders
        .par_iter()
        .map(|(folder, prefix)| list(folder, prefix))
        .collect::<io::Result<_>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
}

/// Entries of a folder, each with its path and kind.
type Entries = Vec<(String, PathKind)>;

/// The entries of one folder: what is in it, if only that it is empty, and the folders in it with their prefixes.
fn entries(folder: &Path, prefix: &str) -> io::Result<(Entries, Vec<(PathBuf, String)>)> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    let mut is_empty = !prefix.is_empty();
    for entry in fs::read_dir(folder)? {
        is_empty = false;
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
        } else {
            let data = kind.is_file().then(|| entry.metadata()).transpose()?;
            let kind = data.as_ref().map(Stamp::of).map(PathKind::File);
            found.push((path, kind.unwrap_or(PathKind::Other)));
        }
    }
    if is_empty {
        found.push((
            prefix.trim_end_matches('/').to_owned(),
            PathKind::EmptyFolder,
        ));
    }
    Ok((found, folders))
}

/// Removes a folder with everything in it.
///
/// # Errors
/// If something cannot be removed.
pub fn remove(folder: &Path) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    entries.par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            remove(&entry.path())
        } else {
            fs::remove_file(entry.path())
        }
    })?;
    fs::remove_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_removes_everything() -> Result<()> {
        let parent = tempfile::tempdir()?;
        let folder = parent.path().join("a");
        fs::create_dir_all(folder.join("b/c"))?;
        fs::write(folder.join("b/c/d"), "four")?;
        fs::write(folder.join("e"), "")?;
        fs::create_dir_all(folder.join("f/g"))?;
        let tree = Tree::list(&folder)?;
        let mut files: Vec<_> = tree
            .files
            .iter()
            .map(|(path, it)| (path.as_str(), it.bytes))
            .collect();
        files.sort_unstable();
        assert_eq!(files, [("b/c/d", 4), ("e", 0)]);
        assert!(!tree.is_plain());
        assert_eq!((tree.empty, tree.others.len()), (vec!["f/g".into()], 0));
        assert_eq!(TreeDigest::of_folder(&folder)?, None);
        fs::write(folder.join("f/g/h"), "5")?;
        let tree = Tree::list(&folder)?;
        let files = tree.files.iter();
        let whole = files.fold(TreeDigest::default(), |sum, (path, stamp)| {
            sum.with(path, *stamp)
        });
        assert_eq!(TreeDigest::of_folder(&folder)?, Some(whole));
        fs::write(folder.join("f/g/h"), "55")?;
        assert_ne!(TreeDigest::of_folder(&folder)?, Some(whole));
        remove(&folder)?;
        assert!(!folder.exists());
        Ok(())
    }
}
