//! Feeds: RSS 2.0 (and 1.0, which names the same things) and Atom (RFC 4287).

use std::io::BufRead;

use crate::{
    Body, Found, Item, Picture, Place, dates, text, xml,
    xml::{Piece, Tree},
};

/// Reads a feed.
pub fn read(input: impl BufRead, file: &str, take: &mut dyn FnMut(Found)) {
    let mut lang = None;
    let mut records = 0;
    let place = |line| Place {
        file: file.to_owned(),
        line: Some(line),
    };
    let done = xml::read(
        input,
        &["item", "entry"],
        &["language"],
        |piece| match piece {
            Piece::Field(field) => {
                lang = lang.take().or_else(|| Some(field.text().trim().to_owned()));
            }
            Piece::Record(line, tree) => {
                records += 1;
                let item = if tree.name == "entry" {
                    atom(&tree, place(line))
                } else {
                    rss(&tree, place(line), lang.clone())
                };
                take(Found::Item(Box::new(item)));
            }
        },
    );
    match done {
        Err((line, why)) => take(Found::Trouble(place(line), why)),
        Ok(()) if records == 0 => take(Found::Trouble(
            place(1),
            "there is neither an <item> nor an <entry> in it".into(),
        )),
        Ok(()) => {}
    }
}

fn rss(tree: &Tree, place: Place, lang: Option<String>) -> Item {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let link = of("link");
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
        published: of("pubDate")
            .or_else(|| of("dc:date"))
            .map(|date| dates::read(&date)),
        summary: full.as_ref().and(description.as_deref()).map(text::plain),
        topics: tree
            .all("category")
            .map(|category| text::plain(&category.text()))
            .collect(),
        lang,
        author: of("dc:creator").or_else(|| of("author")),
        body: Body::Html(text::clean(&full.or(description).unwrap_or_default())),
        addresses: link
            .into_iter()
            .chain(guid.filter(|guid| guid.contains("://")))
            .collect(),
        lost,
        ..Item::default()
    };
    for enclosure in tree.all("enclosure") {
        let kind = enclosure.attribute("type").unwrap_or_default();
        enclose(&mut item, enclosure.attribute("url"), kind, None);
    }
    item
}

/// A file beside the text: the first picture stands above it.
fn enclose(item: &mut Item, address: Option<&str>, kind: &str, title: Option<&str>) {
    let Some(address) = address.map(str::trim).filter(|address| !address.is_empty()) else {
        return;
    };
    if kind.starts_with("image/") && item.picture.is_none() {
        item.picture = Some(Picture {
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

fn atom(tree: &Tree, place: Place) -> Item {
    let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
    let html = |name: &str| {
        tree.all(name)
            .next()
            .map(construct)
            .filter(|html| !html.trim().is_empty())
    };
    let rel = |link: &&Tree, wanted: &str| link.attribute("rel").unwrap_or("alternate") == wanted;
    let address = tree
        .all("link")
        .find(|link| rel(link, "alternate"))
        .and_then(|link| link.attribute("href"));
    let id = of("id");
    let (content, summary) = (html("content"), html("summary"));
    let mut lost = Vec::new();
    if content.is_none() {
        lost.push("perhaps a part of the text: the feed has only a summary".into());
    }
    let topic = |category: &Tree| {
        let name = category.attribute("label").or(category.attribute("term"));
        text::plain(name.unwrap_or_default())
    };
    let (published, updated) = (of("published"), of("updated"));
    let mut item = Item {
        place,
        identity: id
            .clone()
            .or_else(|| address.map(ToOwned::to_owned))
            .unwrap_or_default(),
        title: html("title")
            .map(|title| text::plain(&title))
            .unwrap_or_default(),
        published: published
            .as_ref()
            .or(updated.as_ref())
            .map(|date| dates::read(date)),
        modified: published.and(updated).map(|date| dates::read(&date)),
        summary: content.as_ref().and(summary.as_deref()).map(text::plain),
        topics: tree.all("category").map(topic).collect(),
        lang: tree.attribute("xml:lang").map(ToOwned::to_owned),
        author: tree.all("author").find_map(|author| author.text_of("name")),
        body: Body::Html(text::clean(&content.or(summary).unwrap_or_default())),
        addresses: address
            .map(ToOwned::to_owned)
            .into_iter()
            .chain(id.filter(|id| id.starts_with("http")))
            .collect(),
        lost,
        ..Item::default()
    };
    for link in tree.all("link").filter(|link| rel(link, "enclosure")) {
        let kind = link.attribute("type").unwrap_or_default();
        enclose(
            &mut item,
            link.attribute("href"),
            kind,
            link.attribute("title"),
        );
    }
    item
}

/// A text construct (RFC 4287, section 3.1) as HTML.
fn construct(tree: &Tree) -> String {
    match tree.attribute("type").unwrap_or("text") {
        "html" | "text/html" => tree.text(),
        "xhtml" | "application/xhtml+xml" => {
            let mut html = String::new();
            tree.inside(&mut html);
            html
        }
        _ => gazette_model::escape(&tree.text()),
    }
}
