//! Text between a command and its end tag, past commands of the same name in it.

use std::{collections::HashSet, ops::Range};

use crate::{
    ExportFormat,
    folder::templates::{TemplateCommand, command, is_call, next},
};

/// Returns the text between a command and its end tag, and moves `after` past that; `None` without an end tag.
///
/// Where some of the commands in it have no end, it goes to the last end tag: too much is seen and mended.
pub fn body<'t>(
    kind: ExportFormat,
    of: &TemplateCommand<'_>,
    after: &mut &'t str,
) -> Option<&'t str> {
    if of.is_closed || !(kind == ExportFormat::Hugo || of.open == "{%") {
        return None;
    }
    let text = *after;
    let mut depth = 1_usize;
    let mut last = None;
    let mut from = 0;
    while let Some((start, end, found)) = tag(kind, text, from) {
        from = end;
        match role(kind, of, &found) {
            TagRole::End => {
                depth -= 1;
                last = Some((start, end));
                if depth == 0 {
                    break;
                }
            }
            TagRole::Begin => depth += 1,
            TagRole::Opaque => {
                let mut rest = &text[end..];
                if body(kind, &found, &mut rest).is_some() {
                    from = text.len() - rest.len();
                }
            }
            TagRole::Other => {}
        }
    }
    let (start, end) = last?;
    *after = &text[end..];
    Some(&text[..start])
}

/// The places of commands with an end tag whose text is not that of the page around them.
pub fn pairs(kind: ExportFormat, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut endless = HashSet::new();
    let mut from = 0;
    while let Some((start, end, command)) = tag(kind, text, from) {
        from = end;
        let is_begin = command.open == "{{<"
            && !command.whole.starts_with('/')
            && !command.is_closed
            && !endless.contains(command.name);
        let mut rest = &text[end..];
        if is_begin && body(kind, &command, &mut rest).is_some() {
            from = text.len() - rest.len();
            found.push(start..from);
        } else if is_begin {
            endless.insert(command.name);
        }
    }
    found
}

/// The next command behind a place, with its beginning and end.
fn tag(kind: ExportFormat, text: &str, from: usize) -> Option<(usize, usize, TemplateCommand<'_>)> {
    let (at, open, close) = next(kind, &text[from..])?;
    let start = from + at;
    let inside = start + open.len();
    let length = text[inside..].find(close)?;
    let found = command(open, text[inside..inside + length].trim());
    Some((start, inside + length + close.len(), found))
}

/// Part of a command in the search for the end of another.
enum TagRole {
    Begin,
    End,
    /// It holds text that is no command.
    Opaque,
    Other,
}

fn role(kind: ExportFormat, of: &TemplateCommand<'_>, found: &TemplateCommand<'_>) -> TagRole {
    let is_tag = found.open == "{%";
    let (is_begin, is_end) = match kind {
        // Between marks of a comment a command is written about.
        ExportFormat::Hugo if found.whole.starts_with("/*") => (false, false),
        ExportFormat::Hugo => {
            let is_same = found.name == of.name;
            let is_end = found.whole.trim_start_matches('-').starts_with('/');
            (is_same && !is_end && !found.is_closed, is_same && is_end)
        }
        // Each call with a text ends in the same way.
        ExportFormat::Zola => (
            is_tag && found.name != "end" && is_call(found),
            is_tag && found.name == "end",
        ),
        _ => {
            let is_end = found.name.strip_prefix("end") == Some(of.name);
            (is_tag && found.name == of.name, is_tag && is_end)
        }
    };
    let is_opaque = kind == ExportFormat::Jekyll && is_tag;
    match found.name {
        _ if is_end => TagRole::End,
        // In what is to be printed as it is, nothing begins.
        _ if is_opaque && of.name == "raw" => TagRole::Other,
        _ if is_begin => TagRole::Begin,
        "raw" | "comment" if is_opaque => TagRole::Opaque,
        _ => TagRole::Other,
    }
}
