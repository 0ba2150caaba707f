//! Writes configurations for web servers that an agency runs itself.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{edition::Edition, host, redirect};

/// Writes `nginx.conf` and `Caddyfile` into a folder.
///
/// # Errors
/// If the disk refuses.
pub fn deploy(edition: &Edition, out: &Path) -> Result<()> {
    let redirects = redirect::all(&edition.config, &edition.manuscripts);
    fs::create_dir_all(out).with_context(|| format!("{}: cannot be made", out.display()))?;
    for (name, text) in [
        ("nginx.conf", host::nginx(&edition.config, &redirects)),
        ("Caddyfile", host::caddyfile(&edition.config, &redirects)),
    ] {
        let file = out.join(name);
        fs::write(&file, text).with_context(|| format!("{}: cannot be written", file.display()))?;
    }
    Ok(())
}
