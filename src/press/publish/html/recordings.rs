//! Video and sound of an article for search engines (schema.org, `VideoObject` and `AudioObject`).

use gazette_content::body::recording::ShownRecording;
use gazette_model::Article;
use serde_json::{Value, json};

use crate::html::page_context::PageContext;

/// Adds the recordings of an article to its description. A video without a poster has the article's own picture.
pub fn describe(page: &PageContext<'_>, article: &Article, pictures: &[String], data: &mut Value) {
    for (key, is_video) in [("video", true), ("audio", false)] {
        let recordings = page.recordings.iter();
        let objects: Vec<Value> = recordings
            .filter(|it| it.size.is_some() == is_video)
            .map(|it| object(page, article, pictures, it))
            .collect();
        if !objects.is_empty() {
            data[key] = json!(objects);
        }
    }
}

fn object(
    page: &PageContext<'_>,
    article: &Article,
    pictures: &[String],
    recording: &ShownRecording,
) -> Value {
    let absolute = |address: &String| page.config.absolute(&page.config.path(address));
    let mut object = json!({
        "@type": "AudioObject",
        "name": recording.title,
        "description": article.summary,
        "contentUrl": absolute(&recording.address),
        "encodingFormat": recording.media_type,
        "contentSize": recording.bytes.to_string(),
        "duration": duration(recording.milliseconds),
        "uploadDate": article.published.machine,
    });
    if let Some((width, height)) = recording.size {
        object["@type"] = json!("VideoObject");
        object["width"] = json!(width);
        object["height"] = json!(height);
        let poster = recording.poster.as_ref().map(absolute);
        object["thumbnailUrl"] = json!(poster.as_ref().or(pictures.first()));
    }
    if let Some(transcript) = &recording.transcript {
        object["transcript"] = json!(transcript);
    }
    object
}

/// A length as ISO 8601 writes it.
fn duration(milliseconds: u64) -> String {
    format!("PT{}S", milliseconds.div_ceil(1000))
}
