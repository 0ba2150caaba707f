//! An edition in its folder: what there is to upload, and why some are refused.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use gazette_cache::{atomic, fingerprint};
use gazette_publish::{
    host::{RULES, headers},
    output::{edition_json::MARKER, tree::Tree},
};
use rayon::prelude::*;
use serde::Deserialize;

use crate::{manifest::OWN, references, stage::UploadStage};

/// Missing files that a message names.
const SHOWN: usize = 5;

/// Copies beside files, which stores do not choose among.
const COPIES: [&str; 2] = [".br", ".gz"];

/// An edition that may be uploaded.
pub struct Edition {
    folder: PathBuf,
    /// The address of its site.
    pub site: String,
    /// Its files, by their paths with slashes.
    pub files: BTreeMap<String, LocalFile>,
}

/// A file of an edition, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalFile {
    /// Its length.
    pub bytes: u64,
    /// The hash of what a reader is sent: the content and its headers.
    pub hash: String,
}

/// As much of `edition.json` as an upload has to know.
#[derive(Deserialize)]
struct Marker {
    base: String,
    drafts: bool,
    site: Option<String>,
}

/// A file with the assets that it names.
type Named = (String, LocalFile, Vec<String>);

impl Edition {
    /// Reads an edition.
    ///
    /// # Errors
    /// If there is none, it is a preview, or pages name files that are not there.
    pub fn read(folder: &Path) -> Result<Self> {
        let marker = marker(folder)?;
        let paths = paths(folder)?;
        let read: Vec<Named> = paths
            .into_par_iter()
            .map(|path| file(folder, path, &marker.base))
            .collect::<Result<_>>()?;
        let mut files = BTreeMap::new();
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        for (path, file, names) in read {
            for name in names {
                wanted.entry(name).or_insert_with(|| path.clone());
            }
            files.insert(path, file);
        }
        refuse_incomplete(folder, &files, &wanted)?;
        let site = marker.site.with_context(|| {
            let marker = folder.join(MARKER).display().to_string();
            format!("{marker}: it does not say of which site it is; build the edition again")
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            site,
            files,
        })
    }

    /// The content of a file, which must still be that which was read at first.
    ///
    /// # Errors
    /// If it cannot be read, or has changed.
    pub fn content(&self, path: &str) -> Result<Vec<u8>> {
        let bytes = atomic::read(&self.folder.join(path))?;
        let is_same = self
            .files
            .get(path)
            .is_some_and(|it| it.hash == hash(path, &bytes));
        if !is_same {
            bail!("{path}: the edition has changed since the upload began; upload the new one");
        }
        Ok(bytes)
    }
}

/// The hash of a file and the headers that it is sent with.
pub fn hash(path: &str, bytes: &[u8]) -> String {
    let [kind, cache] = [
        headers::content_type(path),
        headers::cache_control(path, true).into(),
    ];
    fingerprint::of(&(bytes, kind, cache)).to_string()
}

fn marker(folder: &Path) -> Result<Marker> {
    let file = folder.join(MARKER);
    let read = std::fs::read(&file).map_err(anyhow::Error::from);
    let marker = read.and_then(|text| Ok(serde_json::from_slice::<Marker>(&text)?));
    let marker = marker.with_context(|| {
        format!(
            "{}: this is no edition; write one with `press build`",
            file.display()
        )
    })?;
    if marker.drafts {
        bail!(
            "{}: this is a preview with drafts, which is not for readers; upload the folder that `press build` writes",
            folder.display()
        );
    }
    Ok(marker)
}

/// Paths of all files for readers.
fn paths(folder: &Path) -> Result<Vec<String>> {
    let tree = Tree::list(folder)?;
    if let Some(other) = tree.others.first() {
        bail!(
            "{}: neither a file nor a folder, so it cannot be uploaded",
            folder.join(other).display()
        );
    }
    if let Some(own) = tree.files.keys().find(|path| path.starts_with(OWN)) {
        bail!(
            "{}: uploads keep their own records under {OWN}; move it away",
            folder.join(own).display()
        );
    }
    let is_copy = |path: &str| {
        let original = COPIES.iter().find_map(|ending| path.strip_suffix(ending));
        original.is_some_and(|original| tree.files.contains_key(original))
    };
    let mut paths: Vec<String> = tree.files.keys().cloned().collect();
    paths.retain(|path| !RULES.contains(&path.as_str()) && !is_copy(path));
    paths.sort_unstable();
    Ok(paths)
}

fn file(folder: &Path, path: String, base: &str) -> Result<Named> {
    let bytes = atomic::read(&folder.join(&path))?;
    let names = if UploadStage::of(&path) == UploadStage::Pages {
        references::assets(&String::from_utf8_lossy(&bytes), base)
    } else {
        Vec::new()
    };
    let file = LocalFile {
        bytes: bytes.len() as u64,
        hash: hash(&path, &bytes),
    };
    Ok((path, file, names))
}

/// Refuses an edition in which pages name what is not in it: it was cut short, or something was taken out by hand.
fn refuse_incomplete(
    folder: &Path,
    files: &BTreeMap<String, LocalFile>,
    wanted: &BTreeMap<String, String>,
) -> Result<()> {
    let missing = wanted.iter().filter(|(name, _)| !files.contains_key(*name));
    let missing: BTreeSet<String> = missing
        .map(|(name, page)| format!("{page} names {name}"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let shown: Vec<&str> = missing.iter().take(SHOWN).map(String::as_str).collect();
    let more = missing.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    bail!(
        "{}: the edition is not whole: {}{more} that are not there; build it again",
        folder.display(),
        shown.join(", ")
    )
}
