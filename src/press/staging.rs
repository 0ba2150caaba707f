//! The folder in which an edition is built, beside the one that readers see, until both are swapped.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use tempfile::TempDir;

use super::{
    exchange,
    tree::{self, Tree},
};

/// The file by which press knows its own folders.
pub const MARKER: &str = "edition.json";

/// An edition that is being written.
pub struct Staging {
    folder: TempDir,
    /// Held for as long as the folder is in use, so that another run does not take it for a leftover.
    lock: File,
    out: PathBuf,
    /// The edition that readers see now: it lies in `out`.
    previous: Option<Tree>,
    files: Mutex<HashMap<String, Staged>>,
}

/// A file of the edition that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staged {
    /// Its length.
    pub bytes: u64,
    /// Whether it is the very file of the edition before, which it stays until the new one is whole.
    pub unchanged: bool,
}

/// What became of the files of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// New or different.
    pub written: usize,
    /// The same as in the edition before, and still the same file.
    pub unchanged: usize,
}

impl Staging {
    /// Begins an edition that will be `out`, of a portal whose folder may be the same.
    ///
    /// # Errors
    /// If `out` is a folder that press did not make, or the disk refuses.
    pub fn begin(out: &Path, portal: &Path, marker: &[u8]) -> Result<Self> {
        let out = match fs::canonicalize(out) {
            Ok(out) => out,
            Err(error) if error.kind() == ErrorKind::NotFound => std::path::absolute(out)?,
            Err(error) => return Err(error).with_context(|| format!("{}", out.display())),
        };
        refuse_foreign(&out, portal)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{}: not a folder that can be replaced", out.display());
        };
        fs::create_dir_all(parent)
            .with_context(|| format!("{}: cannot be made", parent.display()))?;
        let prefix = format!("{}.press-", name.to_string_lossy());
        sweep(parent, &prefix);
        let folder = exchange::open_to_all(tempfile::Builder::new().prefix(&prefix))
            .tempdir_in(parent)
            .with_context(|| format!("{}: cannot be written to", parent.display()))?;
        let lock = File::open(folder.path())
            .and_then(|lock| lock.try_lock().map(|()| lock).map_err(Into::into))
            .with_context(|| format!("{}: cannot be locked", folder.path().display()))?;
        let previous = out.is_dir().then(|| Tree::list(&out)).transpose()?;
        let staging = Self {
            previous,
            folder,
            lock,
            out,
            files: Mutex::default(),
        };
        staging.put(MARKER, marker)?;
        // At once, so that a later run knows this folder should this one crash.
        staging.link_if_unchanged(MARKER)?;
        Ok(staging)
    }

    /// Writes a file of the edition; one that has not changed stays the file it was, with its time and so its `ETag`.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let length = bytes.len() as u64;
        let unchanged = self.before(path) == Some(length)
            && fs::read(self.out.join(path)).is_ok_and(|old| old == bytes);
        if !unchanged {
            let file = self.folder.path().join(path);
            with_parent(&file, || fs::write(&file, bytes))
                .with_context(|| format!("{}: cannot be written", file.display()))?;
        }
        self.note(path, length, unchanged);
        Ok(())
    }

    /// Takes a file over from the edition before, whatever is in it; `false` if that has none.
    pub fn keep(&self, path: &str) -> bool {
        let length = self.before(path);
        if let Some(length) = length {
            self.note(path, length, true);
        }
        length.is_some()
    }

    /// What a file holds that was put here.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>> {
        let is_old = self.files().get(path).is_some_and(|file| file.unchanged);
        let folder = if is_old {
            &self.out
        } else {
            self.folder.path()
        };
        let file = folder.join(path);
        fs::read(&file).with_context(|| format!("{}: cannot be read", file.display()))
    }

    /// All files so far, by their paths from the edition's root, with slashes.
    pub fn files(&self) -> MutexGuard<'_, HashMap<String, Staged>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies a file into the edition, under a name that changes with its content.
    ///
    /// # Errors
    /// If it cannot be read or the disk refuses.
    pub fn copy(&self, path: &str, from: &Path) -> Result<()> {
        let bytes =
            fs::read(from).with_context(|| format!("{}: cannot be read", from.display()))?;
        self.put(path, &bytes)
    }

    /// Lets readers see the edition, in one step, and takes the old one away; does nothing if they are the same.
    ///
    /// # Errors
    /// If the folders cannot be swapped; then the old one is as it was.
    pub fn publish(self) -> Result<Tally> {
        let files = std::mem::take(&mut *self.files());
        let unchanged = files.values().filter(|file| file.unchanged).count();
        let tally = Tally {
            written: files.len() - unchanged,
            unchanged,
        };
        let is_same = |tree: &Tree| tree.is_plain && tree.files.len() == unchanged;
        if tally.written == 0 && self.previous.as_ref().is_some_and(is_same) {
            return Ok(tally);
        }
        self.link_all(files)?;
        let staged = self.folder.path();
        let swapped = if self.previous.is_some() {
            exchange::swap(staged, &self.out)
        } else {
            fs::rename(staged, &self.out)
        };
        swapped.with_context(|| {
            format!(
                "{}: the new edition cannot be put in its place",
                self.out.display()
            )
        })?;
        // The temporary folder now holds the edition before, or is gone; either way it is to go.
        let folder = self.folder.keep();
        drop(self.lock);
        if folder.is_dir() {
            tree::remove(&folder)
                .with_context(|| format!("{}: cannot be removed", folder.display()))?;
        }
        Ok(tally)
    }

    /// The length of a file of the edition before.
    fn before(&self, path: &str) -> Option<u64> {
        self.previous.as_ref()?.files.get(path).copied()
    }

    /// Gives all unchanged files their second name, folder by folder.
    fn link_all(&self, files: HashMap<String, Staged>) -> Result<()> {
        let unchanged = files.into_iter().filter(|(_, file)| file.unchanged);
        let mut paths: Vec<String> = unchanged
            .map(|(path, _)| path)
            .filter(|path| path != MARKER)
            .collect();
        paths.par_sort_unstable();
        paths.par_iter().try_for_each(|path| self.link(path))
    }

    fn link_if_unchanged(&self, path: &str) -> Result<()> {
        let is_unchanged = self.files().get(path).is_some_and(|file| file.unchanged);
        if is_unchanged {
            self.link(path)?;
        }
        Ok(())
    }

    /// Gives a file of the edition before a second name in this one. File systems without such names get a copy.
    fn link(&self, path: &str) -> Result<()> {
        let (before, file) = (self.out.join(path), self.folder.path().join(path));
        with_parent(&file, || fs::hard_link(&before, &file))
            .or_else(|_| fs::copy(&before, &file).map(drop))
            .with_context(|| format!("{}: cannot be taken over", before.display()))
    }

    fn note(&self, path: &str, bytes: u64, unchanged: bool) {
        let file = Staged { bytes, unchanged };
        self.files().insert(path.to_owned(), file);
    }
}

/// Does something to a file, making its folder first if there is none; asking each time would cost more.
fn with_parent(file: &Path, act: impl Fn() -> std::io::Result<()>) -> std::io::Result<()> {
    match (act(), file.parent()) {
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            act()
        }
        (result, _) => result,
    }
}

fn refuse_foreign(out: &Path, portal: &Path) -> Result<()> {
    let is_portal = fs::canonicalize(portal).is_ok_and(|portal| portal == out);
    if is_portal || out.join(MARKER).is_file() {
        return Ok(());
    }
    match fs::read_dir(out).map(|mut entries| entries.next().is_none()) {
        Ok(false) => bail!(
            "{}: this folder has files in it that press did not write, and would be replaced; name another by --out, or empty it",
            out.display()
        ),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}: cannot be replaced", out.display()))
        }
        _ => Ok(()),
    }
}

/// Takes away what crashed runs have left. Failing to is no reason not to print.
fn sweep(parent: &Path, prefix: &str) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let folder = entry.path();
        let is_ours = name.len() == prefix.len() + 6
            && name.starts_with(prefix)
            && (folder.join(MARKER).is_file() || fs::remove_dir(&folder).is_ok());
        let is_free = is_ours && File::open(&folder).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_free {
            let _ = tree::remove(&folder);
        }
    }
}
