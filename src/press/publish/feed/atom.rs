//! Atom (RFC 4287).

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use atom_syndication::{
    self as atom, Category, Content, FixedDateTime, Link, Person, Text, extension::Extension,
};
use gazette_content::config::date::Moment;

use crate::{
    feed::{FeedDocument, FeedEntry, FeedFormat, media, media::MEDIA},
    xml,
};

/// RFC 5005.
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// Writes a document of a feed.
pub fn write(part: &FeedDocument<'_>) -> Result<Vec<u8>> {
    let mut feed = atom::Feed {
        id: part.home(),
        title: Text::plain(part.channel.title.clone()),
        subtitle: Some(Text::plain(part.channel.locale().site.tagline.clone())),
        lang: Some(part.channel.locale().site.lang.clone()),
        links: vec![link("alternate", "text/html", part.home())],
        ..atom::Feed::default()
    };
    for (rel, href) in part.links(FeedFormat::Atom) {
        feed.links.push(link(rel, "application/atom+xml", href));
    }
    for hub in part.hubs() {
        feed.links.push(Link {
            href: hub.clone(),
            rel: "hub".into(),
            ..Link::default()
        });
    }
    if let Some(updated) = part.updated() {
        feed.updated = date(part, updated)?;
    }
    if part.page.is_some() {
        let archive = Extension {
            name: "fh:archive".into(),
            ..Extension::default()
        };
        feed.namespaces.insert("fh".into(), HISTORY.into());
        let archive = BTreeMap::from([("archive".into(), vec![archive])]);
        feed.extensions.insert("fh".into(), archive);
    }
    if part.entries.iter().any(|entry| entry.media.is_some()) {
        feed.namespaces.insert("media".into(), MEDIA.into());
    }
    for it in &part.entries {
        feed.entries.push(entry(part, it)?);
    }
    let written = feed.write_to(Vec::new());
    written
        .map(xml::finish)
        .context("an Atom feed cannot be made")
}

fn entry(part: &FeedDocument<'_>, entry: &FeedEntry<'_>) -> Result<atom::Entry> {
    Ok(atom::Entry {
        id: entry.url.clone(),
        title: Text::plain(entry.title.to_owned()),
        summary: Some(Text::plain(entry.summary.to_owned())),
        published: Some(date(part, entry.published)?),
        updated: date(part, entry.updated)?,
        authors: vec![Person {
            name: entry.author.clone(),
            ..Person::default()
        }],
        categories: entry
            .topics
            .iter()
            .map(|topic| Category {
                term: topic.clone(),
                ..Category::default()
            })
            .collect(),
        links: links(part, entry),
        content: Some(Content {
            value: Some(part.html(entry).to_owned()),
            content_type: Some("html".into()),
            ..Content::default()
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
        ..atom::Entry::default()
    })
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

/// The page, and its recordings and attachments as enclosures.
fn links(part: &FeedDocument<'_>, entry: &FeedEntry<'_>) -> Vec<Link> {
    let mut links = vec![link("alternate", "text/html", entry.url.clone())];
    links.extend(part.channel.files(entry).into_iter().map(|file| Link {
        title: Some(file.title.to_owned()),
        hreflang: file.lang.map(ToOwned::to_owned),
        length: Some(file.bytes.to_string()),
        ..link("enclosure", &file.media_type, file.url)
    }));
    links
}

fn link(rel: &str, kind: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.into(),
        mime_type: Some(kind.into()),
        ..Link::default()
    }
}

fn date(part: &FeedDocument<'_>, moment: &Moment) -> Result<FixedDateTime> {
    let text = moment.display(&part.channel.config.dates).machine;
    let date = text.parse();
    date.map_err(|error| anyhow!("{text}: no date for a feed: {error}"))
}
