//! Search: what readers find, what they do not, and what a new article changes.

mod corpus;
mod growth;
mod queries;
mod recall;
mod spelling;

use std::collections::BTreeMap;

use gazette_search::{Index, Matcher, Order, Query, Question, SearchManifest, Searchable};

/// An index whose files are at hand, and the documents that it was made of.
#[derive(Clone)]
pub struct Shelf {
    index: Index,
    files: BTreeMap<String, Vec<u8>>,
    documents: BTreeMap<String, Searchable>,
}

impl Shelf {
    pub fn new(
        manifest: SearchManifest,
        files: BTreeMap<String, Vec<u8>>,
        documents: BTreeMap<String, Searchable>,
    ) -> Self {
        Self {
            index: Index::new(manifest, gazette_search::decompose),
            files,
            documents,
        }
    }

    /// Searches as a reader of the portal who looks through all pages of results: paths, best first.
    pub fn find(&mut self, query: &str) -> Vec<String> {
        self.ask(query, &[], Order::Best, false).0
    }

    pub fn ask(
        &mut self,
        query: &str,
        filters: &[String],
        order: Order,
        is_typing: bool,
    ) -> (Vec<String>, Matcher) {
        let question = Question {
            query: Query::parse(query, self.index.rules()),
            filters: filters.to_vec(),
            order,
            is_typing,
        };
        let finding = loop {
            match self.index.find(&question) {
                Ok(finding) => break finding,
                Err(missing) => self.fetch(missing),
            }
        };
        let matcher = finding.matcher;
        let paths = self.paths(&finding.ids).into_iter();
        let holds = |path: &String| matcher.is_certain() || matcher.holds(&self.documents[path]);
        (paths.filter(holds).collect(), matcher)
    }

    fn paths(&mut self, ids: &[u32]) -> Vec<String> {
        loop {
            match self.index.addresses(ids) {
                Ok(paths) => return paths.unwrap(),
                Err(missing) => self.fetch(missing),
            }
        }
    }

    fn fetch(&mut self, missing: Vec<String>) {
        for path in missing {
            let file = self.files[&path].clone();
            self.index.put(path, file);
        }
    }
}
