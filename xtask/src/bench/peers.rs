//! Apps of the same pages in other frameworks, for comparison: React, Svelte and Solid, each with a router that runs in the
//! browser. They fetch the documents of the edition and show articles and lists, as bare shells.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::copy;
use crate::{
    process,
    set_up::tools::PEERS,
    size::{brotli, gzip},
};

/// Names of the apps, and those of their folders.
pub const ALL: [(&str, &str); 3] = [("React", "react"), ("Svelte", "svelte"), ("Solid", "solid")];

/// Builds the apps; says where each lies.
///
/// # Errors
/// When Vite refuses, or the disk.
pub fn build() -> Result<Vec<PathBuf>> {
    let folder = PEERS.root()?;
    copy(Path::new(PEERS.sources), &folder)?;
    let build = |(_, name): &(&str, &str)| {
        let vite = folder.join("node_modules/vite/bin/vite.js");
        let mut command = Command::new("node");
        command.arg(vite).args(["build", "--mode", name]);
        process::run(command.args(["--logLevel", "error"]).current_dir(&folder))?;
        Ok(folder.join("built").join(name))
    };
    ALL.iter().map(build).collect()
}

/// Puts an app into an edition, in place of some of its pages. It has the edition's own style sheet.
///
/// # Errors
/// When the disk refuses.
pub fn put(app: &Path, site: &Path, pages: &[&str]) -> Result<()> {
    let own = site.join("peer");
    fs::create_dir_all(&own).with_context(|| format!("cannot make {}", own.display()))?;
    let script = fs::read(app.join("main.js")).with_context(|| app.display().to_string())?;
    write_all(&own.join("main.js"), &script)?;
    let style = style(site)?;
    let shell = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Gazette</title><link rel=\"stylesheet\" href=\"/assets/{style}\">\
         <script type=\"module\" src=\"/peer/main.js\"></script></head><body><div id=\"app\"></div></body></html>"
    );
    for page in pages {
        write_all(&site.join(page).join("index.html"), shell.as_bytes())?;
    }
    Ok(())
}

/// Writes a file and its compressed copies, all by the same rule.
///
/// # Errors
/// When the disk refuses.
pub fn write_all(file: &Path, bytes: &[u8]) -> Result<()> {
    let name = file.display().to_string();
    let copies = [
        (name.clone(), bytes.to_vec()),
        (format!("{name}.br"), brotli(bytes)?),
        (format!("{name}.gz"), gzip(bytes)?),
    ];
    for (file, bytes) in copies {
        fs::write(&file, bytes).with_context(|| format!("cannot write {file}"))?;
    }
    Ok(())
}

/// The name of the edition's style sheet.
fn style(site: &Path) -> Result<String> {
    let assets = site.join("assets");
    let names = fs::read_dir(&assets).with_context(|| assets.display().to_string())?;
    let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_style = |name: &String| Path::new(name).extension().is_some_and(|it| it == "css");
    names
        .into_iter()
        .find(is_style)
        .context("the edition has no style sheet")
}
