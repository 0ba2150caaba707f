//! The newest articles for services that send them by e-mail: RSS with a title, a summary and a picture of each. Corrections
//! change nothing in it, so that no reader gets a message twice.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use gazette_content::config::{date::Moment, note_kind::NoteKind};
use gazette_model::escape;
use jiff::fmt::rfc2822;
use rss::{Channel, Guid, Item};

use crate::{
    feed::{Feed, FeedEntry, FeedImage, rss::ATOM, rss::link},
    xml,
};

/// Name of its file, in the folder of the site's feed.
const FILE: &str = "newsletter.xml";

/// Articles in it: a service that asks every day misses none.
const LENGTH: usize = 10;

/// The feed, made of nothing that a correction of a text changes.
#[derive(Hash)]
pub struct NewsletterFeed<'a> {
    title: &'a str,
    description: &'a str,
    lang: &'a str,
    home: String,
    address: String,
    items: Vec<NewsletterItem<'a>>,
}

/// An article in it. Its address is its name for ever.
#[derive(Hash)]
struct NewsletterItem<'a> {
    title: &'a str,
    summary: &'a str,
    url: String,
    published: &'a Moment,
    image: Option<FeedImage>,
    alt: &'a str,
}

impl Feed<'_> {
    /// The feed for messages by e-mail, with its path below the edition's root. Only the feed of all news has one, if the site
    /// names a service. What is withdrawn is sent to nobody.
    pub fn newsletter(&self) -> Option<(String, NewsletterFeed<'_>)> {
        let channel = &self.channel;
        channel.config.newsletter.as_ref()?;
        let site = &channel.locale().site;
        let is_site = channel.route == gazette_model::Route::News;
        let entries = self.articles.iter().filter_map(|at| self.entry(*at));
        let is_valid = |entry: &FeedEntry<'_>| {
            let mut notes = entry.notes.iter();
            notes.all(|note| note.kind != NoteKind::Withdrawn)
        };
        let items = entries.filter(is_valid).take(LENGTH);
        let newsletter = NewsletterFeed {
            title: &channel.title,
            description: &site.tagline,
            lang: &site.lang,
            home: channel.absolute(&site.root),
            address: channel.absolute(&format!("{}{}{FILE}", site.root, channel.folder)),
            items: items.map(item_of).collect(),
        };
        let path = format!("{}{}{FILE}", channel.locale().prefix, channel.folder);
        is_site.then_some((path, newsletter))
    }
}

fn item_of(entry: FeedEntry<'_>) -> NewsletterItem<'_> {
    NewsletterItem {
        title: entry.title,
        summary: entry.summary,
        url: entry.url,
        published: entry.published,
        image: entry.media,
        alt: entry.image.map_or("", |image| &image.alt),
    }
}

/// Writes it.
///
/// # Errors
/// If the XML cannot be made.
pub fn write(newsletter: &NewsletterFeed<'_>) -> Result<[Vec<u8>; 1]> {
    let itself = vec![link("self", newsletter.address.clone())];
    let items = newsletter.items.iter().map(item);
    let channel = Channel {
        title: newsletter.title.to_owned(),
        link: newsletter.home.clone(),
        description: escape(newsletter.description),
        language: Some(newsletter.lang.to_owned()),
        namespaces: BTreeMap::from([("atom".into(), ATOM.into())]),
        extensions: BTreeMap::from([("atom".into(), BTreeMap::from([("link".into(), itself)]))]),
        items: items.collect::<Result<_>>()?,
        ..Channel::default()
    };
    let written = channel.write_to(Vec::new());
    let written = written
        .map(xml::finish)
        .context("a feed for e-mail cannot be made")?;
    Ok([written])
}

fn item(item: &NewsletterItem<'_>) -> Result<Item> {
    Ok(Item {
        title: Some(item.title.to_owned()),
        link: Some(item.url.clone()),
        description: Some(escape(item.summary)),
        guid: Some(Guid {
            value: item.url.clone(),
            permalink: true,
        }),
        pub_date: Some(rfc2822::to_string(&item.published.when)?),
        content: Some(message(item)),
        ..Item::default()
    })
}

/// An article as a part of a message: programs for e-mail know little HTML.
fn message(item: &NewsletterItem<'_>) -> String {
    let [url, title, summary] = [&item.url, item.title, item.summary].map(escape);
    let image = item.image.as_ref().map(|image| {
        format!(
            "<p><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\"></p>",
            escape(&image.url),
            escape(item.alt),
            image.size.0,
            image.size.1
        )
    });
    let image = image.unwrap_or_default();
    format!("{image}<p>{summary}</p><p><a href=\"{url}\">{title}</a></p>")
}
