//! The folder in which an edition is built until readers see it.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use gazette_cache::store::{Cache, Lock};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::output::{swap, tree, tree::Stamp};

/// A folder of an edition that is being built.
pub struct BuildFolder {
    folder: PathBuf,
    /// True if it began as a mirror of the edition that readers see: the same files under second names.
    pub is_mirror: bool,
    /// True if it is kept for the next build, as such a mirror.
    stays: bool,
    /// Held for as long as the folder is in use, so that another run does not take it for its own, or a leftover.
    _held: Held,
}

#[expect(dead_code, reason = "they are held, never read")]
enum Held {
    Folder(File, TempDir),
    Cache(Lock),
}

impl BuildFolder {
    /// One in a cache, which is there still when the next edition is built. If `is_mirror`, what the last build left
    /// there is as good as a copy of the edition that readers see.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn in_cache(cache: &Cache, lock: Lock, is_mirror: bool) -> Result<Self> {
        let folder = cache.path("mirror");
        let is_mirror = is_mirror && folder.is_dir();
        let fail = || format!("{}: cannot be emptied", folder.display());
        if !is_mirror {
            if folder.is_dir() {
                tree::remove(&folder).with_context(fail)?;
            }
            fs::create_dir(&folder).with_context(fail)?;
        }
        Ok(Self {
            folder,
            is_mirror,
            stays: true,
            _held: Held::Cache(lock),
        })
    }

    /// One beside the edition, for this build alone.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn beside(out: &Path) -> Result<Self> {
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{}: not a folder that can be replaced", out.display());
        };
        let prefix = format!("{}.press-", name.to_string_lossy());
        let folder = swap::open_to_all(tempfile::Builder::new().prefix(&prefix))
            .tempdir_in(parent)
            .with_context(|| format!("{}: cannot be written to", parent.display()))?;
        let lock = File::open(folder.path())
            .and_then(|lock| lock.try_lock().map(|()| lock).map_err(Into::into))
            .with_context(|| format!("{}: cannot be locked", folder.path().display()))?;
        Ok(Self {
            folder: folder.path().to_owned(),
            is_mirror: false,
            stays: false,
            _held: Held::Folder(lock, folder),
        })
    }

    /// The path of a file in it.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file. One of the same name that readers see is left alone.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Stamp> {
        let path = self.file(path);
        // In a folder that began empty there is nothing in the way.
        let way = if self.is_mirror {
            self.make_way(&path)
        } else {
            Ok(())
        };
        way.and_then(|()| {
            with_parent(&path, || {
                let mut file = File::create(&path)?;
                file.write_all(bytes)?;
                file.metadata()
            })
        })
        .map(|data| Stamp::of(&data))
        .with_context(|| format!("{}: cannot be written", path.display()))
    }

    /// Gives a file of the edition in `from` a second name here. File systems without such names get a copy.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn link(&self, path: &str, from: &Path) -> Result<()> {
        let (old, new) = (from.join(path), self.file(path));
        self.make_way(&new)
            .and_then(|()| with_parent(&new, || fs::hard_link(&old, &new)))
            .or_else(|_| fs::copy(&old, &new).map(drop))
            .with_context(|| format!("{}: cannot be taken over", old.display()))
    }

    /// Makes a folder with nothing in it.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn make_folder(&self, path: &str) -> Result<()> {
        let folder = self.file(path);
        fs::create_dir_all(&folder).with_context(|| format!("{}: cannot be made", folder.display()))
    }

    /// Removes a file, and the folders that it leaves empty.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn remove(&self, path: &str) -> Result<()> {
        let file = self.file(path);
        unless_missing(fs::remove_file(&file))
            .with_context(|| format!("{}: cannot be removed", file.display()))?;
        let folders = file.ancestors().skip(1);
        for folder in folders.take_while(|folder| *folder != self.folder) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Puts it in the place of an edition, in one step if there is one already, which then is here.
    ///
    /// # Errors
    /// If the folders cannot be swapped; then the old one is as it was.
    pub fn swap(&self, out: &Path, is_there: bool) -> Result<()> {
        let swapped = if is_there {
            swap::swap(&self.folder, out)
        } else {
            fs::rename(&self.folder, out)
        };
        swapped.with_context(|| {
            format!(
                "{}: the new edition cannot be put in its place",
                out.display()
            )
        })
    }

    /// After the swap: takes the edition before away, or makes it a mirror of the new one in `out`. If it was nothing but
    /// files, `changed` and `gone` tell how the two differ; else it is made anew of all files, which then are `changed`.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn follow(self, out: &Path, changed: &[&str], gone: &[&str], is_plain: bool) -> Result<()> {
        if !(self.stays && is_plain) && self.folder.is_dir() {
            tree::remove(&self.folder)
                .with_context(|| format!("{}: cannot be removed", self.folder.display()))?;
        }
        if self.stays {
            gone.par_iter().try_for_each(|path| self.remove(path))?;
            changed
                .par_iter()
                .try_for_each(|path| self.link(path, out))?;
        }
        Ok(())
    }

    /// A mirror's files share their content with those that readers see, so they are replaced, never written to.
    fn make_way(&self, file: &Path) -> io::Result<()> {
        if self.stays {
            return unless_missing(fs::remove_file(file));
        }
        Ok(())
    }
}

fn unless_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Does something to a file, making its folder first if there is none; asking each time would cost more.
fn with_parent<T>(file: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (act(), file.parent()) {
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            act()
        }
        (result, _) => result,
    }
}

/// Takes away what crashed runs have left beside an edition. Failing to is no reason not to print.
pub fn sweep(parent: &Path, name: &str, marker: &str) {
    let prefix = format!("{name}.press-");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let folder = entry.path();
        let is_ours = name.len() == prefix.len() + 6
            && name.starts_with(&prefix)
            && (folder.join(marker).is_file() || fs::remove_dir(&folder).is_ok());
        let is_free = is_ours && File::open(&folder).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_free {
            let _ = tree::remove(&folder);
        }
    }
}
