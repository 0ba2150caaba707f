//! Links to videos on other sites that stand alone: cards, which say where they lead before anybody follows them.

use gazette_diagnostics::rule;
use gazette_model::{Attribute, Element, Node, Tag, fill};
use url::Url;

use crate::body::{BodyCompiler, video_site};

impl BodyCompiler<'_> {
    /// A card in place of a paragraph that is nothing but a link to a video elsewhere; `None` for other paragraphs.
    pub(super) fn video_card(&mut self, paragraph: &Element, at: usize) -> Option<Node> {
        let [Node::Element(link)] = paragraph.children.as_slice() else {
            return None;
        };
        let href = link.get(Attribute::Href).filter(|_| link.tag == Tag::A)?;
        let site = video_site::name(&Url::parse(href).ok()?)?;
        let poster = link.children.iter().find_map(picture);
        let text = link.text();
        let title = Some(text.trim())
            .filter(|text| !text.is_empty())
            .or_else(|| poster.and_then(|poster| poster.get(Attribute::Alt)))
            .filter(|title| !title.trim().is_empty() && !title.contains("://"));
        if title.is_none() {
            self.report(
                &rule::LINK_VAGUE_TEXT,
                "this video has no title",
                at,
                "says nothing of what is seen",
                "Write its title, and a picture if you have one: [![Title](/media/poster.jpg)](https://…), or [Title](https://…).",
            );
        }
        let mut parts = Vec::new();
        if let Some(poster) = poster {
            let mut poster = poster.clone();
            // The title stands beside it.
            poster.set(Attribute::Alt, "");
            poster
                .attributes
                .retain(|(name, _)| *name != Attribute::Title);
            parts.push(Node::Element(poster));
        }
        if let Some(title) = title {
            parts.push(line("video-card__title", title.trim()));
            parts.push(Node::Text(" ".into()));
        }
        let words = &self.locale.words;
        let site = fill(&words.video_elsewhere, &[("site", &site)]);
        parts.push(line("video-card__site", &site));
        let mut card = Element::new(Tag::A, parts);
        card.set(Attribute::Class, "video-card");
        card.set(Attribute::Href, href);
        // Links may lead to either of them.
        if let Some(id) = link.get(Attribute::Id) {
            card.set(Attribute::Id, id);
        }
        let mut around = Element::new(Tag::P, vec![Node::Element(card)]);
        around.set(Attribute::Class, "video-elsewhere");
        if let Some(id) = paragraph.get(Attribute::Id) {
            around.set(Attribute::Id, id);
        }
        Some(Node::Element(around))
    }
}

fn picture(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) if element.tag == Tag::Img => Some(element),
        _ => None,
    }
}

fn line(class: &str, text: &str) -> Node {
    let mut line = Element::new(Tag::Span, vec![Node::Text(text.into())]);
    line.set(Attribute::Class, class);
    Node::Element(line)
}
