//! JSON Feed 1.1 (and 1, which differs in its author).

mod states;

use gazette_model::escape;
use serde_json::Value;

use crate::{
    ExportBody, ExportItem, ImportedPicture, Item, Place, dates, identities::Identities, text,
};

/// Reads a feed.
pub fn read(json: &[u8], file: &str, take: &mut dyn FnMut(ExportItem)) {
    let place = Place {
        file: file.to_owned(),
        line: None,
    };
    let feed: Value = match serde_json::from_slice(json) {
        Ok(feed) => feed,
        Err(error) => {
            let line = Some(error.line() as u64);
            take(ExportItem::Trouble(
                Place { line, ..place },
                error.to_string(),
            ));
            return;
        }
    };
    let Some(items) = feed["items"].as_array() else {
        take(ExportItem::Trouble(
            place,
            "it is no JSON Feed: it has no `items`".into(),
        ));
        return;
    };
    let mut identities = Identities::default();
    for (index, entry) in items.iter().enumerate() {
        let place = Place {
            file: format!("{file}, item {}", index + 1),
            line: None,
        };
        let mut item = item(entry, place, &feed);
        let address = item.addresses.first().map(String::as_str);
        item.identity = identities.take(item.identity.clone(), address);
        states::hold(entry, &mut item);
        take(ExportItem::Item(Box::new(item)));
    }
}

fn item(entry: &Value, place: Place, feed: &Value) -> Item {
    let of = |name: &str| text_of(&entry[name]);
    let mut addresses: Vec<String> = [of("url")].into_iter().flatten().collect();
    // An identity may be the address that a reader finds it at.
    addresses.extend(of("id").filter(|id| addresses.is_empty() && id.contains("://")));
    let body = match (of("content_html"), of("content_text")) {
        (Some(html), _) => html,
        (None, Some(words)) => {
            let words = text::clean(&words);
            let paragraphs = words
                .split("\n\n")
                .map(|words| escape(words.trim()).replace('\n', "<br>"));
            format!("<p>{}</p>", paragraphs.collect::<Vec<_>>().join("</p><p>"))
        }
        (None, None) => String::new(),
    };
    let names = |list: &Value| -> Vec<String> {
        let all = list.as_array().into_iter().flatten();
        all.filter_map(text_of)
            .map(|name| text::plain(&name))
            .collect()
    };
    let authors = entry["authors"].as_array().or(feed["authors"].as_array());
    let author = authors.and_then(|authors| text_of(&authors.first()?["name"]));
    let attachments = entry["attachments"].as_array().into_iter().flatten();
    Item {
        place,
        identity: of("id").or_else(|| of("url")).unwrap_or_default(),
        title: of("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        published: of("date_published").map(|date| dates::read(&date)),
        modified: of("date_modified").map(|date| dates::read(&date)),
        summary: of("summary").map(|words| text::plain(&words)),
        topics: names(&entry["tags"]),
        lang: of("language").or_else(|| text_of(&feed["language"])),
        author: author.or_else(|| text_of(&entry["author"]["name"])),
        body: ExportBody::Html(text::clean(&body)),
        addresses,
        picture: of("image")
            .or_else(|| of("banner_image"))
            .map(|source| ImportedPicture {
                source,
                alternative: String::new(),
            }),
        attachments: attachments
            .filter_map(|file| {
                let url = text_of(&file["url"])?;
                let name = url.rsplit('/').next().unwrap_or_default().to_owned();
                Some((text_of(&file["title"]).unwrap_or(name), url))
            })
            .collect(),
        ..Item::default()
    }
}

/// A text that says something; numbers are texts too, since some feeds count their items.
pub fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
