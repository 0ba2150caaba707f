//! Made-up articles, always the same, and what readers look for in them.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    io::Write,
    path::Path,
};

use anyhow::Result;
use gazette_model::{
    Article, Content, Display, Document, Element, Head, Node, SCHEMA, Tag, search::searchable,
};
use gazette_search::{Rules, Searchable, units};
use serde_json::json;

/// Searches in a row, each by a reader who comes for the first time and then looks for something else.
pub const QUERIES: usize = 40;

/// Articles of made-up words, of about 2 KB each, made when they are asked for. As in real languages, the second of the most
/// frequent words is half as frequent as the first, and so on.
pub struct Corpus {
    /// Its language.
    pub lang: String,
    /// The number of articles.
    pub count: usize,
    words: Vec<String>,
}

/// Numbers that look like chance and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn new(seed: usize) -> Self {
        Self((seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        for (shift, left) in [(13, true), (7, false), (17, true)] {
            self.0 ^= if left {
                self.0 << shift
            } else {
                self.0 >> shift
            };
        }
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    /// A rank below a limit, as frequent as Zipf says.
    fn rank(&mut self, limit: usize) -> usize {
        #[expect(clippy::cast_precision_loss, reason = "it is chance")]
        let (part, limit_log) = (
            self.below(1 << 30) as f64 / f64::from(1 << 30),
            (limit as f64).ln(),
        );
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the limit"
        )]
        let rank = (part * limit_log).exp() as usize;
        rank.clamp(1, limit) - 1
    }
}

impl Corpus {
    /// A corpus in a language.
    pub fn new(lang: &str, count: usize) -> Self {
        let mut chance = Chance::new(4711);
        let is_chinese = lang.starts_with("zh");
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        while words.len() < 30_000 {
            let word: String = if is_chinese {
                // The characters of the most frequent words are frequent in others, too.
                let length = [1, 2, 2, 2, 3][chance.below(5)];
                (0..length)
                    .filter_map(|_| {
                        char::from_u32(0x4e00 + u32::try_from(chance.rank(4_000)).ok()?)
                    })
                    .collect()
            } else {
                let syllables = 1 + chance.below(3);
                let endings = ["", "", "", "s", "ed", "ing", "er", "ation"];
                let syllable = |chance: &mut Chance| {
                    let onset = [
                        "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "st", "tr",
                        "pl", "v",
                    ][chance.below(16)];
                    let vowel = ["a", "e", "i", "o", "u", "ea", "ou"][chance.below(7)];
                    let coda = ["", "n", "r", "t", "l", "ck", "nd", "s"][chance.below(8)];
                    [onset, vowel, coda].concat()
                };
                let stem: String = (0..syllables).map(|_| syllable(&mut chance)).collect();
                stem + endings[chance.below(endings.len())]
            };
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        Self {
            lang: lang.to_owned(),
            count,
            words,
        }
    }

    fn sentence(&self, chance: &mut Chance, length: usize) -> String {
        let is_chinese = self.lang.starts_with("zh");
        let (space, end) = if is_chinese { ("", "。") } else { (" ", ". ") };
        let words: Vec<&str> = (0..length)
            .map(|_| self.words[chance.rank(self.words.len())].as_str())
            .collect();
        words.join(space) + end
    }

    /// An article as readers fetch it.
    pub fn document(&self, id: usize) -> Document {
        let mut chance = Chance::new(id);
        let paragraph = |chance: &mut Chance| {
            let text = (0..5).map(|_| self.sentence(chance, 12)).collect();
            Node::Element(Element::new(Tag::P, vec![Node::Text(text)]))
        };
        let title = self.sentence(&mut chance, 6);
        let summary = self.sentence(&mut chance, 12);
        let published = Display {
            machine: "2026-01-01T00:00:00Z".into(),
            text: "2026-01-01".into(),
        };
        let article = Article {
            title: title.clone(),
            summary: summary.clone(),
            published,
            body: (0..5).map(|_| paragraph(&mut chance)).collect(),
            ..Article::default()
        };
        Document {
            schema: SCHEMA,
            head: Head {
                title,
                description: summary,
                ..Head::default()
            },
            trail: Vec::new(),
            content: Content::Article(Box::new(article)),
        }
    }

    /// The text of it that can be found.
    pub fn texts(&self, id: usize) -> Searchable {
        searchable(&self.document(id)).unwrap_or_else(|| unreachable!("it is an article"))
    }

    /// Words and parts of texts that are there: in English two words of an article, in Chinese two to six characters.
    pub fn queries(&self) -> Vec<String> {
        let mut chance = Chance::new(1_000_003);
        (0..QUERIES)
            .map(|number| {
                let text = self.texts(chance.below(self.count)).text;
                let pieces: Vec<&str> = text
                    .split(['。', '.', '\n'])
                    .filter(|piece| piece.len() > 40)
                    .collect();
                let piece = pieces[chance.below(pieces.len())];
                if self.lang.starts_with("zh") {
                    let length = 2 + number % 5;
                    let start = chance.below(piece.chars().count() - length);
                    piece.chars().skip(start).take(length).collect()
                } else {
                    let words: Vec<&str> = piece.split_whitespace().collect();
                    let start = chance.below(words.len() - 1);
                    words[start..start + 1 + number % 2].join(" ")
                }
            })
            .collect()
    }

    /// The articles that have all of each query: its characters in a row, or all of its words in any inflection.
    pub fn truths(&self, queries: &[String], rules: Rules) -> Vec<BTreeSet<u32>> {
        let mut truths = vec![BTreeSet::new(); queries.len()];
        for id in 0..self.count {
            let texts = self.texts(id);
            let text = [
                texts.title,
                "\n".into(),
                texts.summary,
                "\n".into(),
                texts.text,
            ]
            .concat();
            let stems = |text: &str| -> HashSet<String> {
                units(text, rules)
                    .into_iter()
                    .map(|unit| unit.term)
                    .collect()
            };
            let known = if self.lang.starts_with("zh") {
                HashSet::new()
            } else {
                stems(&text)
            };
            for (query, truth) in queries.iter().zip(&mut truths) {
                let is_there = if self.lang.starts_with("zh") {
                    text.contains(query.as_str())
                } else {
                    stems(query).is_subset(&known)
                };
                if is_there {
                    truth.insert(u32::try_from(id).unwrap_or(u32::MAX));
                }
            }
        }
        truths
    }

    /// Writes the articles as pages, and `queries.json`: for each query the articles that have it.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder.join("news"))?;
        for id in 0..self.count {
            let texts = self.texts(id);
            let mut file = fs::File::create(folder.join(format!("news/{id}.html")))?;
            write!(
                file,
                "<!doctype html><html lang=\"{}\"><title>{}</title><body data-pagefind-body><h1>{}</h1><p>{}</p><p>{}</p></body></html>",
                self.lang,
                texts.title,
                texts.title,
                texts.summary,
                texts.text.replace('\n', "</p><p>")
            )?;
        }
        let rules = Rules {
            english: true,
            decompose: gazette_search::decompose,
        };
        let queries = self.queries();
        let truths = self.truths(&queries, rules);
        fs::write(
            folder.join("queries.json"),
            serde_json::to_vec(&json!({ "queries": queries, "truths": truths }))?,
        )?;
        Ok(())
    }
}
