//! Documents whose pages' own texts are still closed: a build looks into few of them.

use std::collections::BTreeMap;

use gazette_content::{
    body::{Nodes, anchor, reading_time},
    config::number,
};
use gazette_image::picture::Variant;
use gazette_model::{Attribute, Content, Document, Node, Tag, fill};

use crate::documents::{
    elements::{fold, link, list, section, text},
    pictures,
};

/// With fewer headings than this an article has no table of contents.
const CONTENTS: usize = 4;

/// A document without what comes from the page's own text, and that text. It is opened from nothing but what is in it, so its
/// fingerprint is that of the whole.
#[derive(Hash)]
pub struct ClosedDocument<'a> {
    /// The document without its text.
    pub(super) outline: Document,
    /// None for pages that no manuscript is behind.
    pub(super) text: Option<OwnText<'a>>,
}

/// A page's own text, and all that is needed to show it.
#[derive(Hash)]
pub struct OwnText<'a> {
    /// The tree of its body.
    pub(super) nodes: &'a Nodes,
    /// Smaller ones of its pictures, by the pictures' addresses in the edition.
    pub(super) variants: BTreeMap<&'a str, &'a [Variant]>,
    /// The path under which the site lies, with slashes at both ends.
    pub(super) base: &'a str,
    /// Place of its first picture.
    pub(super) first: pictures::First,
    /// BCP 47 tag of its language.
    pub(super) lang: &'a str,
    /// Heading of a table of contents.
    pub(super) contents_heading: &'a str,
    /// Reading time, with the placeholder `{minutes}`.
    pub(super) minutes: &'a str,
}

impl ClosedDocument<'_> {
    /// The whole document.
    pub fn open(&self) -> Document {
        let mut document = self.outline.clone();
        if let Some(text) = &self.text {
            text.fill(&mut document.content);
        }
        document
    }
}

impl OwnText<'_> {
    /// Puts the text into a page, after what press says above it.
    fn fill(&self, content: &mut Content) {
        let nodes = self.nodes.open();
        match content {
            Content::Home(home) => home.body.extend(self.body(nodes)),
            Content::Page(page) => page.body.extend(self.body(nodes)),
            Content::NotFound(page) => page.body.extend(self.body(nodes)),
            Content::Article(article) => {
                article.reading_time = self.reading_time(&nodes);
                article.before.extend(self.contents(&nodes));
                article.body = self.body(nodes);
            }
            Content::Listing(_) | Content::Search(_) => {}
        }
    }

    /// The body as pages show it.
    fn body(&self, nodes: Vec<Node>) -> Vec<Node> {
        pictures::framed(nodes, &self.variants, self.base, self.first)
    }

    fn reading_time(&self, nodes: &[Node]) -> String {
        let minutes = reading_time::minutes(nodes);
        let minutes = number::display(minutes, self.lang).text;
        fill(self.minutes, &[("minutes", &minutes)])
    }

    /// A table of contents where there are enough headings for one.
    fn contents(&self, nodes: &[Node]) -> Option<Node> {
        let headings = nodes.iter().filter_map(|node| match node {
            Node::Element(element) if element.tag == Tag::H2 => {
                let words = anchor::words(&element.children);
                (!words.is_empty()).then_some((element.get(Attribute::Id)?, words))
            }
            _ => None,
        });
        let headings: Vec<_> = headings.collect();
        (headings.len() >= CONTENTS).then(|| {
            let items = headings
                .iter()
                .map(|(id, words)| vec![link(&format!("#{id}"), &[], vec![text(words)])]);
            let list = list("contents__list", items);
            // On narrow screens the line stands for the heading, and opens the list.
            let line = fold(self.contents_heading);
            section("contents", self.contents_heading, vec![line, list])
        })
    }
}
