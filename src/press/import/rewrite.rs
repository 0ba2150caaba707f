//! Markdown of another system, left as its author wrote it but for what press writes differently: addresses, headings.

use std::{collections::BTreeSet, ops::Range};

use gazette_content::{body::markdown, config::words::PressStrings};
use gazette_model::escape;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::{
    html,
    html::HtmlTree,
    link_rewriter::{LinkRewriter, Rewritten},
    markdown as written,
};

/// A text as a manuscript's body, and as a tree.
pub fn rewrite(
    text: &str,
    ids: &BTreeSet<String>,
    rewriter: &mut LinkRewriter<'_>,
) -> (String, HtmlTree) {
    let rendered = markdown::render(text, 0, &PressStrings::default());
    let mut tree = html::tree_with(&rendered.html, ids);
    if has_own_html(text) || !tree.lost.is_empty() {
        rewriter.tie(&mut tree.nodes);
        tree.footnotes
            .iter_mut()
            .for_each(|note| rewriter.tie(note));
        return (written::write(&tree), tree);
    }
    let mut edits = Vec::new();
    headings(text, &mut edits);
    let anchors = html::anchors(&tree.nodes);
    links(text, rewriter, &anchors, &mut edits);
    definitions(text, rewriter, &mut edits);
    let text = apply(text, edits);
    let tree = html::tree(&markdown::render(&text, 0, &PressStrings::default()).html);
    (text, tree)
}

struct Edit {
    range: Range<usize>,
    text: String,
}

/// Makes the changes that do not lie in another.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, std::cmp::Reverse(edit.range.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.range.start >= at {
            out.push_str(&text[at..edit.range.start]);
            out.push_str(&edit.text);
            at = edit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, markdown::options()).into_offset_iter()
}

/// Tells whether a text contains HTML other than comments.
fn has_own_html(text: &str) -> bool {
    events(text).any(|(event, _)| match event {
        Event::Html(html) | Event::InlineHtml(html) => {
            let html = html.trim();
            !(html.is_empty() || html.starts_with("<!--") && html.ends_with("-->"))
        }
        _ => false,
    })
}

/// Headings begin at the second level, and leave none out.
fn headings(text: &str, edits: &mut Vec<Edit>) {
    let found: Vec<(usize, Range<usize>)> = events(text)
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some((number(level), range)),
            _ => None,
        })
        .collect();
    let Some(highest) = found.iter().map(|(level, _)| *level).min() else {
        return;
    };
    let mut last = 1;
    for (level, range) in found {
        let new = (level + 2 - highest).clamp(2, 6).min(last + 1);
        last = new;
        let written = &text[range.clone()];
        let marks = written.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 && new != level {
            let range = range.start..range.start + marks;
            let text = "#".repeat(new);
            edits.push(Edit { range, text });
        } else if marks == 0 && new != level {
            // A line of signs stands below it.
            let words: Vec<&str> = written.trim_end().lines().collect();
            let words = words
                .split_last()
                .map_or_else(String::new, |(_, words)| words.join(" "));
            let text = format!("{} {words}\n", "#".repeat(new));
            edits.push(Edit { range, text });
        }
    }
}

fn number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Leads links and pictures to where they belong now.
fn links(
    text: &str,
    rewriter: &mut LinkRewriter<'_>,
    anchors: &std::collections::HashSet<String>,
    edits: &mut Vec<Edit>,
) {
    let mut open: Vec<(String, Range<usize>, Option<Range<usize>>)> = Vec::new();
    for (event, range) in events(text) {
        if let Some((.., inner)) = open.last_mut()
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            let start = inner.as_ref().map_or(range.start, |inner| inner.start);
            *inner = Some(start..range.end);
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                open.push((dest_url.to_string(), range, None));
            }
            Event::End(TagEnd::Link) => {
                let Some((address, range, inner)) = open.pop() else {
                    continue;
                };
                let way = match address.strip_prefix('#') {
                    Some(id) => rewriter.part(id, anchors),
                    None if is_mail(&address) => continue,
                    None => rewriter.link(&address),
                };
                match way {
                    Rewritten::To(new) if new == address => {}
                    Rewritten::To(new) if text[range.clone()].starts_with('<') => {
                        // In angle brackets it is its own text.
                        let words = inner.map_or(address.as_str(), |inner| &text[inner]);
                        let text = format!("[{}]({})", bracketed(words), encoded(&new));
                        edits.push(Edit { range, text });
                    }
                    Rewritten::To(new) => edits.extend(address_in(text, &range, &address, &new)),
                    Rewritten::Nowhere => {
                        let text = inner.map_or_else(String::new, |inner| text[inner].to_owned());
                        edits.push(Edit { range, text });
                    }
                }
            }
            Event::End(TagEnd::Image) => {
                let Some((address, range, inner)) = open.pop() else {
                    continue;
                };
                let words = inner.map_or("", |inner| &text[inner]);
                picture(text, &address, range, words, rewriter, edits);
            }
            _ => {}
        }
    }
}

fn is_mail(address: &str) -> bool {
    address.contains('@') && !address.contains(['/', ':'])
}

fn picture(
    text: &str,
    address: &str,
    range: Range<usize>,
    words: &str,
    rewriter: &mut LinkRewriter<'_>,
    edits: &mut Vec<Edit>,
) {
    match rewriter.picture(address, words) {
        Ok((new, words)) if words.trim().is_empty() => {
            let text = format!("<img src=\"{}\" alt=\"\">", escape(&new));
            edits.push(Edit { range, text });
        }
        Ok((new, _)) => edits.extend(address_in(text, &range, address, &new)),
        Err(Some(url)) => {
            let words = if words.trim().is_empty() { &url } else { words };
            let text = format!("[{words}](<{url}>)");
            edits.push(Edit { range, text });
        }
        Err(None) => {
            let text = words.to_owned();
            edits.push(Edit { range, text });
        }
    }
}

/// The change of an address within a link; none where it stands in a definition elsewhere.
fn address_in(text: &str, range: &Range<usize>, old: &str, new: &str) -> Option<Edit> {
    let at = range.start + text[range.clone()].rfind(old)?;
    let range = at..at + old.len();
    let text = encoded(new);
    Some(Edit { range, text })
}

/// An address as it can stand in brackets.
fn encoded(address: &str) -> String {
    address
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29")
}

/// Words as they can stand in square brackets.
fn bracketed(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ':' | '/' | '.' | '-' | '?' | '=' | '%') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Leads the definitions of links that stand by themselves: `[name]: address`.
fn definitions(text: &str, rewriter: &mut LinkRewriter<'_>, edits: &mut Vec<Edit>) {
    let parser = Parser::new_ext(text, markdown::options());
    let definitions: Vec<(String, Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.dest.to_string(), definition.span.clone()))
        .collect();
    for (address, range) in definitions {
        let Rewritten::To(new) = rewriter.link(&address) else {
            continue;
        };
        if new != address {
            edits.extend(address_in(text, &range, &address, &new));
        }
    }
}
