//! Parts of a text in which nothing is read but their end: code, scripts, comments.

use std::ops::Range;

const ELEMENTS: [&str; 5] = ["pre", "code", "script", "style", "textarea"];

/// Ranges of these parts, in order; none lies within another.
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|start| at + start) {
        match end(&text[start..]) {
            Some(length) => {
                at = start + length;
                found.push(start..at);
            }
            None => at = start + 1,
        }
    }
    found
}

/// The length of such a part that a text begins with; one without an end goes on to the end of the text.
pub fn end(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |end| end + 3));
    }
    let name = name(text)?;
    if !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    Some(close(text, &name).unwrap_or(text.len()))
}

/// Finds the end of the first end tag with a name.
fn close(text: &str, name: &str) -> Option<usize> {
    let mut ends = text.match_indices("</");
    let (start, _) = ends.find(|(at, _)| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    })?;
    Some(start + text[start..].find('>')? + 1)
}

/// The name of the element that a text opens, in small letters.
pub fn name(text: &str) -> Option<String> {
    let inside = text.strip_prefix('<')?;
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    (end > 0).then(|| inside[..end].to_ascii_lowercase())
}
