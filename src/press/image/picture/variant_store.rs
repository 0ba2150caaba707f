//! Smaller ones of pictures, kept from build to build: they take seconds to make, and depend on nothing but the picture.
//!
//! A record, `<picture's hash>-<settings>.record`, names those that are worth having; each lies beside it. A record is
//! written when they are all there, files come into being whole, and what is found damaged counts as not there.

use std::{
    collections::HashSet,
    fs::{self, DirEntry},
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use gazette_cache::{atomic, store::Cache};
use xxhash_rust::xxh3::xxh3_64;

use crate::picture::{Crop, Focus, Picture, Variant};

/// Other widths or qualities are other files: this number is to change with everything that decides how they look.
const SETTINGS: &str = "2";

/// Time limit for writing one file; partial files older than that are leftovers.
const WHILE: Duration = Duration::from_hours(1);

/// The folder of pictures in press's cache.
pub struct Store {
    folder: PathBuf,
    records: Cache,
}

impl Store {
    /// The pictures of a cache, which need not be there yet.
    pub fn of(cache: &Path) -> Self {
        let folder = cache.join("images");
        let records = Cache::of_settings(folder.clone(), SETTINGS);
        Self { folder, records }
    }

    /// Finds the cached variants of a picture; `None` if any is missing.
    pub fn find(&self, picture: &Picture) -> Option<Vec<Variant>> {
        let variants: Vec<Variant> = self.records.read(&record(picture))?;
        let is_there = |variant: &Variant| {
            let file = fs::metadata(self.file(picture, variant));
            file.is_ok_and(|file| file.len() == variant.bytes)
        };
        variants.iter().all(is_there).then_some(variants)
    }

    /// The bytes of one that was found; `None` if they are damaged.
    pub fn read(&self, picture: &Picture, variant: &Variant) -> Option<Vec<u8>> {
        let bytes = fs::read(self.file(picture, variant)).ok()?;
        (xxh3_64(&bytes) == variant.hash).then_some(bytes)
    }

    /// Keeps what was made of a picture.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn keep(&self, picture: &Picture, made: &[(Variant, Vec<u8>)]) -> Result<()> {
        for (variant, bytes) in made {
            atomic::write(&self.file(picture, variant), bytes)?;
        }
        let variants: Vec<&Variant> = made.iter().map(|(variant, _)| variant).collect();
        self.records.write(&record(picture), &variants)
    }

    /// Finds the cuts of a picture around a point; `None` if any is missing.
    pub fn find_crops(&self, picture: &Picture, focus: Focus) -> Option<Vec<Crop>> {
        let crops: Vec<Crop> = self.records.read(&crop_record(picture, focus))?;
        let is_there = |crop: &Crop| {
            let file = fs::metadata(self.crop_file(picture, focus, crop));
            file.is_ok_and(|file| file.len() == crop.variant.bytes)
        };
        crops.iter().all(is_there).then_some(crops)
    }

    /// The bytes of a cut that was found; `None` if they are damaged.
    pub fn read_crop(&self, picture: &Picture, focus: Focus, crop: &Crop) -> Option<Vec<u8>> {
        let bytes = fs::read(self.crop_file(picture, focus, crop)).ok()?;
        (xxh3_64(&bytes) == crop.variant.hash).then_some(bytes)
    }

    /// Keeps the cuts of a picture.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn keep_crops(
        &self,
        picture: &Picture,
        focus: Focus,
        made: &[(Crop, Vec<u8>)],
    ) -> Result<()> {
        for (crop, bytes) in made {
            atomic::write(&self.crop_file(picture, focus, crop), bytes)?;
        }
        let crops: Vec<&Crop> = made.iter().map(|(crop, _)| crop).collect();
        self.records.write(&crop_record(picture, focus), &crops)
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
                atomic::remove(&entry.path())?;
            }
        }
        Ok(())
    }

    fn crop_file(&self, picture: &Picture, focus: Focus, crop: &Crop) -> PathBuf {
        let (across, down) = crop.shape.ratio();
        let (width, ending) = (crop.variant.width, crop.variant.kind.ending());
        let name = crop_key(picture, focus);
        self.folder
            .join(format!("{name}_{across}-{down}_{width}.{ending}"))
    }

    fn file(&self, picture: &Picture, variant: &Variant) -> PathBuf {
        let (name, width, ending) = (key(picture.hash), variant.width, variant.kind.ending());
        self.folder.join(format!("{name}_{width}.{ending}"))
    }
}

/// Tells whether a partial file is so new that another run may still be writing it.
fn is_young(entry: &DirEntry) -> bool {
    let age = entry.metadata().and_then(|file| file.modified());
    age.is_ok_and(|since| since.elapsed().is_ok_and(|age| age < WHILE))
}

fn key(hash: u64) -> String {
    format!("{hash:016x}-{SETTINGS}")
}

fn record(picture: &Picture) -> String {
    format!("{}.record", key(picture.hash))
}

fn crop_key(picture: &Picture, focus: Focus) -> String {
    format!("{}_{}-{}", key(picture.hash), focus.x, focus.y)
}

fn crop_record(picture: &Picture, focus: Focus) -> String {
    format!("{}.record", crop_key(picture, focus))
}
