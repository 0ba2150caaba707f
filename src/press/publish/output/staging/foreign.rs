//! Files in an edition that press did not make. They are somebody's: they stay where they are, or the build stops.

use std::{fs, path::Path};

use anyhow::{Result, bail};
use gazette_content::check::own_files;

use crate::{
    output::{
        edition_json::MARKER,
        staging::record::{KnownFile, Record},
        tree::Tree,
    },
    redirect,
};

/// Attribute with which each printed page names its site.
const PAGE: &[u8] = b" data-site=\"";

/// First bytes of each JSON file of an edition.
const JSON: &[u8] = b"{\"schema\":";

/// Tells files that press made from others.
pub struct Origins {
    /// Files that the last build left, however they may be now.
    record: Record,
    /// True if the folder is an edition; else it is a portal's, all of which becomes one.
    is_edition: bool,
}

impl Origins {
    /// Takes the record of the last build into `out`, which is empty where it was lost.
    pub fn new(record: Record, out: &Path) -> Self {
        let is_edition = out.join(MARKER).is_file();
        Self { record, is_edition }
    }

    /// A file as the last build left it, however it may be now.
    pub fn recorded(&self, path: &str) -> Option<KnownFile> {
        self.record.get(path).copied()
    }

    /// Tells whether press made a file in `out`. Unless it is recorded, its name and content decide.
    pub fn is_ours(&self, out: &Path, path: &str) -> bool {
        match self.record.get(path) {
            Some(known) => known.made_of.is_some(),
            None => !self.is_edition || seems_ours(out, path),
        }
    }
}

fn seems_ours(out: &Path, path: &str) -> bool {
    let file = own_files::original(path).unwrap_or(path);
    let holds = |marks: &[&[u8]]| {
        let bytes = fs::read(out.join(file)).unwrap_or_default();
        let mut windows = marks.iter();
        windows.any(|mark| bytes.windows(mark.len()).any(|window| window == *mark))
    };
    let begins = |mark: &[u8]| fs::read(out.join(file)).is_ok_and(|it| it.starts_with(mark));
    let name = file.rsplit('/').next().unwrap_or_default();
    match name {
        _ if name.rsplit('.').next() == Some("html") => holds(&[PAGE, redirect::PAGE]),
        "index.json" | "404.json" | "notices.json" => begins(JSON),
        _ if name.starts_with("site.") && name.rsplit('.').next() == Some("json") => {
            own_files::is_own(file) && begins(JSON)
        }
        _ => own_files::is_own(file),
    }
}

/// Refuses what cannot be carried over to the next edition.
///
/// # Errors
/// If there is such a thing.
pub fn refuse_others(out: &Path, tree: &Tree) -> Result<()> {
    if let Some(path) = tree.others.iter().min() {
        bail!(
            "{}: this is neither a file nor a folder, and press did not make it; nothing was written. Move it out of {}, or name another folder by --out",
            out.join(path).display(),
            out.display()
        );
    }
    Ok(())
}
