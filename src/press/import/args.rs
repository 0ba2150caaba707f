//! Arguments of an import, and what a round of it has composed.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;

use crate::{ExportFormat, plan::Retracted, report::Subject};
use gazette_content::config::ids::LanguageId;

/// Arguments of `press import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Format of the export.
    pub kind: ExportFormat,
    /// The export: a file, or a folder of them.
    pub from: PathBuf,
    /// Folder of the manuscripts, with site.toml.
    #[arg(long, default_value = "content")]
    pub content: PathBuf,
    /// Folder with the files that articles show, such as WordPress' uploads; may be named more than once. Nothing is
    /// fetched from a network.
    #[arg(long)]
    pub media: Vec<PathBuf>,
    /// Language of everything in the export, where it is not what the export says.
    #[arg(long)]
    pub lang: Option<String>,
    /// Folder of the report, of redirects.csv and of what was left out.
    #[arg(long, default_value = "import-report")]
    pub report: PathBuf,
}

/// Everything composed once.
pub struct Round {
    /// Manuscripts by path.
    pub texts: BTreeMap<String, String>,
    /// Manuscripts of earlier imports that are to be drafts.
    pub retracted: Retracted,
    /// Messages of the report, by subject.
    pub notes: Vec<(Subject, String)>,
    /// Topics that site.toml does not name.
    pub topics: BTreeMap<(LanguageId, String), usize>,
}
