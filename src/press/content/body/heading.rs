//! Headings: an id for each, and an outline without gaps.

use gazette_diagnostics::rule;
use gazette_model::{Attribute, Element, Tag};

use crate::body::{BodyCompiler, PORTAL_IDS, anchor, footnotes};

impl BodyCompiler<'_> {
    /// Checks a heading's level and gives it an id.
    pub(super) fn heading(&mut self, element: &mut Element, at: usize) {
        let level = level(element.tag);
        if level > self.level + 1 {
            self.report(
                &rule::HEADING_SKIPPED_LEVEL,
                format!(
                    "a heading of level {level} follows one of level {}",
                    self.level
                ),
                at,
                "skips a level",
                &format!(
                    "Write {} here, so that the outline has no gap.",
                    "#".repeat(usize::from(self.level) + 1)
                ),
            );
        }
        self.level = level;
        let text = anchor::words(&element.children);
        if text.is_empty() {
            self.report(
                &rule::HEADING_EMPTY,
                "this heading says nothing",
                at,
                "no text",
                "Write what the part below it is about, or take the heading out.",
            );
        }
        if let Some(id) = element.get(Attribute::Id) {
            let id = id.to_owned();
            self.claim(id, at);
        } else {
            let id = self.fresh_id(&text);
            element.set(Attribute::Id, id.clone());
            self.body.anchors.insert(id);
        }
        self.heading = Some(text);
    }

    /// An id made of a heading's text, so that it stays when others are put before it.
    fn fresh_id(&mut self, text: &str) -> String {
        let stem = anchor::of_heading(text);
        let mut id = stem.clone();
        let mut number = 1;
        let is_taken = |id: &str| PORTAL_IDS.contains(&id) || footnotes::is_id(id);
        while self.body.anchors.contains(&id) || is_taken(&id) {
            number += 1;
            id = format!("{stem}-{number}");
        }
        id
    }
}

fn level(tag: Tag) -> u8 {
    match tag {
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        _ => 6,
    }
}
