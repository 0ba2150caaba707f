//! Archives whose bytes are decided by what is in them: no owner, no order of a disk, no time but the commit's.

use std::io::Write;

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

/// A file of an archive.
pub struct Entry<'a> {
    path: String,
    mode: u32,
    bytes: &'a [u8],
}

impl<'a> Entry<'a> {
    /// A file that everybody may read.
    pub fn file(path: String, bytes: &'a [u8]) -> Self {
        let mode = 0o644;
        Self { path, mode, bytes }
    }

    /// A file that everybody may run.
    pub fn program(path: String, bytes: &'a [u8]) -> Self {
        let mode = 0o755;
        Self { path, mode, bytes }
    }
}

/// Packs files, with the folders in which they lie.
///
/// # Errors
/// If a path is too long.
pub fn tar(entries: &[Entry<'_>], time: u64) -> Result<Vec<u8>> {
    let mut tar = Builder::new(Vec::new());
    let mut folders: Vec<&str> = Vec::new();
    for entry in entries {
        let parents = entry
            .path
            .match_indices('/')
            .map(|(at, _)| &entry.path[..=at]);
        for folder in parents {
            if folder != "./" && !folders.contains(&folder) {
                folders.push(folder);
                append(&mut tar, folder, EntryType::Directory, 0o755, &[], time)?;
            }
        }
        append(
            &mut tar,
            &entry.path,
            EntryType::Regular,
            entry.mode,
            entry.bytes,
            time,
        )?;
    }
    Ok(tar.into_inner()?)
}

fn append(
    tar: &mut Builder<Vec<u8>>,
    path: &str,
    kind: EntryType,
    mode: u32,
    bytes: &[u8],
    time: u64,
) -> Result<()> {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_size(bytes.len() as u64);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(time);
    Ok(tar.append_data(&mut header, path, bytes)?)
}

/// Compresses with gzip, without name and time.
///
/// # Errors
/// None in memory.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
