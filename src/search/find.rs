//! From a query to documents.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    Clause, Matcher, Order, Posting, Question, REVERSED, Unit, WRITTEN, Weight, dense_runs,
    entries, grams,
    hits::{Hits, both, either},
    index::IndexReader,
    postings,
    typo::is_near,
    units,
};

/// Limit for the words that a prefix or a misspelt word may stand for.
const VARIANTS: usize = 16;

/// Limit for the shards that are scanned for such words.
const SCANNED: usize = 6;

/// The shortest word, in letters, in which typing errors are forgiven: others are near too many.
const SHORTEST: usize = 4;

/// The documents for a question.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// Documents in the order asked for. Those of an uncertain query need a look at their texts ([`Matcher::holds`]).
    pub ids: Vec<u32>,
    /// Finds in a text what was looked for, or what it was taken for.
    pub matcher: Matcher,
}

impl IndexReader<'_> {
    /// The documents for a question, as far as files are at hand.
    pub fn answer(&mut self, question: &Question) -> Candidates {
        let mut clauses = question.query.clauses.clone();
        // As written; while the last word is being typed, with all that it may become.
        let mut terms: Vec<Vec<String>> = clauses.iter().map(own_terms).collect();
        if question.is_typing {
            self.go_on(&clauses, &mut terms);
        }
        let mut hits = self.all(&clauses, &terms);
        for step in [Self::go_on, Self::forgive] {
            if self.has_none(hits.as_ref()) {
                step(self, &clauses, &mut terms);
                hits = self.all(&clauses, &terms);
            }
        }
        if self.has_none(hits.as_ref()) {
            self.take_apart(&mut clauses, &mut terms);
            hits = self.all(&clauses, &terms);
        }
        for filter in &question.filters {
            let passed = self.hits(filter);
            hits = Some(match hits {
                Some(hits) => both(&hits, &passed, |points, _| points),
                None => passed,
            });
        }
        Candidates {
            ids: self.ordered(hits.unwrap_or_default(), question.order),
            matcher: Matcher {
                clauses,
                terms,
                rules: self.index.rules(),
            },
        }
    }

    /// Tells whether there are certainly no results: no hits, and no file of the index missing.
    fn has_none(&self, hits: Option<&Hits>) -> bool {
        hits.is_some_and(Hits::is_empty) && self.missing.is_empty()
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
                let words = self.words(WRITTEN, &word.written);
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
            let mut words = self.words(WRITTEN, &head);
            let ends = self.words(REVERSED, &tail);
            words.extend(
                ends.iter()
                    .map(|word| word.chars().rev().collect::<String>()),
            );
            words.retain(|near| is_near(near, &word.written));
            self.add(words, terms);
        }
    }

    /// Takes words that are in no document for two that follow one another in one: `timelapse` for `time lapse`.
    fn take_apart(&mut self, clauses: &mut [Clause], terms: &mut [Vec<String>]) {
        let rules = self.index.rules();
        for (clause, terms) in clauses.iter_mut().zip(terms) {
            let is_unknown = terms.iter().all(|term| self.hits(term).is_empty());
            let Some(word) = single_word(clause).filter(|_| is_unknown) else {
                continue;
            };
            for (at, _) in word.written.char_indices().skip(2) {
                let (one, other) = word.written.split_at(at);
                let ones = self.hits(&crate::token::word(one.to_owned(), rules).term);
                // Most beginnings are no words, so that few ends are looked for.
                if ones.is_empty() || other.len() < 2 {
                    continue;
                }
                let others = self.hits(&crate::token::word(other.to_owned(), rules).term);
                if !both(&ones, &others, |points, _| points).is_empty() {
                    *clause = Clause::phrase(units(&[one, " ", other].concat(), rules));
                    terms.clear();
                    break;
                }
            }
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

    /// The words of a kind of keys that begin in a way.
    fn words(&mut self, kind: char, beginning: &str) -> Vec<String> {
        let mut prefix = String::from(kind);
        prefix.push_str(beginning);
        let mut words = Vec::new();
        for prefix in self.in_parts(&prefix) {
            let length = prefix.len() - beginning.len();
            for shard in self.shards(&prefix, SCANNED) {
                for entry in entries(self.file(shard)) {
                    if entry.key.starts_with(&prefix) {
                        words.push(entry.key[length..].to_owned());
                    }
                }
            }
        }
        words
    }

    fn hits(&mut self, key: &str) -> Hits {
        let count = self.index.manifest.count;
        let mut found: Vec<Posting> = Vec::new();
        // The newest documents come last.
        for key in self.in_parts(key) {
            let shard = self.shards(&key, 1).pop();
            let shard = shard.map_or(&[][..], |shard| self.file(shard));
            let entry = entries(shard).find(|entry| entry.key == key);
            found.extend(entry.into_iter().flat_map(|entry| postings(entry.postings)));
        }
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

/// The terms of a clause that is one word and not in quotes.
fn own_terms(clause: &Clause) -> Vec<String> {
    let own = single_word(clause).map(|word| word.term.clone());
    own.into_iter()
        .chain(clause.joined.iter().cloned())
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
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{Engine, Index, Missing, SearchManifest, encode_shard, year_key};

    /// Bytes of any kind, directories of any names, and shards whose postings are of any bytes.
    fn file() -> impl Strategy<Value = Vec<u8>> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..80);
        let lists = prop::collection::btree_map("[*+#]?[a-c新聞]{1,4}", bytes(), 0..9);
        let whole = lists.prop_map(|lists| {
            let lists = lists
                .iter()
                .map(|(key, list)| (key.as_str(), list.as_slice()));
            encode_shard(lists)
        });
        let directory = "[a-z新]{0,60}\n[*+#a-c新聞\n]{0,20}".prop_map(String::into_bytes);
        prop_oneof![bytes(), directory, whole]
    }

    proptest! {
        #[test]
        fn hostile_indexes_do_no_harm(
            (keys, names, count) in ("[*+#a-c新聞\n]{0,20}", "[a-z新]{0,60}", any::<u32>()),
            contents in prop::collection::vec(file(), 1..8),
            query in "[a-c新聞\" ]{0,12}|\\PC{0,12}",
            is_typing: bool,
        ) {
            let manifest = SearchManifest {
                schema: 1, folder: "/".into(), stems: "en".into(), count, keys, documents: names.clone(), directories: names,
            };
            let mut engine = Engine::new(Index::new(manifest, crate::decompose));
            let filters = vec![year_key("2017")];
            let question = Question::new(&query, filters, Order::Best, is_typing, engine.index().rules());
            let mut asked_for = BTreeSet::new();
            let mut content = contents.iter().cycle();
            loop {
                match engine.ask(&question, 0) {
                    Ok(_) | Err(Missing::Address) => break,
                    Err(Missing::Files(paths)) => {
                        prop_assert!(!paths.is_empty());
                        for path in paths {
                            prop_assert!(asked_for.insert(path.clone()), "asked for twice");
                            engine.put(path, content.next().cloned().unwrap_or_default());
                        }
                    }
                    Err(Missing::Texts(addresses)) => {
                        prop_assert!(!addresses.is_empty());
                        for address in addresses {
                            engine.tell(address, None);
                        }
                    }
                }
            }
        }
    }
}
