//! Which articles have to do with each other: those that share topics and rare words.

use std::collections::HashMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{body::Body, manuscript::Manuscript, reading::is_cjk, shelf::Shelf};

/// Related articles of one article.
const COUNT: usize = 3;

/// Words of an article that tell it from others.
const KEYWORDS: usize = 16;

/// Words that more articles than this share tell nothing, and would cost time.
const COMMON: usize = 400;

/// What a shared topic counts for, in bits: as much as a word that one article in 64 has.
const TOPIC: u32 = 6;

/// For each manuscript the articles of its language that have most to do with it, best first.
pub fn related(manuscripts: &[Manuscript], bodies: &[Body], shelves: &[Shelf]) -> Vec<Vec<usize>> {
    let mut related = vec![Vec::new(); manuscripts.len()];
    for shelf in shelves {
        for (index, found) in of_language(&shelf.news, manuscripts, bodies) {
            related[index] = found;
        }
    }
    related
}

fn of_language(
    news: &[usize],
    manuscripts: &[Manuscript],
    bodies: &[Body],
) -> Vec<(usize, Vec<usize>)> {
    let words: Vec<HashMap<u64, u32>> = news
        .par_iter()
        .map(|index| words(&manuscripts[*index], &bodies[*index]))
        .collect();
    let mut spread: HashMap<u64, usize> = HashMap::new();
    for word in words.iter().flat_map(HashMap::keys) {
        *spread.entry(*word).or_default() += 1;
    }
    // Whole bits, so that one more article does not shuffle everything.
    let weight = |word: u64| (news.len() / spread[&word].max(1)).max(1).ilog2();
    let keywords: Vec<Vec<u64>> = words
        .par_iter()
        .map(|words| {
            let shared = words
                .iter()
                .filter(|(word, _)| (2..=COMMON).contains(&spread[word]));
            let mut ranked: Vec<(u32, u64)> = shared
                .map(|(word, count)| (weight(*word) * (count.ilog2() + 1), *word))
                .collect();
            ranked.sort_unstable_by(|a, b| b.cmp(a));
            ranked
                .into_iter()
                .take(KEYWORDS)
                .map(|(_, word)| word)
                .collect()
        })
        .collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, keywords) in keywords.iter().enumerate() {
        for word in keywords {
            holders.entry(*word).or_default().push(at);
        }
    }
    let topics = |at: usize| {
        let news = manuscripts[news[at]].news.as_ref();
        news.map_or(&[][..], |news| news.topics.as_slice())
    };
    (0..news.len())
        .into_par_iter()
        .map(|at| {
            let mut scores: HashMap<usize, u32> = HashMap::new();
            for word in &keywords[at] {
                for other in holders[word].iter().filter(|other| **other != at) {
                    *scores.entry(*other).or_default() += weight(*word);
                }
            }
            let mut ranked: Vec<(u32, usize)> = scores
                .into_iter()
                .map(|(other, score)| {
                    let shared = topics(other)
                        .iter()
                        .filter(|topic| topics(at).contains(topic));
                    (
                        score + TOPIC * u32::try_from(shared.count()).unwrap_or(0),
                        other,
                    )
                })
                .collect();
            // Of equals the newest: they stand in front.
            ranked.sort_unstable_by_key(|(score, other)| (std::cmp::Reverse(*score), *other));
            let found = ranked.into_iter().take(COUNT).map(|(_, other)| news[other]);
            (news[at], found.collect())
        })
        .collect()
}

/// Hashes of an article's words and of its pairs of CJK characters, with how often each occurs; those of the title thrice.
fn words(manuscript: &Manuscript, body: &Body) -> HashMap<u64, u32> {
    let mut text = format!("{0} {0} {0} {1} ", manuscript.title, manuscript.summary);
    for node in &body.nodes {
        node.push_text(&mut text);
        text.push(' ');
    }
    let text = text.to_lowercase();
    let mut counts = HashMap::new();
    let mut count = |word: &str| *counts.entry(xxh3_64(word.as_bytes())).or_default() += 1;
    let runs = text.split(|character: char| !character.is_alphanumeric());
    for run in runs {
        let mut latin = String::new();
        let mut before = None;
        for character in run.chars() {
            if is_cjk(character) {
                if let Some(before) = before.replace(character) {
                    count(&String::from_iter([before, character]));
                }
            } else {
                before = None;
                latin.push(character);
            }
        }
        if latin.chars().count() > 3 {
            count(&latin);
        }
    }
    counts
}
