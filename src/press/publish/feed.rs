//! Feeds: the newest articles with their whole text, and all others in archives that do not change any more (RFC 5005).

mod atom;
mod format;
mod json;
mod key;
mod rss;

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use anyhow::Result;
pub use format::FeedFormat;
use gazette_content::config::ids::{LanguageId, ManuscriptId};
use gazette_content::{
    checked_site::CheckedSite,
    config::{date::Moment, locale::Locale, site::Config},
    manuscript::{Attachment, Manuscript, News, Note},
};
use gazette_model::{Attribute, Element, Node, Route, Tag};
use gazette_view as view;
pub use json::JsonFeed;
use typed_index_collections::TiVec;

/// Articles in a document of a feed.
const LENGTH: usize = 50;

/// The articles of a language, or of one of its topics.
pub struct Feed<'a> {
    edition: &'a CheckedSite,
    locale: &'a Locale,
    /// What it is called.
    pub title: String,
    /// The page that shows the same.
    route: Route,
    /// Where its documents lie, below the language's root.
    folder: String,
    /// Newest first, never empty.
    articles: &'a [ManuscriptId],
    /// Of each manuscript the text as HTML with whole addresses: most are in several feeds.
    texts: Arc<TiVec<ManuscriptId, OnceLock<String>>>,
}

/// Makes the content of a document. Fails if XML or JSON cannot be made.
pub type Write<'a> = Box<dyn FnOnce() -> Result<Vec<u8>> + 'a>;

/// A document of a feed: the current one, or a full archive, numbered from the oldest.
struct Part<'a> {
    feed: &'a Feed<'a>,
    page: Option<u32>,
    entries: Vec<Entry<'a>>,
}

/// An article in a feed.
struct Entry<'a> {
    manuscript: &'a Manuscript,
    /// Its address, which is its name too.
    url: String,
    /// Its text as HTML with whole addresses.
    html: &'a str,
    author: String,
    topics: Vec<String>,
    published: &'a Moment,
    updated: &'a Moment,
    attachments: &'a [Attachment],
}

/// The feeds of a language: that of the site first, then those of its topics.
pub fn feeds(edition: &CheckedSite, language: LanguageId) -> Vec<Feed<'_>> {
    let locale = &edition.config.languages[language];
    let shelf = &edition.shelves[language];
    let site = Feed {
        edition,
        locale,
        title: locale.site.name.clone(),
        route: Route::News,
        folder: "feeds/".into(),
        articles: &shelf.news,
        texts: Arc::new(edition.bodies.iter().map(|_| OnceLock::new()).collect()),
    };
    let topics = shelf.topics.iter().filter_map(|(key, articles)| {
        let topic = locale.topics.get(key)?;
        let route = Route::Topic(topic.slug.clone());
        Some(Feed {
            title: format!("{} – {}", topic.name, locale.site.name),
            folder: route.path(),
            route,
            articles,
            texts: Arc::clone(&site.texts),
            ..site
        })
    });
    let topics: Vec<Feed<'_>> = topics.collect();
    let all = std::iter::once(site).chain(topics);
    all.filter(|feed| !feed.articles.is_empty()).collect()
}

impl Feed<'_> {
    /// Whether a page should name the feed: its own, and that of the site every page.
    pub fn belongs_to(&self, route: &Route) -> bool {
        self.route == Route::News || self.route == *route
    }

    /// Path of the current document of a format, with the site's root.
    pub fn href(&self, format: FeedFormat) -> String {
        let file = format.file_name(None);
        format!("{}{}{file}", self.locale.site.root, self.folder)
    }

    /// The documents of the feed: the current one, then its archives.
    pub fn pages(&self) -> Vec<Option<u32>> {
        let archives = 1..=archives(self.articles.len());
        std::iter::once(None).chain(archives.map(Some)).collect()
    }

    /// A document in every format: path below the edition's root, what makes its content.
    pub fn files(&self, page: Option<u32>) -> [(String, Write<'_>); FeedFormat::ALL.len()] {
        FeedFormat::ALL.map(|format| {
            let file = format.file_name(page);
            let path = format!("{}{}{file}", self.locale.prefix, self.folder);
            let write: Write<'_> = Box::new(move || {
                let part = self.part(page);
                match format {
                    FeedFormat::Atom => atom::write(&part),
                    FeedFormat::Rss => rss::write(&part),
                    FeedFormat::Json => json::write(&part),
                }
            });
            (path, write)
        })
    }

    fn part(&self, page: Option<u32>) -> Part<'_> {
        let articles = &self.articles[window(self.articles.len(), page)];
        Part {
            feed: self,
            page,
            entries: articles.iter().filter_map(|at| self.entry(*at)).collect(),
        }
    }

    fn entry(&self, index: ManuscriptId) -> Option<Entry<'_>> {
        let manuscript = &self.edition.manuscripts[index];
        let news = manuscript.news.as_ref()?;
        let url = self.absolute(&self.locale.href(&manuscript.route));
        let organization = news
            .contact
            .as_ref()
            .and_then(|contact| contact.organization.clone());
        let topics = news
            .topics
            .iter()
            .filter_map(|key| self.locale.topics.get(key));
        Some(Entry {
            manuscript,
            html: self.texts[index].get_or_init(|| self.html(index, news, &url)),
            url,
            author: organization.unwrap_or_else(|| self.locale.site.footer.organization.clone()),
            topics: topics.map(|topic| topic.name.clone()).collect(),
            published: &news.published,
            updated: news.updated(),
            attachments: &news.attachments,
        })
    }

    fn html(&self, index: ManuscriptId, news: &News, url: &str) -> String {
        let mut nodes: Vec<Node> = news.history.iter().map(|note| self.note(note)).collect();
        nodes.extend(self.edition.bodies[index].nodes.iter().cloned());
        make_absolute(&mut nodes, &self.config().origin, url);
        view::print_body(&nodes)
    }

    /// A note as a paragraph at the head of the text: who reads a feed sees nothing else of it.
    fn note(&self, note: &Note) -> Node {
        let label = self.locale.words.note(note.kind);
        let date = note.date.display(&self.config().dates).text;
        let label = Node::Text(format!("{label} ({date}):"));
        let label = Node::Element(Element::new(Tag::Strong, vec![label]));
        let text = Node::Text(format!(" {}", note.text));
        Node::Element(Element::new(Tag::P, vec![label, text]))
    }

    fn config(&self) -> &Config {
        &self.edition.config
    }

    /// The whole address of an attachment.
    fn file(&self, attachment: &Attachment) -> String {
        self.absolute(&self.config().path(&attachment.address))
    }

    fn absolute(&self, path: &str) -> String {
        self.config().absolute(path)
    }
}

impl Part<'_> {
    /// The documents around this one: relation (RFC 5005), address. The current one is also its own.
    fn links(&self, format: FeedFormat) -> Vec<(&'static str, String)> {
        let last = archives(self.feed.articles.len());
        let address = |page| {
            let file = format.file_name(page);
            let root = &self.feed.locale.site.root;
            self.feed
                .absolute(&format!("{root}{}{file}", self.feed.folder))
        };
        let mut links = vec![("self", address(self.page))];
        let older = self.page.unwrap_or(last + 1) - 1;
        if older > 0 {
            links.push(("prev-archive", address(Some(older))));
        }
        if let Some(page) = self.page {
            links.push(("current", address(None)));
            if page < last {
                links.push(("next-archive", address(Some(page + 1))));
            }
        }
        links
    }

    fn home(&self) -> String {
        self.feed.absolute(&self.feed.locale.href(&self.feed.route))
    }

    /// When one of its articles last changed.
    fn updated(&self) -> Option<&Moment> {
        let updated = self.entries.iter().map(|entry| entry.updated);
        updated.max_by_key(|moment| moment.when.timestamp())
    }
}

/// How many full archives lie behind the current document.
fn archives(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1) / LENGTH).unwrap_or(u32::MAX)
}

fn window(count: usize, page: Option<u32>) -> Range<usize> {
    let before = |page: u32| count.saturating_sub(page as usize * LENGTH);
    match page {
        None => 0..before(archives(count)),
        Some(page) => before(page)..before(page - 1),
    }
}

/// Completes addresses, since feeds are read elsewhere.
fn make_absolute(nodes: &mut [Node], origin: &str, page: &str) {
    for node in nodes {
        let Node::Element(element) = node else {
            continue;
        };
        for (name, value) in &mut element.attributes {
            if matches!(name, Attribute::Href | Attribute::Src | Attribute::Cite) {
                if value.starts_with('/') && !value.starts_with("//") {
                    value.insert_str(0, origin);
                } else if value.starts_with('#') {
                    value.insert_str(0, page);
                }
            }
        }
        make_absolute(&mut element.children, origin, page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_are_full_and_hold_everything_once() {
        for count in 1..230 {
            let mut seen = window(count, None).len();
            assert!((1..=LENGTH).contains(&seen), "{count}");
            for page in (1..=archives(count)).rev() {
                let range = window(count, Some(page));
                assert_eq!((range.start, range.len()), (seen, LENGTH), "{count}");
                seen = range.end;
            }
            assert_eq!(seen, count);
        }
    }
}
