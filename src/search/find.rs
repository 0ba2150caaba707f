//! From a query to documents. Nothing is fetched here: whoever asks is told which shards are missing, and asks again.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    hits::{Hits, both, either},
    matcher::Matcher,
    query::{Clause, Question},
    typo::is_near,
};
use crate::model::search::{
    Lower, Order, Posting, REVERSED, Rules, SearchManifest, Unit, WRITTEN, Weight, dense_runs,
    entries, grams, postings, units,
};

/// How many words a beginning or a typing error may stand for.
const VARIANTS: usize = 16;

/// How many shards are looked through for them at most.
const SCANNED: usize = 6;

/// The shortest word, in letters, in which typing errors are forgiven: others are near too many.
const SHORTEST: usize = 4;

/// The documents for a question.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Documents in the order asked for. Those of an uncertain query need a look at their texts ([`Matcher::holds`]).
    pub ids: Vec<u32>,
    /// Finds in a text what was looked for, or what it was taken for.
    pub matcher: Matcher,
}

/// What is at hand of an index.
#[derive(Clone)]
pub struct Index {
    /// What the index holds.
    pub manifest: SearchManifest,
    lower: Lower,
    shards: Vec<(usize, Vec<u8>)>,
}

/// A question on its way, and the shards that turned out to be missing.
struct Search<'a> {
    index: &'a Index,
    missing: Vec<usize>,
}

impl Index {
    /// An index of which no shard is at hand yet.
    pub fn new(manifest: SearchManifest, lower: Lower) -> Self {
        Self {
            manifest,
            lower,
            shards: Vec::new(),
        }
    }

    /// How texts become terms in this index.
    pub fn rules(&self) -> Rules {
        Rules {
            english: self.manifest.stems == "en",
            lower: self.lower,
        }
    }

    /// Takes a shard.
    pub fn put(&mut self, shard: usize, bytes: Vec<u8>) {
        self.shards.push((shard, bytes));
    }

    /// Answers a question.
    ///
    /// # Errors
    /// With the numbers of the shards that it takes to go on.
    pub fn find(&self, question: &Question) -> Result<Finding, Vec<usize>> {
        let mut search = Search {
            index: self,
            missing: Vec::new(),
        };
        let answer = search.answer(question);
        if search.missing.is_empty() {
            Ok(answer)
        } else {
            Err(search.missing)
        }
    }
}

impl Search<'_> {
    fn answer(&mut self, question: &Question) -> Finding {
        let clauses = &question.query.clauses;
        // As written; while the last word is being typed, with all that it may become.
        let mut terms: Vec<Vec<String>> = clauses.iter().map(own_term).collect();
        if question.is_typing {
            self.go_on(clauses, &mut terms);
        }
        let mut hits = self.all(clauses, &terms);
        if hits.as_ref().is_some_and(Hits::is_empty) && self.missing.is_empty() {
            self.go_on(clauses, &mut terms);
            hits = self.all(clauses, &terms);
        }
        if hits.as_ref().is_some_and(Hits::is_empty) && self.missing.is_empty() {
            self.forgive(clauses, &mut terms);
            hits = self.all(clauses, &terms);
        }
        for filter in &question.filters {
            let passed = self.hits(filter);
            hits = Some(match hits {
                Some(hits) => both(&hits, &passed, |points, _| points),
                None => passed,
            });
        }
        Finding {
            ids: self.ordered(hits.unwrap_or_default(), question.order),
            matcher: Matcher {
                clauses: clauses.clone(),
                terms,
                rules: self.index.rules(),
            },
        }
    }

    /// The documents that have all parts of a query; none where it has no parts.
    fn all(&mut self, clauses: &[Clause], terms: &[Vec<String>]) -> Option<Hits> {
        let mut all: Option<Hits> = None;
        for (clause, terms) in clauses.iter().zip(terms) {
            let hits = self.clause(clause, terms);
            all = Some(match all {
                Some(all) => both(&all, &hits, |one, other| one + other),
                None => hits,
            });
        }
        all
    }

    fn clause(&mut self, clause: &Clause, terms: &[String]) -> Hits {
        if !terms.is_empty() {
            let hits: Vec<Hits> = terms.iter().map(|term| self.hits(term)).collect();
            return hits
                .iter()
                .fold(Hits::new(), |all, hits| either(&all, hits));
        }
        let keys: Vec<String> = dense_runs(&clause.units)
            .flat_map(|run| match run {
                [word] if !word.is_dense => vec![word.term.clone()],
                run => grams(run),
            })
            .collect();
        let mut all: Option<Hits> = None;
        for key in &keys {
            let hits = self.hits(key);
            all = Some(match all {
                Some(all) => both(&all, &hits, |one, other| one + other),
                None => hits,
            });
        }
        let mut all = all.unwrap_or_default();
        // A long run counts as much as a word.
        for (_, points) in &mut all {
            *points /= u32::try_from(keys.len()).unwrap_or(1).max(1);
        }
        all
    }

    /// Lets the last word be the beginning of others.
    fn go_on(&mut self, clauses: &[Clause], terms: &mut [Vec<String>]) {
        if let (Some(Some(word)), Some(terms)) = (clauses.last().map(single_word), terms.last_mut())
        {
            // A single letter begins too many words.
            if word.written.len() > 1 {
                let key = format!("{WRITTEN}{}", word.written);
                let words = self.words(&key);
                self.add(words, terms);
            }
        }
    }

    /// Takes words that are in no document for others from which one typing error sets them apart.
    fn forgive(&mut self, clauses: &[Clause], terms: &mut [Vec<String>]) {
        for (clause, terms) in clauses.iter().zip(terms) {
            let is_unknown = terms.iter().all(|term| self.hits(term).is_empty());
            let Some(word) = single_word(clause).filter(|_| is_unknown) else {
                continue;
            };
            let letters: Vec<char> = word.written.chars().collect();
            if letters.len() < SHORTEST || letters.iter().any(char::is_ascii_digit) {
                continue;
            }
            // An error leaves one half as it is; two letters that were swapped may belong to both.
            let (head, tail) = letters.split_at(letters.len() / 2);
            let head: String = head.iter().collect();
            let tail: String = tail[1..].iter().rev().collect();
            let mut words = self.words(&format!("{WRITTEN}{head}"));
            let ends = self.words(&format!("{REVERSED}{tail}"));
            words.extend(
                ends.iter()
                    .map(|word| word.chars().rev().collect::<String>()),
            );
            words.retain(|near| is_near(near, &word.written));
            self.add(words, terms);
        }
    }

    /// Adds the terms of words, the shortest first, since they are more often what is meant.
    fn add(&self, words: Vec<String>, terms: &mut Vec<String>) {
        let words = words.into_iter().map(|word| Reverse((word.len(), word)));
        // Heaps sort with less code than `sort`, which readers fetch.
        let mut words: BinaryHeap<_> = words.collect();
        while let Some(Reverse((_, word))) = words.pop() {
            let units = units(&word, self.index.rules());
            for term in units.into_iter().map(|unit| unit.term) {
                if terms.len() < VARIANTS && !terms.contains(&term) {
                    terms.push(term);
                }
            }
        }
    }

    /// What follows the first character of the keys with a prefix.
    fn words(&mut self, prefix: &str) -> Vec<String> {
        let (first, last) = self.index.manifest.shards_of(prefix);
        let mut words = Vec::new();
        for shard in (first..=last).take(SCANNED) {
            for entry in entries(self.shard(shard)) {
                if entry.key.starts_with(prefix) {
                    words.push(entry.key[1..].to_owned());
                }
            }
        }
        words
    }

    fn hits(&mut self, key: &str) -> Hits {
        let count = self.index.manifest.count;
        let (shard, _) = self.index.manifest.shards_of(key);
        let Some(entry) = entries(self.shard(shard)).find(|entry| entry.key == key) else {
            return Hits::new();
        };
        let found: Vec<Posting> = postings(entry.postings).collect();
        let length = u32::try_from(found.len()).unwrap_or(u32::MAX).max(1);
        // What few documents have says more.
        let rarity = (count / length).saturating_add(1).ilog2() + 1;
        let points = |weight| match weight {
            Weight::Once => 2,
            Weight::Often => 3,
            Weight::Summary => 5,
            Weight::Title => 8,
        };
        found
            .iter()
            .map(|posting| (posting.id, rarity * points(posting.weight)))
            .collect()
    }

    /// A shard's bytes; none, and a note, where it is missing.
    fn shard(&mut self, shard: usize) -> &[u8] {
        let index: &Index = self.index;
        let found = index.shards.iter().find(|(number, _)| *number == shard);
        // An empty index has no shards at all.
        if found.is_none()
            && index.manifest.shard_path(shard).is_some()
            && !self.missing.contains(&shard)
        {
            self.missing.push(shard);
        }
        found.map_or(&[], |(_, bytes)| bytes)
    }

    fn ordered(&self, hits: Hits, order: Order) -> Vec<u32> {
        let count = u64::from(self.index.manifest.count.max(1));
        let ranked: BinaryHeap<(u64, u32)> = hits
            .into_iter()
            .map(|(id, points)| match order {
                // The newest counts a quarter more than the oldest.
                Order::Best => (u64::from(points) * (4 * count + u64::from(id)) / count, id),
                Order::Newest => (0, id),
            })
            .collect();
        let ranked = ranked.into_sorted_vec().into_iter().rev();
        ranked.map(|(_, id)| id).collect()
    }
}

/// The term of a clause that is one word and not in quotes.
fn own_term(clause: &Clause) -> Vec<String> {
    single_word(clause)
        .map(|word| word.term.clone())
        .into_iter()
        .collect()
}

fn single_word(clause: &Clause) -> Option<&Unit> {
    match clause.units.as_slice() {
        [word] if !word.is_dense && !clause.is_phrase => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::search::{Asked, SearchManifest, encode_shard};

    /// Bytes of any kind, and shards whose postings are.
    fn shard() -> impl Strategy<Value = Vec<u8>> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..80);
        let lists = prop::collection::btree_map("[*+#]?[a-c新聞]{1,4}", bytes(), 0..9);
        let whole = lists.prop_map(|lists| {
            let lists = lists
                .iter()
                .map(|(key, list)| (key.as_str(), list.as_slice()));
            encode_shard(lists)
        });
        prop_oneof![bytes(), whole]
    }

    proptest! {
        #[test]
        fn hostile_indexes_do_no_harm(
            (keys, shards, count) in ("[*+#a-c新聞\n]{0,20}", "[a-z新]{0,60}", any::<u32>()),
            contents in prop::collection::vec(shard(), 1..8),
            query in "[a-c新聞\" ]{0,12}|\\PC{0,12}",
            is_typing: bool,
        ) {
            let manifest = SearchManifest {
                schema: 1, folder: "/".into(), stems: "en".into(), count, keys, documents: shards.clone(), shards,
            };
            let mut index = Index::new(manifest, str::to_lowercase);
            let asked = Asked { query, year: "2017".into(), ..Asked::default() };
            let question = Question::new(&asked, index.rules(), is_typing);
            while let Err(missing) = index.find(&question) {
                prop_assert!(!missing.is_empty());
                for shard in missing {
                    prop_assert!(index.manifest.shard_path(shard).is_some());
                    index.put(shard, contents[shard % contents.len()].clone());
                }
            }
            if let Ok(finding) = index.find(&question) {
                for id in finding.ids {
                    let _ = index.manifest.chunk_path(id);
                    let _ = SearchManifest::address(&contents[0], id);
                }
            }
        }
    }
}
