//! HTML of what Markdown has signs for: tasks, headings, callouts.

use gazette_model::escape;
use pulldown_cmark::{BlockQuoteKind, HeadingLevel};

use crate::config::words::PressStrings;

/// The box of a task, as a sign that says what it means.
pub fn task(is_done: bool, words: &PressStrings) -> String {
    let (label, sign) = if is_done {
        (&words.task_done, '☑')
    } else {
        (&words.task_open, '☐')
    };
    let label = escape(label);
    format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{sign}</span> ")
}

/// The end of a heading.
pub fn heading_end(level: HeadingLevel) -> String {
    format!("</{level}>\n")
}

/// The class and the title of a box that stands out.
pub fn callout(kind: BlockQuoteKind, words: &PressStrings) -> (&'static str, &str) {
    match kind {
        BlockQuoteKind::Note => ("note", &words.callout_note),
        BlockQuoteKind::Tip => ("tip", &words.callout_tip),
        BlockQuoteKind::Important => ("important", &words.callout_important),
        BlockQuoteKind::Warning => ("warning", &words.callout_warning),
        BlockQuoteKind::Caution => ("caution", &words.callout_caution),
    }
}
