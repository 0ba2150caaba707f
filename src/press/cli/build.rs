//! Has the command line built again when a file is added to a folder that it takes in, and tells it of which commit it is.

use std::env;

/// The variable that names the commit of a build for others; any other build has none.
const COMMIT: &str = "GAZETTE_COMMIT";

fn main() {
    for folder in ["starter", "../../../content/strings"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rerun-if-env-changed={COMMIT}");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match env::var(COMMIT) {
        Ok(commit) => format!("{version} ({commit})"),
        Err(_) => version,
    };
    println!("cargo::rustc-env=PRESS_VERSION={version}");
}
