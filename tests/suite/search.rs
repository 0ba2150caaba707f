//! Search: what readers find, what they do not, and what a new article changes.

mod corpus;
mod growth;
mod queries;
mod recall;

use std::collections::BTreeMap;

use gazette::{
    model::search::{Order, SearchManifest, Searchable},
    search::{Index, Matcher, Query, Question},
};

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
            index: Index::new(manifest, str::to_lowercase),
            files,
            documents,
        }
    }

    /// What a reader of the portal finds who looks through all pages of results: paths, best first.
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
                Err(missing) => {
                    for shard in missing {
                        let path = self.index.manifest.shard_path(shard).unwrap();
                        self.index.put(shard, self.files[&path].clone());
                    }
                }
            }
        };
        let matcher = finding.matcher;
        let paths = finding.ids.into_iter().map(|id| self.path(id));
        let holds = |path: &String| matcher.is_certain() || matcher.holds(&self.documents[path]);
        (paths.filter(holds).collect(), matcher)
    }

    fn path(&self, id: u32) -> String {
        let manifest = &self.index.manifest;
        let chunk = &self.files[&manifest.chunk_path(id).unwrap()];
        SearchManifest::address(chunk, id).unwrap().to_owned()
    }
}
