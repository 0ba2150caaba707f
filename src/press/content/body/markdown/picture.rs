//! A picture in Markdown, whose alternative is text that stands between its marks.

use pulldown_cmark::{CowStr, Event};

use crate::body::html_tree::TreeWriter;

/// A picture that is being read.
pub struct OpenPicture<'a> {
    at: usize,
    source: CowStr<'a>,
    title: CowStr<'a>,
    alternative: String,
    depth: usize,
}

impl<'a> OpenPicture<'a> {
    /// One that begins at a byte of the file.
    pub fn new(at: usize, source: CowStr<'a>, title: CowStr<'a>) -> Self {
        Self {
            at,
            source,
            title,
            alternative: String::new(),
            depth: 1,
        }
    }

    /// Gathers the text that stands in for it. Tells whether it ends.
    pub fn read(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Text(text) | Event::Code(text) => self.alternative.push_str(text),
            Event::SoftBreak => self.alternative.push('\n'),
            Event::HardBreak => self.alternative.push(' '),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }

    /// Writes it.
    pub fn write(&self, tree: &mut TreeWriter<'_>) {
        let mut attributes = vec![("src", self.source.as_ref())];
        // Without text there is no `alt`, which the check of images then reports.
        if !self.alternative.trim().is_empty() {
            attributes.push(("alt", &self.alternative));
        }
        if !self.title.is_empty() {
            attributes.push(("title", &self.title));
        }
        tree.start("img", Some(self.at), &attributes);
    }
}
