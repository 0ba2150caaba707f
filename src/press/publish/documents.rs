//! An edition: everything that readers can fetch, made page by page when it is asked for.

pub mod breadcrumb;
pub mod elements;
mod listing;
mod page;
mod parts;
pub mod pictures;
pub mod preview_marks;

use gazette_cache::fingerprint::Hasher;
use gazette_content::config::ids::{LanguageId, ManuscriptId, PageId};
use gazette_content::{
    checked_site::CheckedSite,
    config::{date::Moment, locale::Locale},
    library::listings::Shelf,
    manuscript::Manuscript,
};
use gazette_model::{Alternate, Display, Document, Head, Link, Route, SCHEMA, Teaser};
use listing::counted;

/// The document of a route that the edition has.
pub fn document(edition: &CheckedSite, page: &PageId) -> Document {
    made(edition, page, Texts::Read)
}

/// The same without what comes from the page's own text, which is not looked into: [`text_key`] stands for it.
pub fn outline(edition: &CheckedSite, page: &PageId) -> Document {
    made(edition, page, Texts::Left)
}

/// A key of what comes from a page's own text.
pub fn text_key(edition: &CheckedSite, page: &PageId) -> u128 {
    let Some(index) = edition.shelves[page.language].by_route.get(&page.route) else {
        return 0;
    };
    let body = &edition.bodies[*index];
    let mut hash = Hasher::default();
    hash.add(&body.nodes.key().to_le_bytes());
    for shown in &body.shown {
        for variant in edition
            .variants
            .get(&shown.picture.address)
            .into_iter()
            .flatten()
        {
            hash.add(variant.address(&shown.picture.address).as_bytes());
        }
    }
    hash.key()
}

/// When a page last changed; for listings, when the newest of their articles did. `None` where nobody wrote it down.
pub fn changed<'a>(edition: &'a CheckedSite, page: &PageId) -> Option<&'a Moment> {
    let own = &edition.shelves[page.language];
    let index = match &page.route {
        Route::Article(_) => own.by_route.get(&page.route),
        Route::Home | Route::News => own.news.first(),
        Route::Topic(topic) => own.topics.get(topic.as_str())?.first(),
        Route::Year(year) => own.years.get(year)?.first(),
        Route::Month(year, month) => own.months.get(&(*year, *month))?.first(),
        Route::TopicYear(topic, year) => {
            let years = own.topic_years.get(topic.as_str())?;
            years.get(year)?.first()
        }
        _ => None,
    };
    let news = edition.manuscripts[*index?].news.as_ref()?;
    Some(news.updated())
}

/// The same page in all languages that have it. Numbered pages differ from language to language.
pub fn alternates(edition: &CheckedSite, route: &Route) -> Vec<Alternate> {
    if matches!(
        route,
        Route::NotFound | Route::NewsPage(_) | Route::TopicPage(..)
    ) {
        return Vec::new();
    }
    let languages = edition.config.languages.iter_enumerated();
    let has = |language| edition.places.has(&PageId::new(language, route.clone()));
    let alternates: Vec<Alternate> = languages
        .filter(|(language, _)| has(*language))
        .map(|(_, locale)| Alternate {
            lang: locale.site.lang.clone(),
            href: edition.config.absolute(&locale.href(route)),
        })
        .collect();
    if alternates.len() < 2 {
        return Vec::new();
    }
    alternates
}

fn made(edition: &CheckedSite, page: &PageId, texts: Texts) -> Document {
    let route = &page.route;
    let view = view(edition, page.language, texts);
    let (content, about) = view.content(route);
    let locale = view.locale;
    let title = match route {
        Route::Home => format!("{} – {}", locale.site.name, locale.site.tagline),
        _ => format!("{} – {}", about.title, locale.site.name),
    };
    Document {
        schema: SCHEMA,
        head: Head {
            title,
            description: about.description,
            canonical: (*route != Route::NotFound && edition.places.has(page))
                .then(|| edition.config.absolute(&locale.href(route))),
            alternates: alternates(edition, route),
        },
        trail: view.trail(route, &about.name),
        content,
    }
}

fn view(edition: &CheckedSite, language: LanguageId, texts: Texts) -> View<'_> {
    View {
        edition,
        texts,
        locale: &edition.config.languages[language],
        shelf: &edition.shelves[language],
    }
}

/// The edition as readers of one language see it.
#[derive(Clone, Copy)]
struct View<'a> {
    edition: &'a CheckedSite,
    texts: Texts,
    locale: &'a Locale,
    shelf: &'a Shelf,
}

/// Whether a page's own text is looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Texts {
    /// They are.
    Read,
    /// A page is made without.
    Left,
}

/// What a page says of itself.
struct About {
    /// In the browser's title.
    title: String,
    /// As the last step of the breadcrumb.
    name: String,
    /// To search engines.
    description: String,
}

impl View<'_> {
    fn teaser(&self, index: ManuscriptId) -> Teaser {
        let manuscript = &self.edition.manuscripts[index];
        let published = manuscript.news.as_ref().map(|news| &news.published);
        Teaser {
            title: manuscript.title.clone(),
            href: self.locale.href(&manuscript.route),
            summary: manuscript.summary.clone(),
            published: published
                .map(|moment: &Moment| moment.display(&self.edition.config.dates))
                .unwrap_or_default(),
            topics: self.topics(index),
            badge: self.badge(manuscript),
        }
    }

    /// That readers cannot see it, or else the gravest of an article's notes.
    fn badge(&self, manuscript: &Manuscript) -> Option<Display> {
        if let Some(badge) = self.withheld(manuscript) {
            return Some(badge);
        }
        let notes = manuscript.news.iter().flat_map(|news| &news.history);
        let kind = notes.map(|note| note.kind).max()?;
        Some(self.locale.words.badge(kind))
    }

    fn topics(&self, index: ManuscriptId) -> Vec<Link> {
        let news = self.edition.manuscripts[index].news.as_ref();
        let keys = news.into_iter().flat_map(|news| &news.topics);
        keys.filter_map(|key| self.topic_link(key)).collect()
    }

    fn topic_link(&self, key: &str) -> Option<Link> {
        let topic = self.locale.topics.get(key)?;
        Some(Link {
            text: topic.name.clone(),
            href: self.locale.href(&Route::Topic(topic.slug.clone())),
        })
    }

    /// All topics that have articles, with how many, in alphabetical order.
    fn all_topics(&self) -> Vec<Link> {
        let topics = self.shelf.topics.iter();
        let links = topics.filter_map(|(key, articles)| {
            let Link { text, href } = self.topic_link(key)?;
            let text = counted(&text, articles);
            Some(Link { text, href })
        });
        let mut links: Vec<Link> = links.collect();
        links.sort_by_cached_key(|link| link.text.to_lowercase());
        links
    }
}
