//! Pages of articles, and lists of such pages.

use std::{collections::BTreeMap, ops::Bound};

use gazette_content::config::ids::ManuscriptId;
use gazette_content::library::listings::{numbered_pages, window};
use gazette_model::{Content, Link, Listing, PAGE_LENGTH, Route, Slug, Teaser, fill};

use crate::documents::{About, LanguageView, lead_image::ImageLoading};

/// Articles of a list that may be seen before anyone scrolls.
const SEEN: usize = 2;

/// More articles than this are too many for one page.
const MANY: usize = 5 * PAGE_LENGTH;

/// A page of a longer list.
pub(super) struct ListingPart<'a> {
    pub(super) heading: &'a str,
    pub(super) description: &'a str,
    pub(super) articles: &'a [ManuscriptId],
    /// Parts of the list by year.
    pub(super) lists: Vec<Link>,
    /// None for the front page.
    pub(super) page: Option<u32>,
    pub(super) front: Route,
    pub(super) numbered: &'a dyn Fn(u32) -> Route,
}

/// A list of nothing yet.
pub(super) fn blank(heading: String) -> Listing {
    Listing {
        heading,
        range: None,
        teasers: Vec::new(),
        lists: Vec::new(),
        newer: None,
        older: None,
    }
}

/// A list of lists.
pub(super) fn lists(heading: &str, description: &str, lists: Vec<Link>) -> (Content, About) {
    let listing = Listing {
        lists,
        ..blank(heading.to_owned())
    };
    (Content::Listing(listing), About::new(heading, description))
}

impl LanguageView<'_> {
    pub(super) fn listing(&self, part: ListingPart<'_>) -> (Content, About) {
        let pages = numbered_pages(part.articles.len());
        let shown = &part.articles[window(part.articles.len(), part.page)];
        let href = |route: Route| self.locale.href(&route);
        let (newer, older) = match part.page {
            None => (None, Some(pages)),
            Some(page) if page == pages => (Some(href(part.front)), Some(page - 1)),
            Some(page) => (Some(href((part.numbered)(page + 1))), Some(page - 1)),
        };
        let older = older.filter(|page| *page > 0);
        let range = part.page.and_then(|_| self.range(shown));
        let mut about = About::new(part.heading, part.description);
        if let Some(range) = &range {
            about.title = format!("{}, {range}", part.heading);
            about.description = format!("{} {range}", part.description);
            about.name.clone_from(range);
        }
        let listing = Listing {
            range,
            lists: part.lists,
            teasers: self.teasers(shown.iter()),
            newer,
            older: older.map(|page| href((part.numbered)(page))),
            ..blank(part.heading.to_owned())
        };
        (Content::Listing(listing), about)
    }

    /// A year: its months, its topics and, if they are few, its articles; neighbours are the years that have articles.
    pub(super) fn year(&self, year: u16) -> (Content, About) {
        let years = &self.listings.years;
        let text = year.to_string();
        let words = &self.locale.words;
        let description = fill(&words.description_year, &[("year", &text)]);
        let articles = years.get(&year).map_or(&[][..], Vec::as_slice);
        let shown = if articles.len() > 2 * PAGE_LENGTH {
            &[]
        } else {
            articles
        };
        let months = self.listings.months.range((year, 0)..=(year, 12)).rev();
        let months = months.map(|((year, month), articles)| Link {
            text: counted(&month_name(*year, *month), articles),
            href: self.locale.href(&Route::Month(*year, *month)),
        });
        let topics = self.listings.topic_years.iter();
        let topics = topics.filter_map(|(topic, years)| {
            let articles = years.get(&year)?;
            let slug = Slug::parse(topic).ok()?;
            Some(Link {
                text: counted(&self.topic_name(&slug), articles),
                href: self.locale.href(&Route::TopicYear(slug, year)),
            })
        });
        let listing = Listing {
            teasers: self.teasers(shown.iter()),
            lists: months.chain(topics).collect(),
            ..self.between(text.clone(), years, year, Route::Year)
        };
        (Content::Listing(listing), About::new(&text, &description))
    }

    /// The articles of a month, or pages that have them; neighbours are the months that have articles.
    pub(super) fn month(&self, year: u16, month: u8) -> (Content, About) {
        let months = &self.listings.months;
        let at = (year, month);
        let name = month_name(year, month);
        let words = &self.locale.words;
        let description = fill(&words.description_year, &[("year", &name)]);
        let route = |(year, month)| Route::Month(year, month);
        let articles = months.get(&at).map_or(&[][..], Vec::as_slice);
        let whole = (&self.listings.news[..], Route::News);
        let (shown, lists) = self.shown_or_listed(articles, whole, &Route::NewsPage);
        let listing = Listing {
            teasers: self.teasers(shown.iter()),
            lists,
            ..self.between(name.clone(), months, at, route)
        };
        (Content::Listing(listing), About::new(&name, &description))
    }

    /// The articles of a topic in a year, or pages that have them, and its other years; neighbours are those next to it.
    pub(super) fn topic_year(&self, topic: &Slug, year: u16) -> (Content, About) {
        let heading = format!("{}, {year}", self.topic_name(topic));
        let description = &self.locale.words.description_topic;
        let description = fill(description, &[("topic", &heading)]);
        let none = BTreeMap::new();
        let years = self
            .listings
            .topic_years
            .get(topic.as_str())
            .unwrap_or(&none);
        let route = |year| Route::TopicYear(topic.clone(), year);
        let articles = years.get(&year).map_or(&[][..], Vec::as_slice);
        let all = self.listings.topics.get(topic.as_str());
        let all = all.map_or(&[][..], Vec::as_slice);
        let numbered = |page| Route::TopicPage(topic.clone(), page);
        let whole = (all, Route::Topic(topic.clone()));
        let (shown, mut lists) = self.shown_or_listed(articles, whole, &numbered);
        lists.extend(self.topic_years(topic, Some(year)));
        let listing = Listing {
            teasers: self.teasers(shown.iter()),
            lists,
            ..self.between(heading.clone(), years, year, route)
        };
        let mut about = About::new(&heading, &description);
        about.name = year.to_string();
        (Content::Listing(listing), about)
    }

    /// Articles of a part of a longer list, unless they are too many: then links to those of the longer list's pages that have
    /// them, newest first. The part has no gaps, and the longer list's front page comes with it.
    fn shown_or_listed<'i>(
        &self,
        part: &'i [ManuscriptId],
        (all, front): (&[ManuscriptId], Route),
        numbered: &dyn Fn(u32) -> Route,
    ) -> (&'i [ManuscriptId], Vec<Link>) {
        let start = all.iter().position(|it| Some(it) == part.first());
        let Some(start) = start.filter(|_| part.len() > MANY) else {
            return (part, Vec::new());
        };
        let pages = (1..=numbered_pages(all.len())).rev();
        let pages = pages.map(|page| (Some(page), numbered(page)));
        let pages = std::iter::once((None, front)).chain(pages);
        let links = pages.filter_map(|(page, route)| {
            let window = window(all.len(), page);
            let own = window.start.max(start)..window.end.min(start + part.len());
            // Days of this part alone: those of the others on the page may change.
            let text = self.range(all.get(own).filter(|own| !own.is_empty())?)?;
            let href = self.locale.href(&route);
            Some(Link { text, href })
        });
        (&[], links.collect())
    }

    /// A list without articles yet, between its neighbours among parts that all have some.
    fn between<Key: Ord + Copy>(
        &self,
        heading: String,
        parts: &BTreeMap<Key, Vec<ManuscriptId>>,
        at: Key,
        route: impl Fn(Key) -> Route,
    ) -> Listing {
        let href = |(key, _): (&Key, &Vec<ManuscriptId>)| self.locale.href(&route(*key));
        let after = (Bound::Excluded(at), Bound::Unbounded);
        Listing {
            newer: parts.range(after).next().map(href),
            older: parts.range(..at).next_back().map(href),
            ..blank(heading)
        }
    }

    /// Links to the years of a topic but the one that is shown, newest first; none where there is only one. Only the topic's own
    /// page says how many articles each has: else one article more would change the pages of all years.
    pub(super) fn topic_years(&self, topic: &Slug, shown: Option<u16>) -> Vec<Link> {
        let years = self.listings.topic_years.get(topic.as_str());
        let years = years.filter(|years| years.len() > 1);
        let years = years.into_iter().flatten().rev();
        let others = years.filter(|(year, _)| Some(**year) != shown);
        let link = |(year, articles): (&u16, &Vec<ManuscriptId>)| Link {
            text: match shown {
                None => counted(&year.to_string(), articles),
                Some(_) => year.to_string(),
            },
            href: self.locale.href(&Route::TopicYear(topic.clone(), *year)),
        };
        others.map(link).collect()
    }

    /// Links to all years, newest first.
    pub(super) fn years(&self) -> Vec<Link> {
        let years = self.listings.years.iter().rev();
        let link = |(year, articles): (&u16, &Vec<ManuscriptId>)| Link {
            text: counted(&year.to_string(), articles),
            href: self.locale.href(&Route::Year(*year)),
        };
        years.map(link).collect()
    }

    pub(super) fn teasers<'i>(
        &self,
        articles: impl Iterator<Item = &'i ManuscriptId>,
    ) -> Vec<Teaser> {
        let articles = articles.enumerate();
        articles
            .map(|(at, index)| {
                self.teaser(
                    *index,
                    if at < SEEN {
                        ImageLoading::AtOnce
                    } else {
                        ImageLoading::Lazy
                    },
                )
            })
            .collect()
    }

    /// First and last day of some articles, oldest first.
    fn range(&self, articles: &[ManuscriptId]) -> Option<String> {
        let day = |index: &ManuscriptId| {
            let news = self.edition.manuscripts[*index].news.as_ref()?;
            Some(news.published.day(&self.edition.config.dates))
        };
        let (oldest, newest) = (day(articles.last()?)?, day(articles.first()?)?);
        Some(if oldest == newest {
            oldest
        } else {
            format!("{oldest} – {newest}")
        })
    }
}

/// The name of a list with how many articles it has.
pub(super) fn counted(name: &str, articles: &[ManuscriptId]) -> String {
    format!("{name} ({})", articles.len())
}

/// A month as the dates beside it are written: `2026-11`.
fn month_name(year: u16, month: u8) -> String {
    format!("{year:04}-{month:02}")
}
