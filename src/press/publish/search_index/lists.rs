//! Posting lists: the documents of each key.

use std::{collections::HashMap, ops::Range};

use gazette_search::{
    Posting, REVERSED, Rules, Searchable, Unit, WRITTEN, Weight, dense_runs, encode_posting, forms,
    grams, postings, units,
};
use rayon::prelude::*;

use crate::search_index::list::List;

/// Number of documents read at once, so that memory does not grow with their number.
const BATCH: usize = 256;

/// The keys of a document, each once, with their weights. A key without one is just there.
pub type Keys = HashMap<String, Option<Weight>>;

/// Reads a document by its number.
pub type ReadKeys<'a> = &'a (dyn Fn(u32) -> Keys + Sync);

/// Postings by key, packed as they will be in the shards, since there are many.
#[derive(Default)]
struct Packed {
    /// The number after the last document's.
    next: u32,
    bytes: Vec<u8>,
}

impl Packed {
    fn add(&mut self, id: u32, weight: Weight) {
        encode_posting(id + 1 - self.next, weight, &mut self.bytes);
        self.next = id + 1;
    }
}

/// All keys of documents, given by their numbers, in the order of their bytes, with their postings.
pub fn of_all(ids: Range<u32>, read: ReadKeys<'_>) -> Vec<List> {
    let mut lists: HashMap<Box<str>, Packed> = HashMap::new();
    let ids: Vec<u32> = ids.collect();
    for batch in ids.chunks(BATCH) {
        let keys: Vec<Keys> = batch.par_iter().map(|id| read(*id)).collect();
        for (id, keys) in batch.iter().zip(keys) {
            for (key, weight) in keys {
                let list = lists.entry(key.into()).or_default();
                list.add(*id, weight.unwrap_or(Weight::Once));
            }
        }
    }
    let lists = lists.into_iter().map(|(key, list)| (key, list.bytes));
    let mut lists: Vec<_> = lists.collect();
    lists.par_sort_unstable();
    lists
}

/// The same from lists of before, where only some documents have changed or are new; their numbers are in order.
pub fn of_changed(before: Vec<List>, changed: &[u32], read: ReadKeys<'_>) -> Vec<List> {
    let mut added: HashMap<Box<str>, Vec<Posting>> = HashMap::new();
    let keys: Vec<Keys> = changed.par_iter().map(|id| read(*id)).collect();
    for (id, keys) in changed.iter().zip(keys) {
        for (key, weight) in keys {
            let weight = weight.unwrap_or(Weight::Once);
            let list = added.entry(key.into()).or_default();
            list.push(Posting { id: *id, weight });
        }
    }
    let first = changed.first().copied().unwrap_or(u32::MAX);
    let is_changed = |id: u32| id >= first && changed.binary_search(&id).is_ok();
    let mut lists: Vec<List> = before
        .into_par_iter()
        .filter_map(|(key, bytes)| {
            let added = added.get(&key);
            if added.is_none() && !postings(&bytes).any(|posting| is_changed(posting.id)) {
                return Some((key, bytes));
            }
            let kept = postings(&bytes).filter(|posting| !is_changed(posting.id));
            let mut all: Vec<Posting> = kept.chain(added.into_iter().flatten().copied()).collect();
            all.sort_unstable_by_key(|posting| posting.id);
            (!all.is_empty()).then(|| (key, packed(&all)))
        })
        .collect();
    let is_known = |key: &str| {
        lists
            .binary_search_by(|(known, _)| (**known).cmp(key))
            .is_ok()
    };
    added.retain(|key, _| !is_known(key));
    lists.extend(added.into_iter().map(|(key, list)| (key, packed(&list))));
    lists.par_sort_unstable();
    lists
}

fn packed(postings: &[Posting]) -> Vec<u8> {
    let mut list = Packed::default();
    for posting in postings {
        list.add(posting.id, posting.weight);
    }
    list.bytes
}

/// The keys of a document: its terms with their weights, and its words as they are written.
pub fn keys(document: &Searchable, rules: Rules) -> Keys {
    let mut keys = Keys::new();
    for (text, weight) in [
        (&document.title, Weight::Title),
        (&document.summary, Weight::Summary),
        (&document.text, Weight::Once),
    ] {
        let units = units(text, rules);
        for run in dense_runs(&units).filter(|run| run[0].is_dense) {
            for term in terms(run) {
                add(&mut keys, term, weight);
            }
        }
        for word in forms(&units, rules) {
            add(&mut keys, word.term, weight);
            add_written(&mut keys, &word.written);
        }
    }
    keys
}

fn terms(run: &[Unit]) -> Vec<String> {
    let mut terms: Vec<String> = run.iter().map(|unit| unit.term.clone()).collect();
    if run.len() > 1 {
        terms.extend(grams(run));
    }
    terms
}

fn add(keys: &mut Keys, term: String, weight: Weight) {
    let known = keys.entry(term).or_insert(None);
    *known = Some(match *known {
        Some(Weight::Once) if weight == Weight::Once => Weight::Often,
        Some(known) => known.max(weight),
        None => weight,
    });
}

fn add_written(keys: &mut Keys, word: &str) {
    keys.insert(format!("{WRITTEN}{word}"), None);
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        let reversed: String = word.chars().rev().collect();
        keys.insert(format!("{REVERSED}{reversed}"), None);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Documents = Vec<std::collections::BTreeMap<String, Option<Weight>>>;

    fn documents(count: usize) -> impl Strategy<Value = Documents> {
        let weight = prop::sample::select(vec![None, Some(Weight::Once), Some(Weight::Title)]);
        let document = prop::collection::btree_map("[+a-f新聞]{1,2}", weight, 0..6);
        prop::collection::vec(document, count)
    }

    proptest! {
        #[test]
        fn what_is_changed_is_as_if_made_anew(
            (before, mut after, more) in (documents(9), documents(9), documents(3)),
            changed in prop::collection::btree_set(0_u32..9, 0..4),
        ) {
            for id in (0..9_usize).filter(|id| !changed.iter().any(|it| *it as usize == *id)) {
                after[id].clone_from(&before[id]);
            }
            after.extend(more);
            let read = |documents: &Documents, id: u32| documents[id as usize].clone().into_iter().collect();
            let changed: Vec<u32> = changed.into_iter().chain(9..12).collect();
            let before = of_all(0..9, &|id| read(&before, id));
            let anew = of_all(0..12, &|id| read(&after, id));
            prop_assert_eq!(of_changed(before, &changed, &|id| read(&after, id)), anew);
        }
    }
}
