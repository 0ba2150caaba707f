//! Which documents have which keys.

use std::collections::HashMap;

use crate::model::search::{
    REVERSED, Rules, Searchable, Unit, WRITTEN, Weight, dense_runs, encode_posting, grams, units,
};

/// Postings by key, packed as they will be in the shards, since there are many.
#[derive(Default)]
pub struct Lists(HashMap<Box<str>, List>);

#[derive(Default)]
struct List {
    /// The number after the last document's.
    next: u32,
    bytes: Vec<u8>,
}

impl Lists {
    /// Adds the keys of a document whose number is greater than those before. A key without a weight is just there.
    pub fn add(&mut self, id: usize, keys: impl Iterator<Item = (String, Option<Weight>)>) {
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        for (key, weight) in keys {
            let list = self.0.entry(key.into()).or_default();
            if let Some(weight) = weight {
                encode_posting(id + 1 - list.next, weight, &mut list.bytes);
                list.next = id + 1;
            }
        }
    }

    /// All keys in the order of their bytes, with their postings.
    pub fn sorted(self) -> Vec<(Box<str>, Vec<u8>)> {
        let lists = self.0.into_iter().map(|(key, list)| (key, list.bytes));
        let mut lists: Vec<_> = lists.collect();
        lists.sort_unstable();
        lists
    }
}

/// The keys of a document, each once: its terms with their weights, and its words as they are written.
pub fn keys(document: &Searchable, rules: Rules) -> HashMap<String, Option<Weight>> {
    let mut keys = HashMap::new();
    for (text, weight) in [
        (&document.title, Weight::Title),
        (&document.summary, Weight::Summary),
        (&document.text, Weight::Once),
    ] {
        for run in dense_runs(&units(text, rules)) {
            for term in terms(run) {
                add(&mut keys, term, weight);
            }
            if let [word] = run
                && !word.is_dense
            {
                add_written(&mut keys, &word.written);
            }
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

fn add(keys: &mut HashMap<String, Option<Weight>>, term: String, weight: Weight) {
    let known = keys.entry(term).or_insert(None);
    *known = Some(match *known {
        Some(Weight::Once) if weight == Weight::Once => Weight::Often,
        Some(known) => known.max(weight),
        None => weight,
    });
}

fn add_written(keys: &mut HashMap<String, Option<Weight>>, word: &str) {
    keys.insert(format!("{WRITTEN}{word}"), None);
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        let reversed: String = word.chars().rev().collect();
        keys.insert(format!("{REVERSED}{reversed}"), None);
    }
}
