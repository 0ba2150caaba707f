//! Pictures of articles in XML feeds (Media RSS), which Atom and RSS share.

use std::collections::BTreeMap;

use crate::feed::FeedEntry;

/// The namespace, as its prefix is bound to it.
pub const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// Name and attributes of the picture that leads an article: `media:content`.
pub fn content(entry: &FeedEntry<'_>) -> Option<BTreeMap<String, String>> {
    let media = entry.media.as_ref()?;
    let attributes = [
        ("url", media.url.clone()),
        ("type", media.media_type.to_owned()),
        ("medium", "image".to_owned()),
        ("fileSize", media.bytes.to_string()),
        ("width", media.size.0.to_string()),
        ("height", media.size.1.to_string()),
    ];
    Some(attributes.map(|(name, value)| (name.into(), value)).into())
}

/// Its description for those who do not see it.
pub fn description(entry: &FeedEntry<'_>) -> Option<String> {
    entry.image.map(|image| image.alt.clone())
}
