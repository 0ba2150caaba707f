//! Foreign HTML as a tree of what press publishes, in one form for whatever means the same, and what could not be carried
//! over.

mod allowed;
mod block;
mod figure;
mod footnotes;
mod inline;
mod list;
mod scan;
mod table;

use std::collections::BTreeSet;

pub use figure::figure;
pub use footnotes::split_references;
use gazette_content::body::whitespace;
use gazette_model::{Attribute, Element, Node, Tag, has_safe_scheme, slugify};
use scraper::{ElementRef, Html, Node as HtmlNode};

use crate::html::{
    allowed::{HOLLOW, UNSEEN, alignment, callout, is_kept, tag},
    block::{close, is_blank, is_block, tidied},
    footnotes::Footnotes,
    scan::{select, shift, wanted},
};

/// What an HTML text says.
#[derive(Debug, Default)]
pub struct Tree {
    /// The text, in blocks.
    pub nodes: Vec<Node>,
    /// Footnotes in the order of their numbers, from 1; the text holds their numbers, for [`split_references`].
    pub footnotes: Vec<Vec<Node>>,
    /// What could not be carried over, in words.
    pub lost: BTreeSet<String>,
}

/// Elements nested deeper than this are carried over as text.
const DEPTH: usize = 40;

/// Reads a piece of HTML.
pub fn tree(html: &str) -> Tree {
    let html = Html::parse_fragment(html);
    let reader = Reader {
        footnotes: Footnotes::find(&html),
        wanted: wanted(&html),
        shift: shift(&html),
        level: 1,
        lost: BTreeSet::new(),
    };
    reader.read(&html)
}

/// Reads HTML that press made of a part of a manuscript: its headings and ids are as they should be.
pub fn again(html: &str) -> Tree {
    let html = Html::parse_fragment(html);
    let ids = select(&html, "[id]").filter_map(|element| element.attr("id"));
    let reader = Reader {
        footnotes: Footnotes::default(),
        wanted: ids.map(ToOwned::to_owned).collect(),
        shift: 0,
        level: 6,
        lost: BTreeSet::new(),
    };
    reader.read(&html)
}

impl Reader {
    fn read(mut self, html: &Html) -> Tree {
        let nodes = self.flow(html.root_element(), 0);
        Tree {
            nodes,
            footnotes: self.footnotes.texts(),
            lost: self.lost,
        }
    }
}
struct Reader {
    footnotes: Footnotes,
    wanted: BTreeSet<String>,
    shift: i8,
    /// The last heading's level.
    level: i8,
    lost: BTreeSet<String>,
}

impl Reader {
    /// The children of an element that holds blocks; what stands loose among them becomes paragraphs.
    fn flow(&mut self, parent: ElementRef<'_>, depth: usize) -> Vec<Node> {
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        for node in self.children(parent, depth) {
            if is_block(&node) {
                close(&mut loose, &mut blocks);
                blocks.push(node);
            } else {
                loose.push(node);
            }
        }
        close(&mut loose, &mut blocks);
        blocks
    }

    fn children(&mut self, parent: ElementRef<'_>, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for child in parent.children() {
            match child.value() {
                HtmlNode::Text(text) => nodes.push(Node::Text(text.to_string())),
                HtmlNode::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        nodes.extend(self.element(element, depth + 1));
                    }
                }
                _ => {}
            }
        }
        nodes
    }

    fn element(&mut self, html: ElementRef<'_>, depth: usize) -> Vec<Node> {
        let name = html.value().name();
        if depth > DEPTH {
            self.lost
                .insert("what is nested too deeply, except its text".into());
            return vec![Node::Text(html.text().collect())];
        }
        if HOLLOW.contains(&name) {
            return self.hollow(html, name);
        }
        if let Some(mark) = self.footnotes.mark(html) {
            return vec![Node::Text(mark)];
        }
        if let Some(number) = self.footnotes.number(html) {
            let text = self.flow(html, depth);
            self.footnotes.set(number, text);
            return Vec::new();
        }
        if self.footnotes.is_way_back(html) {
            return Vec::new();
        }
        if let Some(kind) = callout(html) {
            let mut aside = Element::new(Tag::Aside, self.flow(html, depth));
            aside.set(Attribute::Class, format!("callout callout--{kind}"));
            aside.set(Attribute::Role, "note");
            return vec![Node::Element(aside)];
        }
        let Some(tag) = tag(name) else {
            return self.children(html, depth);
        };
        let children = match tag {
            Tag::Blockquote | Tag::Details | Tag::Aside => self.flow(html, depth),
            Tag::Pre => {
                let code: String = html.text().collect();
                let code = vec![Node::Text(code.trim_end_matches('\n').to_owned())];
                vec![Node::Element(Element::new(Tag::Code, code))]
            }
            _ => self.children(html, depth),
        };
        let mut element = Element::new(tag, children);
        self.attributes(html, &mut element);
        self.finish(element)
    }

    /// What stands in for an element that cannot be published: a link, if it shows what lies elsewhere.
    fn hollow(&mut self, html: ElementRef<'_>, name: &str) -> Vec<Node> {
        if UNSEEN.contains(&name) {
            return Vec::new();
        }
        let inside = html.descendants().filter_map(ElementRef::wrap);
        let address = inside
            .filter_map(|element| element.attr("src").or(element.attr("data")))
            .find(|address| has_safe_scheme(address) && !address.trim().is_empty());
        let Some(address) = address.filter(|_| name != "script" && name != "input") else {
            self.lost.insert(format!("<{name}>"));
            return Vec::new();
        };
        self.lost.insert(format!(
            "<{name}>, in whose place there is a link to {address}"
        ));
        let text = html.attr("title").filter(|title| !title.trim().is_empty());
        let mut link = Element::new(Tag::A, vec![Node::Text(text.unwrap_or(address).to_owned())]);
        link.set(Attribute::Href, address);
        vec![Node::Element(Element::new(
            Tag::P,
            vec![Node::Element(link)],
        ))]
    }

    fn attributes(&mut self, html: ElementRef<'_>, element: &mut Element) {
        let tag = element.tag;
        for (name, value) in html.value().attrs() {
            let value = value.trim();
            match Attribute::from_name(name) {
                Some(attribute) if is_kept(tag, attribute, value) => element.set(attribute, value),
                Some(Attribute::Id) if self.wanted.contains(value) => {
                    element.set(Attribute::Id, value);
                }
                Some(Attribute::Href | Attribute::Src) if matches!(tag, Tag::A | Tag::Img) => {
                    self.lost.insert(format!("the address \"{value}\""));
                }
                _ => {}
            }
        }
        if matches!(tag, Tag::Td | Tag::Th)
            && let Some(class) = alignment(html)
        {
            element.set(Attribute::Class, class);
        }
        element.attributes.sort_by_key(|(name, _)| name.name());
    }

    fn finish(&mut self, mut element: Element) -> Vec<Node> {
        match element.tag {
            Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => self.heading(&mut element),
            Tag::Img if element.get(Attribute::Src).is_none() => return Vec::new(),
            Tag::A
                if element.get(Attribute::Href).is_none()
                    && element.get(Attribute::Id).is_none() =>
            {
                return element.children;
            }
            Tag::Span if element.attributes.is_empty() => return element.children,
            Tag::Div | Tag::Section if element.attributes.is_empty() => {
                let mut blocks = Vec::new();
                close(&mut element.children, &mut blocks);
                return blocks;
            }
            Tag::Figure => return figure(element),
            Tag::Ul | Tag::Ol => list::even(&mut element),
            Tag::Table => table::head(&mut element),
            Tag::Pre | Tag::Td | Tag::Th => return vec![Node::Element(tidied(element))],
            _ => {}
        }
        let element = tidied(element);
        let may_be_empty = element.tag.is_void() || element.get(Attribute::Id).is_some();
        if !may_be_empty && is_blank(&element.children) {
            return element
                .children
                .into_iter()
                .filter(|_| !whitespace::is_block(element.tag))
                .collect();
        }
        if inline::is_emphasis(element.tag) {
            return inline::hoist(element);
        }
        vec![Node::Element(element)]
    }

    /// Moves a heading to where the outline has no gap.
    fn heading(&mut self, element: &mut Element) {
        let written = element.tag.name().as_bytes()[1].cast_signed() - b'0'.cast_signed();
        let level = (written + self.shift).clamp(2, 6).min(self.level + 1);
        let is_empty = is_blank(&element.children);
        element.tag = Tag::from_name(&format!("h{level}")).unwrap_or(Tag::H2);
        if !is_empty {
            self.level = level;
        }
        let mut text = String::new();
        element
            .children
            .iter()
            .for_each(|child| child.push_text(&mut text));
        // Press makes that id itself.
        if element.get(Attribute::Id) == Some(slugify(&text).as_str()) {
            element
                .attributes
                .retain(|(name, _)| *name != Attribute::Id);
        }
    }
}
