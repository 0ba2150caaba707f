//! WordPress: its export in WXR, an RSS with what else WordPress knows of each post.

mod paragraphs;
mod shortcodes;

use std::io::BufRead;

use gazette_model::escape;

use crate::{
    Body, Found, Item, Picture, Place, dates, text, xml,
    xml::{Piece, Tree},
};

/// What an address begins with that is the number of a file of the export.
pub const NUMBERED: &str = "/@file/";

/// Reads an export.
pub fn read(input: impl BufRead, file: &str, take: &mut dyn FnMut(Found)) {
    let mut lang = None;
    let done = xml::read(input, &["item"], &["language"], |piece| match piece {
        Piece::Field(field) if lang.is_none() => lang = Some(field.text().trim().to_owned()),
        Piece::Field(_) => {}
        Piece::Record(line, tree) => {
            let place = Place {
                file: file.to_owned(),
                line: Some(line),
            };
            let found = match tree.text_of("wp:post_type").unwrap_or_default().trim() {
                "post" | "" => item(&tree, place, false, lang.clone()),
                "page" => item(&tree, place, true, lang.clone()),
                "attachment" => attachment(&tree),
                other => Found::Other(other.to_owned()),
            };
            take(found);
        }
    });
    if let Err((line, why)) = done {
        let place = Place {
            file: file.to_owned(),
            line: Some(line),
        };
        take(Found::Trouble(place, why));
    }
}

fn attachment(tree: &Tree) -> Found {
    let number = tree.text_of("wp:post_id").unwrap_or_default();
    let alternative =
        meta(tree, "_wp_attachment_image_alt").or_else(|| tree.text_of("excerpt:encoded"));
    Found::File(
        number.trim().to_owned(),
        Picture {
            source: tree
                .text_of("wp:attachment_url")
                .unwrap_or_default()
                .trim()
                .to_owned(),
            alternative: alternative
                .map(|words| text::plain(&words))
                .unwrap_or_default(),
        },
    )
}

fn item(tree: &Tree, place: Place, is_page: bool, lang: Option<String>) -> Found {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let mut lost = Vec::new();
    let addresses: Vec<String> = [of("link"), of("guid")].into_iter().flatten().collect();
    let comments = tree.all("wp:comment").count();
    if comments > 0 {
        lost.push(format!("comments of readers: {comments}"));
    }
    let clock = |local: &str, universal: &str| match (of(local), of(universal)) {
        (None, None) => None,
        (local, universal) => Some(dates::beside(
            &local.unwrap_or_default(),
            &universal.unwrap_or_default(),
        )),
    };
    let published = clock("wp:post_date", "wp:post_date_gmt")
        .or_else(|| of("pubDate").map(|date| dates::read(&date)));
    let picture = meta(tree, "_thumbnail_id").map(|number| Picture {
        source: format!("{NUMBERED}{}", number.trim()),
        alternative: String::new(),
    });
    Found::Item(Box::new(Item {
        identity: addresses
            .last()
            .cloned()
            .or_else(|| of("wp:post_id"))
            .unwrap_or_default(),
        place,
        is_page,
        title: of("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        slug: of("wp:post_name"),
        published,
        modified: clock("wp:post_modified", "wp:post_modified_gmt"),
        summary: of("excerpt:encoded").map(|words| text::plain(&words)),
        topics: topics(tree),
        lang,
        author: of("dc:creator"),
        body: body(tree, &mut lost),
        addresses,
        picture,
        is_draft: matches!(
            of("wp:status").as_deref(),
            Some("draft" | "auto-draft" | "pending")
        ),
        withheld: withheld(tree),
        lost,
        ..Item::default()
    }))
}

fn topics(tree: &Tree) -> Vec<String> {
    let is_topic = |category: &&Tree| {
        matches!(
            category.attribute("domain"),
            Some("category" | "post_tag") | None
        )
    };
    let named = tree.all("category").filter(is_topic);
    // What nobody has sorted is no topic.
    let sorted = named.filter(|category| category.attribute("nicename") != Some("uncategorized"));
    sorted
        .map(|category| text::plain(&category.text()))
        .collect()
}

fn withheld(tree: &Tree) -> Option<String> {
    if tree.text_of("wp:post_password").is_some() {
        return Some("it has a password".into());
    }
    let status = tree.text_of("wp:status")?;
    let why = match status.trim() {
        // What is to be published later has a date that says so.
        "publish" | "future" | "draft" | "auto-draft" | "pending" => return None,
        "private" => "it is private",
        "trash" => "it was thrown away",
        other => return Some(format!("its status is \"{other}\"")),
    };
    Some(why.into())
}

fn body(tree: &Tree, lost: &mut Vec<String>) -> Body {
    let written = text::clean(&tree.text_of("content:encoded").unwrap_or_default());
    let (mut html, gone) = shortcodes::expand(&written);
    lost.extend(gone.into_iter().map(|code| format!("the shortcode {code}")));
    // The block editor writes paragraphs itself; before it, empty lines stood for them.
    if !html.contains("<!-- wp:") {
        html = paragraphs::paragraphs(&html);
    }
    if let Some(notes) = meta(tree, "footnotes") {
        html.push_str(&footnotes(&notes));
    }
    Body::Html(html)
}

/// The block editor's footnotes lie beside the text, as JSON.
fn footnotes(json: &str) -> String {
    let notes: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let note = |note: &serde_json::Value| {
        let id = note["id"].as_str().unwrap_or_default();
        let content = note["content"].as_str().unwrap_or_default();
        format!("<li id=\"{}\">{}</li>", escape(id), text::clean(content))
    };
    format!("<ol>{}</ol>", notes.iter().map(note).collect::<String>())
}

fn meta(tree: &Tree, key: &str) -> Option<String> {
    let mut all = tree.all("wp:postmeta");
    let found = all.find(|meta| {
        meta.text_of("wp:meta_key")
            .is_some_and(|name| name.trim() == key)
    })?;
    found.text_of("wp:meta_value")
}
