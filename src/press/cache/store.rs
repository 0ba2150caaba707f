//! What builds leave for the next one, outside the edition. Everything in it can be made again, so what is damaged, of
//! another press or not to be written is only a slower build.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::{Serialize, de::DeserializeOwned};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::fingerprint::key;

/// Tells backup programs that there is nothing here to keep (Cache Directory Tagging Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Written by press; it can be deleted at any time.\n";

/// Tells git that nothing here is part of the site.
const IGNORE: &str = "*\n";

/// A folder of records.
#[derive(Clone)]
pub struct Cache {
    folder: PathBuf,
    press: u128,
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
        let press = program()?;
        Ok(Self { folder, press })
    }

    /// Fingerprint of this press: another one may make something else of the same content.
    pub fn press(&self) -> u128 {
        self.press
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
        let name = key(&[out.as_os_str().as_encoded_bytes()]);
        let folder = self.folder.join(format!("editions/{name:032x}"));
        fs::create_dir_all(&folder)
            .with_context(|| format!("{}: cannot be made", folder.display()))?;
        Ok(Self {
            folder,
            press: self.press,
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
        let fail = || format!("{}: cannot be written", path.display());
        let bytes = postcard::to_stdvec(record).with_context(fail)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).with_context(fail)?;
        file.write_all(&self.seal(&bytes))
            .and_then(|()| file.write_all(&bytes))
            .with_context(fail)?;
        file.persist(&path).with_context(fail)?;
        Ok(())
    }

    /// Takes a record away.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn forget(&self, name: &str) -> Result<()> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{}: cannot be removed", path.display()))
            }
            _ => Ok(()),
        }
    }

    fn seal(&self, bytes: &[u8]) -> [u8; 16] {
        (xxh3_128(bytes) ^ self.press).to_le_bytes()
    }
}

/// A hash of the program that is running.
fn program() -> Result<u128> {
    let path = std::env::current_exe().context("press cannot find its own file")?;
    let fail = || format!("{}: cannot be read", path.display());
    let mut file = File::open(&path).with_context(fail)?;
    let mut hash = Xxh3::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes) {
            Ok(0) => return Ok(hash.digest128()),
            Ok(length) => hash.update(&bytes[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error).with_context(fail),
        }
    }
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
        let other = Cache {
            press: 7,
            ..cache.clone()
        };
        assert_eq!(other.read::<Vec<u32>>("a"), None);
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
