//! Files that are written at once or not at all: the one way in which press writes what others may be reading.
//! They are read and removed here too, with errors that name the file.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

use anyhow::{Context, Result};

/// Reads a file.
///
/// # Errors
/// If it cannot be read.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))
}

/// Removes a file, if it is there.
///
/// # Errors
/// If the disk refuses.
pub fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}: cannot be removed", file.display()))
        }
        _ => Ok(()),
    }
}

/// Writes a file and the folders around it, and says whether it had to: one that says the same is left alone.
///
/// # Errors
/// If the disk refuses; then the file is as it was.
pub fn write(target: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(target).is_ok_and(|before| before == bytes) {
        return Ok(false);
    }
    replace(target, &[bytes])?;
    Ok(true)
}

/// Writes a file of some parts and the folders around it, whatever there is now.
///
/// # Errors
/// If the disk refuses; then the file is as it was.
pub fn replace(target: &Path, parts: &[&[u8]]) -> Result<()> {
    let cannot = || format!("{}: cannot be written", target.display());
    let folder = target.parent().with_context(cannot)?;
    fs::create_dir_all(folder).with_context(cannot)?;
    // A temporary file is its writer's alone; this one is for everyone whom the folder is for.
    let mut file = tempfile::Builder::new()
        .prefix(".press-")
        .make_in(folder, |path| File::create_new(path))
        .with_context(cannot)?;
    parts
        .iter()
        .try_for_each(|part| file.write_all(part))
        .with_context(cannot)?;
    file.persist(target).with_context(cannot)?;
    Ok(())
}
