//! An edition that is being written, until it takes the place of the one that readers see.

pub mod build_folder;
mod foreign;
pub mod guard;
mod record;

use std::{
    collections::{HashMap, HashSet},
    fs,
    hash::Hash,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use anyhow::{Result, bail};
use build_folder::BuildFolder;
use foreign::{Origins, refuse_others};
use gazette_cache::{
    atomic,
    fingerprint::{self, Fingerprint},
    store::Cache,
};
use gazette_content::source::path::folders;
use guard::place;
use rayon::prelude::*;
pub use record::untouched;
use record::{KnownFile, RECORD, Record, forget, is_all, keep};

use crate::output::{
    edition_json::MARKER,
    sink::OutputSink,
    swap,
    tree::{Stamp, Tree},
};

/// An edition that is being written.
pub struct Staging {
    folder: BuildFolder,
    out: PathBuf,
    /// The edition that readers see now: it lies in `out`.
    previous: Option<Tree>,
    origins: Origins,
    /// True if no file is as the last build left it: its record was lost, or the edition restored anew.
    none_known: bool,
    cache: Option<Cache>,
    files: Mutex<HashMap<String, Staged>>,
}

/// A file of the edition that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staged {
    stamp: Stamp,
    /// The fingerprint of its inputs; none if press did not make it.
    made_of: Option<Fingerprint>,
    /// True if it is the previous edition's own file, which stays there until the new edition is whole.
    pub unchanged: bool,
}

impl Staged {
    /// Its length.
    pub fn bytes(&self) -> u64 {
        self.stamp.bytes
    }
}

/// Counts of an edition's files, by what a build did with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCounts {
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
    pub fn begin(out: &Path, portal: Option<&Path>, cache: &Cache, marker: &[u8]) -> Result<Self> {
        let out = place(out, portal)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{}: not a folder that can be replaced", out.display());
        };
        build_folder::sweep(parent, &name.to_string_lossy(), MARKER);
        let is_near = swap::can_swap(&cache.path(""), parent);
        // Before anything is read, so that record, folder and mirror are of one build.
        let lock = is_near.then(|| cache.lock()).transpose()?.flatten();
        let list = || out.is_dir().then(|| Tree::list(&out)).transpose();
        let read = || lock.is_some().then(|| cache.read::<Record>(RECORD));
        let (previous, record) = rayon::join(list, read);
        let (previous, record) = (previous?, record.flatten().unwrap_or_default());
        previous
            .iter()
            .try_for_each(|tree| refuse_others(&out, tree))?;
        let (folder, record, cache) = match lock {
            Some(lock) => {
                let is_mirror = previous.as_ref().is_some_and(|tree| is_all(&record, tree));
                forget(cache)?;
                let folder = BuildFolder::in_cache(cache, lock, is_mirror)?;
                (folder, record, Some(cache.clone()))
            }
            None => (BuildFolder::beside(&out)?, Record::new(), None),
        };
        let is_known = |tree: &Tree| record.iter().any(|(path, file)| file.is_same(path, tree));
        let none_known = !previous.as_ref().is_some_and(is_known);
        let staging = Self {
            folder,
            origins: Origins::new(record, &out),
            none_known,
            out,
            previous,
            cache,
            files: Mutex::default(),
        };
        staging.put(MARKER, marker)?;
        // At once, so that a later run knows this folder should this one crash.
        if staging.is_unchanged(MARKER) && !staging.folder.is_mirror {
            staging.folder.link(MARKER, &staging.out)?;
        }
        Ok(staging)
    }

    /// Takes a file over from the edition before whose name changes with its content, or that of the file it is a copy of;
    /// `false` if that has none, or somebody else has written to it.
    pub fn keep(&self, path: &str) -> bool {
        let is_trusted = || self.none_known && self.origins.is_ours(&self.out, path);
        let made_of = match self.known(path) {
            Some(known) => known.made_of,
            None => is_trusted().then(Fingerprint::default),
        };
        let stamp = self.before(path).filter(|_| made_of.is_some());
        if let Some(stamp) = stamp {
            self.note(path, stamp, made_of, true);
        }
        stamp.is_some()
    }

    /// Reads a file that was put here.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>> {
        let file = if self.is_unchanged(path) {
            self.out.join(path)
        } else {
            self.folder.file(path)
        };
        atomic::read(&file)
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
        let bytes = atomic::read(from)?;
        let made_of = fingerprint::of(&bytes);
        if !self.has(path, made_of) {
            self.replace(path, &bytes, made_of)?;
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
        self.refuse_in_the_way(&foreign)?;
        for path in &foreign {
            if let Some(stamp) = self.before(path) {
                self.note(path, stamp, None, true);
            }
        }
        tree.empty
            .iter()
            .try_for_each(|path| self.folder.make_folder(path))?;
        Ok(foreign)
    }

    /// Refuses files of others where the edition has a folder.
    fn refuse_in_the_way(&self, foreign: &[String]) -> Result<()> {
        let files = self.files();
        let folders: HashSet<&str> = files.keys().flat_map(|path| folders(path)).collect();
        if let Some(path) = foreign.iter().find(|path| folders.contains(path.as_str())) {
            bail!(
                "{}: press did not make this file, and needs a folder of that name; nothing was written. Move it away, or name another folder by --out",
                self.out.join(path).display()
            );
        }
        Ok(())
    }

    /// Lets readers see the edition, in one step; does nothing if it is the same as the one before. `seen` is called
    /// then; what is still to be done makes the next build quicker.
    ///
    /// # Errors
    /// If the folders cannot be swapped; then the old one is as it was.
    pub fn publish(self, seen: impl FnOnce()) -> Result<FileCounts> {
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
        let tally = FileCounts {
            written: written.len(),
            unchanged: files.len() - written.len() - foreign.len(),
            foreign,
        };
        let is_plain = self.previous.as_ref().is_some_and(Tree::is_plain);
        if written.is_empty() && gone.is_empty() && is_plain {
            seen();
        } else {
            if self.folder.is_mirror {
                gone.par_iter()
                    .try_for_each(|path| self.folder.remove(path))?;
            } else {
                self.link_all(&files)?;
            }
            self.folder.swap(&self.out, self.previous.is_some())?;
            seen();
            let all: Vec<&str> = files.keys().map(String::as_str).collect();
            let changed = if is_plain { &written } else { &all };
            self.folder.follow(&self.out, changed, &gone, is_plain)?;
        }
        if let Some(cache) = &self.cache {
            keep(cache, files)?;
        }
        Ok(tally)
    }

    /// Takes a file over that the edition before has of the same inputs; `false` if it has none.
    fn has(&self, path: &str, made_of: Fingerprint) -> bool {
        let known = self.known(path);
        let known = known.filter(|known| known.made_of == Some(made_of));
        if let Some(known) = known {
            self.note(path, known.stamp, known.made_of, true);
        }
        known.is_some()
    }

    fn write(&self, path: &str, bytes: &[u8], made_of: Fingerprint) -> Result<()> {
        let is_foreign = self.before(path).is_some() && !self.origins.is_ours(&self.out, path);
        if is_foreign && !self.is_same(path, bytes) {
            bail!(
                "{}: press did not make this file, and would write another one in its place; nothing was written. Move it away, or name another folder by --out",
                self.out.join(path).display()
            );
        }
        self.replace(path, bytes, made_of)
    }

    fn replace(&self, path: &str, bytes: &[u8], made_of: Fingerprint) -> Result<()> {
        let same = self.before(path).filter(|_| self.is_same(path, bytes));
        let stamp = match same {
            Some(stamp) => stamp,
            None => self.folder.write(path, bytes)?,
        };
        self.note(path, stamp, Some(made_of), same.is_some());
        Ok(())
    }

    /// Tells whether a file of the previous edition has these bytes.
    fn is_same(&self, path: &str, bytes: &[u8]) -> bool {
        let is_as_long = |stamp: Stamp| stamp.bytes == bytes.len() as u64;
        self.before(path).is_some_and(is_as_long)
            && fs::read(self.out.join(path)).is_ok_and(|old| old == bytes)
    }

    /// The stamp of a file of the edition before.
    fn before(&self, path: &str) -> Option<Stamp> {
        self.previous.as_ref()?.files.get(path).copied()
    }

    /// A file of the edition before that is as the last build left it.
    fn known(&self, path: &str) -> Option<KnownFile> {
        let tree = self.previous.as_ref()?;
        let known = self.origins.recorded(path)?;
        known.is_same(path, tree).then_some(known)
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
            .try_for_each(|path| self.folder.link(path, &self.out))
    }

    fn note(&self, path: &str, stamp: Stamp, made_of: Option<Fingerprint>, unchanged: bool) {
        let file = Staged {
            stamp,
            made_of,
            unchanged,
        };
        self.files().insert(path.to_owned(), file);
    }
}

impl OutputSink for Staging {
    /// A file that has not changed stays the file it was, with its time and so its `ETag`.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let made_of = fingerprint::of(bytes);
        if !self.has(path, made_of) {
            self.write(path, bytes, made_of)?;
        }
        Ok(())
    }

    fn memo<Inputs: Hash, const N: usize>(
        &self,
        paths: &[String; N],
        inputs: &Inputs,
        make: fn(&Inputs) -> Result<[Vec<u8>; N]>,
    ) -> Result<()> {
        let made_of = fingerprint::of(inputs);
        if paths.iter().all(|path| self.has(path, made_of)) {
            return Ok(());
        }
        let mut files = paths.iter().zip(make(inputs)?);
        files.try_for_each(|(path, bytes)| self.write(path, &bytes, made_of))
    }
}
