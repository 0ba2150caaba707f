//! Problems found in Markdown text before it becomes a tree.

use std::ops::Range;

use gazette_diagnostics::rule::Rule;

/// A problem at a place of the text, to be reported to the editor.
#[derive(Debug)]
pub struct BodyFinding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// Description of the fault.
    pub message: String,
    /// Byte range in the text.
    pub place: Range<usize>,
    /// The same in a word, beside the place.
    pub label: &'static str,
    /// Advice on how to fix it.
    pub help: String,
}
