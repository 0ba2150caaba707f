//! JSON Feed 1.1.

use anyhow::{Context, Result};
use gazette_content::config::date::Moment;
use schemars::JsonSchema;
use serde::Serialize;

use crate::feed::{FeedDocument, FeedEntry, FeedFile, FeedFormat};

/// A document of a JSON Feed; <https://jsonfeed.org/version/1.1> says more of each field.
#[derive(Serialize, JsonSchema)]
pub struct JsonFeed {
    /// The organization that publishes.
    authors: [Author; 1],
    /// The site's tagline.
    description: String,
    /// Address of this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    /// The page that shows the same.
    home_page_url: String,
    /// Services that tell at once what is new.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<JsonFeedHub>,
    /// Articles, newest first.
    items: Vec<JsonFeedItem>,
    /// BCP 47 language tag.
    language: String,
    /// Address of the document with older articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    /// Name of the feed.
    title: String,
    /// Version of JSON Feed, as a URL.
    #[schemars(extend("const" = VERSION))]
    version: &'static str,
}

/// The form's name.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// A service that tells at once what is new.
#[derive(Serialize, JsonSchema)]
struct JsonFeedHub {
    /// Its protocol.
    #[serde(rename = "type")]
    #[schemars(extend("const" = WEB_SUB))]
    kind: &'static str,
    /// Its address.
    url: String,
}

/// Name of the protocol of hubs.
const WEB_SUB: &str = "WebSub";

/// An author.
#[derive(Serialize, JsonSchema)]
struct Author {
    /// The name of an organization.
    name: String,
}

/// An article.
#[derive(Serialize, JsonSchema)]
struct JsonFeedItem {
    /// Files that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<JsonFeedAttachment>,
    /// Authors of the article.
    authors: [Author; 1],
    /// Its text as HTML, with whole addresses.
    content_html: String,
    /// Time of the last change (RFC 3339).
    date_modified: String,
    /// Time of publication (RFC 3339).
    date_published: String,
    /// Its address, which does not change.
    id: String,
    /// Address of the picture that leads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    /// BCP 47 language tag.
    language: String,
    /// One or two sentences about it.
    summary: String,
    /// Its topics.
    tags: Vec<String>,
    /// Its headline.
    title: String,
    /// Its address.
    url: String,
}

/// A file that belongs to an article.
#[derive(Serialize, JsonSchema)]
struct JsonFeedAttachment {
    /// The length of a recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u64>,
    /// Its media type.
    mime_type: String,
    /// Its length.
    size_in_bytes: u64,
    /// Name of the file.
    title: String,
    /// Its address.
    url: String,
}

/// Writes a document of a feed.
pub fn write(part: &FeedDocument<'_>) -> Result<Vec<u8>> {
    let site = &part.channel.locale().site;
    let links = part.links(FeedFormat::Json);
    let address = |rel| {
        let mut links = links.iter();
        links
            .find(|(name, _)| *name == rel)
            .map(|(_, href)| href.clone())
    };
    let feed = JsonFeed {
        authors: by(&site.footer.organization),
        description: site.tagline.clone(),
        feed_url: address("self"),
        home_page_url: part.home(),
        hubs: part.hubs().iter().map(|url| hub(url)).collect(),
        items: part.entries.iter().map(|entry| item(part, entry)).collect(),
        language: site.lang.clone(),
        next_url: address("prev-archive"),
        title: part.channel.title.clone(),
        version: VERSION,
    };
    serde_json::to_vec(&feed).context("a JSON feed cannot be made")
}

fn item(part: &FeedDocument<'_>, entry: &FeedEntry<'_>) -> JsonFeedItem {
    let date = |moment: &Moment| moment.display(&part.channel.config.dates).machine;
    let file = |it: FeedFile<'_>| JsonFeedAttachment {
        mime_type: it.media_type,
        duration_in_seconds: it.seconds,
        size_in_bytes: it.bytes,
        title: it.title.to_owned(),
        url: it.url,
    };
    let files = part.channel.files(entry).into_iter();
    JsonFeedItem {
        attachments: files.map(file).collect(),
        authors: by(&entry.author),
        content_html: part.html(entry).to_owned(),
        date_modified: date(entry.updated),
        date_published: date(entry.published),
        id: entry.url.clone(),
        image: entry.media.as_ref().map(|media| media.url.clone()),
        language: part.channel.locale().site.lang.clone(),
        summary: entry.summary.to_owned(),
        tags: entry.topics.clone(),
        title: entry.title.to_owned(),
        url: entry.url.clone(),
    }
}

fn hub(url: &str) -> JsonFeedHub {
    JsonFeedHub {
        kind: WEB_SUB,
        url: url.to_owned(),
    }
}

fn by(name: &str) -> [Author; 1] {
    let name = name.to_owned();
    [Author { name }]
}
