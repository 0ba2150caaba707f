//! The release bundle, press with the bundle in it, and the edition, in dist/.

use std::{fs, process::Command};

use anyhow::{Context, Result};

use crate::{bundle, press, process};

/// The folder in which press leaves the edition.
pub const DIST: &str = "dist";

/// Builds everything that an operator and a static host need.
///
/// # Errors
/// When a part does not build, or press finds mistakes in manuscripts.
pub fn run() -> Result<()> {
    bundle::build()?;
    let press = press::release()?;
    process::run(Command::new(&press).args(["build", "--content", press::CONTENT, "--out", DIST]))?;
    let bytes = fs::metadata(&press).with_context(|| format!("{}", press.display()))?;
    eprintln!(
        "\nBuilt: {DIST}/ is ready for any static host; {} ({} MB) is all that an operator needs.",
        press.display(),
        bytes.len() / 1_000_000
    );
    Ok(())
}
