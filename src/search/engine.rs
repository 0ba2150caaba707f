//! A search from its question to its answer. Nothing is fetched here: whoever asks is told what is missing, and asks again.

use crate::{Candidates, Index, Marked, PAGE, Question, Searchable};

/// Limit, in pages of results, for candidates whose texts are read because the index cannot decide.
const LOOKED_THROUGH: usize = 3;

/// An index, and the texts of documents that a question is about.
pub struct Engine {
    index: Index,
    texts: Vec<(String, Option<Searchable>)>,
}

/// Results of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchOutcome {
    /// Number of matching documents.
    pub total: usize,
    /// True if `total` is an upper bound: the index alone cannot tell, and not all texts have been read.
    pub is_at_most: bool,
    /// On how many pages of results.
    pub pages: usize,
    /// Those of the page that was asked for.
    pub found: Vec<FoundDocument>,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDocument {
    /// Its address, relative to the language's root.
    pub address: String,
    /// Its title.
    pub title: Marked,
    /// The part of it that says most of what was looked for.
    pub excerpt: Marked,
}

/// Why there is no answer yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// These files of the index are to be [`put`](Engine::put): paths.
    Files(Vec<String>),
    /// The texts of these documents are to be [`told`](Engine::tell): addresses relative to the language's root.
    Texts(Vec<String>),
    /// The index is damaged: a document that it knows has no address.
    Address,
}

impl Engine {
    /// An engine for an index.
    pub fn new(index: Index) -> Self {
        Self {
            index,
            texts: Vec::new(),
        }
    }

    /// The index.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Takes a file of the index.
    pub fn put(&mut self, path: String, bytes: Vec<u8>) {
        self.index.put(path, bytes);
    }

    /// Takes the texts of a document; none where there is nothing to be found in it.
    pub fn tell(&mut self, address: String, texts: Option<Searchable>) {
        self.texts.push((address, texts));
    }

    /// Answers a question with a page of results, counted from 0, and forgets the texts.
    ///
    /// # Errors
    /// With what it takes to go on.
    pub fn ask(&mut self, question: &Question, page: usize) -> Result<SearchOutcome, Missing> {
        let Candidates { ids, matcher } = self.index.find(question).map_err(Missing::Files)?;
        let (mut found, mut wrong) = (Vec::new(), 0);
        let pages = ids.chunks(PAGE);
        let mut unread = pages.len();
        for shown in pages.skip(page).take(LOOKED_THROUGH) {
            unread -= 1;
            let addresses = self.index.addresses(shown).map_err(Missing::Files)?;
            let addresses = addresses.ok_or(Missing::Address)?;
            for texts in self.texts_of(&addresses)? {
                let (address, Some(texts)) = texts else {
                    wrong += 1;
                    continue;
                };
                if matcher.is_certain() || matcher.holds(texts) {
                    found.push(FoundDocument {
                        address: address.clone(),
                        title: matcher.mark(&texts.title),
                        excerpt: matcher.excerpt(texts),
                    });
                } else {
                    wrong += 1;
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        self.texts.clear();
        Ok(SearchOutcome {
            total: ids.len() - wrong,
            is_at_most: unread > 0 && !matcher.is_certain(),
            pages: ids.len().div_ceil(PAGE),
            found,
        })
    }

    fn texts_of(
        &self,
        addresses: &[String],
    ) -> Result<Vec<&(String, Option<Searchable>)>, Missing> {
        let (mut at_hand, mut missing) = (Vec::new(), Vec::new());
        for address in addresses {
            match self.texts.iter().find(|(known, _)| known == address) {
                Some(texts) => at_hand.push(texts),
                None => missing.push(address.clone()),
            }
        }
        if missing.is_empty() {
            Ok(at_hand)
        } else {
            Err(Missing::Texts(missing))
        }
    }
}
