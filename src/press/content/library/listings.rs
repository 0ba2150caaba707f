//! The manuscripts of one language in their orders: by date, by topic, by year.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::config::{
    ids::{LanguageId, ManuscriptId, PageId},
    locale::Locale,
};
use gazette_model::{PAGE_LENGTH, Route, Slug};
use typed_index_collections::{TiSlice, TiVec};

use crate::manuscript::Manuscript;

/// The manuscripts of one language.
pub struct Listings {
    /// Articles, newest first.
    pub news: Vec<ManuscriptId>,
    /// Articles of each topic, newest first.
    pub topics: BTreeMap<String, Vec<ManuscriptId>>,
    /// Articles of each year, newest first.
    pub years: BTreeMap<u16, Vec<ManuscriptId>>,
    /// Articles of each month, newest first.
    pub months: BTreeMap<(u16, u8), Vec<ManuscriptId>>,
    /// Articles of each topic in each year, newest first.
    pub topic_years: BTreeMap<String, BTreeMap<u16, Vec<ManuscriptId>>>,
    /// Every manuscript's route.
    pub by_route: BTreeMap<Route, ManuscriptId>,
}

impl Listings {
    /// Sorts the manuscripts of a language.
    pub fn new(language: LanguageId, manuscripts: &[Manuscript]) -> Self {
        let own = || {
            manuscripts
                .iter()
                .enumerate()
                .map(|(index, manuscript)| (ManuscriptId::from(index), manuscript))
                .filter(move |(_, manuscript)| manuscript.language == language)
        };
        let mut dated: Vec<_> = own()
            .filter_map(|(index, manuscript)| Some((index, manuscript, manuscript.news.as_ref()?)))
            .collect();
        dated.sort_by(|(_, a, a_news), (_, b, b_news)| {
            let newest = b_news
                .published
                .when
                .timestamp()
                .cmp(&a_news.published.when.timestamp());
            newest.then_with(|| a.route.cmp(&b.route))
        });
        let mut topics: BTreeMap<String, Vec<ManuscriptId>> = BTreeMap::new();
        let mut years: BTreeMap<u16, Vec<ManuscriptId>> = BTreeMap::new();
        let mut months: BTreeMap<(u16, u8), Vec<ManuscriptId>> = BTreeMap::new();
        let mut topic_years: BTreeMap<String, BTreeMap<u16, Vec<ManuscriptId>>> = BTreeMap::new();
        for (index, _, news) in &dated {
            // Years before the common era are no news.
            let year = u16::try_from(news.published.when.year()).unwrap_or(0);
            let month = news.published.when.month().unsigned_abs();
            for topic in &news.topics {
                topics.entry(topic.clone()).or_default().push(*index);
                let part = topic_years.entry(topic.clone()).or_default();
                part.entry(year).or_default().push(*index);
            }
            years.entry(year).or_default().push(*index);
            months.entry((year, month)).or_default().push(*index);
        }
        Self {
            news: dated.into_iter().map(|(index, ..)| index).collect(),
            topics,
            years,
            months,
            topic_years,
            by_route: own()
                .map(|(index, manuscript)| (manuscript.route.clone(), index))
                .collect(),
        }
    }

    /// Every route that this language has.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes = vec![
            Route::News,
            Route::Topics,
            Route::Archive,
            Route::Search,
            Route::Subscribe,
        ];
        routes.extend(self.by_route.keys().cloned());
        routes.extend((1..=numbered_pages(self.news.len())).map(Route::NewsPage));
        for (topic, articles) in &self.topics {
            if let Ok(slug) = Slug::parse(topic) {
                let pages = 1..=numbered_pages(articles.len());
                routes.extend(pages.map(|page| Route::TopicPage(slug.clone(), page)));
                routes.push(Route::Topic(slug));
            }
        }
        routes.extend(self.years.keys().copied().map(Route::Year));
        let months = self.months.keys();
        routes.extend(months.map(|(year, month)| Route::Month(*year, *month)));
        for (topic, years) in &self.topic_years {
            if let Ok(topic) = Slug::parse(topic) {
                let years = years.keys();
                routes.extend(years.map(|year| Route::TopicYear(topic.clone(), *year)));
            }
        }
        routes
    }
}

/// The listings of each language.
pub fn of_languages(
    languages: &TiSlice<LanguageId, Locale>,
    manuscripts: &[Manuscript],
) -> TiVec<LanguageId, Listings> {
    languages
        .keys()
        .map(|language| Listings::new(language, manuscripts))
        .collect()
}

/// Every page that the languages have.
pub fn pages(listings: &TiSlice<LanguageId, Listings>) -> Vec<PageId> {
    let of_language = |(language, listings): (LanguageId, &Listings)| {
        let routes = listings.routes().into_iter();
        routes.map(move |route| PageId::new(language, route))
    };
    listings.iter_enumerated().flat_map(of_language).collect()
}

/// Articles and plain pages that a language lacks and another has.
pub fn untranslated(listings: &TiSlice<LanguageId, Listings>) -> Vec<PageId> {
    let is_page = |route: &&Route| matches!(route, Route::Article(_) | Route::Page(_));
    let all: BTreeSet<&Route> = listings
        .iter()
        .flat_map(|listings| listings.by_route.keys().filter(is_page))
        .collect();
    let lacking = |(language, listings): (LanguageId, &Listings)| {
        let lacking = all
            .iter()
            .filter(|route| !listings.by_route.contains_key(**route));
        let pages = lacking.map(|route| PageId::new(language, (*route).clone()));
        pages.collect::<Vec<_>>()
    };
    listings.iter_enumerated().flat_map(lacking).collect()
}

/// Returns the number of full pages behind a listing's front page, which is itself never empty or longer.
pub fn numbered_pages(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1) / PAGE_LENGTH).unwrap_or(u32::MAX)
}

/// Returns a page's range of articles, newest first. The front page has those that are on no numbered page.
pub fn window(count: usize, page: Option<u32>) -> Range<usize> {
    let before = |page: u32| count.saturating_sub(page as usize * PAGE_LENGTH);
    match page {
        None => 0..before(numbered_pages(count)),
        Some(page) => before(page)..before(page.saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_every_article_once() {
        for count in 0..100 {
            let mut seen = window(count, None).len();
            assert!(seen <= PAGE_LENGTH && (seen > 0 || count == 0));
            for page in (1..=numbered_pages(count)).rev() {
                let range = window(count, Some(page));
                assert_eq!((range.start, range.len()), (seen, PAGE_LENGTH), "{count}");
                seen = range.end;
            }
            assert_eq!(seen, count);
        }
    }

    #[test]
    fn a_new_article_leaves_full_pages_as_they_are() {
        assert_eq!(window(40, None), 0..20);
        assert_eq!(window(41, None), 0..1);
        assert_eq!(window(41, Some(2)), 1..21);
        assert_eq!(window(42, Some(2)), 2..22);
    }
}
