//! An edition: everything that readers can fetch, made page by page when it is asked for.

pub mod breadcrumb;
pub mod closed;
pub mod elements;
mod home;
pub mod lead_image;
mod listing;
mod page;
mod parts;
pub mod pictures;
pub mod preview_marks;
mod subscribe;
pub mod title_words;

use closed::{ClosedDocument, OwnText};
use gazette_content::config::ids::{LanguageId, ManuscriptId, PageId};
use gazette_content::{
    checked_site::CheckedSite,
    config::{date::Moment, locale::Locale},
    library::{home::ShownBlock, listings::Listings},
    manuscript::Manuscript,
};
use gazette_model::{Alternate, Display, Document, Head, Link, Node, Route, SCHEMA, Teaser};
use lead_image::{ImageLoading, THUMBNAIL_SIZES};
use listing::counted;
use title_words::title_words;

/// The document of a route that the edition has.
pub fn document(edition: &CheckedSite, page: &PageId) -> Document {
    closed(edition, page).open()
}

/// The same with the page's own text still closed.
pub fn closed<'a>(edition: &'a CheckedSite, page: &PageId) -> ClosedDocument<'a> {
    let view = view(edition, page.language);
    ClosedDocument {
        outline: view.outline(page),
        text: view.text(&page.route),
    }
}

/// Time of a page's last change; for listings, that of their newest article. `None` where nobody wrote it down.
pub fn changed<'a>(edition: &'a CheckedSite, page: &PageId) -> Option<&'a Moment> {
    let own = &edition.listings[page.language];
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
    let has = |language| {
        edition
            .link_targets
            .has(&PageId::new(language, route.clone()))
    };
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

fn view(edition: &CheckedSite, language: LanguageId) -> LanguageView<'_> {
    LanguageView {
        edition,
        language,
        locale: &edition.config.languages[language],
        listings: &edition.listings[language],
        home_blocks: &edition.home_blocks[language],
    }
}

/// The edition as readers of one language see it.
#[derive(Clone, Copy)]
struct LanguageView<'a> {
    edition: &'a CheckedSite,
    language: LanguageId,
    locale: &'a Locale,
    listings: &'a Listings,
    home_blocks: &'a [ShownBlock],
}

/// Title and description of a page.
struct About {
    /// In the browser's title.
    title: String,
    /// As the last step of the breadcrumb.
    name: String,
    /// To search engines.
    description: String,
}

impl<'a> LanguageView<'a> {
    /// The document of a route without the page's own text.
    fn outline(&self, page: &PageId) -> Document {
        let route = &page.route;
        let (content, about) = self.content(route);
        let Self {
            edition, locale, ..
        } = *self;
        let title = match route {
            Route::Home => format!("{} – {}", locale.site.name, locale.site.tagline),
            _ => format!("{} – {}", about.title, locale.site.name),
        };
        Document {
            schema: SCHEMA,
            head: Head {
                title,
                description: about.description,
                canonical: (*route != Route::NotFound && edition.link_targets.has(page))
                    .then(|| edition.config.absolute(&locale.href(route))),
                alternates: alternates(edition, route),
            },
            trail: self.trail(route, &about.name),
            content,
        }
    }

    /// The page's own text; nothing where no manuscript is behind it.
    fn text(&self, route: &Route) -> Option<OwnText<'a>> {
        let Self {
            edition,
            locale,
            listings,
            ..
        } = *self;
        let index = listings.by_route.get(route)?;
        let body = &edition.bodies[*index];
        let shown = body.shown.iter().map(|shown| &shown.picture.address);
        let variants = shown.filter_map(|address| {
            let variants = edition.variants.get(address)?;
            Some((address.as_str(), variants.as_slice()))
        });
        Some(OwnText {
            nodes: &body.nodes,
            variants: variants.collect(),
            base: &edition.config.base,
            first: match route {
                Route::Article(_) if edition.manuscripts[*index].image().is_some() => {
                    pictures::First::BelowAnother
                }
                _ => pictures::First::Hastened,
            },
            lang: &locale.site.lang,
            contents_heading: &locale.words.contents_heading,
            minutes: &locale.words.minutes,
        })
    }

    fn teaser(&self, index: ManuscriptId, fetching: ImageLoading) -> Teaser {
        self.teaser_with(index, self.thumbnail(index, fetching, THUMBNAIL_SIZES))
    }

    /// An article in a list, with this picture.
    fn teaser_with(&self, index: ManuscriptId, thumbnail: Vec<Node>) -> Teaser {
        let manuscript = &self.edition.manuscripts[index];
        let published = manuscript.news.as_ref().map(|news| &news.published);
        Teaser {
            title: manuscript.title.clone(),
            words: title_words(&manuscript.title),
            href: self.locale.href(&manuscript.route),
            summary: manuscript.summary.clone(),
            published: published
                .map(|moment: &Moment| moment.display(&self.edition.config.dates))
                .unwrap_or_default(),
            topics: self.topics(index),
            badge: self.badge(manuscript),
            thumbnail,
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
        let topics = self.listings.topics.iter();
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
