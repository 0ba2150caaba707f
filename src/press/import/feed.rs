//! Feeds: RSS 2.0 (and 1.0, which names the same things) and Atom (RFC 4287).

mod blogger;
mod states;

use std::io::BufRead;

use url::Url;

use crate::{
    ExportBody, ExportItem, ImportedPicture, Item, Place, dates,
    identities::Identities,
    schedule::note_zone,
    text, xml,
    xml::{Piece, XmlElement},
};

/// Reads a feed.
pub fn read(input: impl BufRead, file: &str, take: &mut dyn FnMut(ExportItem)) {
    let mut channel = FeedMetadata::default();
    let mut identities = Identities::default();
    let mut records = 0;
    let place = |line| Place {
        file: file.to_owned(),
        line: Some(line),
    };
    let done = xml::read(
        input,
        &["item", "entry"],
        &["language", "link"],
        |piece| match piece {
            Piece::Field(field) => channel.take(&field),
            Piece::Record(line, tree) => {
                records += 1;
                take(record(&tree, place(line), &channel, &mut identities));
            }
        },
    );
    match done {
        Err((line, why)) => take(ExportItem::Trouble(place(line), why)),
        Ok(()) if records == 0 => take(ExportItem::Trouble(
            place(1),
            "there is neither an <item> nor an <entry> in it".into(),
        )),
        Ok(()) => {}
    }
}

/// Metadata of a feed that holds for all of its items.
#[derive(Default)]
struct FeedMetadata {
    lang: Option<String>,
    /// The site's address, which others may be relative to.
    link: Option<Url>,
}

impl FeedMetadata {
    fn take(&mut self, field: &XmlElement) {
        let text = field.text().trim().to_owned();
        if field.name == "language" {
            self.lang = self.lang.take().or(Some(text));
            return;
        }
        let is_own = matches!(field.attribute("rel"), None | Some("alternate" | "self"));
        let written = field.attribute("href").unwrap_or(&text);
        let own = Url::parse(written)
            .ok()
            .filter(|url| is_own && url.has_host());
        self.link = self.link.take().or(own);
    }
}

fn record(
    tree: &XmlElement,
    place: Place,
    channel: &FeedMetadata,
    identities: &mut Identities,
) -> ExportItem {
    if let Some(kind) = blogger::other(tree) {
        return ExportItem::Other(kind);
    }
    let base = tree.base(channel.link.as_ref());
    let mut item = if tree.name == "entry" {
        atom(tree, place, base.as_ref())
    } else {
        rss(tree, place, base.as_ref())
    };
    if tree.name == "item" {
        let link = item.addresses.first().map(String::as_str);
        item.identity = identities.take(item.identity.clone(), link);
    }
    item.lang = item.lang.take().or_else(|| channel.lang.clone());
    item.is_page = blogger::is_page(tree);
    states::hold(tree, &mut item);
    note_zone(&mut item);
    ExportItem::Item(Box::new(item))
}

fn rss(tree: &XmlElement, place: Place, base: Option<&Url>) -> Item {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let link = of("link").map(|link| absolute(&link, base));
    let guid = of("guid");
    let (full, description) = (of("content:encoded"), of("description"));
    let mut lost = Vec::new();
    if full.is_none() {
        lost.push("perhaps a part of the text: the feed has only a description".into());
    }
    let mut item = Item {
        place,
        identity: guid.clone().or_else(|| link.clone()).unwrap_or_default(),
        title: of("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        published: date(tree),
        summary: full.as_ref().and(description.as_deref()).map(text::plain),
        topics: tree
            .all("category")
            .map(|category| text::plain(&category.text()))
            .collect(),
        lang: of("dc:language").or_else(|| tree.attribute("xml:lang").map(ToOwned::to_owned)),
        author: of("dc:creator").or_else(|| of("author")),
        body: ExportBody::Html(text::clean(&full.or(description).unwrap_or_default())),
        addresses: link
            .into_iter()
            .chain(guid.filter(|guid| guid.contains("://")))
            .collect(),
        base: tree.attribute("xml:base").map(ToOwned::to_owned),
        lost,
        ..Item::default()
    };
    for enclosure in tree.all("enclosure") {
        let kind = enclosure.attribute("type").unwrap_or_default();
        let address = enclosure.attribute("url").map(|url| absolute(url, base));
        enclose(&mut item, address.as_deref(), kind, None);
    }
    item
}

/// Date of publication from the first readable date element, or else the error of the first one.
fn date(tree: &XmlElement) -> Option<Result<String, String>> {
    let names = [
        "pubDate",
        "pubdate",
        "issued",
        "published",
        "date",
        "created",
        "updated",
    ];
    let written = names.iter().flat_map(|name| {
        let found = tree.local(std::slice::from_ref(name)).map(XmlElement::text);
        found
            .filter(|text| !text.trim().is_empty())
            .collect::<Vec<_>>()
    });
    let read: Vec<_> = written.map(|text| dates::read(&text)).collect();
    let first = read.iter().position(Result::is_ok).unwrap_or(0);
    read.into_iter().nth(first)
}

/// An address that is whole, where it is known what it is relative to.
fn absolute(address: &str, base: Option<&Url>) -> String {
    let address = address.trim();
    let joined = base.and_then(|base| base.join(address).ok());
    match Url::parse(address) {
        Err(_) if !address.is_empty() => joined.map_or_else(|| address.to_owned(), String::from),
        _ => address.to_owned(),
    }
}

/// A file beside the text: the first picture stands above it.
fn enclose(item: &mut Item, address: Option<&str>, kind: &str, title: Option<&str>) {
    let Some(address) = address.map(str::trim).filter(|address| !address.is_empty()) else {
        return;
    };
    if kind.starts_with("image/") && item.picture.is_none() {
        item.picture = Some(ImportedPicture {
            source: address.to_owned(),
            alternative: String::new(),
        });
    } else {
        let name = address.rsplit('/').next().unwrap_or(address);
        let title = title.map(text::plain).filter(|title| !title.is_empty());
        item.attachments
            .push((title.unwrap_or_else(|| name.to_owned()), address.to_owned()));
    }
}

fn atom(tree: &XmlElement, place: Place, base: Option<&Url>) -> Item {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let html = |name: &str| {
        tree.all(name)
            .next()
            .map(|text| construct(text, base))
            .filter(|html| !html.trim().is_empty())
    };
    let rel =
        |link: &&XmlElement, wanted: &str| link.attribute("rel").unwrap_or("alternate") == wanted;
    let address = tree
        .all("link")
        .find(|link| rel(link, "alternate"))
        .and_then(|link| Some(absolute(link.attribute("href")?, base)));
    let id = of("id");
    let (content, summary) = (html("content"), html("summary"));
    let mut lost = Vec::new();
    if content.is_none() {
        lost.push("perhaps a part of the text: the feed has only a summary".into());
    }
    let topic = |category: &XmlElement| {
        let name = category.attribute("label").or(category.attribute("term"));
        text::plain(name.unwrap_or_default())
    };
    let (published, updated) = (of("published"), of("updated"));
    let mut item = Item {
        place,
        identity: id.clone().or_else(|| address.clone()).unwrap_or_default(),
        title: html("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        published: published
            .as_ref()
            .or(updated.as_ref())
            .map(|date| dates::read(date)),
        modified: published.and(updated).map(|date| dates::read(&date)),
        summary: content.as_ref().and(summary.as_deref()).map(text::plain),
        topics: tree
            .all("category")
            .filter(|category| !blogger::is_kind(category))
            .map(topic)
            .collect(),
        lang: lang_of_text(tree),
        author: tree.all("author").find_map(|author| author.text_of("name")),
        body: ExportBody::Html(text::clean(&content.or(summary).unwrap_or_default())),
        base: tree
            .all("content")
            .next()
            .unwrap_or(tree)
            .base(tree.attribute("xml:base").and(base))
            .map(String::from),
        addresses: address
            .into_iter()
            .chain(id.filter(|id| id.starts_with("http")))
            .collect(),
        lost,
        ..Item::default()
    };
    for link in tree.all("link").filter(|link| rel(link, "enclosure")) {
        let kind = link.attribute("type").unwrap_or_default();
        let address = link.attribute("href").map(|href| absolute(href, base));
        enclose(&mut item, address.as_deref(), kind, link.attribute("title"));
    }
    item
}

/// The language of an entry's text, which its own element may name, or one in it that holds the whole text.
fn lang_of_text(tree: &XmlElement) -> Option<String> {
    let named = |element: &XmlElement| {
        let lang = element.attribute("xml:lang").or(element.attribute("lang"));
        lang.map(str::trim)
            .filter(|lang| !lang.is_empty())
            .map(ToOwned::to_owned)
    };
    let texts = ["content", "summary", "title"];
    let text = texts.iter().find_map(|name| tree.all(name).next());
    let own = text.and_then(|text| {
        let whole = text.local(&["div"]).next().and_then(named);
        whole.or_else(|| named(text))
    });
    own.or_else(|| named(tree))
}

/// A text construct (RFC 4287, section 3.1) as HTML.
fn construct(tree: &XmlElement, base: Option<&Url>) -> String {
    match tree.attribute("type").unwrap_or("text") {
        "html" | "text/html" => tree.text(),
        "xhtml" | "application/xhtml+xml" => {
            let mut html = String::new();
            tree.inside(tree.base(base).as_ref(), &mut html);
            html
        }
        _ => gazette_model::escape(&tree.text()),
    }
}
