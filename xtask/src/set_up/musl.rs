//! The target of programs that run on every Linux, whatever libraries that has.

use std::{env, fs, process::Command};

use anyhow::Result;

use super::install::{Step, Urgency};
use crate::process;

/// The target's name on this architecture.
pub fn target() -> String {
    format!("{}-unknown-linux-musl", env::consts::ARCH)
}

/// The step to install its standard library, if that is not there.
///
/// # Errors
/// When the compiler does not tell where its libraries lie.
pub fn missing() -> Result<Option<Step>> {
    let target = target();
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut ask = Command::new(rustc);
    let library = process::read(ask.args(["--print=target-libdir", "--target", &target]))?;
    let is_there = fs::read_dir(library).is_ok_and(|mut files| files.next().is_some());
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", &target]);
    Ok((!is_there).then(|| Step {
        what: format!("Rust's {target} target"),
        why: "a static press runs on every Linux",
        takes: "about a minute",
        ways: vec![vec![rustup]],
        weight: Urgency::Needed,
    }))
}
