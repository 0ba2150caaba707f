//! An article on its way: what it was, and what it becomes.

use std::path::PathBuf;

use gazette_content::config::ids::{LanguageId, PageId};
use gazette_model::Route;

use crate::{Place, html::Anchors, ledger::ManuscriptState};

/// Plan for an article.
pub struct Planned {
    /// Identifier in the other system.
    pub identity: String,
    /// Position in the export.
    pub place: Place,
    /// Its headline.
    pub title: String,
    /// The manuscript, below the content folder; empty for what has never been one.
    pub path: String,
    /// Its language.
    pub language: LanguageId,
    /// Its new address.
    pub route: Route,
    /// State of the manuscript, compared with what the last import wrote.
    pub state: ManuscriptState,
    /// Marks an article that readers see as soon as the site is published.
    pub is_public: bool,
    /// Marks an article that expires, so that articles which stay cannot link to it.
    pub goes: bool,
    /// The folder in which its file lies.
    pub folder: Option<PathBuf>,
    /// Former addresses that press leads on from.
    pub aliases: Vec<String>,
    /// Former addresses that only the web server can lead on from.
    pub elsewhere: Vec<String>,
    /// Why it is left out, if it is.
    pub out: Option<String>,
    /// Marks an article that its own system does not show now, or that is a draft for an editor to look at.
    pub is_withheld_there: bool,
    /// Why readers do not find it now.
    pub withheld: Vec<String>,
    /// Decisions that the import made itself.
    pub made: Vec<String>,
    /// Parts that links could lead to.
    pub anchors: Anchors,
    pub(super) addresses: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) names: Vec<String>,
    pub(super) lang: Option<String>,
}

impl Planned {
    /// Tells whether the import writes a manuscript for it.
    pub fn is_written(&self) -> bool {
        self.out.is_none() && matches!(self.state, ManuscriptState::New | ManuscriptState::Own)
    }

    /// Tells whether readers find it on the site.
    pub fn is_published(&self) -> bool {
        self.out.is_none() && self.state != ManuscriptState::Deleted && self.is_public
    }

    /// Tells whether links to it stay valid: it is published and does not expire.
    pub fn can_be_linked(&self) -> bool {
        self.is_published() && !self.goes
    }

    /// The folder that is this article, if it is one, with the files beside its text.
    pub fn bundle(&self) -> Option<&PathBuf> {
        let source = self.source.as_deref()?;
        let file = source.rsplit('/').next()?;
        self.folder.as_ref().filter(|_| file.starts_with("index."))
    }

    /// The page that it becomes.
    pub fn page(&self) -> PageId {
        PageId::new(self.language, self.route.clone())
    }

    /// Name in reports.
    pub fn name(&self) -> String {
        if self.path.is_empty() {
            format!("{} \"{}\"", self.place, self.title)
        } else {
            format!("{} ({})", self.path, self.place)
        }
    }
}
