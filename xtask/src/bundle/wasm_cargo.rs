//! The cargo that Trunk calls.
//!
//! Trunk's hooks inherit Trunk's environment, and they build natively, so the settings of [`wasm`](crate::set_up::wasm) cannot
//! stand there. Instead the first `cargo` on Trunk's PATH is xtask under that name: it adds the settings to builds for
//! wasm32 and hands everything else to the real cargo as it came.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::wasm_linker;
use crate::{
    process as programs,
    set_up::wasm::{Compiler, Profile, TARGET},
};

const NATIVE_CARGO: &str = "GAZETTE_NATIVE_CARGO";
const WASM_CARGO: &str = "GAZETTE_WASM_CARGO";
const WASM_VARIABLES: &str = "GAZETTE_WASM_VARIABLES";

/// The name under which Trunk finds xtask.
pub const NAME: &str = "cargo";

/// Does what cargo would do.
///
/// # Errors
/// When the real cargo cannot be started; otherwise the process ends with its exit code.
pub fn stand_in() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut command = if is_for_wasm(&arguments) {
        let mut command = Command::new(variable(WASM_CARGO)?);
        command.envs(parse(&variable(WASM_VARIABLES)?));
        command
    } else {
        Command::new(variable(NATIVE_CARGO)?)
    };
    programs::stand_in(command.args(arguments))
}

/// Prepares a command, such as Trunk, so that its `cargo` is this one, before the others of `path`.
///
/// # Errors
/// When the link to xtask cannot be made.
pub fn lend(
    command: &mut Command,
    path: &OsStr,
    compiler: &Compiler,
    profile: Profile,
) -> Result<()> {
    let folder = env::current_dir()?
        .join(programs::target_dir())
        .join("xtask-bin");
    link(&folder, NAME)?;
    let mut variables = compiler.variables(profile)?;
    if profile == Profile::Release {
        let linker = link(&folder, wasm_linker::NAME)?;
        variables.extend(wasm_linker::variables(&compiler.rustc, &linker)?);
    }
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(path)))?;
    let variables: Vec<String> = variables
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    command
        .env("PATH", path)
        .env(NATIVE_CARGO, programs::cargo_path())
        .env(WASM_CARGO, &compiler.cargo)
        .env(WASM_VARIABLES, variables.join("\n"));
    Ok(())
}

/// Puts xtask under a name into a folder. A copy: a link would break when cargo rebuilds xtask while Trunk watches.
fn link(folder: &Path, name: &str) -> Result<PathBuf> {
    let fresh = folder.join(name).with_extension("new");
    let name = folder.join(name).with_extension(env::consts::EXE_EXTENSION);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(env::current_exe()?, &fresh))
        // The old one may be running, and cannot be written to then; it can be replaced.
        .and_then(|_| fs::rename(&fresh, &name))
        .with_context(|| format!("cannot write {}", name.display()))?;
    Ok(name)
}

fn is_for_wasm(arguments: &[String]) -> bool {
    let builds = arguments.first().is_some_and(|verb| verb == "build");
    builds && arguments.contains(&format!("--target={TARGET}"))
}

fn parse(variables: &str) -> impl Iterator<Item = (&str, &str)> {
    variables.lines().filter_map(|line| line.split_once('='))
}

fn variable(name: &str) -> Result<String> {
    env::var(name)
        .with_context(|| format!("{name} is not set: only `cargo xtask` may call this cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_builds_for_wasm_get_the_settings() {
        let is = |line: &str| is_for_wasm(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(is("build --target=wasm32-unknown-unknown --bin portal"));
        assert!(!is("build --bin press"));
        assert!(!is("xtask style"));
        assert!(!is("metadata --format-version=1"));
    }

    #[test]
    fn values_may_have_equals_signs() {
        let all: Vec<_> = parse("A=1\nFLAGS=-Ca=b\x1f-Cc").collect();
        assert_eq!(all, [("A", "1"), ("FLAGS", "-Ca=b\x1f-Cc")]);
    }
}
