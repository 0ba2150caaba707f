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
    /// When it was last written to, in nanoseconds since 1970; 0 where the system does not tell.
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

/// What lies in a folder.
pub struct Tree {
    /// Files, by their paths from the folder, with slashes.
    pub files: HashMap<String, Stamp>,
    /// Whether there is nothing but files and folders.
    pub is_plain: bool,
}

impl Tree {
    /// Lists a folder.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn list(folder: &Path) -> Result<Self> {
        let found =
            list(folder, "").with_context(|| format!("{}: cannot be listed", folder.display()))?;
        let all = found.len();
        let files: HashMap<String, Stamp> = found
            .into_iter()
            .filter_map(|(path, stamp)| Some((path, stamp?)))
            .collect();
        Ok(Self {
            is_plain: files.len() == all,
            files,
        })
    }
}

/// Everything in a folder but folders, under their paths; no stamp for what is no file.
fn list(folder: &Path, prefix: &str) -> io::Result<Vec<(String, Option<Stamp>)>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
        } else {
            let data = kind.is_file().then(|| entry.metadata()).transpose()?;
            found.push((path, data.as_ref().map(Stamp::of)));
        }
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
        let tree = Tree::list(&folder)?;
        let mut files: Vec<_> = tree
            .files
            .iter()
            .map(|(path, it)| (path.as_str(), it.bytes))
            .collect();
        files.sort_unstable();
        assert_eq!(files, [("b/c/d", 4), ("e", 0)]);
        assert!(tree.is_plain);
        remove(&folder)?;
        assert!(!folder.exists());
        Ok(())
    }
}
