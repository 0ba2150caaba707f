//! An index, as far as it is at hand. Nothing is fetched here: whoever looks into it is told which files are missing, and looks
//! again.

use crate::{Candidates, Decompose, Question, RECENT, Rules, SearchManifest};

/// An index, with the files of it that have been fetched.
#[derive(Clone)]
pub struct Index {
    /// Manifest of the index.
    pub manifest: SearchManifest,
    decompose: Decompose,
    files: Vec<(String, Vec<u8>)>,
}

/// A look into an index, and the files that turned out to be missing.
pub struct IndexReader<'a> {
    /// The index.
    pub index: &'a Index,
    /// Paths of files.
    pub missing: Vec<String>,
}

impl Index {
    /// An index of which no file is at hand yet.
    pub fn new(manifest: SearchManifest, decompose: Decompose) -> Self {
        Self {
            manifest,
            decompose,
            files: Vec::new(),
        }
    }

    /// Rules for turning texts into terms in this index.
    pub fn rules(&self) -> Rules {
        Rules {
            english: self.manifest.stems == "en",
            decompose: self.decompose,
        }
    }

    /// Takes a file of the index.
    pub fn put(&mut self, path: String, bytes: Vec<u8>) {
        self.files.push((path, bytes));
    }

    /// Answers a question.
    ///
    /// # Errors
    /// With the paths of the files that it takes to go on.
    pub fn find(&self, question: &Question) -> Result<Candidates, Vec<String>> {
        self.with_files(|look| look.answer(question))
    }

    /// The addresses of documents, relative to the language's root; `None` where the index has none for one of them.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn addresses(&self, ids: &[u32]) -> Result<Option<Vec<String>>, Vec<String>> {
        self.with_files(|look| {
            // All are asked for before the first is given up on.
            let chunks: Vec<_> = ids.iter().map(|id| look.chunk(*id)).collect();
            let addresses = ids.iter().zip(chunks).map(|(id, chunk)| {
                let address = SearchManifest::address(chunk?, *id)?;
                (!address.is_empty()).then(|| address.to_owned())
            });
            addresses.collect()
        })
    }

    fn with_files<'a, T>(
        &'a self,
        work: impl FnOnce(&mut IndexReader<'a>) -> T,
    ) -> Result<T, Vec<String>> {
        let mut look = IndexReader {
            index: self,
            missing: Vec::new(),
        };
        let outcome = work(&mut look);
        if look.missing.is_empty() {
            Ok(outcome)
        } else {
            Err(look.missing)
        }
    }
}

impl<'a> IndexReader<'a> {
    /// Paths of the first shards that may hold keys with a prefix, as far as their directories are at hand.
    pub fn shards(&mut self, prefix: &str, at_most: usize) -> Vec<String> {
        let manifest = &self.index.manifest;
        let mut shards = Vec::new();
        for directory in manifest.directories(prefix).take(at_most) {
            shards.extend(manifest.shards(self.file(directory), prefix));
        }
        shards.truncate(at_most);
        shards
    }

    /// A key, or the beginning of some, as each part of the index has it: first as most documents do, then as the newest.
    pub fn in_parts(&self, key: &str) -> Vec<String> {
        let has_recent = self.index.manifest.keys.starts_with(RECENT);
        let marks: &[&str] = if has_recent { &["", RECENT] } else { &[""] };
        marks.iter().map(|mark| [mark, key].concat()).collect()
    }

    /// The chunk that has a document's address, if it is at hand.
    fn chunk(&mut self, id: u32) -> Option<&'a [u8]> {
        let path = self.index.manifest.chunk(id)?;
        Some(self.file(path))
    }

    /// A file's bytes; none, and a note, where it is missing.
    pub fn file(&mut self, path: String) -> &'a [u8] {
        let index: &'a Index = self.index;
        if let Some((_, bytes)) = index.files.iter().find(|(known, _)| *known == path) {
            return bytes;
        }
        if !self.missing.contains(&path) {
            self.missing.push(path);
        }
        &[]
    }
}
