//! Foreign HTML as a tree of what press publishes, in one form for whatever means the same, and what could not be carried
//! over.

mod allowed;
mod block;
mod figure;
mod footnotes;
mod hidden;
mod inline;
mod list;
mod parts;
mod scan;
mod table;
mod verbatim;

use std::collections::{BTreeSet, HashSet};

use gazette_content::body::video_site;
use gazette_content::body::{PORTAL_IDS, anchor};
use gazette_diagnostics::nfc::nfc;
use gazette_model::{Attribute, Element, Node, Tag};
use scraper::{ElementRef, Html, Node as HtmlNode};

use crate::html::{
    allowed::{HOLLOW, UNSEEN, alignment, callout, holds_blocks, is_kept, meant, source, tag},
    block::{close, is_blank, runs, tidied},
    footnotes::FootnoteNumbers,
    hidden::{is_hidden, shown_text},
    scan::{select, shift, wanted},
};
pub use crate::html::{
    block::settle,
    figure::figure,
    footnotes::split_references,
    hidden::hides,
    parts::{Anchors, parts},
    scan::decoded,
};

/// Content of an HTML text, as far as press can publish it.
#[derive(Debug, Default)]
pub struct HtmlTree {
    /// The text, in blocks.
    pub nodes: Vec<Node>,
    /// Footnotes in the order of their numbers, from 1; the text holds their numbers, for [`split_references`].
    pub footnotes: Vec<Vec<Node>>,
    /// Content that could not be carried over, in words.
    pub lost: BTreeSet<String>,
}

/// Elements nested deeper than this are carried over as text.
const DEPTH: usize = 40;

/// Reads a piece of HTML.
pub fn tree(html: &Html) -> HtmlTree {
    tree_with(html, &BTreeSet::new())
}

/// Reads a piece of HTML, of which other texts lead to some ids.
pub fn tree_with(html: &Html, ids: &BTreeSet<String>) -> HtmlTree {
    let reader = TreeBuilder {
        footnotes: FootnoteNumbers::find(html),
        wanted: &wanted(html) | ids,
        taken: PORTAL_IDS.into_iter().map(ToOwned::to_owned).collect(),
        shift: shift(html),
        level: 1,
        lost: BTreeSet::new(),
    };
    reader.read(html)
}

/// All ids in a piece of HTML.
pub fn ids(html: &Html) -> BTreeSet<String> {
    let ids = select(html, "[id]").filter_map(|element| element.attr("id"));
    ids.map(ToOwned::to_owned).collect()
}

/// Reads HTML that press made of a part of a manuscript: its headings and ids are as they should be.
pub fn again(html: &Html) -> HtmlTree {
    let reader = TreeBuilder {
        footnotes: FootnoteNumbers::default(),
        wanted: ids(html),
        taken: HashSet::new(),
        shift: 0,
        level: 6,
        lost: BTreeSet::new(),
    };
    reader.read(html)
}

struct TreeBuilder {
    footnotes: FootnoteNumbers,
    wanted: BTreeSet<String>,
    /// Ids that something else has already.
    taken: HashSet<String>,
    shift: i8,
    /// The last heading's level.
    level: i8,
    lost: BTreeSet<String>,
}

impl TreeBuilder {
    fn read(mut self, html: &Html) -> HtmlTree {
        let nodes = self.flow(html.root_element(), 0);
        HtmlTree {
            nodes,
            footnotes: self.footnotes.texts(),
            lost: self.lost,
        }
    }

    /// The children of an element that holds blocks; what stands loose among them becomes paragraphs.
    fn flow(&mut self, parent: ElementRef<'_>, depth: usize) -> Vec<Node> {
        let mut blocks = Vec::new();
        let mut loose = Vec::new();
        for node in self.children(parent, depth) {
            if node.is_block() {
                close(&mut loose, &mut blocks);
                blocks.push(node);
            } else {
                loose.push(node);
            }
        }
        close(&mut loose, &mut blocks);
        list::gather(blocks)
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
        let name = meant(html);
        if depth > DEPTH {
            self.lost
                .insert("what is nested too deeply, except its text".into());
            return vec![Node::Text(shown_text(html))];
        }
        if HOLLOW.contains(&name) {
            return self.hollow(html, name);
        }
        if is_hidden(html) {
            return self.hide(html, depth);
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
        let tag = if tag == Tag::Ol && list::is_unnumbered(html) {
            Tag::Ul
        } else {
            tag
        };
        let children = match tag {
            Tag::Blockquote | Tag::Details | Tag::Aside => self.flow(html, depth),
            Tag::Pre => {
                let (code, lost) = verbatim::text(html);
                self.lost.extend(lost);
                let code = vec![Node::Text(code.trim_end_matches('\n').to_owned())];
                vec![Node::Element(Element::new(Tag::Code, code))]
            }
            _ => self.children(html, depth),
        };
        let mut element = Element::new(tag, children);
        self.attributes(html, &mut element);
        self.finish(element)
    }

    /// Leaves out an element that browsers do not show, but for the notes in it, which are shown where their marks are.
    fn hide(&mut self, html: ElementRef<'_>, depth: usize) -> Vec<Node> {
        for inner in html.descendants().filter_map(ElementRef::wrap) {
            if let Some(number) = self.footnotes.number(inner) {
                let text = self.flow(inner, depth);
                self.footnotes.set(number, text);
            }
        }
        if !shown_text(html).trim().is_empty() {
            let name = html.value().name();
            self.lost
                .insert(format!("what a <{name}> hides from readers"));
        }
        Vec::new()
    }

    /// Replaces an element that cannot be published: by a link if it embeds something, else by nothing.
    fn hollow(&mut self, html: ElementRef<'_>, name: &str) -> Vec<Node> {
        if UNSEEN.contains(&name) {
            return Vec::new();
        }
        let mut inside = html.descendants().filter_map(ElementRef::wrap);
        let address = inside.find_map(source);
        let Some(address) = address.filter(|_| name != "script" && name != "input") else {
            self.lost.insert(format!("<{name}>"));
            return Vec::new();
        };
        self.lost.insert(format!(
            "<{name}>, in whose place there is a link to {address}"
        ));
        let text = html.attr("title").filter(|title| !title.trim().is_empty());
        let page = video_site::page(address);
        let address = page.as_deref().unwrap_or(address);
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
                Some(Attribute::Id) => self.claim(value, element),
                _ if name == "name" && tag == Tag::A => self.claim(value, element),
                Some(Attribute::Href) if tag == Tag::A => self.no_address(value),
                _ => {}
            }
        }
        if tag == Tag::Img {
            match source(html) {
                Some(address) => element.set(Attribute::Src, address),
                None => self.no_address(html.attr("src").unwrap_or_default()),
            }
        }
        if matches!(tag, Tag::Ol | Tag::Li)
            && let Some(kind) = list::kind(html).transpose()
        {
            match kind {
                Ok(kind) => element.set(Attribute::Type, kind),
                Err(style) => {
                    self.lost.insert(format!(
                        "the numbers of a list in the style {style}: they are plain ones now"
                    ));
                }
            }
        }
        if matches!(tag, Tag::Td | Tag::Th)
            && let Some(class) = alignment(html)
        {
            element.set(Attribute::Class, class);
        }
        element.attributes.sort_by_key(|(name, _)| name.name());
    }

    /// Gives an element an id that something leads to, if nothing else has it.
    fn claim(&mut self, id: &str, element: &mut Element) {
        let is_id = !id.is_empty() && !id.contains(char::is_whitespace);
        if is_id
            && (self.wanted.contains(id) || self.wanted.contains(&*nfc(id)))
            && element.get(Attribute::Id).is_none()
            && self.taken.insert(nfc(id).into_owned())
        {
            element.set(Attribute::Id, id);
        }
    }

    fn no_address(&mut self, written: &str) {
        let short: String = written.chars().take(80).collect();
        self.lost.insert(format!("the address \"{short}\""));
    }

    fn finish(&mut self, mut element: Element) -> Vec<Node> {
        if !holds_blocks(element.tag) && element.children.iter().any(Node::is_block) {
            return self.split(element);
        }
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
            Tag::Ul | Tag::Ol => return list::even(element),
            Tag::Table => table::head(&mut element),
            Tag::Li | Tag::Pre | Tag::Td | Tag::Th => {
                return vec![Node::Element(tidied(element))];
            }
            _ => {}
        }
        let element = tidied(element);
        let may_be_empty = element.tag.is_void() || element.get(Attribute::Id).is_some();
        if !may_be_empty && is_blank(&element.children) {
            return element
                .children
                .into_iter()
                .filter(|_| !element.tag.is_block())
                .collect();
        }
        if inline::is_emphasis(element.tag) {
            return inline::hoist(element);
        }
        vec![Node::Element(element)]
    }

    /// Takes blocks out of an element that cannot hold them, as browsers show it.
    fn split(&mut self, mut element: Element) -> Vec<Node> {
        let children = std::mem::take(&mut element.children);
        let mut split = Vec::new();
        if matches!(element.tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6) {
            for child in children {
                match child {
                    Node::Element(paragraph) if paragraph.tag == Tag::P => {
                        element.children.push(Node::Text(" ".into()));
                        element.children.extend(paragraph.children);
                    }
                    child if child.is_block() => split.push(child),
                    child => element.children.push(child),
                }
            }
            split.splice(0..0, self.finish(element));
            return split;
        }
        for run in runs(children) {
            match run {
                Ok(run) => {
                    let part = Element {
                        tag: element.tag,
                        attributes: element.attributes.clone(),
                        children: run,
                    };
                    split.extend(self.finish(part));
                    // One id is of one element.
                    without_id(&mut element);
                }
                Err(mut block) if element.tag == Tag::P => {
                    hand_over_id(&mut element, &mut block);
                    split.push(Node::Element(block));
                }
                Err(block) => split.push(Node::Element(self.sink(&mut element, block))),
            }
        }
        split
    }

    /// Puts what goes around a block into it, around its text.
    fn sink(&mut self, around: &mut Element, mut block: Element) -> Element {
        if block.tag == Tag::Pre || block.tag.is_void() {
            hand_over_id(around, &mut block);
            return block;
        }
        let mut children = Vec::new();
        for run in runs(std::mem::take(&mut block.children)) {
            match run {
                Ok(run) if is_blank(&run) => children.extend(run),
                Ok(run) => {
                    let part = Element {
                        tag: around.tag,
                        attributes: around.attributes.clone(),
                        children: run,
                    };
                    children.extend(self.finish(part));
                    without_id(around);
                }
                Err(inner) => children.push(Node::Element(self.sink(around, inner))),
            }
        }
        block.children = children;
        tidied(block)
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
        let own = anchor::of_heading(&anchor::words(&element.children));
        match element.get(Attribute::Id) {
            // Press makes that id itself.
            Some(id) if id == own => without_id(element),
            Some(_) => {}
            None => {
                parts::fresh(&own, &mut self.taken);
            }
        }
    }
}

/// Takes off an element's id, which something else has now.
fn without_id(element: &mut Element) {
    element
        .attributes
        .retain(|(name, _)| *name != Attribute::Id);
}

/// Gives an element's id to another that has none.
fn hand_over_id(from: &mut Element, to: &mut Element) {
    if to.get(Attribute::Id).is_none()
        && let Some(id) = from.get(Attribute::Id)
    {
        to.set(Attribute::Id, id);
        without_id(from);
    }
}
