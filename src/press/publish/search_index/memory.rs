//! Cache of a search index between builds, so that only changed pages are read again.

use std::collections::HashMap;

use anyhow::Result;
use gazette_cache::{
    fingerprint::{self, Fingerprint},
    store::Cache,
};
use gazette_content::config::ids::PageId;
use serde::{Deserialize, Serialize};

use crate::search_index::{IndexedDocument, list::List, lists, lists::ReadKeys, number};

/// Cache of the index, and fingerprints of the current pages.
#[derive(Clone, Copy)]
pub struct Memory<'a> {
    /// The cache of the edition.
    pub cache: &'a Cache,
    /// Fingerprints of documents.
    pub pages: &'a HashMap<&'a PageId, Fingerprint>,
}

/// Cached record of a language.
#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    /// A fingerprint of each document.
    documents: Vec<Fingerprint>,
    lists: Vec<List>,
}

impl Memory<'_> {
    /// The lists of a language.
    ///
    /// # Errors
    /// If the disk refuses what is to be remembered.
    pub fn lists(
        self,
        lang: &str,
        pages: &[PageId],
        sources: &[IndexedDocument],
        read: ReadKeys<'_>,
    ) -> Result<Vec<List>> {
        let documents = pages.iter().zip(sources).map(|(page, source)| {
            let page = self.pages.get(page)?;
            Some(fingerprint::of(&(page, source)))
        });
        let Some(documents) = documents.collect::<Option<Vec<Fingerprint>>>() else {
            return Ok(lists::of_all(number(sources.len()), read));
        };
        let name = format!("search-{lang}");
        let before: Remembered = self.cache.read(&name).unwrap_or_default();
        let changed = changed(&before.documents, &documents);
        let lists = match changed.as_deref() {
            Some([]) => return Ok(before.lists),
            Some(changed) => lists::of_changed(before.lists, changed, read),
            None => lists::of_all(number(documents.len()), read),
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
