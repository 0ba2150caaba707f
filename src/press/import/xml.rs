//! Exports in XML, record by record: one `<item>` or `<entry>` is in memory at a time, whatever the length of the file.

use std::{
    borrow::Cow,
    io::{self, BufRead, Read},
};

use gazette_model::{Tag, push_escaped};
use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};
use url::Url;

/// The longest piece of text or tag, and the longest record, in bytes.
const LONGEST: u64 = 64 << 20;

/// Elements of a record may be nested so deeply.
const DEPTH: usize = 100;

/// An element with everything in it.
#[derive(Debug, Default)]
pub struct XmlElement {
    /// Its name, with its prefix: `wp:post_id`.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// Text and elements in it.
    pub nodes: Vec<XmlNode>,
}

/// Child of an element.
#[derive(Debug)]
pub enum XmlNode {
    /// Text, unescaped.
    Text(String),
    /// An element.
    Tree(XmlElement),
}

impl XmlElement {
    /// The elements of a name right below this one.
    pub fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t XmlElement> {
        self.nodes.iter().filter_map(move |node| match node {
            XmlNode::Tree(tree) if tree.name == name => Some(tree),
            _ => None,
        })
    }

    /// The text of the first element of a name, if there is one and it is not blank.
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.all(name)
            .map(XmlElement::text)
            .find(|text| !text.trim().is_empty())
    }

    /// The text of this element alone.
    pub fn text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            XmlNode::Text(text) => Some(text.as_str()),
            XmlNode::Tree(_) => None,
        });
        texts.collect()
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements right below this one whose names, without their prefixes, are one of these.
    pub fn local<'t>(&'t self, names: &'t [&'t str]) -> impl Iterator<Item = &'t XmlElement> {
        self.nodes
            .iter()
            .filter_map(|node| match node {
                XmlNode::Tree(tree) => Some(tree),
                XmlNode::Text(_) => None,
            })
            .filter(|tree| names.contains(&tree.name.rsplit(':').next().unwrap_or_default()))
    }

    /// Tells whether a child element has a namespace prefix.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.nodes.iter().any(|node| match node {
            XmlNode::Tree(tree) => tree
                .name
                .split_once(':')
                .is_some_and(|(found, _)| found == prefix),
            XmlNode::Text(_) => false,
        })
    }

    /// Returns the base of relative addresses in this element (XML Base), within the base `outer`.
    pub fn base(&self, outer: Option<&Url>) -> Option<Url> {
        let Some(own) = self.attribute("xml:base").map(str::trim) else {
            return outer.cloned();
        };
        let own = match outer {
            Some(outer) => outer.join(own).ok(),
            None => Url::parse(own).ok(),
        };
        own.or(outer.cloned())
    }

    /// Writes the content of this element as HTML, with absolute addresses if their base is known.
    pub fn inside(&self, base: Option<&Url>, out: &mut String) {
        for node in &self.nodes {
            match node {
                XmlNode::Text(text) => push_escaped(text, out),
                XmlNode::Tree(tree) => tree.element(base, out),
            }
        }
    }

    fn element(&self, base: Option<&Url>, out: &mut String) {
        // Prefixes say which namespace it is, and there is only one in HTML.
        let name = self.name.rsplit(':').next().unwrap_or_default();
        let base = self.base(base);
        out.extend(["<", name]);
        for (name, value) in &self.attributes {
            let name = if name == "xml:lang" { "lang" } else { name };
            out.extend([" ", name, "=\""]);
            push_escaped(&whole(name, value, base.as_ref()), out);
            out.push('"');
        }
        out.push('>');
        // An end tag would make a second one of it.
        if Tag::from_name(name).is_some_and(Tag::is_void) {
            return;
        }
        self.inside(base.as_ref(), out);
        out.extend(["</", name, ">"]);
    }
}

/// The value of an attribute; an address in it is made whole, unless it leads to a part of the same text.
fn whole<'v>(name: &str, value: &'v str, base: Option<&Url>) -> Cow<'v, str> {
    let is_address = matches!(name, "href" | "src" | "data" | "poster" | "cite");
    match base.filter(|_| is_address && !value.trim().is_empty() && !value.starts_with('#')) {
        Some(base) => base
            .join(value.trim())
            .map_or(Cow::Borrowed(value), |url| Cow::Owned(url.into())),
        None => Cow::Borrowed(value),
    }
}

/// Attributes that an element passes on to its descendants.
struct Outer {
    base: Option<Url>,
    lang: Option<String>,
}

impl Outer {
    fn of(tree: &XmlElement, outer: Option<&Self>) -> Self {
        let lang = tree.attribute("xml:lang").map(ToOwned::to_owned);
        Self {
            base: tree.base(outer.and_then(|outer| outer.base.as_ref())),
            lang: lang.or_else(|| outer.and_then(|outer| outer.lang.clone())),
        }
    }

    /// Writes it into a record, which is read without those around it.
    fn into(self, tree: &mut XmlElement) {
        let base = self.base.map(String::from);
        for (name, value) in [("xml:base", base), ("xml:lang", self.lang)] {
            if let Some(value) = value {
                tree.attributes.retain(|(found, _)| found != name);
                tree.attributes.push((name.into(), value));
            }
        }
    }
}

/// A piece of an export.
pub enum Piece {
    /// An element that is no record and has nothing but text in it, or was closed after its records.
    Field(XmlElement),
    /// A record, and the line on which it begins.
    Record(u64, XmlElement),
}

/// Reads an export: `records` are the names of elements that are handed over whole, `fields` those on the way to them
/// whose text is wanted.
///
/// # Errors
/// What is wrong with the XML, and the line.
pub fn read(
    input: impl BufRead,
    records: &[&str],
    fields: &[&str],
    mut take: impl FnMut(Piece),
) -> Result<(), (u64, String)> {
    let mut reader = Reader::from_reader(LineCounter {
        input,
        line: 1,
        left: LONGEST,
    });
    let mut scratch = Vec::new();
    let mut begun = 1;
    let mut open: Vec<XmlElement> = Vec::new();
    let mut outside: Vec<Outer> = Vec::new();
    loop {
        scratch.clear();
        if open.is_empty() {
            reader.get_mut().left = LONGEST;
            begun = reader.get_mut().line;
        }
        let event = reader.read_event_into(&mut scratch);
        let line = reader.get_mut().line;
        let fail = |why: String| (line, why);
        match event.map_err(|error| fail(error.to_string()))? {
            Event::Start(tag) => {
                let mut tree = begin(&tag).map_err(fail)?;
                let is_record = open.is_empty() && records.contains(&tree.name.as_str());
                if open.len().max(outside.len()) >= DEPTH {
                    return Err(fail("elements are nested too deeply".into()));
                }
                if is_record {
                    Outer::of(&tree, outside.last()).into(&mut tree);
                }
                if is_record || !open.is_empty() || fields.contains(&tree.name.as_str()) {
                    open.push(tree);
                } else {
                    outside.push(Outer::of(&tree, outside.last()));
                }
            }
            Event::Empty(tag) => {
                let tree = begin(&tag).map_err(fail)?;
                if open.is_empty() && fields.contains(&tree.name.as_str()) {
                    take(Piece::Field(tree));
                } else if let Some(parent) = open.last_mut() {
                    parent.nodes.push(XmlNode::Tree(tree));
                }
            }
            Event::End(_) => {
                let Some(tree) = open.pop() else {
                    outside.pop();
                    continue;
                };
                if let Some(parent) = open.last_mut() {
                    parent.nodes.push(XmlNode::Tree(tree));
                } else if records.contains(&tree.name.as_str()) {
                    take(Piece::Record(begun, tree));
                } else {
                    take(Piece::Field(tree));
                }
            }
            Event::Text(text) => push(
                &mut open,
                &text.decode().map_err(|error| fail(error.to_string()))?,
            ),
            Event::CData(text) => push(
                &mut open,
                &text.decode().map_err(|error| fail(error.to_string()))?,
            ),
            Event::GeneralRef(reference) => push(&mut open, &entity(&reference)),
            Event::Eof if open.is_empty() && outside.is_empty() => return Ok(()),
            Event::Eof => return Err(fail("the file ends in the middle".into())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn begin(tag: &BytesStart<'_>) -> Result<XmlElement, String> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let written = String::from_utf8_lossy(&attribute.value);
        // Entities of a document's own stay as they are written: nothing is expanded.
        let value = quick_xml::escape::unescape(&written)
            .map_or_else(|_| written.to_string(), Cow::into_owned);
        attributes.push((name(attribute.key.as_ref()), value));
    }
    Ok(XmlElement {
        name: name(tag.name().as_ref()),
        attributes,
        nodes: Vec::new(),
    })
}

fn push(open: &mut [XmlElement], text: &str) {
    let Some(tree) = open.last_mut() else {
        return;
    };
    if let Some(XmlNode::Text(before)) = tree.nodes.last_mut() {
        before.push_str(text);
    } else {
        tree.nodes.push(XmlNode::Text(text.to_owned()));
    }
}

/// Resolves a character reference or an entity that XML or HTML defines; others stay as they are written.
fn entity(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    match resolve_predefined_entity(&name) {
        Some(text) => text.to_owned(),
        None if name == "nbsp" => '\u{a0}'.to_string(),
        None => format!("&{name};"),
    }
}

/// Counts lines, and stops where a record is so long that it would fill the memory.
struct LineCounter<R> {
    input: R,
    line: u64,
    left: u64,
}

impl<R: BufRead> Read for LineCounter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let found = self.fill_buf()?;
        let length = found.len().min(buffer.len());
        buffer[..length].copy_from_slice(&found[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for LineCounter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("an article is longer than 64 MB"));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        // The buffer that is consumed is still there to be looked at.
        if let Ok(buffer) = self.input.fill_buf() {
            let read = &buffer[..length.min(buffer.len())];
            self.line += read.split(|byte| *byte == b'\n').skip(1).count() as u64;
        }
        self.left = self.left.saturating_sub(length as u64);
        self.input.consume(length);
    }
}
