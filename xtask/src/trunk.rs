//! Trunk, ready to be called.

use std::{env, process::Command};

use anyhow::Result;

use crate::{
    lock, tools,
    wasm::{self, Profile},
    wasm_cargo,
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
