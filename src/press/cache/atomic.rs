//! Files that are written at once or not at all.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

use anyhow::{Context, Result};

/// Writes a file and the folders around it, and says whether it had to: one that says the same is left alone.
///
/// # Errors
/// If the disk refuses; then the file is as it was.
pub fn write(target: &Path, bytes: &[u8]) -> Result<bool> {
    let cannot = || format!("{}: cannot be written", target.display());
    if fs::read(target).is_ok_and(|before| before == bytes) {
        return Ok(false);
    }
    let folder = target.parent().with_context(cannot)?;
    fs::create_dir_all(folder).with_context(cannot)?;
    // A temporary file is its writer's alone; this one is for everyone whom the folder is for.
    let mut file = tempfile::Builder::new()
        .prefix(".press-")
        .make_in(folder, |path| File::create_new(path))
        .with_context(cannot)?;
    file.write_all(bytes).with_context(cannot)?;
    file.persist(target).with_context(cannot)?;
    Ok(true)
}
