//! Blocks that several posts share: each post has but a block's number, and the export has the block beside the posts.

use std::collections::HashMap;

use serde_json::Value;

use crate::{wordpress::blocks, xml::XmlElement};

/// Blocks in one text, those of other blocks included.
const MOST: usize = 256;

/// The blocks of an export.
#[derive(Default)]
pub struct SharedBlocks {
    /// Their texts, by number; `None` for a block that WordPress does not show.
    texts: HashMap<String, Option<String>>,
}

impl SharedBlocks {
    /// Notes a post of the type `wp_block`.
    pub fn take(&mut self, tree: &XmlElement) {
        let of = |name: &str| tree.text_of(name).map(|text| text.trim().to_owned());
        let is_shown = of("wp:status").is_none_or(|status| status == "publish")
            && of("wp:post_password").is_none_or(|word| word.is_empty());
        let text = tree.text_of("content:encoded").unwrap_or_default();
        let number = of("wp:post_id").unwrap_or_default();
        self.texts.insert(number, is_shown.then_some(text));
    }

    /// Puts the blocks that a text names in their places; `lost` is told of those that cannot be shown.
    pub fn resolve(&self, text: &str, lost: &mut Vec<String>) -> String {
        let mut filler = BlockFiller {
            blocks: self,
            within: Vec::new(),
            left: MOST,
            lost,
        };
        filler.fill(text)
    }
}

/// Tells whether a text names a shared block.
pub fn has_any(text: &str) -> bool {
    text.contains("wp:block ") || text.contains("wp:core/block ")
}

struct BlockFiller<'a, 'l> {
    blocks: &'a SharedBlocks,
    /// The blocks that are being filled in, so that none stands in itself.
    within: Vec<String>,
    left: usize,
    lost: &'l mut Vec<String>,
}

impl BlockFiller<'_, '_> {
    fn fill(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, settings, after)) = blocks::shared(rest) {
            out.push_str(before);
            out.push_str(&self.block(&settings));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn block(&mut self, settings: &Value) -> String {
        let number = match &settings["ref"] {
            Value::String(number) => number.clone(),
            number => number.to_string(),
        };
        let blocks = self.blocks;
        let why = match blocks.texts.get(&number) {
            None => "which is not in the export",
            Some(None) => "which its site did not show",
            Some(Some(_)) if self.left == 0 || self.within.contains(&number) => {
                "which stands in itself"
            }
            Some(Some(text)) => {
                if settings["content"]
                    .as_object()
                    .is_some_and(|own| !own.is_empty())
                {
                    self.lost.push(format!(
                        "what this post changes in the block {number}, which several posts share"
                    ));
                }
                self.left -= 1;
                self.within.push(number);
                let filled = self.fill(text);
                self.within.pop();
                return filled;
            }
        };
        self.lost.push(format!(
            "a block that several posts share, of the number {number}, {why}"
        ));
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[(&str, Option<&str>)], text: &str) -> (String, Vec<String>) {
        let mut shared = SharedBlocks::default();
        for (number, text) in texts {
            let text = text.map(ToOwned::to_owned);
            shared.texts.insert((*number).to_owned(), text);
        }
        let mut lost = Vec::new();
        (shared.resolve(text, &mut lost), lost)
    }

    #[test]
    fn shared_blocks_stand_where_posts_name_them() {
        let texts = [
            ("1", Some("<p>One</p><!-- wp:core/block {\"ref\":2} /-->")),
            ("2", Some("<p>Two</p>")),
            ("3", None),
            ("4", Some("<p>Four</p><!-- wp:block {\"ref\":4} /-->")),
        ];
        for (text, html, lost) in [
            ("a<!-- wp:block {\"ref\":2} /-->b", "a<p>Two</p>b", 0),
            (
                "<!-- wp:block {\"ref\":\"1\"} /-->",
                "<p>One</p><p>Two</p>",
                0,
            ),
            ("a<!-- wp:block {\"ref\":3} /-->b", "ab", 1),
            ("<!-- wp:block {\"ref\":9} /-->", "", 1),
            ("<!-- wp:block {\"ref\":4} /-->", "<p>Four</p>", 1),
            (
                "<!-- wp:block {\"ref\":2,\"content\":{\"x\":1}} -->x<!-- /wp:block -->",
                "<p>Two</p>",
                1,
            ),
            (
                "<!-- wp:blocks {\"ref\":2} /-->",
                "<!-- wp:blocks {\"ref\":2} /-->",
                0,
            ),
        ] {
            let (written, told) = told(&texts, text);
            assert_eq!(
                (written.as_str(), told.len()),
                (html, lost),
                "{text} {told:?}"
            );
        }
    }

    #[test]
    fn blocks_that_double_themselves_end() {
        let twice = |number: usize| format!("x<!-- wp:block {{\"ref\":{number}}} /-->").repeat(2);
        let texts: Vec<(String, String)> =
            (0..40).map(|at| (at.to_string(), twice(at + 1))).collect();
        let texts: Vec<(&str, Option<&str>)> = texts
            .iter()
            .map(|(number, text)| (number.as_str(), Some(text.as_str())))
            .collect();
        let (written, _) = told(&texts, "<!-- wp:block {\"ref\":0} /-->");
        assert!(written.len() <= 2 * (MOST + 1));
    }
}
