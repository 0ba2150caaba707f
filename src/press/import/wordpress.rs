//! WordPress: its export in WXR, an RSS with what else WordPress knows of each post.

mod blocks;
mod embeds;
mod hidden;
mod paragraphs;
mod shared;
mod shortcodes;
mod states;
mod verbatim;

use std::io::BufRead;

use gazette_model::escape;

use crate::{
    ExportBody, ExportFile, ExportItem, ImportedPicture, Item, Place, dates,
    identities::Identities,
    text,
    wordpress::shared::SharedBlocks,
    xml,
    xml::{Piece, XmlElement},
};

/// Prefix of an address that is the number of a file in the export.
pub const NUMBERED: &str = "/@file/";

/// Prefix of an address that is the number of a post, and stands for all pictures attached to that post.
pub const ATTACHED: &str = "/@attached/";

/// Reads an export.
pub fn read(input: impl BufRead, file: &str, take: &mut dyn FnMut(ExportItem)) {
    let mut site = WordpressSite::default();
    // Blocks that several posts share may stand behind the posts.
    let mut waiting: Vec<(Place, XmlElement)> = Vec::new();
    let fields = ["language", "link", "wp:base_blog_url", "wp:base_site_url"];
    let done = xml::read(input, &["item"], &fields, |piece| match piece {
        Piece::Field(field) => site.take(&field),
        Piece::Record(line, tree) => {
            let place = Place {
                file: file.to_owned(),
                line: Some(line),
            };
            match kind_of(&tree).as_str() {
                "wp_block" => site.blocks.take(&tree),
                "post" | "page" if has_shared_block(&tree) => waiting.push((place, tree)),
                "post" | "page" => take(item(&tree, place, &mut site)),
                "attachment" => take(attachment(&tree)),
                other => take(ExportItem::Other(other.to_owned())),
            }
        }
    });
    for (place, tree) in waiting {
        take(item(&tree, place, &mut site));
    }
    if let Err((line, why)) = done {
        let place = Place {
            file: file.to_owned(),
            line: Some(line),
        };
        take(ExportItem::Trouble(place, why));
    }
}

/// The type of a post; that of an ordinary one where none is named.
fn kind_of(tree: &XmlElement) -> String {
    let kind = tree.text_of("wp:post_type").unwrap_or_default();
    match kind.trim() {
        "" => "post".into(),
        kind => kind.to_owned(),
    }
}

fn has_shared_block(tree: &XmlElement) -> bool {
    tree.text_of("content:encoded")
        .is_some_and(|text| shared::has_any(&text))
}

/// Metadata of an export that holds for all of its posts.
#[derive(Default)]
struct WordpressSite {
    lang: Option<String>,
    /// The address of its start page.
    home: Option<String>,
    identities: Identities,
    blocks: SharedBlocks,
}

impl WordpressSite {
    fn take(&mut self, field: &XmlElement) {
        let text = Some(field.text().trim().to_owned()).filter(|text| !text.is_empty());
        match field.name.as_str() {
            "language" => self.lang = self.lang.take().or(text),
            // What it says of the blog is surer than what it says of the network that the blog is in.
            "wp:base_blog_url" => self.home = text.or(self.home.take()),
            // The first link is that of the site; others are those of its pictures.
            _ => self.home = self.home.take().or(text),
        }
    }

    /// The address that each post has beside others, by its number.
    fn numbered(&self, tree: &XmlElement) -> Option<String> {
        let number = tree.text_of("wp:post_id")?;
        let home = self.home.as_deref()?.trim_end_matches('/');
        Some(format!("{home}/?p={}", number.trim()))
    }
}

fn attachment(tree: &XmlElement) -> ExportItem {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    if matches!(
        of("wp:status").as_deref(),
        Some("private" | "trash" | "draft")
    ) {
        return ExportItem::Other("attachment".into());
    }
    let caption = of("excerpt:encoded")
        .map(|words| text::plain(&words))
        .unwrap_or_default();
    let alternative = meta(tree, "_wp_attachment_image_alt").map(|words| text::plain(&words));
    let picture = ImportedPicture {
        source: of("wp:attachment_url").unwrap_or_default(),
        alternative: alternative.unwrap_or_else(|| caption.clone()),
    };
    let file = ExportFile {
        picture,
        caption,
        parent: of("wp:post_parent").unwrap_or_default(),
        page: of("link"),
    };
    ExportItem::File(of("wp:post_id").unwrap_or_default(), file)
}

fn item(tree: &XmlElement, place: Place, site: &mut WordpressSite) -> ExportItem {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let mut lost = Vec::new();
    let known_as: Vec<String> = [of("guid"), of("link")].into_iter().flatten().collect();
    let numbered = site.numbered(tree);
    let mut addresses: Vec<String> = [of("link"), of("guid")].into_iter().flatten().collect();
    addresses.extend(
        numbered
            .clone()
            .filter(|numbered| !addresses.contains(numbered)),
    );
    let comments = tree.all("wp:comment").count();
    if comments > 0 {
        lost.push(format!("comments of readers: {comments}"));
    }
    let picture = meta(tree, "_thumbnail_id").map(|number| ImportedPicture {
        source: format!("{NUMBERED}{}", number.trim()),
        alternative: String::new(),
    });
    let name = numbered
        .or_else(|| known_as.first().cloned())
        .or_else(|| of("wp:post_id"));
    let link = of("link");
    let mut item = Item {
        identity: site
            .identities
            .take(name.unwrap_or_default(), link.as_deref()),
        known_as,
        place,
        is_page: kind_of(tree) == "page",
        title: of("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        slug: of("wp:post_name"),
        published: published(tree),
        modified: clock(tree, "wp:post_modified", "wp:post_modified_gmt"),
        summary: of("excerpt:encoded").map(|words| text::plain(&words)),
        topics: topics(tree),
        lang: language(tree).or_else(|| site.lang.clone()),
        author: of("dc:creator"),
        body: body(tree, &site.blocks, &mut lost),
        addresses,
        picture,
        lost,
        ..Item::default()
    };
    states::hold(tree, &mut item);
    ExportItem::Item(Box::new(item))
}

fn clock(tree: &XmlElement, local: &str, universal: &str) -> Option<Result<String, String>> {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    match (of(local), of(universal)) {
        (None, None) => None,
        (local, universal) => Some(dates::beside(
            &local.unwrap_or_default(),
            &universal.unwrap_or_default(),
        )),
    }
}

/// Date of a post's publication. Drafts have zeros for a date, and their `pubDate` is the time of the export.
fn published(tree: &XmlElement) -> Option<Result<String, String>> {
    let own = clock(tree, "wp:post_date", "wp:post_date_gmt");
    let is_out = tree
        .text_of("wp:status")
        .is_some_and(|status| status.trim() == "publish");
    match own {
        Some(Ok(date)) => Some(Ok(date)),
        own if is_out || own.is_none() => {
            let written = tree.text_of("pubDate").map(|date| dates::read(&date));
            written.filter(Result::is_ok).or(own)
        }
        own => own,
    }
}

/// The language of a post, as the plug-in Polylang notes it.
fn language(tree: &XmlElement) -> Option<String> {
    let mut categories = tree.all("category");
    let language = categories.find(|category| category.attribute("domain") == Some("language"))?;
    language.attribute("nicename").map(ToOwned::to_owned)
}

fn topics(tree: &XmlElement) -> Vec<String> {
    let is_topic = |category: &&XmlElement| {
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

fn body(tree: &XmlElement, blocks: &SharedBlocks, lost: &mut Vec<String>) -> ExportBody {
    let written = tree.text_of("content:encoded").unwrap_or_default();
    let written = text::clean(&blocks.resolve(&written, lost));
    let number = tree.text_of("wp:post_id").unwrap_or_default();
    let (expanded, gone) = shortcodes::expand(&written, number.trim());
    lost.extend(gone.into_iter().map(|code| format!("the shortcode {code}")));
    let mut html = blocks::read(&expanded, lost);
    if let Some(notes) = meta(tree, "footnotes") {
        html.push_str(&footnotes(&notes));
    }
    ExportBody::Html(html)
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

fn meta(tree: &XmlElement, key: &str) -> Option<String> {
    let mut all = tree.all("wp:postmeta");
    let found = all.find(|meta| {
        meta.text_of("wp:meta_key")
            .is_some_and(|name| name.trim() == key)
    })?;
    found.text_of("wp:meta_value")
}
