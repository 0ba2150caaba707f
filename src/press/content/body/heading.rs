//! Headings: an id for each, and an outline without gaps.

use gazette_diagnostics::rule;
use gazette_model::{Attribute, Element, Tag, slugify};

use crate::body::{Compiler, PORTAL_IDS};

impl Compiler<'_> {
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
        let text = element.text();
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

    /// An id made of a heading's text, or a number where its script has no letters for addresses.
    fn fresh_id(&mut self, text: &str) -> String {
        self.sections += 1;
        let stem = match slugify(text) {
            stem if stem.is_empty() => format!("section-{}", self.sections),
            stem => stem,
        };
        let mut id = stem.clone();
        let mut number = 1;
        while self.body.anchors.contains(&id) || PORTAL_IDS.contains(&id.as_str()) {
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
