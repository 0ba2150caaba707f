//! The release bundle, press with the bundle in it, and the edition, in dist/.

use std::{fs, process::Command};

use anyhow::{Context, Result};

use crate::{press, process, set_up, trunk, wasm::Profile};

/// Where the demonstration site's manuscripts lie.
pub const CONTENT: &str = "content";
/// Where Trunk leaves the bundle, as Trunk.toml says.
pub const PORTAL: &str = "target/portal";
/// Where press leaves the edition.
pub const DIST: &str = "dist";

/// Builds everything that an operator and a static host need.
///
/// # Errors
/// When a part does not build, or press finds mistakes in manuscripts.
pub fn run() -> Result<()> {
    portal()?;
    let press = press::release()?;
    process::run(Command::new(&press).args(["build", "--content", CONTENT, "--out", DIST]))?;
    let bytes = fs::metadata(&press).with_context(|| format!("{}", press.display()))?;
    eprintln!(
        "\nBuilt: {DIST}/ is ready for any static host; {} ({} MB) is all that an operator needs.",
        press.display(),
        bytes.len() / 1_000_000
    );
    Ok(())
}

/// Builds the release bundle alone.
///
/// # Errors
/// When it does not build.
pub fn portal() -> Result<()> {
    set_up::run(&set_up::PORTAL)?;
    let mut trunk = trunk::command(Profile::Release)?;
    trunk
        .args(["build", "--release"])
        .env(press::PORTAL_ONLY, "1");
    process::run(&mut trunk)
}
