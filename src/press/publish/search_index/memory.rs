//! Cache of a search index between builds, so that only changed pages are read again.

use std::collections::HashMap;

use anyhow::Result;
use gazette_cache::{
    fingerprint::{self, Fingerprint},
    store::Cache,
};
use gazette_content::config::ids::PageId;
use serde::{Deserialize, Serialize};

use crate::search_index::{
    Files, IndexedDocument,
    list::List,
    lists,
    lists::ReadKeys,
    number,
    part::{Part, PartEntry},
    path, whole,
};

/// Cache of the index, and fingerprints of the current pages.
#[derive(Clone, Copy)]
pub struct Memory<'a> {
    /// The cache of the edition.
    pub cache: &'a Cache,
    /// Fingerprints of documents.
    pub pages: &'a HashMap<&'a PageId, Fingerprint>,
    /// Takes a file with its content's hash in its name over from the edition before, if that has it.
    pub keep: &'a (dyn Fn(&str) -> bool + Sync),
}

/// Cached lists of a language's first part, from which the next one is made.
#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    /// A fingerprint of each document.
    documents: Vec<Fingerprint>,
    lists: Vec<List>,
}

/// Cached outcome of a language's first part. It is all that is read where none of its documents has changed.
#[derive(Serialize, Deserialize)]
struct Packed {
    /// The fingerprint of all its documents.
    made_of: Fingerprint,
    entry: PartEntry,
    /// The names of its files.
    files: Vec<String>,
}

impl Memory<'_> {
    /// The part with most documents of a language, which are the first of `sources`, and those of its files that are new.
    ///
    /// # Errors
    /// If the disk refuses what is to be remembered.
    pub fn part(
        self,
        lang: &str,
        folder: &str,
        pages: &[PageId],
        sources: &[IndexedDocument],
        read: ReadKeys<'_>,
    ) -> Result<(PartEntry, Files)> {
        let documents = pages.iter().zip(sources).map(|(page, source)| {
            let page = self.pages.get(page)?;
            Some(fingerprint::of(&(page, source)))
        });
        let Some(documents) = documents.collect::<Option<Vec<Fingerprint>>>() else {
            let lists = lists::of_all(0..number(pages.len()), read);
            return Ok(whole(Part::settled(&lists)));
        };
        let made_of = fingerprint::of(&documents);
        let name = format!("search-{lang}-files");
        if let Some(entry) = self.kept(&name, made_of, folder) {
            return Ok((entry, Vec::new()));
        }
        let Part { entry, files } = Part::settled(&self.lists(lang, documents, read)?);
        let packed = Packed {
            made_of,
            entry,
            files: files.iter().map(|(name, _)| name.clone()).collect(),
        };
        self.cache.write(&name, &packed)?;
        Ok((packed.entry, files))
    }

    /// What the manifest says of a part that is as it was, if all its files are still there.
    fn kept(self, name: &str, made_of: Fingerprint, folder: &str) -> Option<PartEntry> {
        let packed: Packed = self.cache.read(name)?;
        let is_same = packed.made_of == made_of;
        let mut files = packed.files.iter();
        (is_same && files.all(|name| (self.keep)(&path(folder, name)))).then_some(packed.entry)
    }

    /// The lists of a part with these documents.
    fn lists(
        self,
        lang: &str,
        documents: Vec<Fingerprint>,
        read: ReadKeys<'_>,
    ) -> Result<Vec<List>> {
        let name = format!("search-{lang}");
        let before: Remembered = self.cache.read(&name).unwrap_or_default();
        let changed = changed(&before.documents, &documents);
        let lists = match changed.as_deref() {
            Some([]) => return Ok(before.lists),
            Some(changed) => lists::of_changed(before.lists, changed, read),
            None => lists::of_all(0..number(documents.len()), read),
        };
        let remembered = Remembered { documents, lists };
        self.cache.write(&name, &remembered)?;
        Ok(remembered.lists)
    }
}

/// The numbers of documents that are not as before; `None` where it is as well to read all of them.
fn changed<Key: PartialEq>(before: &[Key], now: &[Key]) -> Option<Vec<u32>> {
    if now.len() < before.len() {
        return None;
    }
    let ids = (0..now.len()).filter(|id| before.get(*id) != Some(&now[*id]));
    let changed: Vec<u32> = ids.map(number).collect();
    (changed.len() * 4 < now.len()).then_some(changed)
}

#[cfg(test)]
mod tests {
    use crate::search_index::memory::changed;

    #[test]
    fn few_changes_are_told() {
        assert_eq!(changed(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]), Some(vec![]));
        assert_eq!(changed(&[1, 2, 3, 4, 5], &[1, 2, 7, 4, 5]), Some(vec![2]));
        assert_eq!(
            changed(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5, 6]),
            Some(vec![5])
        );
        assert_eq!(changed(&[1, 2, 3, 4], &[2, 3, 4]), None);
        assert_eq!(changed::<u8>(&[], &[1, 2]), None);
    }
}
