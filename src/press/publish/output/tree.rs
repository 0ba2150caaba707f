//! Folders with everything in them, on all cores.

use std::{
    collections::HashMap,
    fs::{self, DirEntry, Metadata},
    io,
    path::Path,
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// By what a file is known to be as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// Everything in a folder but folders that have something in them, under their paths.
fn list(folder: &Path, prefix: &str) -> io::Result<Vec<(String, PathKind)>> {
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
    let below: Vec<_> = folders
        .par_iter()
        .map(|(folder, prefix)| list(folder, prefix))
        .collect::<io::Result<_>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
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
        remove(&folder)?;
        assert!(!folder.exists());
        Ok(())
    }
}
