//! Cache of records that builds leave for the next one, outside the edition. All of it can be made again: what is
//! damaged, foreign or cannot be written only makes a build slower.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    atomic,
    fingerprint::{self, Fingerprint},
};

/// Tells backup programs that there is nothing here to keep (Cache Directory Tagging Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Written by press; it can be deleted at any time.\n";

/// Tells git that nothing here is part of the site.
const IGNORE: &str = "*\n";

/// A folder of records.
#[derive(Clone)]
pub struct Cache {
    folder: PathBuf,
    /// Fingerprint of the program that writes these records; those of any other are ignored.
    writer: Fingerprint,
}

/// Held for as long as a folder of the cache belongs to one run alone.
pub struct Lock(#[expect(dead_code, reason = "it is held, never read")] File);

impl Cache {
    /// Opens a cache, or begins one.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn open(folder: &Path) -> Result<Self> {
        let fail = || format!("{}: the cache cannot be written", folder.display());
        fs::create_dir_all(folder).with_context(fail)?;
        for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", IGNORE)] {
            let file = folder.join(name);
            if !file.is_file() {
                fs::write(file, text).with_context(fail)?;
            }
        }
        let folder = fs::canonicalize(folder).with_context(fail)?;
        // Another press may make something else of the same.
        let writer = program()?;
        Ok(Self { folder, writer })
    }

    /// The records in a folder, which need not be there yet, that hold for every press of the same settings.
    pub fn of_settings(folder: PathBuf, settings: &str) -> Self {
        Self {
            folder,
            writer: fingerprint::of(settings),
        }
    }

    /// The path of what has a name here.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The cache of the edition in a folder.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn of_edition(&self, out: &Path) -> Result<Self> {
        let out = std::path::absolute(out)?;
        let name = fingerprint::of(out.as_os_str().as_encoded_bytes());
        let folder = self.folder.join(format!("editions/{name}"));
        fs::create_dir_all(&folder)
            .with_context(|| format!("{}: cannot be made", folder.display()))?;
        Ok(Self {
            folder,
            writer: self.writer,
        })
    }

    /// Keeps other runs out; `None` if one is in.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn lock(&self) -> Result<Option<Lock>> {
        let path = self.path("lock");
        let file =
            File::create(&path).with_context(|| format!("{}: cannot be made", path.display()))?;
        Ok(file.try_lock().is_ok().then_some(Lock(file)))
    }

    /// Takes a record; `None` if there is none that this press has written whole.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = fs::read(self.path(name)).ok()?;
        let (seal, bytes) = bytes.split_first_chunk()?;
        (self.seal(bytes) == *seal)
            .then(|| postcard::from_bytes(bytes).ok())
            .flatten()
    }

    /// Writes a record.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn write<T: Serialize>(&self, name: &str, record: &T) -> Result<()> {
        let path = self.path(name);
        let bytes = postcard::to_stdvec(record)
            .with_context(|| format!("{}: cannot be written", path.display()))?;
        atomic::replace(&path, &[&self.seal(&bytes), &bytes])
    }

    /// Takes a record away.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn forget(&self, name: &str) -> Result<()> {
        atomic::remove(&self.path(name))
    }

    fn seal(&self, bytes: &[u8]) -> [u8; 16] {
        fingerprint::of(bytes).sealed_by(self.writer)
    }
}

/// The fingerprint of the program that is running. Where the system does not tell which that is, as in a bare chroot without
/// `/proc`, no two runs are the same, and nothing is taken over.
fn program() -> Result<Fingerprint> {
    let Ok(path) = std::env::current_exe() else {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        return Ok(fingerprint::of(&(since.ok(), std::process::id())));
    };
    let fail = || format!("{}: cannot be read", path.display());
    let mut file = File::open(&path).with_context(fail)?;
    fingerprint::of_all(|bytes| file.read(bytes)).with_context(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_whole_records_of_its_own() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let cache = Cache::open(folder.path())?;
        assert_eq!(cache.read::<Vec<u32>>("a"), None);
        cache.write("a", &vec![1_u32, 2])?;
        assert_eq!(cache.read("a"), Some(vec![1_u32, 2]));
        let other = |settings| Cache::of_settings(folder.path().to_owned(), settings);
        assert_eq!(other("1").read::<Vec<u32>>("a"), None);
        other("1").write("b/c", &vec![3_u32])?;
        assert_eq!(other("1").read("b/c"), Some(vec![3_u32]));
        assert_eq!(other("2").read::<Vec<u32>>("b/c"), None);
        assert_eq!(cache.read::<Vec<u32>>("b/c"), None);
        let mut bytes = fs::read(cache.path("a"))?;
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(cache.path("a"), bytes)?;
        assert_eq!(cache.read::<Vec<u32>>("a"), None);
        cache.forget("a")?;
        cache.forget("a")
    }

    #[test]
    fn one_run_at_a_time() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let cache = Cache::open(folder.path())?;
        let lock = cache.lock()?;
        assert!(lock.is_some() && cache.lock()?.is_none());
        drop(lock);
        assert!(cache.lock()?.is_some());
        Ok(())
    }
}
