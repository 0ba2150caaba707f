//! Pages of articles, and lists of such pages.

use super::{About, View};
use crate::{
    model::{Content, Link, Listing, Route, Teaser, fill},
    press::shelf::{numbered_pages, window},
};

/// A page of a longer list.
pub(super) struct Part<'a> {
    pub(super) heading: &'a str,
    pub(super) description: &'a str,
    pub(super) articles: &'a [usize],
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

impl View<'_> {
    pub(super) fn listing(&self, part: Part<'_>) -> (Content, About) {
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
            teasers: self.teasers(shown.iter()),
            newer,
            older: older.map(|page| href((part.numbered)(page))),
            ..blank(part.heading.to_owned())
        };
        (Content::Listing(listing), about)
    }

    /// All articles of a year; neighbours are the years that have articles.
    pub(super) fn year(&self, year: u16) -> (Content, About) {
        let years = &self.shelf.years;
        let href = |(year, _): (&u16, &Vec<usize>)| self.locale.href(&Route::Year(*year));
        let text = year.to_string();
        let words = &self.locale.words;
        let description = fill(&words.description_year, &[("year", &text)]);
        let articles = years.get(&year).into_iter().flatten();
        let listing = Listing {
            teasers: self.teasers(articles),
            newer: years.range(year.saturating_add(1)..).next().map(href),
            older: years.range(..year).next_back().map(href),
            ..blank(text.clone())
        };
        (Content::Listing(listing), About::new(&text, &description))
    }

    /// Links to all years, newest first.
    pub(super) fn years(&self) -> Vec<Link> {
        let years = self.shelf.years.keys().rev();
        let link = |year: &u16| Link {
            text: year.to_string(),
            href: self.locale.href(&Route::Year(*year)),
        };
        years.map(link).collect()
    }

    pub(super) fn teasers<'i>(&self, articles: impl Iterator<Item = &'i usize>) -> Vec<Teaser> {
        articles.map(|index| self.teaser(*index)).collect()
    }

    /// First and last day of some articles, oldest first.
    fn range(&self, articles: &[usize]) -> Option<String> {
        let day = |index: &usize| {
            let news = self.edition.manuscripts[*index].news.as_ref()?;
            Some(news.published.day(&self.edition.config))
        };
        let (oldest, newest) = (day(articles.last()?)?, day(articles.first()?)?);
        Some(if oldest == newest {
            oldest
        } else {
            format!("{oldest} – {newest}")
        })
    }
}
