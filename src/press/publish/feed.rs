//! Feeds: the newest articles with their whole text, and all others in archives that do not change any more (RFC 5005).

mod atom;
pub mod format;
mod json;
mod media;
pub mod newsletter;
mod rss;

use std::{ops::Range, sync::OnceLock};

use anyhow::Result;
pub use format::FeedFormat;
use gazette_cache::fingerprint::{Derived, Hashed};
use gazette_content::{
    body::{Nodes, recording::ShownRecording},
    checked_site::CheckedSite,
    config::{
        date::Moment,
        ids::{LanguageId, ManuscriptId},
        locale::Locale,
        site::Config,
    },
    manuscript::{Attachment, HistoryNote, LeadImage},
};
use gazette_image::picture::{Crop, Shape, VariantFormat};
use gazette_model::{Attribute, Element, Node, Route, Tag};
use gazette_view as view;
pub use json::JsonFeed;

use crate::documents::lead_image;

/// Articles in a document of a feed.
const LENGTH: usize = 50;

/// The articles of a language, or of one of its topics.
pub struct Feed<'a> {
    /// The feed, whatever is in it.
    pub channel: Channel<'a>,
    edition: &'a CheckedSite,
    /// Newest first, never empty.
    articles: &'a [ManuscriptId],
}

/// A feed, whatever is in it.
#[derive(Hash)]
pub struct Channel<'a> {
    config: &'a Hashed<Config>,
    language: LanguageId,
    /// The feed's name.
    pub title: String,
    /// The page that shows the same.
    route: Route,
    /// Folder of its documents, below the language's root.
    folder: String,
}

/// A document of a feed: the current one, or a full archive, numbered from the oldest. It is written from nothing but what is
/// in it.
#[derive(Hash)]
pub struct FeedDocument<'a> {
    channel: &'a Channel<'a>,
    /// Number of the feed's archives.
    archives: u32,
    page: Option<u32>,
    entries: Vec<FeedEntry<'a>>,
}

/// An article in a feed.
#[derive(Hash)]
struct FeedEntry<'a> {
    title: &'a str,
    summary: &'a str,
    /// Its address, which is its name too.
    url: String,
    author: String,
    topics: Vec<String>,
    published: &'a Moment,
    updated: &'a Moment,
    attachments: &'a [Attachment],
    recordings: &'a [ShownRecording],
    image: Option<&'a LeadImage>,
    /// The picture that leads it, as a feed's own field.
    media: Option<FeedImage>,
    notes: &'a [HistoryNote],
    nodes: &'a Nodes,
    /// Its text as HTML with whole addresses, as soon as one of the formats has asked for it. Feeds do not share it: the texts of
    /// all articles would be in memory at once.
    html: Derived<OnceLock<String>>,
}

/// A picture that leads an article, as feeds name it.
#[derive(Hash)]
struct FeedImage {
    url: String,
    media_type: &'static str,
    bytes: u64,
    size: (u32, u32),
}

/// A file that belongs to an article, as feeds name it.
struct FeedFile<'a> {
    url: String,
    title: &'a str,
    lang: Option<&'a str>,
    media_type: String,
    bytes: u64,
    /// The length of a recording.
    seconds: Option<u64>,
}

/// The feeds of a language: that of the site first, then those of its topics.
pub fn feeds(edition: &CheckedSite, language: LanguageId) -> Vec<Feed<'_>> {
    let config = &edition.config;
    let locale = &config.languages[language];
    let listings = &edition.listings[language];
    let feed = |title, route: Route, articles| Feed {
        channel: Channel {
            config,
            language,
            title,
            folder: format::folder(&route),
            route,
        },
        edition,
        articles,
    };
    let name = &locale.site.name;
    let site = feed(name.clone(), Route::News, &listings.news[..]);
    let topics = listings.topics.iter().filter_map(|(key, articles)| {
        let topic = locale.topics.get(key)?;
        let route = Route::Topic(topic.slug.clone());
        let title = format!("{} – {name}", topic.name);
        Some(feed(title, route, &articles[..]))
    });
    let all = std::iter::once(site).chain(topics);
    all.filter(|feed| !feed.articles.is_empty()).collect()
}

impl Feed<'_> {
    /// The documents of the feed: the current one, then its archives.
    pub fn pages(&self) -> Vec<Option<u32>> {
        let archives = 1..=archives(self.articles.len());
        std::iter::once(None).chain(archives.map(Some)).collect()
    }

    /// The paths of a document below the edition's root, one for each format.
    pub fn paths(&self, page: Option<u32>) -> [String; FeedFormat::ALL.len()] {
        let prefix = &self.channel.locale().prefix;
        FeedFormat::ALL.map(|format| {
            let file = format.file_name(page);
            format!("{prefix}{}{file}", self.channel.folder)
        })
    }

    /// A document, not yet written.
    pub fn part(&self, page: Option<u32>) -> FeedDocument<'_> {
        let count = self.articles.len();
        let articles = self.articles[window(count, page)].iter();
        FeedDocument {
            channel: &self.channel,
            archives: archives(count),
            page,
            entries: articles.filter_map(|at| self.entry(*at)).collect(),
        }
    }

    fn entry(&self, index: ManuscriptId) -> Option<FeedEntry<'_>> {
        let manuscript = &self.edition.manuscripts[index];
        let news = manuscript.news.as_ref()?;
        let locale = self.channel.locale();
        let contact = news.contact.as_ref();
        let organization = contact.and_then(|contact| contact.organization.clone());
        let topics = news.topics.iter();
        let topics = topics.filter_map(|key| locale.topics.get(key));
        Some(FeedEntry {
            title: &manuscript.title,
            summary: &manuscript.summary,
            url: self.channel.absolute(&locale.href(&manuscript.route)),
            author: organization.unwrap_or_else(|| locale.site.footer.organization.clone()),
            topics: topics.map(|topic| topic.name.clone()).collect(),
            published: &news.published,
            updated: news.updated(),
            attachments: &news.attachments,
            recordings: &self.edition.bodies[index].recordings,
            image: news.image.as_ref(),
            media: news.image.as_ref().and_then(|image| self.media(image)),
            notes: &news.history,
            nodes: &self.edition.bodies[index].nodes,
            html: Derived(OnceLock::new()),
        })
    }
}

impl Feed<'_> {
    /// The picture that leads an article in the shape that readers of feeds have most room for.
    fn media(&self, image: &LeadImage) -> Option<FeedImage> {
        let is_it =
            |crop: &&Crop| crop.shape == Shape::Wide && crop.variant.kind == VariantFormat::Jpeg;
        let crop = self.edition.crops(image).iter().find(is_it)?;
        let address = crop.variant.address(&image.picture.address);
        Some(FeedImage {
            url: self.channel.absolute(&self.channel.config.path(&address)),
            media_type: crop.variant.kind.media_type(),
            bytes: crop.variant.bytes,
            size: (crop.variant.width, crop.height),
        })
    }
}

impl Channel<'_> {
    /// Tells whether a page names the feed: its own page does, and every page names the site's feed.
    pub fn belongs_to(&self, route: &Route) -> bool {
        self.route == Route::News || self.route == *route
    }

    /// Path of the current document of a format, with the site's root.
    pub fn href(&self, format: FeedFormat) -> String {
        let file = format.file_name(None);
        format!("{}{}{file}", self.locale().site.root, self.folder)
    }

    fn locale(&self) -> &Locale {
        &self.config.languages[self.language]
    }

    /// The files of an article that readers of feeds can fetch: recordings first, then attachments.
    fn files<'e>(&self, entry: &'e FeedEntry<'_>) -> Vec<FeedFile<'e>> {
        let recordings = entry.recordings.iter().map(|it| FeedFile {
            url: self.absolute(&self.config.path(&it.address)),
            title: &it.title,
            lang: None,
            media_type: it.media_type.clone(),
            bytes: it.bytes,
            seconds: Some(it.milliseconds.div_ceil(1000)),
        });
        let attachments = entry.attachments.iter().map(|it| FeedFile {
            url: self.absolute(&self.config.path(&it.address)),
            title: &it.title,
            lang: Some(&it.lang),
            media_type: it.media_type(),
            bytes: it.bytes,
            seconds: None,
        });
        recordings.chain(attachments).collect()
    }

    fn absolute(&self, path: &str) -> String {
        self.config.absolute(path)
    }

    fn text(&self, entry: &FeedEntry<'_>) -> String {
        let mut nodes: Vec<Node> = entry.notes.iter().map(|note| self.note(note)).collect();
        nodes.extend(entry.image.map(|image| self.figure(image)));
        nodes.extend(entry.nodes.open());
        make_absolute(&mut nodes, &self.config.origin, &entry.url);
        view::print_body(&nodes)
    }

    /// The picture that leads an article, at the head of the text.
    fn figure(&self, image: &LeadImage) -> Node {
        let mut shown = Element::new(Tag::Img, Vec::new());
        let (width, height) = image.picture.size;
        shown.set(Attribute::Src, self.config.path(&image.picture.address));
        shown.set(Attribute::Alt, image.alt.as_str());
        shown.set(Attribute::Width, width.to_string());
        shown.set(Attribute::Height, height.to_string());
        let caption = lead_image::caption(image);
        let parts = std::iter::once(Node::Element(shown)).chain(caption);
        Node::Element(Element::new(Tag::Figure, parts.collect()))
    }

    /// A note as a paragraph at the head of the text: who reads a feed sees nothing else of it.
    fn note(&self, note: &HistoryNote) -> Node {
        let label = self.locale().words.note(note.kind);
        let date = note.date.display(&self.config.dates).text;
        let label = Node::Text(format!("{label} ({date}):"));
        let label = Node::Element(Element::new(Tag::Strong, vec![label]));
        let text = Node::Text(format!(" {}", note.text));
        Node::Element(Element::new(Tag::P, vec![label, text]))
    }
}

/// Writes a document in every format.
///
/// # Errors
/// If XML or JSON cannot be made.
pub fn write(part: &FeedDocument<'_>) -> Result<[Vec<u8>; FeedFormat::ALL.len()]> {
    let [atom, rss, json] = FeedFormat::ALL.map(|format| match format {
        FeedFormat::Atom => atom::write(part),
        FeedFormat::Rss => rss::write(part),
        FeedFormat::Json => json::write(part),
    });
    Ok([atom?, rss?, json?])
}

impl FeedDocument<'_> {
    /// The text of an article in it.
    fn html<'e>(&self, entry: &'e FeedEntry<'_>) -> &'e str {
        let html = &entry.html.0;
        html.get_or_init(|| self.channel.text(entry))
    }

    /// The documents around this one: relation (RFC 5005), address. The current one is also its own.
    fn links(&self, format: FeedFormat) -> Vec<(&'static str, String)> {
        let last = self.archives;
        let address = |page| {
            let file = format.file_name(page);
            let root = &self.channel.locale().site.root;
            self.channel
                .absolute(&format!("{root}{}{file}", self.channel.folder))
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

    /// Hubs that tell of this document (WebSub): archives do not change, so that there is nothing to tell of them.
    fn hubs(&self) -> &[String] {
        match self.page {
            None => &self.channel.config.hubs,
            Some(_) => &[],
        }
    }

    fn home(&self) -> String {
        let locale = self.channel.locale();
        self.channel.absolute(&locale.href(&self.channel.route))
    }

    /// Time of the last change to any of its articles.
    fn updated(&self) -> Option<&Moment> {
        let updated = self.entries.iter().map(|entry| entry.updated);
        updated.max_by_key(|moment| moment.when.timestamp())
    }
}

/// Number of full archives behind the current document.
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
            if matches!(
                name,
                Attribute::Href | Attribute::Src | Attribute::Poster | Attribute::Cite
            ) {
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
