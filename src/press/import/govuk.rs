//! GOV.UK's content API: one JSON document for each page, with its text as HTML.

mod consultation;
mod states;

use gazette_model::escape;
use serde_json::Value;

use crate::{
    ExportBody, ExportItem, ImportedPicture, Item, Place, dates, json_feed::text_of, text,
};

/// Reads a document, or a list of them.
pub fn read(json: &[u8], file: &str, take: &mut dyn FnMut(ExportItem)) {
    let place = Place {
        file: file.to_owned(),
        line: None,
    };
    match serde_json::from_slice::<Value>(json) {
        Ok(Value::Array(documents)) => documents
            .iter()
            .for_each(|document| one(document, &place, take)),
        Ok(document) => one(&document, &place, take),
        Err(error) => {
            let line = Some(error.line() as u64);
            take(ExportItem::Trouble(
                Place { line, ..place },
                error.to_string(),
            ));
        }
    }
}

fn one(document: &Value, place: &Place, take: &mut dyn FnMut(ExportItem)) {
    let of = |name: &str| text_of(&document[name]);
    let Some(path) = of("base_path") else {
        take(ExportItem::Trouble(
            place.clone(),
            "it is no document of the content API: it has no `base_path`".into(),
        ));
        return;
    };
    let details = &document["details"];
    let body = body(details).or_else(|| documents(details));
    let body = match (body, consultation::html(details)) {
        (body, None) => body,
        (body, Some(more)) => Some(body.unwrap_or_default() + &more),
    };
    let mut lost = Vec::new();
    if body.is_none() {
        let kind = of("document_type").unwrap_or_default();
        lost.push(format!(
            "the text: a document of the type \"{kind}\" has none in details.body"
        ));
    }
    let published = of("first_published_at").or_else(|| of("public_updated_at"));
    let picture = text_of(&details["image"]["url"]).map(|source| ImportedPicture {
        source,
        alternative: text_of(&details["image"]["alt_text"]).unwrap_or_default(),
    });
    let mut item = Item {
        place: place.clone(),
        identity: of("content_id").map_or(path.clone(), |id| {
            format!("{id} {}", of("locale").unwrap_or_default())
        }),
        title: of("title")
            .map(|title| text::line(&title))
            .unwrap_or_default(),
        published: published.map(|date| dates::read(&date)),
        modified: of("public_updated_at").map(|date| dates::read(&date)),
        summary: of("description").map(|words| text::plain(&words)),
        topics: topics(document),
        lang: of("locale"),
        author: first_title(&document["links"]["primary_publishing_organisation"])
            .or_else(|| first_title(&document["links"]["organisations"])),
        body: ExportBody::Html(text::clean(&body.unwrap_or_default())),
        addresses: vec![format!("https://www.gov.uk{path}")],
        picture,
        history: history(details),
        attachments: attachments(details),
        lost,
        ..Item::default()
    };
    states::hold(document, &mut item);
    take(ExportItem::Item(Box::new(item)));
}

/// The text: in one piece, in several kinds of which one is HTML, or in parts with titles.
fn body(details: &Value) -> Option<String> {
    if let Some(body) = text_of(&details["body"]) {
        return Some(body);
    }
    if let Some(kinds) = details["body"].as_array() {
        let mut kinds = kinds.iter();
        return kinds
            .find(|kind| kind["content_type"] == "text/html")
            .and_then(|kind| text_of(&kind["content"]));
    }
    let part = |part: &Value| {
        let title = text_of(&part["title"]).unwrap_or_default();
        let body = part["body"]
            .as_str()
            .unwrap_or_default()
            .replace("<h2", "<h3")
            .replace("</h2", "</h3");
        format!("<h2>{}</h2>{body}", escape(&title))
    };
    let parts = details["parts"].as_array()?;
    Some(parts.iter().map(part).collect())
}

/// Documents that stand beside each other, where there is no text around them.
fn documents(details: &Value) -> Option<String> {
    let documents = details["documents"].as_array()?.iter();
    let all: String = documents.filter_map(Value::as_str).collect();
    (!all.is_empty()).then_some(all)
}

fn topics(document: &Value) -> Vec<String> {
    let all = ["taxons", "topics", "policy_areas"].map(|name| document["links"][name].as_array());
    let mut topics: Vec<String> = all
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(title)
        .collect();
    topics.dedup();
    topics
}

fn title(link: &Value) -> Option<String> {
    text_of(&link["title"]).map(|title| text::line(&title))
}

fn first_title(links: &Value) -> Option<String> {
    links.as_array()?.iter().find_map(title)
}

/// The change history but for its first note, which tells of the publication itself.
fn history(details: &Value) -> Vec<(String, String)> {
    let notes = details["change_history"].as_array().into_iter().flatten();
    let mut notes: Vec<(String, String)> = notes
        .filter_map(|note| {
            let date = text_of(&note["public_timestamp"])?;
            Some((
                dates::read(&date).ok()?,
                text::plain(&text_of(&note["note"])?),
            ))
        })
        .collect();
    notes.sort();
    notes.into_iter().skip(1).rev().collect()
}

fn attachments(details: &Value) -> Vec<(String, String)> {
    let files = details["attachments"].as_array().into_iter().flatten();
    files
        .filter_map(|file| {
            // A part of another page stands there.
            let url = text_of(&file["url"]).or_else(|| text_of(&file["web_url"]))?;
            let name = text_of(&file["title"]).or_else(|| text_of(&file["filename"]));
            Some((name.unwrap_or_else(|| url.clone()), url))
        })
        .collect()
}
