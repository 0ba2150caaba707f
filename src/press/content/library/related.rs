//! Related articles: those that share topics and rare words.

use std::{cmp::Reverse, collections::HashMap};

use rayon::prelude::*;

use crate::config::ids::{LanguageId, ManuscriptId};
use crate::{
    body::{
        Body,
        word_counts::{Counted, counted, push_words},
    },
    library::listings::Listings,
    manuscript::Manuscript,
};
use typed_index_collections::{TiSlice, TiVec};

/// Related articles of one article.
const COUNT: usize = 3;

/// Words of an article that tell it from others.
const KEYWORDS: usize = 16;

/// Words that more articles than this share tell nothing, and would cost time.
const COMMON: usize = 400;

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
    let spread = spread(news, &words);
    // Whole bits, so that one more article does not shuffle everything.
    let weight = |count: u32| (news.len() / count.max(1) as usize).max(1).ilog2();
    let keywords: Vec<Vec<Counted>> = news
        .par_iter()
        .map(|index| keywords(&words(index), &spread, weight))
        .collect();
    let mut holders: Vec<(u32, usize)> = keywords
        .iter()
        .enumerate()
        .flat_map(|(at, keywords)| keywords.iter().map(move |(word, _)| (*word, at)))
        .collect();
    holders.par_sort_unstable();
    let topics = |at: usize| {
        let news = manuscripts[news[at]].news.as_ref();
        news.map_or(&[][..], |news| news.topics.as_slice())
    };
    let most_shared = |at: usize| u32::try_from(topics(at).len()).unwrap_or(0);
    let shared = |at: usize, other: usize| {
        let shared = topics(other).iter().filter(|it| topics(at).contains(it));
        TOPIC * u32::try_from(shared.count()).unwrap_or(0)
    };
    (0..news.len())
        .into_par_iter()
        .map_init(
            || vec![0_u32; news.len()],
            |scores, at| {
                let mut touched = Vec::new();
                for (word, weight) in &keywords[at] {
                    for (_, other) in of_word(&holders, *word) {
                        if scores[*other] == 0 {
                            touched.push(*other);
                        }
                        scores[*other] += weight;
                    }
                }
                // Of equals the newest: they stand in front.
                let mut best: Vec<(Reverse<u32>, usize)> = Vec::with_capacity(COUNT + 1);
                for other in touched {
                    let score = std::mem::take(&mut scores[other]);
                    let most = (Reverse(score + TOPIC * most_shared(at)), other);
                    let is_worse = best.get(COUNT - 1).is_some_and(|last| most > *last);
                    if other != at && !is_worse {
                        let found = (Reverse(score + shared(at, other)), other);
                        best.insert(best.partition_point(|it| *it < found), found);
                        best.truncate(COUNT);
                    }
                }
                let found = best.into_iter().map(|(_, other)| news[other]);
                (news[at], found.collect())
            },
        )
        .collect()
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

    #[test]
    fn words_of_every_article_tell_nothing() {
        let spread = Spread::from([(1, 500), (2, 1), (3, 4), (4, 2)]);
        let words = [(1, 9), (2, 9), (3, 1), (4, 1)];
        let weight = |count: u32| 10 - count.ilog2();
        assert_eq!(keywords(&words, &spread, weight), [(4, 9), (3, 8)]);
    }
}
