//! From parsed HTML to the typed tree: what is not allowed is taken out, and reported.

use gazette_diagnostics::{nfc::nfc, rule};
use gazette_model::{Attribute, Element, Node, Tag, has_safe_scheme};
use scraper::{ElementRef, Html, Node as HtmlNode, node::Element as HtmlElement};

use crate::body::{
    BodyCompiler, PORTAL_IDS,
    html_tree::{POSITION, position},
    whitespace,
};

/// Elements nested deeper than this would overflow a stack, here or in a reader's browser.
pub(super) const DEPTH: usize = 64;

/// Elements that go together with what is in them: it is no text.
const HOLLOW: [&str; 14] = [
    "script", "style", "template", "noscript", "iframe", "object", "textarea", "title", "xmp",
    "noembed", "noframes", "svg", "math", "select",
];

/// Elements that press makes, and editors do not write.
const MADE: [Tag; 5] = [
    Tag::Audio,
    Tag::Picture,
    Tag::Source,
    Tag::Track,
    Tag::Video,
];

/// Classes that press itself writes.
const CLASSES: [&str; 13] = [
    "callout",
    "callout--note",
    "callout--tip",
    "callout--important",
    "callout--warning",
    "callout--caution",
    "callout__title",
    "footnotes",
    "footnote-ref",
    "footnote-back",
    "align-center",
    "align-end",
    "task",
];

impl BodyCompiler<'_> {
    /// Converts a tree of HTML.
    pub(super) fn fragment(&mut self, html: &Html) -> Vec<Node> {
        self.children(html.root_element(), true, 0)
    }

    fn children(&mut self, parent: ElementRef<'_>, edges: bool, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for child in parent.children() {
            match child.value() {
                HtmlNode::Text(text) => nodes.push(Node::Text(text.to_string())),
                HtmlNode::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        nodes.extend(self.element(element, depth + 1));
                    }
                }
                // Comments are notes among editors.
                _ => {}
            }
        }
        if is_preformatted(parent) {
            nodes
        } else {
            whitespace::trim(nodes, edges)
        }
    }

    fn element(&mut self, tree: ElementRef<'_>, depth: usize) -> Vec<Node> {
        let html = tree.value();
        let name = html.name();
        let at = position(html).unwrap_or(self.last);
        self.last = at;
        if HOLLOW.contains(&name) {
            self.unsafe_element(
                name,
                at,
                "This element and what is in it cannot be published. Take it out.",
            );
            return Vec::new();
        }
        if depth > DEPTH {
            let help = "Nest lists, quotations and boxes less deeply.";
            self.report(
                &rule::HTML_DEEP,
                "elements are nested too deeply",
                at,
                "here",
                help,
            );
            return Vec::new();
        }
        if name == "h1" {
            let help = "The title in the front matter is the only heading of the first level. Begin with ##.";
            self.report(
                &rule::HEADING_FIRST_LEVEL,
                "a heading of the first level in the text",
                at,
                "here",
                help,
            );
            return Vec::new();
        }
        // Pictures get their smaller ones from press, recordings all that belongs to them, and no form of a manuscript would lead
        // anywhere.
        let tag = Tag::from_name(name).filter(|tag| !MADE.contains(tag) && !tag.is_of_form());
        let Some(tag) = tag else {
            let help = if matches!(name, "audio" | "video" | "track") {
                "Write recordings as pictures are written: ![Title](/media/speech.mp4), with captions and a transcript beside the file."
            } else {
                "Only elements of text can be published. Take the tags out and keep what is between them."
            };
            self.unsafe_element(name, at, help);
            return self.children(tree, false, depth);
        };
        let attributes = self.attributes(tag, html, at);
        let children = self.children(tree, tag.is_block(), depth);
        self.finish(
            Element {
                tag,
                attributes,
                children,
            },
            at,
        )
    }

    fn finish(&mut self, mut element: Element, at: usize) -> Vec<Node> {
        // Some elements get others around them, which have no id.
        if !matches!(element.tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
            && let Some(id) = element.get(Attribute::Id)
        {
            let id = id.to_owned();
            self.claim(id, at);
        }
        match element.tag {
            Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => self.heading(&mut element, at),
            Tag::A => self.link(&mut element, at),
            Tag::Img => self.image(&mut element, at),
            Tag::Table => element = self.table(element, at),
            Tag::Li if is_task(&element.children) => element.set(Attribute::Class, "task-item"),
            Tag::Li if begins_with_link(&element.children) => {
                element.set(Attribute::Class, "link-item");
            }
            // Long lines scroll, and the keyboard must be able to scroll them.
            Tag::Pre => element.set(Attribute::Tabindex, "0"),
            _ => {}
        }
        if element.tag == Tag::P {
            return self.paragraph(element);
        }
        vec![Node::Element(element)]
    }

    fn attributes(&mut self, tag: Tag, html: &HtmlElement, at: usize) -> Vec<(Attribute, String)> {
        let mut attributes = Vec::new();
        for (name, value) in html.attrs() {
            if name == POSITION {
                continue;
            }
            let allowed = Attribute::from_name(name).filter(|name| is_allowed(tag, *name, value));
            match allowed {
                Some(Attribute::Id) => attributes.push((Attribute::Id, nfc(value).into_owned())),
                Some(attribute) => attributes.push((attribute, value.to_owned())),
                None if matches!(tag, Tag::Td | Tag::Th)
                    && name == "style"
                    && alignment(value).is_some() =>
                {
                    if let Some(class) = alignment(value).filter(|class| !class.is_empty()) {
                        attributes.push((Attribute::Class, class.to_owned()));
                    }
                }
                None if matches!(name, "href" | "src" | "cite") && !has_safe_scheme(value) => {
                    let help = if is_on_a_disk(value) {
                        "It lies on your computer, where no reader can get it. Put the file into content/media/ and write /media/ and its name."
                    } else {
                        "Addresses begin with https:, http:, mailto: or tel:, or are paths."
                    };
                    self.report(
                        &rule::HTML_UNSAFE_URL,
                        format!("\"{value}\" cannot be followed safely"),
                        at,
                        "this address",
                        help,
                    );
                }
                None => self.unsafe_attribute(tag, name, value, at),
            }
        }
        attributes
    }

    fn unsafe_element(&mut self, name: &str, at: usize, help: &str) {
        let message = format!("<{name}> is not allowed");
        self.report(
            &rule::HTML_UNSAFE_ELEMENT,
            message,
            at,
            "this element",
            help,
        );
    }

    fn unsafe_attribute(&mut self, tag: Tag, name: &str, value: &str, at: usize) {
        let message = format!("{name}=\"{value}\" is not allowed on <{}>", tag.name());
        let help = "Take the attribute out; how things look is the portal's business.";
        self.report(
            &rule::HTML_UNSAFE_ATTRIBUTE,
            message,
            at,
            "on this element",
            help,
        );
    }

    /// Notes an id, and reports one that is there already.
    pub(super) fn claim(&mut self, id: String, at: usize) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            let help = "An id is one word without spaces.";
            self.report(
                &rule::HTML_BAD_ID,
                format!("\"{id}\" cannot be an id"),
                at,
                "here",
                help,
            );
        } else if PORTAL_IDS.contains(&id.as_str()) {
            let help = "Give it another id.";
            self.report(
                &rule::HTML_DUPLICATE_ID,
                format!("the id \"{id}\" is one that every page has already"),
                at,
                "the second",
                help,
            );
        } else if !self.body.anchors.insert(id.clone()) {
            let help = "Give one of them another id.";
            self.report(
                &rule::HTML_DUPLICATE_ID,
                format!("the id \"{id}\" is there twice"),
                at,
                "the second",
                help,
            );
        }
    }
}

/// Tells whether a list's item begins with a link: no sentence stands around that, so it has to be a large target.
fn begins_with_link(item: &[Node]) -> bool {
    match item.first() {
        Some(Node::Element(first)) if first.tag == Tag::P => begins_with_link(&first.children),
        Some(Node::Element(first)) => first.tag == Tag::A,
        _ => false,
    }
}

/// Tells whether a list item begins with a task checkbox, which then replaces its bullet.
fn is_task(children: &[Node]) -> bool {
    match children.first() {
        Some(Node::Element(first)) if first.tag == Tag::P => is_task(&first.children),
        Some(Node::Element(first)) => first.get(Attribute::Class) == Some("task"),
        _ => false,
    }
}

fn is_preformatted(element: ElementRef<'_>) -> bool {
    let mut names =
        std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    names.any(|element| element.value().name() == "pre")
}

/// Returns the class for a table column's alignment; empty for the start, which is the default.
fn alignment(style: &str) -> Option<&'static str> {
    match style
        .trim_end_matches(';')
        .strip_prefix("text-align:")?
        .trim()
    {
        "left" => Some(""),
        "center" => Some("align-center"),
        "right" => Some("align-end"),
        _ => None,
    }
}

/// Tells whether an editor may write an attribute of this value on an element.
fn is_allowed(tag: Tag, attribute: Attribute, value: &str) -> bool {
    attribute.is_allowed_on(tag)
        && match attribute {
            Attribute::Class => value
                .split_whitespace()
                .all(|class| CLASSES.contains(&class)),
            Attribute::Role => {
                matches!(value, "note" | "doc-endnotes") || tag == Tag::Span && value == "img"
            }
            // Press writes these.
            Attribute::Tabindex
            | Attribute::Loading
            | Attribute::Decoding
            | Attribute::Fetchpriority
            | Attribute::Srcset
            | Attribute::Sizes => false,
            Attribute::Href | Attribute::Src | Attribute::Cite => has_safe_scheme(value),
            Attribute::Value => value.parse::<i32>().is_ok(),
            Attribute::Type => matches!(value, "1" | "a" | "A" | "i" | "I"),
            _ => true,
        }
}

/// Tells whether an address is that of a file on somebody's computer: `file:///C:/a.doc`, `C:\a.doc`.
fn is_on_a_disk(address: &str) -> bool {
    let is_drive = |bytes: &[u8]| bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    let bytes = address.as_bytes();
    address.to_ascii_lowercase().starts_with("file:")
        || bytes.len() > 2 && is_drive(bytes) && matches!(bytes[2], b'\\' | b'/')
}
