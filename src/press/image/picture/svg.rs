//! Drawings: an SVG as a drawing program writes it, and what is published of it: the drawing alone, in UTF-8, without
//! scripts, without what a program noted for itself, and without anything that lies elsewhere.

mod allowed;
mod decode;
mod doctype;
mod size;
mod style;
mod write;

use img_parts::Bytes;
use roxmltree::{Document, ParsingOptions};

use crate::picture::Fault;

/// Sanitized SVG, ready to be published.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its text.
    pub text: String,
    /// Its width and height in pixels of CSS, at least one.
    pub size: (u32, u32),
    /// Parts stripped that readers might miss, each with its line.
    pub removed: Vec<String>,
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements and texts of a drawing: more would take gigabytes.
const MOST_NODES: u32 = 2_000_000;

/// Gives what is published of a picture that a drawing holds.
pub type Cleaner = fn(Vec<u8>) -> Option<Bytes>;

/// Reads a drawing.
///
/// # Errors
/// If it is no SVG, is not whole, or builds on other files.
pub fn read(bytes: &[u8], picture: Cleaner) -> Result<Drawing, Fault> {
    let text = decode::decode(bytes)?;
    if !text.contains("<svg") && !text.contains(":svg") {
        return Err(Fault::Foreign("there is no svg element in it".into()));
    }
    doctype::check(&text)?;
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let tree = Document::parse_with_options(&text, options)
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    let root = tree.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Fault::Foreign("there is no svg element in it".into()));
    }
    if !matches!(root.tag_name().namespace(), None | Some(SVG)) {
        let why = format!("its svg element is not of the namespace {SVG}");
        return Err(Fault::Foreign(why));
    }
    let size = size::size(root)?;
    let (text, removed) = write::write(&tree, picture)?;
    Ok(Drawing {
        text,
        size,
        removed,
    })
}

#[cfg(test)]
mod tests;
