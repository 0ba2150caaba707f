//! The scripts that are written by hand, as browsers get them: `public/**.js`, without comments and long names in a release.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::{
    minify::{ScriptKind, minify},
    trunk,
};

/// The folder of the sources.
const FROM: &str = "public";
/// The folder in which index.html expects them.
const TO: &str = "target/script";
/// The one that is no module: press writes a line above it.
const CLASSIC: &str = "reader/worker.js";
/// The one that is no file: press writes it into every page.
const INLINE: &str = "early.js";

/// Writes all of them.
///
/// # Errors
/// When one is no JavaScript, or cannot be read or written.
pub fn run() -> Result<()> {
    let to = Path::new(TO);
    let mut names = Vec::new();
    for entry in WalkDir::new(FROM) {
        let path = entry?.into_path();
        let name = path.strip_prefix(FROM)?;
        if path.extension().is_some_and(|end| end == "js") && name != INLINE {
            names.push(name.to_owned());
        }
    }
    forget(to, &names)?;
    for name in names {
        let path = Path::new(FROM).join(&name);
        let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let script = if trunk::is_release() {
            minify(&script, kind(&name)).with_context(|| path.display().to_string())?
        } else {
            script
        };
        trunk::lay_out(&to.join(name), &script)?;
    }
    Ok(())
}

fn kind(name: &Path) -> ScriptKind {
    if name == CLASSIC {
        ScriptKind::Classic
    } else {
        ScriptKind::Module
    }
}

/// Takes away those that are no more, since Trunk copies a whole folder.
fn forget(to: &Path, names: &[PathBuf]) -> Result<()> {
    for entry in WalkDir::new(to).into_iter().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(to)?;
        if path.is_file() && !names.iter().any(|it| it == name) {
            fs::remove_file(path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_forgotten() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["a.js", "reader/b.js", "reader/c.js"] {
            trunk::lay_out(&folder.path().join(name), "0;")?;
        }
        forget(folder.path(), &["a.js".into(), "reader/c.js".into()])?;
        let is_there = |name| folder.path().join(name).exists();
        assert!(is_there("a.js") && is_there("reader/c.js") && !is_there("reader/b.js"));
        Ok(())
    }

    #[test]
    fn scripts_of_their_own_kind_are_there() {
        let public = Path::new("..").join(FROM);
        assert!(
            [CLASSIC, INLINE]
                .iter()
                .all(|name| public.join(name).exists())
        );
    }
}
