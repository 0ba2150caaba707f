//! RSS 2.0 with the content module, and Atom's links for paging. Descriptions are HTML there, titles and names are not.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use gazette_model::escape;
use jiff::fmt::rfc2822;
use rss::{Category, Channel, Enclosure, Guid, Item, extension::Extension};

use crate::{
    feed::{FeedDocument, FeedEntry, FeedFormat, media, media::MEDIA},
    xml,
};

/// Atom's namespace.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Writes a document of a feed.
pub fn write(part: &FeedDocument<'_>) -> Result<Vec<u8>> {
    let links = part.links(FeedFormat::Rss).into_iter();
    let hubs = part.hubs().iter().map(|href| hub(href));
    let links: Vec<Extension> = links
        .map(|(rel, href)| link(rel, href))
        .chain(hubs)
        .collect();
    let channel = Channel {
        title: part.channel.title.clone(),
        link: part.home(),
        description: escape(&part.channel.locale().site.tagline),
        language: Some(part.channel.locale().site.lang.clone()),
        namespaces: namespaces(part),
        extensions: BTreeMap::from([("atom".into(), BTreeMap::from([("link".into(), links)]))]),
        items: part
            .entries
            .iter()
            .map(|it| item(part, it))
            .collect::<Result<_>>()?,
        ..Channel::default()
    };
    let written = channel.write_to(Vec::new());
    written
        .map(xml::finish)
        .context("an RSS feed cannot be made")
}

pub(super) fn link(rel: &str, href: String) -> Extension {
    let kind = "application/rss+xml".to_owned();
    let attributes = [("rel", rel.to_owned()), ("href", href), ("type", kind)];
    Extension {
        name: "atom:link".into(),
        attrs: attributes.map(|(name, value)| (name.into(), value)).into(),
        ..Extension::default()
    }
}

/// A hub, which tells at once what is new (WebSub).
fn hub(href: &str) -> Extension {
    let attributes = [("rel", "hub".to_owned()), ("href", href.to_owned())];
    Extension {
        name: "atom:link".into(),
        attrs: attributes.map(|(name, value)| (name.into(), value)).into(),
        ..Extension::default()
    }
}

/// Namespaces of a document: that of pictures only where there are some.
fn namespaces(part: &FeedDocument<'_>) -> BTreeMap<String, String> {
    let has_pictures = part.entries.iter().any(|entry| entry.media.is_some());
    let media = has_pictures.then(|| ("media".into(), MEDIA.into()));
    std::iter::once(("atom".into(), ATOM.into()))
        .chain(media)
        .collect()
}

/// The picture that leads an article.
fn picture(entry: &FeedEntry<'_>) -> Option<Extension> {
    let described = media::description(entry).map(|text| Extension {
        name: "media:description".into(),
        value: Some(text),
        ..Extension::default()
    });
    Some(Extension {
        name: "media:content".into(),
        attrs: media::content(entry)?,
        children: BTreeMap::from([("description".into(), described.into_iter().collect())]),
        ..Extension::default()
    })
}

fn item(part: &FeedDocument<'_>, entry: &FeedEntry<'_>) -> Result<Item> {
    let categories = entry.topics.iter().map(|topic| Category {
        name: topic.clone(),
        domain: None,
    });
    let mut files = part.channel.files(entry).into_iter();
    Ok(Item {
        title: Some(entry.title.to_owned()),
        link: Some(entry.url.clone()),
        description: Some(escape(entry.summary)),
        categories: categories.collect(),
        guid: Some(Guid {
            value: entry.url.clone(),
            permalink: true,
        }),
        pub_date: Some(rfc2822::to_string(&entry.published.when)?),
        // RSS has room for one.
        enclosure: files.next().map(|file| Enclosure {
            url: file.url,
            length: file.bytes.to_string(),
            mime_type: file.media_type,
        }),
        extensions: picture(entry)
            .map(|it| {
                (
                    "media".into(),
                    BTreeMap::from([("content".into(), vec![it])]),
                )
            })
            .into_iter()
            .collect(),
        content: Some(part.html(entry).to_owned()),
        ..Item::default()
    })
}
