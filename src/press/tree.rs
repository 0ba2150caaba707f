//! Folders with everything in them, on all cores.

use std::{
    collections::HashMap,
    fs::{self, DirEntry},
    io,
    path::Path,
};

use anyhow::{Context, Result};
use rayon::prelude::*;

/// What lies in a folder.
pub struct Tree {
    /// Files: path from the folder, with slashes; length.
    pub files: HashMap<String, u64>,
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
        let files: HashMap<String, u64> = found
            .into_iter()
            .filter_map(|(path, length)| Some((path, length?)))
            .collect();
        Ok(Self {
            is_plain: files.len() == all,
            files,
        })
    }
}

/// Everything in a folder but folders, under their paths; no length for what is no file.
fn list(folder: &Path, prefix: &str) -> io::Result<Vec<(String, Option<u64>)>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
        } else {
            let length = kind.is_file().then(|| entry.metadata()).transpose()?;
            found.push((path, length.map(|data| data.len())));
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
        assert_eq!(
            tree.files,
            HashMap::from([("b/c/d".into(), 4), ("e".into(), 0)])
        );
        assert!(tree.is_plain);
        remove(&folder)?;
        assert!(!folder.exists());
        Ok(())
    }
}
