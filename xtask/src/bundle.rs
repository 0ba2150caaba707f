//! The portal's bundle: Trunk builds it from `src/`, `index.html`, and a style sheet and scripts that are laid out before.
//! A release is made smaller afterwards, and lies in `target/portal/`, where press takes it in.

mod minify;
mod scripts;
mod shrink;
mod style;
pub mod trunk;
pub mod wasm_cargo;
pub mod wasm_linker;

use anyhow::Result;

use crate::{
    process,
    set_up::{self, wasm::Profile},
};

/// The folder in which Trunk leaves the bundle, as Trunk.toml says.
pub const PORTAL: &str = "target/portal";

/// Set while the bundle alone is wanted, without pages in it.
pub const ALONE: &str = "GAZETTE_PORTAL_ONLY";

/// Builds the release bundle alone.
///
/// # Errors
/// When it does not build.
pub fn build() -> Result<()> {
    set_up::run(&set_up::PORTAL)?;
    let mut trunk = trunk::command(Profile::Release)?;
    trunk.args(["build", "--release"]).env(ALONE, "1");
    process::run(&mut trunk)
}

/// Lays out the files that Trunk bundles: the style sheet and the scripts.
///
/// # Errors
/// When one of them is wrong, or cannot be written.
pub fn before_trunk() -> Result<()> {
    style::run()?;
    scripts::run()
}

/// Makes Trunk's output smaller.
///
/// # Errors
/// When a program is not as wasm-bindgen writes it.
pub fn after_trunk() -> Result<()> {
    shrink::hook()
}
