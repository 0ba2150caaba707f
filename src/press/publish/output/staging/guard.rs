//! Checks that an edition may be written to a folder.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::output::edition_json::MARKER;

/// The folder of the edition with all links resolved, after a look at what is in it.
///
/// # Errors
/// If something lies there that press must not replace.
pub fn place(out: &Path, portal: Option<&Path>) -> Result<PathBuf> {
    let out = match fs::canonicalize(out) {
        Ok(out) => out,
        Err(error) if error.kind() == ErrorKind::NotFound => std::path::absolute(out)?,
        Err(error) => return Err(error).with_context(|| format!("{}", out.display())),
    };
    refuse_foreign(&out, portal)?;
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("{}: cannot be made", parent.display()))?;
    }
    Ok(out)
}

fn refuse_foreign(out: &Path, portal: Option<&Path>) -> Result<()> {
    let is_portal =
        portal.is_some_and(|portal| fs::canonicalize(portal).is_ok_and(|portal| portal == out));
    if is_portal || out.join(MARKER).is_file() {
        return Ok(());
    }
    match fs::read_dir(out).map(|mut entries| entries.next().is_none()) {
        Ok(false) => bail!(
            "{}: this folder has files in it that press did not write, and would be replaced; name another by --out, or empty it",
            out.display()
        ),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}: cannot be replaced", out.display()))
        }
        _ => Ok(()),
    }
}
