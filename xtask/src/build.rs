//! The release bundle and the edition, in dist/.

use anyhow::Result;

use crate::{press, process, set_up, trunk, wasm::Profile};

/// Where the demonstration site's manuscripts lie.
pub const CONTENT: &str = "content";
/// Where Trunk leaves the bundle, as Trunk.toml says.
pub const PORTAL: &str = "target/portal";
/// Where press leaves the edition.
pub const DIST: &str = "dist";

/// Builds everything that a static host needs.
///
/// # Errors
/// When a part does not build, or press finds mistakes in manuscripts.
pub fn run() -> Result<()> {
    portal()?;
    process::run(press::command("release").args(["--portal", PORTAL, "--out", DIST]))?;
    eprintln!("\nBuilt: {DIST}/ is ready for any static host.");
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
