//! Readers who search: what they find, and what that moves.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use gazette_model::search::searchable;
use gazette_search::{Candidates, Engine, Index, Missing, Order, Question};
use serde_json::{Value, json};

use super::corpus::{Corpus, QUERIES};

/// Readers who search in an index.
pub struct Readers<'a> {
    corpus: &'a Corpus,
    folder: PathBuf,
    index: Index,
    manifest_bytes: usize,
}

impl<'a> Readers<'a> {
    /// Readers of the index in a folder.
    pub fn new(corpus: &'a Corpus, folder: &Path) -> Result<Self> {
        let manifest = fs::read(folder.join("manifest.json"))?;
        Ok(Self {
            corpus,
            folder: folder.to_owned(),
            manifest_bytes: packed(&manifest)?,
            index: Index::new(
                serde_json::from_slice(&manifest)?,
                gazette_search::decompose,
            ),
        })
    }

    /// Bytes of a first search and of a second, the most of a first, recall and precision.
    pub fn search_all(&self) -> Result<Value> {
        let queries = self.corpus.queries();
        let truths = self.corpus.truths(&queries, self.index.rules());
        let (mut wanted, mut got, mut right) = (0_u32, 0_u32, 0_u32);
        let (mut first, mut second, mut most) = (0, 0, 0);
        for (number, query) in queries.iter().enumerate() {
            let mut fetched = BTreeSet::new();
            let mut engine = Engine::new(self.index.clone());
            let (found, moved) = self.search(&mut engine, &mut fetched, query)?;
            let next = &queries[(number + 1) % queries.len()];
            second += self.search(&mut engine, &mut fetched, next)?.1;
            let moved = moved + self.manifest_bytes;
            first += moved;
            most = most.max(moved);
            wanted += u32::try_from(truths[number].len())?;
            got += u32::try_from(found.len())?;
            right += u32::try_from(found.intersection(&truths[number]).count())?;
        }
        Ok(json!({
            "first": first / QUERIES, "second": second / QUERIES, "most": most,
            "recall": f64::from(right) / f64::from(wanted), "precision": f64::from(right) / f64::from(got.max(1)),
        }))
    }

    /// All that is found, and the bytes that the first page of it moves. Documents that were fetched before are at hand.
    fn search(
        &self,
        engine: &mut Engine,
        fetched: &mut BTreeSet<String>,
        query: &str,
    ) -> Result<(BTreeSet<u32>, usize)> {
        let rules = engine.index().rules();
        let question = Question::new(query, Vec::new(), Order::Best, false, rules);
        let mut moved = 0;
        while let Err(missing) = engine.ask(&question, 0) {
            match missing {
                Missing::Files(paths) => {
                    for path in paths {
                        let bytes = self.read(&path)?;
                        moved += packed(&bytes)?;
                        engine.put(path, bytes);
                    }
                }
                Missing::Texts(addresses) => {
                    for address in addresses {
                        let document = self.corpus.document(id(&address)?);
                        if fetched.insert(address.clone()) {
                            moved += packed(&serde_json::to_vec(&document)?)?;
                        }
                        engine.tell(address, searchable(&document));
                    }
                }
                Missing::Address => bail!("the index is damaged"),
            }
        }
        let Ok(Candidates { ids, matcher }) = engine.index().find(&question) else {
            bail!("an answered question lacks files");
        };
        let holds =
            |id: &u32| matcher.is_certain() || matcher.holds(&self.corpus.texts(*id as usize));
        Ok((ids.into_iter().filter(holds).collect(), moved))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        let file = self.folder.join(path.trim_start_matches('/'));
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    }
}

/// The number of the article at an address.
fn id(address: &str) -> Result<usize> {
    let number = address.trim_start_matches("news/").trim_end_matches('/');
    number
        .parse()
        .with_context(|| format!("{address} is no article"))
}

/// The weight of a file on its way.
fn packed(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed.len().min(bytes.len()))
}
