//! An edition: everything that readers can fetch, made page by page when it is asked for.

mod frame;
mod listing;
mod nodes;
mod page;
mod parts;
mod trail;
mod withheld;

use std::collections::{BTreeMap, HashSet};

use super::{
    allow::Allowance,
    body::{Body, Shown},
    cache::Hasher,
    config::Config,
    locale::Locale,
    manuscript::{Manuscript, News},
    moment::Moment,
    online::Outward,
    picture::Variant,
    places::Places,
    problem::Problem,
    shelf::Shelf,
    source::Source,
    timing::{AsOf, Change, Withheld},
};
use crate::model::{Alternate, Display, Document, Head, Link, Route, SCHEMA, Teaser};
use listing::counted;

/// A whole edition, checked.
pub struct Edition {
    /// The site.
    pub config: Config,
    /// What all bodies were compiled against, as a number.
    pub ground: u128,
    /// The moment that it shows, and to whom.
    pub as_of: AsOf,
    /// All manuscripts that it shows.
    pub manuscripts: Vec<Manuscript>,
    /// Their bodies, in the same order.
    pub bodies: Vec<Body>,
    /// One for each language.
    pub shelves: Vec<Shelf>,
    /// For each manuscript the articles that have most to do with it.
    pub related: Vec<Vec<usize>>,
    /// Every page: language and route.
    pub routes: Vec<(usize, Route)>,
    /// Articles and plain pages that a language has not, but another has: a page says so.
    pub untranslated: Vec<(usize, Route)>,
    /// The same for look-ups.
    pub places: Places,
    /// Of each picture in the content, shown or not, the hash of what is published of it.
    pub pictures: HashSet<u64>,
    /// Where manuscripts show pictures, those that are withheld as well.
    pub shown: Vec<(Source, Shown)>,
    /// Links to other sites, also of what is still withheld.
    pub outward: Vec<(Source, Outward)>,
    /// Rules that files may break.
    pub allowances: Vec<Allowance>,
    /// Smaller ones of pictures, by their addresses in the edition; empty until they are developed.
    pub variants: BTreeMap<String, Vec<Variant>>,
    /// How much is not for readers.
    pub withheld: Withheld,
    /// When and how the same content will make another edition; nothing if it never will.
    pub next: Vec<Change>,
    /// What is wrong and keeps nothing from being published, sorted by file and position.
    pub warnings: Vec<Problem>,
}

impl Edition {
    /// The number of articles in all languages.
    pub fn articles(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.news.len()).sum()
    }

    /// Every page that is to be printed: language and route.
    pub fn pages(&self) -> Vec<&(usize, Route)> {
        self.routes.iter().chain(&self.untranslated).collect()
    }

    /// The document of a route that the edition has.
    pub fn document(&self, language: usize, route: &Route) -> Document {
        self.made(language, route, Texts::Read)
    }

    /// The same without what comes from the page's own text, which is not looked into: [`Edition::text_key`] stands for it.
    pub fn outline(&self, language: usize, route: &Route) -> Document {
        self.made(language, route, Texts::Left)
    }

    /// A key of what comes from a page's own text.
    pub fn text_key(&self, language: usize, route: &Route) -> u128 {
        let Some(index) = self.shelves[language].by_route.get(route) else {
            return 0;
        };
        let body = &self.bodies[*index];
        let mut hash = Hasher::default();
        hash.add(&body.nodes.key().to_le_bytes());
        for shown in &body.shown {
            for variant in self
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

    fn made(&self, language: usize, route: &Route, texts: Texts) -> Document {
        let view = self.view(language, texts);
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
                canonical: (*route != Route::NotFound && self.places.has(language, route))
                    .then(|| self.config.absolute(&locale.href(route))),
                alternates: self.alternates(route),
            },
            trail: view.trail(route, &about.name),
            content,
        }
    }

    /// Files that are published as they are: address in the edition, file.
    pub fn media(&self) -> BTreeMap<&str, &std::path::Path> {
        let news = self.manuscripts.iter().filter_map(|it| it.news.as_ref());
        let attachments = news.flat_map(|news| &news.attachments);
        let attachments = attachments.map(|it| (it.address.as_str(), it.file.as_path()));
        let media = self.bodies.iter().flat_map(|body| &body.media);
        media
            .map(|(address, file)| (address.as_str(), file.as_path()))
            .chain(attachments)
            .collect()
    }

    /// The text of a page's manuscript; nothing for pages without.
    pub fn text(&self, language: usize, route: &Route) -> &str {
        let index = self.shelves[language].by_route.get(route);
        index.map_or("", |index| self.manuscripts[*index].source.inner())
    }

    /// What an article's manuscript says of it.
    pub fn news(&self, language: usize, route: &Route) -> Option<&News> {
        let index = self.shelves[language].by_route.get(route)?;
        self.manuscripts[*index].news.as_ref()
    }

    /// When a page last changed; for listings, when the newest of their articles did. `None` where nobody wrote it down.
    pub fn changed(&self, language: usize, route: &Route) -> Option<&Moment> {
        let own = &self.shelves[language];
        let index = match route {
            Route::Article(_) => own.by_route.get(route),
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
        let news = self.manuscripts[*index?].news.as_ref()?;
        Some(news.updated())
    }

    fn view(&self, language: usize, texts: Texts) -> View<'_> {
        View {
            edition: self,
            texts,
            locale: &self.config.languages[language],
            shelf: &self.shelves[language],
        }
    }

    /// The same page in all languages that have it. Numbered pages differ from language to language.
    pub fn alternates(&self, route: &Route) -> Vec<Alternate> {
        if matches!(
            route,
            Route::NotFound | Route::NewsPage(_) | Route::TopicPage(..)
        ) {
            return Vec::new();
        }
        let languages = self.config.languages.iter().enumerate();
        let alternates: Vec<Alternate> = languages
            .filter(|(language, _)| self.places.has(*language, route))
            .map(|(_, locale)| Alternate {
                lang: locale.site.lang.clone(),
                href: self.config.absolute(&locale.href(route)),
            })
            .collect();
        if alternates.len() < 2 {
            return Vec::new();
        }
        alternates
    }
}

/// The edition as readers of one language see it.
#[derive(Clone, Copy)]
struct View<'a> {
    edition: &'a Edition,
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
    fn teaser(&self, index: usize) -> Teaser {
        let manuscript = &self.edition.manuscripts[index];
        let published = manuscript.news.as_ref().map(|news| &news.published);
        Teaser {
            title: manuscript.title.clone(),
            href: self.locale.href(&manuscript.route),
            summary: manuscript.summary.clone(),
            published: published
                .map(|moment: &Moment| moment.display(&self.edition.config))
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

    fn topics(&self, index: usize) -> Vec<Link> {
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
