//! JSON Feed 1.1.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Entry, Part};
use crate::press::manuscript::Attachment;

/// Writes a document of a feed.
pub fn write(part: &Part<'_>) -> Result<Vec<u8>> {
    let site = &part.feed.locale.site;
    let links = part.links("feed", "json");
    let address = |rel| {
        links
            .iter()
            .find(|(name, _)| *name == rel)
            .map(|(_, href)| href)
    };
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": part.feed.title,
        "description": site.tagline,
        "home_page_url": part.home(),
        "feed_url": address("self"),
        "language": site.lang,
        "authors": [{ "name": site.footer.organization }],
        "items": part.entries.iter().map(|entry| item(part, entry)).collect::<Vec<_>>(),
    });
    if let Some(next) = address("prev-archive") {
        feed["next_url"] = json!(next);
    }
    serde_json::to_vec(&feed).context("a JSON feed cannot be made")
}

fn item(part: &Part<'_>, entry: &Entry<'_>) -> Value {
    let date = |moment: &crate::press::moment::Moment| moment.display(part.feed.config()).machine;
    let mut item = json!({
        "id": entry.url,
        "url": entry.url,
        "title": entry.manuscript.title,
        "summary": entry.manuscript.summary,
        "content_html": entry.html,
        "date_published": date(entry.published),
        "date_modified": date(entry.updated),
        "authors": [{ "name": entry.author }],
        "tags": entry.topics,
        "language": part.feed.locale.site.lang,
    });
    if !entry.attachments.is_empty() {
        let attachment = |it: &Attachment| {
            json!({
                "url": part.feed.file(it),
                "mime_type": it.media_type(),
                "title": it.title,
                "size_in_bytes": it.bytes,
            })
        };
        item["attachments"] = entry.attachments.iter().map(attachment).collect();
    }
    item
}
