//! Trunk, ready to be called, and what it tells those that it calls.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::wasm_cargo;
use crate::set_up::{
    lock, tools,
    wasm::{self, Profile},
};

/// A command that runs Trunk with the right wasm-bindgen and compiler.
///
/// # Errors
/// When a part is missing.
pub fn command(profile: Profile) -> Result<Command> {
    let bindgen = tools::WASM_BINDGEN.root(&lock::version("wasm-bindgen")?)?;
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(
        [bindgen.join("bin")]
            .into_iter()
            .chain(env::split_paths(&path)),
    )?;
    let mut command = Command::new(tools::TRUNK.path(tools::TRUNK.version)?);
    command.env("TRUNK_SKIP_VERSION_CHECK", "true");
    wasm_cargo::lend(&mut command, &path, &wasm::compiler(profile)?, profile)?;
    Ok(command)
}

/// Tells whether Trunk, which calls this, builds a release.
pub fn is_release() -> bool {
    env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release")
}

/// The folder in which Trunk, which calls this, has put its output.
///
/// # Errors
/// When somebody else calls this.
pub fn staging() -> Result<PathBuf> {
    let staging = env::var_os("TRUNK_STAGING_DIR");
    let staging = staging.context("only Trunk may call this: TRUNK_STAGING_DIR is not set")?;
    Ok(staging.into())
}

/// Writes a file that Trunk bundles, unless it is there as it is: Trunk takes any write for a change.
///
/// # Errors
/// When it cannot be written.
pub fn lay_out(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use anyhow::{Context, Result};

    /// Trunk watches nothing at all where one is missing.
    #[test]
    fn what_is_watched_is_there() -> Result<()> {
        let root = Path::new("..");
        let settings: toml::Table = fs::read_to_string(root.join("Trunk.toml"))?.parse()?;
        let paths = settings["watch"]["watch"].as_array().context("a list")?;
        assert!(paths.len() > 3);
        for path in paths {
            let path = path.as_str().context("a path")?;
            assert!(root.join(path).exists(), "{path}");
        }
        Ok(())
    }
}
