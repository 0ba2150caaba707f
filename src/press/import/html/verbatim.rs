//! Preformatted text: each line break of it is one.

use scraper::{ElementRef, Node as HtmlNode};

use crate::html::{allowed::HOLLOW, hidden::is_hidden};

/// The text of an element with its lines, and what of it could not be carried over.
pub fn text(html: ElementRef<'_>) -> (String, Vec<String>) {
    let mut reader = VerbatimReader::default();
    reader.children(html);
    (reader.text, reader.lost)
}

#[derive(Default)]
struct VerbatimReader {
    text: String,
    lost: Vec<String>,
}

impl VerbatimReader {
    fn children(&mut self, html: ElementRef<'_>) {
        for child in html.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (HtmlNode::Text(text), _) => self.text.push_str(text),
                (_, Some(element)) => self.element(element),
                _ => {}
            }
        }
    }

    fn element(&mut self, html: ElementRef<'_>) {
        let name = html.value().name();
        match name {
            _ if is_hidden(html) => {
                self.lost.push("what is hidden in preformatted text".into());
            }
            "br" => self.text.push('\n'),
            "wbr" => {}
            "img" => self.lost.push("a picture in preformatted text".into()),
            "a" => {
                if let Some(address) = html.attr("href").filter(|href| !href.trim().is_empty()) {
                    self.lost
                        .push(format!("a link in preformatted text, to {address}"));
                }
                self.children(html);
            }
            // Each is a line, or begins one.
            "address" | "article" | "blockquote" | "dd" | "div" | "dl" | "dt" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" | "hr" | "li" | "ol" | "p" | "pre" | "section"
            | "table" | "tr" | "ul" => {
                self.line();
                self.children(html);
                self.line();
            }
            name if HOLLOW.contains(&name) => {
                self.lost.push(format!("<{name}> in preformatted text"));
            }
            _ => self.children(html),
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
