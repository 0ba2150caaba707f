//! The site around a body, as far as a body asks for it: where its links lead, and which files there are. Answers are noted,
//! so that a body is compiled again only when the same question gets another one.

use std::collections::{BTreeMap, BTreeSet};

use gazette_cache::fingerprint::{self, Fingerprint};
use gazette_diagnostics::suggest::{Suggestion, suggest};
use serde::{Deserialize, Serialize};

use crate::{
    body::BodyInputs,
    config::ids::PageId,
    links::{
        broken_link::BrokenLink,
        targets::{LinkContext, LinkTargets},
    },
    source::{media, media::MediaFile, path},
};

/// Everything on a site that links and pictures can lead to.
pub struct Surroundings<'a> {
    /// Pictures and attachments by path below the content folder.
    pub media: &'a BTreeMap<String, MediaFile>,
    /// The paths of files that are published as they are.
    pub statics: BTreeSet<&'a str>,
    /// Targets of internal links.
    pub link_targets: &'a LinkTargets,
}

/// A question of a body, with the path as it is written there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Question {
    /// The page at a path.
    Page(String),
    /// The picture or attachment at a path.
    Medium(String),
    /// The files beside the one at a path below the content folder that share its name.
    Companions(String),
    /// Whether a file is published as it is.
    Static(String),
}

/// A question with the fingerprint of its answer.
pub type Answered = (Question, Fingerprint);

/// The questions of one body: the only way from it to its surroundings, so that none is forgotten.
pub struct Inquiry<'a> {
    surroundings: &'a Surroundings<'a>,
    asker: &'a BodyInputs<'a>,
    answered: Vec<Answered>,
}

impl<'a> Surroundings<'a> {
    /// Tells whether questions of a body with these inputs have the answers that they had.
    pub fn still_answer(&self, asker: &BodyInputs<'_>, answered: &[Answered]) -> bool {
        answered.iter().all(|(question, before)| {
            let now = match question {
                Question::Page(path) => fingerprint::of(&self.page(asker, path)),
                Question::Medium(path) => fingerprint::of(&self.medium(asker, path)),
                Question::Companions(path) => fingerprint::of(&self.companions(path)),
                Question::Static(path) => fingerprint::of(&self.is_static(path)),
            };
            now == *before
        })
    }

    fn page(&self, asker: &BodyInputs<'_>, path: &str) -> Result<PageId, BrokenLink> {
        let from = LinkContext {
            file: asker.path,
            language: asker.language,
            window: asker.window.as_ref(),
        };
        self.link_targets.find(from, path)
    }

    fn medium(&self, asker: &BodyInputs<'_>, path: &str) -> Option<(&'a MediaFile, String)> {
        media::find_address(self.media, asker.path, path)
    }

    fn companions(&self, path: &str) -> Vec<(String, String, &'a MediaFile)> {
        media::companions(self.media, path)
    }

    fn is_static(&self, path: &str) -> bool {
        self.statics.contains(path)
    }
}

impl<'a> Inquiry<'a> {
    /// No questions yet.
    pub fn new(surroundings: &'a Surroundings<'a>, asker: &'a BodyInputs<'a>) -> Self {
        Self {
            surroundings,
            asker,
            answered: Vec::new(),
        }
    }

    /// The page to which a path leads.
    ///
    /// # Errors
    /// Says what the editor may have meant.
    pub fn page(&mut self, path: &str) -> Result<PageId, BrokenLink> {
        let page = self.surroundings.page(self.asker, path);
        self.note(Question::Page(path.to_owned()), fingerprint::of(&page));
        page
    }

    /// The picture or attachment at a path, and its path below the content folder.
    pub fn medium(&mut self, path: &str) -> Option<(&'a MediaFile, String)> {
        let medium = self.surroundings.medium(self.asker, path);
        self.note(Question::Medium(path.to_owned()), fingerprint::of(&medium));
        medium
    }

    /// The picture or attachment that a path may have been meant to lead to. A text that asks this has a mistake, and is
    /// compiled again.
    pub fn near_medium(&self, path: &str) -> Suggestion {
        let plain = path.replace('\\', "/");
        let plain = plain.split(['?', '#']).next().unwrap_or_default();
        let wrong = path::join(self.asker.path, plain).unwrap_or_default();
        let names: Vec<String> = self
            .surroundings
            .media
            .keys()
            .map(|name| format!("/{name}"))
            .collect();
        let alike = |name: &&String| name[1..].eq_ignore_ascii_case(&wrong);
        match names.iter().find(alike) {
            Some(name) => Suggestion::Near(name.clone()),
            None => suggest(&format!("/{wrong}"), names.iter().map(String::as_str)),
        }
    }

    /// The files beside the one at a path below the content folder that share its name: language, ending, file.
    pub fn companions(&mut self, path: &str) -> Vec<(String, String, &'a MediaFile)> {
        let companions = self.surroundings.companions(path);
        self.note(
            Question::Companions(path.to_owned()),
            fingerprint::of(&companions),
        );
        companions
    }

    /// Tells whether the file at a path is published as it is.
    pub fn is_static(&mut self, path: &str) -> bool {
        let is_static = self.surroundings.is_static(path);
        self.note(
            Question::Static(path.to_owned()),
            fingerprint::of(&is_static),
        );
        is_static
    }

    /// All questions and their answers.
    pub fn answered(self) -> Vec<Answered> {
        self.answered
    }

    fn note(&mut self, question: Question, answer: Fingerprint) {
        let answered = (question, answer);
        if !self.answered.contains(&answered) {
            self.answered.push(answered);
        }
    }
}
