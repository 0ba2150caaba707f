//! An article on its way: what it was, and what it becomes.

use std::{collections::HashSet, path::PathBuf};

use gazette_content::config::ids::{LanguageId, PageId};
use gazette_model::Route;

use crate::{Place, ledger::State};

/// What an article becomes.
pub struct Planned {
    /// What the other system knows it by.
    pub identity: String,
    /// Where it stands in the export.
    pub place: Place,
    /// Its headline.
    pub title: String,
    /// The manuscript, below the content folder; empty for what has never been one.
    pub path: String,
    /// Its language.
    pub language: LanguageId,
    /// Its new address.
    pub route: Route,
    /// How the manuscript is now.
    pub state: State,
    /// Whether readers see it as soon as it is published.
    pub is_public: bool,
    /// Whether it goes some day: what stays cannot link to it.
    pub goes: bool,
    /// The folder in which its file lies.
    pub folder: Option<PathBuf>,
    /// Former addresses that press leads on from.
    pub aliases: Vec<String>,
    /// Former addresses that only the web server can lead on from.
    pub elsewhere: Vec<String>,
    /// Why it is left out, if it is.
    pub out: Option<String>,
    /// What the import had to decide itself.
    pub made: Vec<String>,
    /// Parts that links could lead to.
    pub anchors: HashSet<String>,
    pub(super) addresses: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) names: Vec<String>,
    pub(super) lang: Option<String>,
}

impl Planned {
    /// Whether a manuscript is written for it.
    pub fn is_written(&self) -> bool {
        self.out.is_none() && matches!(self.state, State::New | State::Own)
    }

    /// Whether readers find it on the site.
    pub fn is_published(&self) -> bool {
        self.out.is_none() && self.state != State::Deleted && self.is_public
    }

    /// Whether links to it lead somewhere for as long as they are there.
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

    /// How reports name it.
    pub fn name(&self) -> String {
        if self.path.is_empty() {
            format!("{} \"{}\"", self.place, self.title)
        } else {
            format!("{} ({})", self.path, self.place)
        }
    }
}
