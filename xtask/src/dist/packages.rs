//! The crates of which press and the portal within it are made.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// A crate of somebody else's.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SPDX expression of its licence.
    pub licence: String,
    /// Hash of its archive, as Cargo.lock has it.
    pub checksum: Option<String>,
    /// Folder of its source.
    pub folder: PathBuf,
}

/// The crates that are linked into press for a target, or into the WebAssembly that it carries, by name and version.
///
/// # Errors
/// When cargo does not tell.
pub fn all(target: &str) -> Result<Vec<Package>> {
    let mut used = tree("gazette", target)?;
    for program in ["gazette-portal", "gazette-search"] {
        used.extend(tree(program, "wasm32-unknown-unknown")?);
    }
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::read(&mut cargo)?)?;
    let lock: toml::Table = std::fs::read_to_string("Cargo.lock")?.parse()?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let mut packages: Vec<Package> = packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter_map(|package| read(package, &lock))
        .filter(|it| used.contains(&(it.name.clone(), it.version.clone())))
        .collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

/// Names and versions of what a package is linked with.
fn tree(package: &str, target: &str) -> Result<BTreeSet<(String, String)>> {
    let mut cargo = process::cargo();
    cargo.args(["tree", "--locked", "--edges", "normal", "--prefix", "none"]);
    cargo.args(["--format", "{p}", "--package", package, "--target", target]);
    let told = process::read(&mut cargo)?;
    let lines = told.lines().filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        let version = rest.split(' ').next()?;
        Some((name.to_owned(), version.to_owned()))
    });
    Ok(lines.collect())
}

fn read(package: &Value, lock: &toml::Table) -> Option<Package> {
    let text = |key: &str| Some(package[key].as_str()?.to_owned());
    let (name, version) = (text("name")?, text("version")?);
    let locked = lock.get("package")?.as_array()?.iter().find(|locked| {
        let is =
            |key: &str, value: &str| locked.get(key).and_then(toml::Value::as_str) == Some(value);
        is("name", &name) && is("version", &version)
    });
    let checksum = locked.and_then(|locked| Some(locked.get("checksum")?.as_str()?.to_owned()));
    Some(Package {
        // Some still write a slash, which SPDX has no longer.
        licence: text("license").map_or_else(|| "NOASSERTION".into(), |it| it.replace('/', " OR ")),
        folder: Path::new(&text("manifest_path")?).parent()?.to_owned(),
        name,
        version,
        checksum,
    })
}
