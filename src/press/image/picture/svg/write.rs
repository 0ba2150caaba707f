//! A drawing written anew: element by element, of those that draw.

use base64::{Engine, engine::general_purpose::STANDARD};
use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};
use roxmltree::{Attribute, Document, Node};

use super::{Cleaner, SVG, allowed, style};
use crate::picture::Fault;

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Writes what is published of a drawing, and says what is not.
///
/// # Errors
/// If it cannot be written.
pub fn write(tree: &Document<'_>, cleaner: Cleaner) -> Result<(String, Vec<String>), Fault> {
    let root = tree.root_element();
    let mut out = Out {
        writer: Writer::new(Vec::new()),
        cleaner,
        namespace: root.tag_name().namespace(),
        removed: Vec::new(),
    };
    for node in tree.root().children().filter(Node::is_pi) {
        if node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
            out.remove("a style sheet from elsewhere", node);
        }
    }
    out.tree(root)
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    let text = String::from_utf8(out.writer.into_inner())
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    Ok((text, out.removed))
}

struct Out<'a> {
    writer: Writer<Vec<u8>>,
    cleaner: Cleaner,
    /// The namespace of the root: that of SVG, or none where its author forgot it.
    namespace: Option<&'a str>,
    removed: Vec<String>,
}

impl Out<'_> {
    /// Writes an element and all within it, without going as deep as it does.
    fn tree(&mut self, root: Node<'_, '_>) -> std::io::Result<()> {
        let mut node = root;
        loop {
            if self.open(node)? {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.close(node)?;
            }
            while node.next_sibling().is_none() || node == root {
                if node == root {
                    return Ok(());
                }
                let Some(parent) = node.parent() else {
                    return Ok(());
                };
                node = parent;
                self.close(node)?;
            }
            node = node.next_sibling().unwrap_or(root);
        }
    }

    /// Writes a text or the beginning of an element; whether what is within it follows.
    fn open(&mut self, node: Node<'_, '_>) -> std::io::Result<bool> {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            self.writer.write_event(Event::Text(BytesText::new(text)))?;
            return Ok(false);
        }
        if !node.is_element() || node.tag_name().namespace() != self.namespace {
            return Ok(false);
        }
        if !self.is_shown(node) {
            return Ok(false);
        }
        let mut tag = BytesStart::new(name(node));
        if node.parent_element().is_none() {
            tag.push_attribute(("xmlns", SVG));
            tag.push_attribute(("xmlns:xlink", XLINK));
        }
        for attribute in node.attributes() {
            if let Some((name, value)) = self.attribute(node, attribute) {
                tag.push_attribute((name.as_str(), value.as_str()));
            }
        }
        self.writer.write_event(Event::Start(tag))?;
        if name(node) != "style" {
            return Ok(true);
        }
        // As one text, since comments may stand within its words.
        let texts = node.children().filter(Node::is_text);
        let css: String = texts.filter_map(|text| text.text()).collect();
        let css = self.style(&css, node);
        self.writer.write_event(Event::Text(BytesText::new(&css)))?;
        self.close(node)?;
        Ok(false)
    }

    fn close(&mut self, node: Node<'_, '_>) -> std::io::Result<()> {
        let end = BytesEnd::new(name(node));
        self.writer.write_event(Event::End(end))
    }

    /// Tells whether an element of SVG is published.
    fn is_shown(&mut self, node: Node<'_, '_>) -> bool {
        if !allowed::is_element(name(node)) {
            // What needs an extension no browser shows.
            let is_seen = !node.has_attribute("requiredExtensions");
            if let Some(what) = allowed::loss(name(node)).filter(|_| is_seen) {
                self.remove(what, node);
            }
            return false;
        }
        let animated = node.attribute("attributeName");
        if animated.is_some_and(allowed::is_acting) {
            self.remove("an animation of an address or handler", node);
            return false;
        }
        true
    }

    /// An attribute as it is published.
    fn attribute(
        &mut self,
        node: Node<'_, '_>,
        attribute: Attribute<'_, '_>,
    ) -> Option<(String, String)> {
        let (name, value) = (attribute.name(), attribute.value());
        let written = match attribute.namespace() {
            None => name.to_owned(),
            Some(XLINK) => format!("xlink:{name}"),
            Some(XML) if matches!(name, "space" | "lang") => format!("xml:{name}"),
            Some(_) => return None,
        };
        if name.eq_ignore_ascii_case("href") {
            return Some((written, self.address(node, value)?));
        }
        if name.len() > 2 && name.get(..2)?.eq_ignore_ascii_case("on") {
            self.remove(&format!("a handler of events ({name})"), node);
            return None;
        }
        if matches!(name, "src" | "action" | "formaction" | "ping" | "target") {
            return None;
        }
        let may_lead = value.contains(['(', '\\']);
        let value = if may_lead || name == "style" {
            self.style(value, node)
        } else {
            value.to_owned()
        };
        Some((written, value))
    }

    /// An address as it is published: of a part of the drawing, or a picture itself.
    fn address(&mut self, node: Node<'_, '_>, address: &str) -> Option<String> {
        let address = address.trim();
        if address.starts_with('#') || address.is_empty() {
            return Some(address.to_owned());
        }
        let short: String = address.chars().take(60).collect();
        match name(node) {
            "image" | "feImage" if style::is_within(address) => {
                let picture = picture(address, self.cleaner);
                if picture.is_none() {
                    self.remove("a picture that cannot be read", node);
                }
                picture
            }
            "image" | "feImage" if address.starts_with("data:") => {
                self.remove("a picture of a kind that is not published", node);
                None
            }
            "image" | "feImage" => {
                self.remove(&format!("a picture outside the file ({short})"), node);
                None
            }
            "a" => {
                self.remove(&format!("a link ({short})"), node);
                None
            }
            _ => {
                self.remove(&format!("a part of another file ({short})"), node);
                None
            }
        }
    }

    fn style(&mut self, css: &str, node: Node<'_, '_>) -> String {
        let (css, removed) = style::clean(css);
        for what in removed {
            self.remove(&what, node);
        }
        css
    }

    fn remove(&mut self, what: &str, node: Node<'_, '_>) {
        let line = node.document().text_pos_at(node.range().start).row;
        self.removed.push(format!("{what} in line {line}"));
    }
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// A picture within a drawing, without what a camera wrote into it.
fn picture(address: &str, cleaner: Cleaner) -> Option<String> {
    let (head, packed) = address.split_once(',')?;
    if !head.to_ascii_lowercase().ends_with(";base64") {
        return None;
    }
    let packed: String = packed.split_whitespace().collect();
    let bytes = STANDARD.decode(packed).ok()?;
    Some([head, ",", &STANDARD.encode(cleaner(bytes)?)].concat())
}
