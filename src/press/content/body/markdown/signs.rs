//! What Markdown has signs for, as HTML: tasks and callouts.

use pulldown_cmark::BlockQuoteKind;

use crate::{body::html_tree::TreeWriter, config::words::PressStrings};

/// Writes the box of a task, as a sign that says what it means.
pub fn task(is_done: bool, words: &PressStrings, tree: &mut TreeWriter<'_>) {
    let (label, sign) = if is_done {
        (&words.task_done, "☑")
    } else {
        (&words.task_open, "☐")
    };
    let attributes = [("class", "task"), ("role", "img"), ("aria-label", label)];
    tree.start("span", None, &attributes);
    tree.text(sign);
    tree.end("span");
    tree.text(" ");
}

/// Begins a box that stands out, with its title.
pub fn callout(kind: BlockQuoteKind, words: &PressStrings, tree: &mut TreeWriter<'_>) {
    let (class, title) = match kind {
        BlockQuoteKind::Note => ("callout callout--note", &words.callout_note),
        BlockQuoteKind::Tip => ("callout callout--tip", &words.callout_tip),
        BlockQuoteKind::Important => ("callout callout--important", &words.callout_important),
        BlockQuoteKind::Warning => ("callout callout--warning", &words.callout_warning),
        BlockQuoteKind::Caution => ("callout callout--caution", &words.callout_caution),
    };
    tree.start("aside", None, &[("class", class), ("role", "note")]);
    tree.start("p", None, &[("class", "callout__title")]);
    tree.text(title);
    tree.end("p");
}
