//! What an editor is told of a text before it is a tree.

use std::ops::Range;

use gazette_diagnostics::rule::Rule;

/// What an editor is told about a place of the text.
#[derive(Debug)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the text.
    pub place: Range<usize>,
    /// The same in a word, beside the place.
    pub label: &'static str,
    /// What to do about it.
    pub help: String,
}
