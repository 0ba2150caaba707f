//! An edition that is being written, until it takes the place of the one that readers see.

pub mod build_folder;
mod foreign;
pub mod guard;
mod record;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result, bail};
use build_folder::Room;
use foreign::{FOREIGN, Origins, refuse_others};
use gazette_cache::{fingerprint::key, store::Cache};
use guard::place;
use rayon::prelude::*;
pub use record::stands;
use record::{Known, RECORD, known, origins, record};

use crate::output::{
    edition_json::MARKER,
    swap,
    tree::{Stamp, Tree},
};

/// Where files of an edition are put.
pub trait Tray: Sync {
    /// Puts a file there, by its path from the edition's root, with slashes.
    ///
    /// # Errors
    /// If the disk refuses.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()>;

    /// Makes a file and puts it there. One made before from the same may be left as it is: `from` is a key of everything
    /// that goes into it.
    ///
    /// # Errors
    /// If it cannot be made or the disk refuses.
    fn make(&self, path: &str, from: u128, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        let _ = from;
        self.put(path, &make()?)
    }
}

/// An edition that is being written.
pub struct Staging {
    room: Room,
    out: PathBuf,
    /// The edition that readers see now: it lies in `out`.
    previous: Option<Tree>,
    /// Of its files that are as press left them, what they were made from.
    known: HashMap<String, u128>,
    origins: Origins,
    cache: Option<Cache>,
    files: Mutex<HashMap<String, Staged>>,
}

/// A file of the edition that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staged {
    stamp: Stamp,
    /// A key of what it was made from.
    from: u128,
    /// Whether it is the very file of the edition before, which it stays until the new one is whole.
    pub unchanged: bool,
}

impl Staged {
    /// Its length.
    pub fn bytes(&self) -> u64 {
        self.stamp.bytes
    }
}

/// What became of the files of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// New or different.
    pub written: usize,
    /// The same as in the edition before, and still the same file.
    pub unchanged: usize,
    /// Files that press did not make, and has left as they are.
    pub foreign: Vec<String>,
}

impl Staging {
    /// Begins an edition that will be `out`, of a portal whose folder, if it has one, may be the same. The cache is that of
    /// `out` alone.
    ///
    /// # Errors
    /// If `out` is a folder that press did not make, or the disk refuses.
    pub fn begin(
        out: &Path,
        portal: Option<&Path>,
        cache: Option<&Cache>,
        marker: &[u8],
    ) -> Result<Self> {
        let out = place(out, portal)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{}: not a folder that can be replaced", out.display());
        };
        build_folder::sweep(parent, &name.to_string_lossy(), MARKER);
        let previous = out.is_dir().then(|| Tree::list(&out)).transpose()?;
        previous
            .iter()
            .try_for_each(|tree| refuse_others(&out, tree))?;
        let cache = cache.filter(|cache| swap::can_swap(&cache.path(""), parent));
        let lock = cache.map(Cache::lock).transpose()?.flatten();
        let (room, known, origins, cache) = match (cache, lock) {
            (Some(cache), Some(lock)) => {
                let record: Vec<Known> = cache.read(RECORD).unwrap_or_default();
                let all = record.len();
                let origins = origins(&record);
                let known = known(record, previous.as_ref());
                let is_mirror = previous.as_ref().is_some_and(|tree| {
                    tree.is_plain && tree.files.len() == all && known.len() == all
                });
                // Until the edition is whole, nobody could tell what is in the mirror.
                cache.forget(RECORD)?;
                let room = Room::in_cache(cache, lock, is_mirror)?;
                (room, known, origins, Some(cache.clone()))
            }
            _ => (Room::beside(&out)?, HashMap::new(), HashMap::new(), None),
        };
        let staging = Self {
            room,
            origins: Origins::new(origins, &out),
            out,
            previous,
            known,
            cache,
            files: Mutex::default(),
        };
        staging.put(MARKER, marker)?;
        // At once, so that a later run knows this folder should this one crash.
        if staging.is_unchanged(MARKER) && !staging.room.is_mirror {
            staging.room.link(MARKER, &staging.out)?;
        }
        Ok(staging)
    }

    /// Takes a file over from the edition before, whatever is in it; `false` if that has none.
    pub fn keep(&self, path: &str) -> bool {
        let stamp = self.before(path);
        if let Some(stamp) = stamp {
            let from = self.known.get(path).copied().unwrap_or_default();
            self.note(path, stamp, from, true);
        }
        stamp.is_some()
    }

    /// What a file holds that was put here.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>> {
        let file = if self.is_unchanged(path) {
            self.out.join(path)
        } else {
            self.room.file(path)
        };
        fs::read(&file).with_context(|| format!("{}: cannot be read", file.display()))
    }

    /// All files so far, by their paths from the edition's root, with slashes.
    pub fn files(&self) -> MutexGuard<'_, HashMap<String, Staged>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies a file into the edition under the name that somebody has given it, which press has for no other.
    ///
    /// # Errors
    /// If press makes a file of that name, the file cannot be read or the disk refuses.
    pub fn copy_as_it_is(&self, path: &str, from: &Path) -> Result<()> {
        if self.files().contains_key(path) {
            bail!(
                "{}: press itself makes {path}; give the file another name",
                from.display()
            );
        }
        let bytes = read(from)?;
        let key = key(&[b"bytes", &bytes]);
        if !self.has(path, key) {
            self.replace(path, &bytes, key)?;
        }
        Ok(())
    }

    /// Takes over what press did not make, and says what that is.
    fn keep_foreign(&self) -> Result<Vec<String>> {
        let Some(tree) = &self.previous else {
            return Ok(Vec::new());
        };
        let gone: Vec<&String> = {
            let files = self.files();
            let gone = tree.files.keys().filter(|path| !files.contains_key(*path));
            gone.collect()
        };
        let foreign = gone.into_par_iter();
        let foreign = foreign.filter(|path| !self.origins.is_ours(&self.out, path));
        let mut foreign: Vec<String> = foreign.cloned().collect();
        foreign.sort_unstable();
        for path in &foreign {
            if let Some(stamp) = self.before(path) {
                self.note(path, stamp, FOREIGN, true);
            }
        }
        tree.empty
            .iter()
            .try_for_each(|path| self.room.make_folder(path))?;
        Ok(foreign)
    }

    /// Lets readers see the edition, in one step; does nothing if it is the same as the one before. `seen` is called
    /// then; what is still to be done makes the next build quicker.
    ///
    /// # Errors
    /// If the folders cannot be swapped; then the old one is as it was.
    pub fn publish(self, seen: impl FnOnce()) -> Result<Tally> {
        let foreign = self.keep_foreign()?;
        let files = std::mem::take(&mut *self.files());
        let written: Vec<&str> = files
            .iter()
            .filter(|(_, file)| !file.unchanged)
            .map(|(path, _)| path.as_str())
            .collect();
        let before = self.previous.iter().flat_map(|tree| tree.files.keys());
        let gone: Vec<&str> = before
            .map(String::as_str)
            .filter(|path| !files.contains_key(*path))
            .collect();
        let tally = Tally {
            written: written.len(),
            unchanged: files.len() - written.len() - foreign.len(),
            foreign,
        };
        let is_plain = self.previous.as_ref().is_some_and(|tree| tree.is_plain);
        if written.is_empty() && gone.is_empty() && is_plain {
            seen();
        } else {
            if self.room.is_mirror {
                gone.par_iter()
                    .try_for_each(|path| self.room.remove(path))?;
            } else {
                self.link_all(&files)?;
            }
            self.room.swap(&self.out, self.previous.is_some())?;
            seen();
            let all: Vec<&str> = files.keys().map(String::as_str).collect();
            let changed = if is_plain { &written } else { &all };
            self.room.follow(&self.out, changed, &gone, is_plain)?;
        }
        if let Some(cache) = &self.cache {
            cache.write(RECORD, &record(files))?;
        }
        Ok(tally)
    }

    /// Whether the edition before has a file made from the same, which then is taken over.
    fn has(&self, path: &str, from: u128) -> bool {
        let stamp = self.before(path);
        let stamp = stamp.filter(|_| self.known.get(path) == Some(&from));
        if let Some(stamp) = stamp {
            self.note(path, stamp, from, true);
        }
        stamp.is_some()
    }

    fn write(&self, path: &str, bytes: &[u8], from: u128) -> Result<()> {
        let is_foreign = self.before(path).is_some() && !self.origins.is_ours(&self.out, path);
        if is_foreign && !self.is_same(path, bytes) {
            bail!(
                "{}: press did not make this file, and would write another one in its place; nothing was written. Move it away, or name another folder by --out",
                self.out.join(path).display()
            );
        }
        self.replace(path, bytes, from)
    }

    fn replace(&self, path: &str, bytes: &[u8], from: u128) -> Result<()> {
        let same = self.before(path).filter(|_| self.is_same(path, bytes));
        let stamp = match same {
            Some(stamp) => stamp,
            None => self.room.write(path, bytes)?,
        };
        self.note(path, stamp, from, same.is_some());
        Ok(())
    }

    /// Whether a file of the edition before has these bytes.
    fn is_same(&self, path: &str, bytes: &[u8]) -> bool {
        let is_as_long = |stamp: Stamp| stamp.bytes == bytes.len() as u64;
        self.before(path).is_some_and(is_as_long)
            && fs::read(self.out.join(path)).is_ok_and(|old| old == bytes)
    }

    /// The stamp of a file of the edition before.
    fn before(&self, path: &str) -> Option<Stamp> {
        self.previous.as_ref()?.files.get(path).copied()
    }

    fn is_unchanged(&self, path: &str) -> bool {
        self.files().get(path).is_some_and(|file| file.unchanged)
    }

    /// Gives all unchanged files their second name, folder by folder.
    fn link_all(&self, files: &HashMap<String, Staged>) -> Result<()> {
        let unchanged = files.iter().filter(|(_, file)| file.unchanged);
        let mut paths: Vec<&str> = unchanged
            .map(|(path, _)| path.as_str())
            .filter(|path| *path != MARKER)
            .collect();
        paths.par_sort_unstable();
        paths
            .par_iter()
            .try_for_each(|path| self.room.link(path, &self.out))
    }

    fn note(&self, path: &str, stamp: Stamp, from: u128, unchanged: bool) {
        let file = Staged {
            stamp,
            from,
            unchanged,
        };
        self.files().insert(path.to_owned(), file);
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))
}

impl Tray for Staging {
    /// A file that has not changed stays the file it was, with its time and so its `ETag`.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let from = key(&[b"bytes", bytes]);
        if !self.has(path, from) {
            self.write(path, bytes, from)?;
        }
        Ok(())
    }

    fn make(&self, path: &str, from: u128, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        // Another press may make something else of the same.
        let press = self.cache.as_ref().map_or(0, Cache::press);
        let from = key(&[&press.to_le_bytes(), &from.to_le_bytes()]);
        if !self.has(path, from) {
            self.write(path, &make()?, from)?;
        }
        Ok(())
    }
}
