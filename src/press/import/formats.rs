//! Formats of exports, and the opening of their files.

use std::{
    fs::{self, File},
    io::BufReader,
    path::Path,
};

use anyhow::{Context, Result};
use clap::ValueEnum;
use walkdir::WalkDir;

use crate::{ExportItem, feed, folder, govuk, json_feed, wordpress};

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// WordPress: the file that Tools, Export writes (WXR).
    Wordpress,
    /// RSS or Atom: a feed's file.
    Feed,
    /// JSON Feed: a feed's file.
    JsonFeed,
    /// Hugo: the folder of a site, or of its posts.
    Hugo,
    /// Zola: the folder of a site, or of its pages.
    Zola,
    /// Jekyll: the folder of a site.
    Jekyll,
    /// GOV.UK: a file of the content API, or a folder of them.
    Govuk,
}

impl ExportFormat {
    /// Hands over everything in an export, in the same order each time.
    ///
    /// # Errors
    /// If a file cannot be opened.
    pub fn each(self, from: &Path, take: &mut dyn FnMut(ExportItem)) -> Result<()> {
        if self.is_folder() {
            return folder::each(self, from, take);
        }
        if from.is_dir() {
            let ending = match self {
                Self::Wordpress | Self::Feed => "xml",
                _ => "json",
            };
            for entry in WalkDir::new(from).sort_by_file_name() {
                let entry =
                    entry.with_context(|| format!("{}: cannot be listed", from.display()))?;
                if entry
                    .path()
                    .extension()
                    .is_some_and(|found| found == ending)
                {
                    self.file(entry.path(), take)?;
                }
            }
            return Ok(());
        }
        self.file(from, take)
    }

    /// The name by which people ask for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wordpress => "wordpress",
            Self::Feed => "feed",
            Self::JsonFeed => "json-feed",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
            Self::Jekyll => "jekyll",
            Self::Govuk => "govuk",
        }
    }

    /// Tells whether the export is a folder of posts.
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Hugo | Self::Zola | Self::Jekyll)
    }

    fn file(self, path: &Path, take: &mut dyn FnMut(ExportItem)) -> Result<()> {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let cannot = || format!("{}: cannot be read", path.display());
        match self {
            Self::Wordpress => wordpress::read(
                BufReader::new(File::open(path).with_context(cannot)?),
                &name,
                take,
            ),
            Self::Feed => feed::read(
                BufReader::new(File::open(path).with_context(cannot)?),
                &name,
                take,
            ),
            _ => {
                read(self, &fs::read(path).with_context(cannot)?, &name, take);
            }
        }
        Ok(())
    }
}

/// Reads one file of an export that is in memory; whatever its bytes are, what is wrong with them is handed over too.
pub fn read(kind: ExportFormat, bytes: &[u8], name: &str, take: &mut dyn FnMut(ExportItem)) {
    match kind {
        ExportFormat::Wordpress => wordpress::read(bytes, name, take),
        ExportFormat::Feed => feed::read(bytes, name, take),
        ExportFormat::JsonFeed => json_feed::read(bytes, name, take),
        ExportFormat::Govuk => govuk::read(bytes, name, take),
        ExportFormat::Hugo | ExportFormat::Zola | ExportFormat::Jekyll => {
            folder::file(kind, &folder::Blog::default(), name, bytes, take);
        }
    }
}
