//! Related articles: those that share topics and rare words.

use std::{cmp::Reverse, collections::HashMap};

use rayon::prelude::*;

use crate::config::ids::{LanguageId, ManuscriptId};
use crate::{
    body::{
        Body,
        word_counts::{Counted, counted, push_words},
    },
    library::{
        listings::Listings,
        settled::{LARGE, settled},
    },
    manuscript::Manuscript,
};
use typed_index_collections::{TiSlice, TiVec};

/// Related articles of one article.
const COUNT: usize = 3;

/// Words of an article that tell it from others.
const KEYWORDS: usize = 16;

/// Words that more articles than this share tell nothing, and would cost time.
const COMMON: usize = 400;

/// Older articles that name a new one at most where there are many, so that it does not change hundreds of pages.
const REACH: usize = 6;

/// Weight of a shared topic in bits, equal to that of a word that one article in 64 has.
const TOPIC: u32 = 6;

/// For each manuscript the articles of its language that have most to do with it, best first.
pub fn related(
    manuscripts: &TiSlice<ManuscriptId, Manuscript>,
    bodies: &TiSlice<ManuscriptId, Body>,
    listings: &TiSlice<LanguageId, Listings>,
) -> TiVec<ManuscriptId, Vec<ManuscriptId>> {
    let mut related = TiVec::from(vec![Vec::new(); manuscripts.len()]);
    for listings in listings {
        for (index, found) in of_language(&listings.news, manuscripts, bodies) {
            related[index] = found;
        }
    }
    related
}

fn of_language(
    news: &[ManuscriptId],
    manuscripts: &TiSlice<ManuscriptId, Manuscript>,
    bodies: &TiSlice<ManuscriptId, Body>,
) -> Vec<(ManuscriptId, Vec<ManuscriptId>)> {
    // Counted twice rather than kept: all words of all articles are more than anything else that is in memory here.
    let words = |index: &ManuscriptId| all_words(&manuscripts[*index], &bodies[*index]);
    let settled = &news[news.len() - settled(news.len())..];
    let spread = spread(settled, &words);
    // Whole bits, so that one more article does not shuffle everything.
    let weight = |count: u32| (settled.len() / count.max(1) as usize).max(1).ilog2();
    let keywords: Vec<Vec<Counted>> = news
        .par_iter()
        .map(|index| keywords(&words(index), &spread, weight))
        .collect();
    let topics = |at: usize| {
        let news = manuscripts[news[at]].news.as_ref();
        news.map_or(&[][..], |news| news.topics.as_slice())
    };
    let reach = if news.len() < LARGE {
        news.len()
    } else {
        REACH
    };
    let older = older(&keywords, &topics, reach);
    let found = best(older).into_iter().enumerate();
    found
        .map(|(at, found)| (news[at], found.into_iter().map(|it| news[it]).collect()))
        .collect()
}

/// An article by its place among all, newest first, with what it has in common with another. The best comes first, and of
/// equals the newest.
type Match = (Reverse<u32>, usize);

/// For each article those before it that have most to do with it, at most `reach`.
fn older<'a>(
    keywords: &[Vec<Counted>],
    topics: &(impl Fn(usize) -> &'a [String] + Sync),
    reach: usize,
) -> Vec<Vec<Match>> {
    let mut holders: Vec<(u32, usize)> = keywords
        .iter()
        .enumerate()
        .flat_map(|(at, keywords)| keywords.iter().map(move |(word, _)| (*word, at)))
        .collect();
    holders.par_sort_unstable();
    let most_shared = |at: usize| u32::try_from(topics(at).len()).unwrap_or(0);
    let shared = |at: usize, other: usize| {
        let shared = topics(other).iter().filter(|it| topics(at).contains(it));
        TOPIC * u32::try_from(shared.count()).unwrap_or(0)
    };
    let of_one = |scores: &mut Vec<u32>, at: usize| {
        let mut touched = Vec::new();
        for (word, weight) in &keywords[at] {
            let of_word = of_word(&holders, *word).iter();
            for (_, other) in of_word.filter(|(_, other)| *other > at) {
                if scores[*other] == 0 {
                    touched.push(*other);
                }
                scores[*other] += weight;
            }
        }
        let mut best: Vec<Match> = Vec::new();
        for other in touched {
            let score = std::mem::take(&mut scores[other]);
            let most = (Reverse(score + TOPIC * most_shared(at)), other);
            if best.get(reach - 1).is_none_or(|last| most < *last) {
                insert(
                    &mut best,
                    (Reverse(score + shared(at, other)), other),
                    reach,
                );
            }
        }
        best
    };
    (0..keywords.len())
        .into_par_iter()
        .map_init(|| vec![0; keywords.len()], of_one)
        .collect()
}

/// For each article those that have most to do with it, older ones and newer ones.
fn best(older: Vec<Vec<Match>>) -> Vec<Vec<usize>> {
    let mut best: Vec<Vec<Match>> = vec![Vec::new(); older.len()];
    for (at, older) in older.into_iter().enumerate() {
        for (score, other) in older {
            insert(&mut best[at], (score, other), COUNT);
            insert(&mut best[other], (score, at), COUNT);
        }
    }
    let places = |found: Vec<Match>| found.into_iter().map(|(_, at)| at).collect();
    best.into_iter().map(places).collect()
}

/// Puts a match in its place among the best of its kind.
fn insert(best: &mut Vec<Match>, found: Match, at_most: usize) {
    best.insert(best.partition_point(|it| *it < found), found);
    best.truncate(at_most);
}

/// Numbers of articles by the words in them.
type Spread = HashMap<u32, u32>;

fn spread(
    news: &[ManuscriptId],
    words: &(impl Fn(&ManuscriptId) -> Vec<Counted> + Sync),
) -> Spread {
    let counted = news.par_iter().fold(Spread::new, |mut spread, index| {
        for (word, _) in words(index) {
            *spread.entry(word).or_insert(0) += 1;
        }
        spread
    });
    counted.reduce(Spread::new, |one, other| {
        let (mut most, least) = if one.len() < other.len() {
            (other, one)
        } else {
            (one, other)
        };
        for (word, count) in least {
            *most.entry(word).or_insert(0) += count;
        }
        most
    })
}

/// The words of an article that tell it from others, with their weights.
fn keywords(words: &[Counted], spread: &Spread, weight: impl Fn(u32) -> u32) -> Vec<Counted> {
    let mut ranked: Vec<(u32, u32, u32)> = words
        .iter()
        .filter_map(|(word, count)| {
            let articles = *spread.get(word)?;
            let weight = weight(articles).max(1);
            let tells = (2..=COMMON).contains(&(articles as usize));
            tells.then(|| (weight * (count.ilog2() + 1), *word, weight))
        })
        .collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let best = ranked.into_iter().take(KEYWORDS);
    best.map(|(_, word, weight)| (word, weight)).collect()
}

/// The places of a word in a list that is sorted by word.
fn of_word(holders: &[(u32, usize)], word: u32) -> &[(u32, usize)] {
    let start = holders.partition_point(|(other, _)| *other < word);
    let length = holders[start..].partition_point(|(other, _)| *other == word);
    &holders[start..start + length]
}

/// An article's words; those of the title count thrice.
fn all_words(manuscript: &Manuscript, body: &Body) -> Vec<Counted> {
    let mut words = body.words.clone();
    push_words(&format!("{} ", manuscript.title), 3, &mut words);
    push_words(&format!("{} ", manuscript.summary), 1, &mut words);
    counted(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_found() {
        assert_eq!(
            counted(vec![(3, 1), (1, 1), (3, 3), (2, 1)]),
            [(1, 1), (2, 1), (3, 4)]
        );
        let holders = [(1, 7), (3, 0), (3, 4), (9, 2)];
        assert_eq!(of_word(&holders, 3), [(3, 0), (3, 4)]);
        assert!(of_word(&holders, 4).is_empty() && of_word(&holders, 10).is_empty());
    }

    fn keywords_of(articles: &[&[u32]]) -> Vec<Vec<Counted>> {
        let keywords = |words: &&[u32]| words.iter().map(|word| (*word, 1)).collect();
        articles.iter().map(keywords).collect()
    }

    #[test]
    fn articles_that_share_more_are_nearer_and_of_equals_the_newest() {
        let keywords = keywords_of(&[&[1, 2], &[1], &[3], &[1, 2], &[1], &[1]]);
        let found = best(older(&keywords, &|_| &[], keywords.len()));
        assert_eq!(found[0], [3, 1, 4]);
        assert_eq!(found[3], [0, 1, 4]);
        assert_eq!(found[5], [0, 1, 3]);
        assert!(found[2].is_empty());
    }

    #[test]
    fn a_new_article_is_named_by_few_older_ones() {
        let before: Vec<&[u32]> = vec![&[1]; 50];
        let after: Vec<&[u32]> = vec![&[1]; 51];
        let related = |articles: &[&[u32]]| best(older(&keywords_of(articles), &|_| &[], REACH));
        let (before, after) = (related(&before), related(&after));
        // In the longer list each stands one place further on.
        let moved = before
            .iter()
            .map(|it| it.iter().map(|at| at + 1).collect::<Vec<_>>());
        let changed = moved
            .zip(&after[1..])
            .filter(|(before, after)| before != *after);
        assert!((1..=REACH).contains(&changed.count()));
    }

    #[test]
    fn words_of_every_article_tell_nothing() {
        let spread = Spread::from([(1, 500), (2, 1), (3, 4), (4, 2)]);
        let words = [(1, 9), (2, 9), (3, 1), (4, 1)];
        let weight = |count: u32| 10 - count.ilog2();
        assert_eq!(keywords(&words, &spread, weight), [(4, 9), (3, 8)]);
    }
}
