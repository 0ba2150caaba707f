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

use std::{borrow::Cow, fmt, path::PathBuf};

use gazette_content::{body::markdown::render, config::words::Words};
use url::Url;

pub use args::Import;
pub use formats::{Kind, read};
pub use run::run;

/// What an export holds: an article, or something that could not be read.
pub enum Found {
    /// An article or page.
    Item(Box<Item>),
    /// A file that articles show, by its number in the export.
    File(String, File),
    /// Something that is no article: a menu, a style sheet; by its kind.
    Other(String),
    /// What is wrong, and where.
    Trouble(Place, String),
}

/// Where in an export something stands.
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
    /// Where it stands in the export.
    pub place: Place,
    /// What the other system knows it by; the same in each export.
    pub identity: String,
    /// Other names by which earlier imports may have known it.
    pub known_as: Vec<String>,
    /// Whether it is a page and no article.
    pub is_page: bool,
    /// Its headline; empty if it has none.
    pub title: String,
    /// What its address ended with.
    pub slug: Option<String>,
    /// When it was published, as manuscripts write it, or why that cannot be told.
    pub published: Option<Result<String, String>>,
    /// From when on its own system shows it, where that is later or more precise, or why that cannot be told.
    pub publish_at: Option<Result<String, String>>,
    /// From when on nobody is to find it any more, or why that cannot be told.
    pub expires_at: Option<Result<String, String>>,
    /// When it was last changed, in the same way.
    pub modified: Option<Result<String, String>>,
    /// When it was withdrawn, though it stays to be read, and why.
    pub withdrawn: Option<(String, String)>,
    /// A sentence or two about it, in plain words.
    pub summary: Option<String>,
    /// Names of its topics, tags and categories.
    pub topics: Vec<String>,
    /// BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its text.
    pub body: Body,
    /// Its file below the folder of posts, as other posts name it.
    pub source: Option<String>,
    /// Other names by which posts refer to it: its path from the root, with a slash at the beginning, or its last part.
    pub names: Vec<String>,
    /// Whether the files beside that one were no part of the article.
    pub is_alone: bool,
    /// The folder in which that file lies.
    pub folder: Option<PathBuf>,
    /// Its address, first, and former ones: whole, or from the root of the host.
    pub addresses: Vec<String>,
    /// What addresses in its text are relative to, where that is not its own.
    pub base: Option<String>,
    /// A picture that stands above its text.
    pub picture: Option<Picture>,
    /// What happened to it since.
    pub history: Vec<(String, String)>,
    /// Files that belong to it: title and address.
    pub attachments: Vec<(String, String)>,
    /// Whether it is not finished.
    pub is_draft: bool,
    /// Whether it was to be published at its date, and had not been when it was exported.
    pub is_scheduled: bool,
    /// Why its state is what it is, where readers do not see it.
    pub states: Vec<String>,
    /// Why it is not for everyone, if it is not.
    pub withheld: Option<String>,
    /// What could not be carried over, in words.
    pub lost: Vec<String>,
    /// What had to be decided for it, in words.
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
pub enum Body {
    /// HTML.
    Html(String),
    /// Markdown.
    Markdown(String),
}

impl Body {
    /// The text as HTML.
    fn html(&self) -> Cow<'_, str> {
        match self {
            Self::Html(html) => Cow::Borrowed(html),
            Self::Markdown(text) => Cow::Owned(render(text, 0, &Words::default()).html),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::Html(String::new())
    }
}

/// A picture, by its address or its number in the export.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// Its address; or the number of a [`Found::File`].
    pub source: String,
    /// What it shows.
    pub alternative: String,
}

/// A file that has a number in an export.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The file itself.
    pub picture: Picture,
    /// What stands below it wherever it is shown.
    pub caption: String,
    /// The number of the article that it was added to.
    pub parent: String,
    /// The page that showed nothing else.
    pub page: Option<String>,
}

/// What the address of a post begins with that is its file: `@/blog/a.md`.
const SOURCE: &str = "@/";

/// HTML as a manuscript's Markdown.
pub fn to_markdown(html: &str) -> String {
    markdown::write(&html::tree(&text::clean(html)))
}
