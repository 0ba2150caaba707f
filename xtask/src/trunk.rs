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
