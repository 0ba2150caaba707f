//! Smaller ones of pictures, kept from build to build: they take seconds to make, and depend on nothing but the picture.
//!
//! A record, `<picture's hash>-<settings>.txt`, names those that are worth having; each lies beside it. A record is
//! written when they are all there, files come into being whole, and what is found damaged counts as not there.

use std::{
    collections::HashSet,
    fs::{self, DirEntry},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::xxh3_64;

use crate::picture::{
    Picture,
    variant::{Kind, Variant},
};

/// Other widths or qualities are other files: this number is to change with everything that decides how they look.
const SETTINGS: &str = "2";

/// How long a run may take for one file.
const WHILE: Duration = Duration::from_hours(1);

/// The folder of pictures in press's cache.
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The pictures of a cache, which need not be there yet.
    pub fn of(cache: &Path) -> Self {
        let folder = cache.join("images");
        Self { folder }
    }

    /// What is kept of a picture; `None` if it is to be made.
    pub fn find(&self, picture: &Picture) -> Option<Vec<Variant>> {
        let record = fs::read_to_string(self.file(picture, "")).ok()?;
        let (sum, lines) = record.split_once('\n')?;
        if sum != checksum(lines) {
            return None;
        }
        let variants: Vec<Variant> = lines.lines().map(parse).collect::<Option<_>>()?;
        let is_there = |variant: &Variant| {
            let file = fs::metadata(self.file(picture, &suffix(variant)));
            file.is_ok_and(|file| file.len() == variant.bytes)
        };
        variants.iter().all(is_there).then_some(variants)
    }

    /// The bytes of one that was found; `None` if they are damaged.
    pub fn read(&self, picture: &Picture, variant: &Variant) -> Option<Vec<u8>> {
        let bytes = fs::read(self.file(picture, &suffix(variant))).ok()?;
        (xxh3_64(&bytes) == variant.hash).then_some(bytes)
    }

    /// Keeps what was made of a picture.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn keep(&self, picture: &Picture, made: &[(Variant, Vec<u8>)]) -> Result<()> {
        fs::create_dir_all(&self.folder)
            .with_context(|| format!("{}: cannot be made", self.folder.display()))?;
        let mut lines = String::new();
        for (variant, bytes) in made {
            self.write(&self.file(picture, &suffix(variant)), bytes)?;
            lines.push_str(&line(variant));
        }
        let record = format!("{}\n{lines}", checksum(&lines));
        self.write(&self.file(picture, ""), record.as_bytes())
    }

    /// Takes away what was made of pictures that are none of these, by their hashes, and what crashed runs have left.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sweep(&self, pictures: &HashSet<u64>) -> Result<()> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            entries => {
                entries.with_context(|| format!("{}: cannot be listed", self.folder.display()))?
            }
        };
        let keys: HashSet<String> = pictures.iter().copied().map(key).collect();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_wanted = name
                .split_once(['.', '_'])
                .is_some_and(|(key, _)| keys.contains(key) || key.is_empty() && is_young(&entry));
            if !is_wanted {
                let file = entry.path();
                match fs::remove_file(&file) {
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(error)
                            .with_context(|| format!("{}: cannot be removed", file.display()));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn file(&self, picture: &Picture, suffix: &str) -> PathBuf {
        let name = key(picture.hash);
        let name = if suffix.is_empty() {
            format!("{name}.txt")
        } else {
            format!("{name}_{suffix}")
        };
        self.folder.join(name)
    }

    /// Writes a file that is whole as soon as it is there.
    fn write(&self, file: &Path, bytes: &[u8]) -> Result<()> {
        let write = || {
            let mut new = NamedTempFile::new_in(&self.folder)?;
            new.write_all(bytes)?;
            new.persist(file).map_err(|error| error.error)
        };
        write().with_context(|| format!("{}: cannot be written", file.display()))?;
        Ok(())
    }
}

/// Whether another run may be at work on a file that is not whole yet.
fn is_young(entry: &DirEntry) -> bool {
    let age = entry.metadata().and_then(|file| file.modified());
    age.is_ok_and(|since| since.elapsed().is_ok_and(|age| age < WHILE))
}

fn key(hash: u64) -> String {
    format!("{hash:016x}-{SETTINGS}")
}

fn suffix(variant: &Variant) -> String {
    format!("{}.{}", variant.width, variant.kind.ending())
}

fn line(variant: &Variant) -> String {
    let Variant {
        kind,
        width,
        hash,
        bytes,
    } = variant;
    format!("{} {width} {hash:016x} {bytes}\n", kind.ending())
}

fn parse(line: &str) -> Option<Variant> {
    let [kind, width, hash, bytes] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
    Some(Variant {
        kind: Kind::ALL.into_iter().find(|it| it.ending() == kind)?,
        width: width.parse().ok()?,
        hash: u64::from_str_radix(hash, 16).ok()?,
        bytes: bytes.parse().ok()?,
    })
}

fn checksum(lines: &str) -> String {
    format!("{:016x}", xxh3_64(lines.as_bytes()))
}
