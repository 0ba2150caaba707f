//! Takes over articles from other systems: what they export becomes manuscripts, pictures, former addresses, and a report
//! of what could not be carried over.
//!
//! Each kind of export has a file that turns it into [`Item`]s, without looking at anything but its bytes; `run` reads an
//! export twice, once for its addresses and once for its texts, so that a large one need not fit into memory.

mod args;
mod dates;
mod feed;
mod folder;
mod formats;
mod front_matter;
mod govuk;
mod guards;
mod html;
mod identities;
mod json_feed;
mod markdown;
mod text;
mod wordpress;
mod xml;

mod ledger;
mod link_rewriter;
mod media;
mod plan;
mod report;
mod rewrite;
mod run;
mod schedule;
mod write;
mod write_manuscript;

use std::{fmt, path::PathBuf};

use gazette_content::{body::markdown::render, config::words::PressStrings};
use scraper::Html;
use url::Url;

pub use args::Import;
pub use formats::{ExportFormat, read};
pub use run::run;

/// Entry of an export: an article, a file, something else, or an error.
pub enum ExportItem {
    /// An article or page.
    Item(Box<Item>),
    /// A file that articles show, by its number in the export.
    File(String, ExportFile),
    /// Something that is no article: a menu, a style sheet; by its kind.
    Other(String),
    /// An error, with its place.
    Trouble(Place, String),
}

/// Position in an export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}", self.file),
            None => formatter.write_str(&self.file),
        }
    }
}

/// An article or page of another system.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that exports tell"
)]
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Position in the export.
    pub place: Place,
    /// Identifier in the other system; the same in each export.
    pub identity: String,
    /// Other names by which earlier imports may have known it.
    pub known_as: Vec<String>,
    /// Marks a page, as opposed to an article.
    pub is_page: bool,
    /// Its headline; empty if it has none.
    pub title: String,
    /// Slug of its former address.
    pub slug: Option<String>,
    /// Date of publication as manuscripts write it, or the reason why it is unknown.
    pub published: Option<Result<String, String>>,
    /// From when on its own system shows it, where that is later or more precise, or why that cannot be told.
    pub publish_at: Option<Result<String, String>>,
    /// From when on nobody is to find it any more, or why that cannot be told.
    pub expires_at: Option<Result<String, String>>,
    /// Date of the last change, in the same way.
    pub modified: Option<Result<String, String>>,
    /// Date and reason of its withdrawal; it can still be read.
    pub withdrawn: Option<(String, String)>,
    /// A sentence or two about it, in plain words.
    pub summary: Option<String>,
    /// Names of its topics, tags and categories.
    pub topics: Vec<String>,
    /// BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Name of its author.
    pub author: Option<String>,
    /// Its text.
    pub body: ExportBody,
    /// Its file below the folder of posts, as other posts name it.
    pub source: Option<String>,
    /// Other names by which posts refer to it: its path from the root, with a slash at the beginning, or its last part.
    pub names: Vec<String>,
    /// Marks an article to which the files beside that one do not belong.
    pub is_alone: bool,
    /// The folder in which that file lies.
    pub folder: Option<PathBuf>,
    /// Its address, first, and former ones: whole, or from the root of the host.
    pub addresses: Vec<String>,
    /// Base of the relative addresses in its text, if that is not its own address.
    pub base: Option<String>,
    /// A picture that stands above its text.
    pub picture: Option<ImportedPicture>,
    /// Updates since its publication: date and note.
    pub history: Vec<(String, String)>,
    /// Files that belong to it: title and address.
    pub attachments: Vec<(String, String)>,
    /// Marks a draft.
    pub is_draft: bool,
    /// Marks an article that was scheduled, and not yet published when it was exported.
    pub is_scheduled: bool,
    /// Why its state is what it is, where readers do not see it.
    pub states: Vec<String>,
    /// Why it is not for everyone, if it is not.
    pub withheld: Option<String>,
    /// Content that could not be carried over, in words.
    pub lost: Vec<String>,
    /// Decisions that the import made for it, in words.
    pub made: Vec<String>,
}

impl Item {
    /// The address that those in its text are relative to, where it is known.
    fn base(&self) -> Option<Url> {
        let base = self.base.as_ref().or(self.addresses.first())?;
        Url::parse(base).ok()
    }
}

/// A text as an export holds it.
#[derive(Debug, Clone)]
pub enum ExportBody {
    /// HTML.
    Html(String),
    /// Markdown.
    Markdown(String),
}

impl ExportBody {
    /// The text as HTML.
    fn html(&self) -> Html {
        match self {
            Self::Html(html) => Html::parse_fragment(html),
            Self::Markdown(text) => render(text, 0, &PressStrings::default()).html,
        }
    }
}

impl Default for ExportBody {
    fn default() -> Self {
        Self::Html(String::new())
    }
}

/// A picture, by its address or its number in the export.
#[derive(Debug, Clone, Default)]
pub struct ImportedPicture {
    /// Its address; or the number of a [`ExportItem::File`].
    pub source: String,
    /// Alternative text.
    pub alternative: String,
}

/// A file that has a number in an export.
#[derive(Debug, Clone, Default)]
pub struct ExportFile {
    /// The file itself.
    pub picture: ImportedPicture,
    /// Caption that it has wherever it is shown.
    pub caption: String,
    /// The number of the article that it was added to.
    pub parent: String,
    /// The page that showed nothing else.
    pub page: Option<String>,
}

/// Prefix of addresses that name a post's file: `@/blog/a.md`.
const SOURCE: &str = "@/";

/// HTML as a manuscript's Markdown.
pub fn to_markdown(html: &str) -> String {
    markdown::write(&html::tree(&Html::parse_fragment(&text::clean(html))))
}
