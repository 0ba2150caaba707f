//! Markdown of another system, left as its author wrote it but for what press writes differently: addresses, headings.

mod terms;

use std::{collections::BTreeSet, ops::Range};

use gazette_content::{
    body::{PORTAL_IDS, markdown},
    config::words::PressStrings,
};
use gazette_model::escape;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::{
    html,
    html::{Anchors, HtmlTree},
    link_rewriter::{LinkRewriter, Rewritten},
    markdown as written,
};

/// A text as a manuscript's body, and as a tree.
pub fn rewrite(
    text: &str,
    ids: &BTreeSet<String>,
    rewriter: &mut LinkRewriter<'_>,
) -> (String, HtmlTree) {
    let terms = terms::marked(text);
    let marked = terms.as_deref().unwrap_or(text);
    let rendered = markdown::render(marked, 0, &PressStrings::default());
    let own = html::ids(&rendered.html);
    let is_taken = PORTAL_IDS.iter().any(|id| own.contains(*id));
    let is_written_anew = has_own_html(text) || terms.is_some() || is_taken;
    // Ids of headings stay where the text does.
    let ids = if is_written_anew { ids } else { &own };
    let mut tree = html::tree_with(&rendered.html, ids);
    tree.nodes = terms::parted(tree.nodes);
    if is_written_anew || !tree.lost.is_empty() {
        rewriter.tie(&mut tree);
        return (written::write(&tree), tree);
    }
    let mut edits = Vec::new();
    headings(text, &mut edits);
    let anchors = Anchors::of(&tree);
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

/// A link or picture while its words are read.
struct OpenLink {
    address: String,
    title: String,
    range: Range<usize>,
    /// The place of its words.
    inner: Option<Range<usize>>,
    /// Marks the only thing in a paragraph.
    is_alone: bool,
}

impl OpenLink {
    /// Where its words end.
    fn end_of_words(&self) -> usize {
        let first = self.range.start;
        self.inner.as_ref().map_or(first, |inner| inner.end)
    }

    /// The change of its address; none where that stands in a definition elsewhere.
    fn to(&self, text: &str, new: &str) -> Option<Edit> {
        let from = self.end_of_words();
        if let Some(edit) = address_in(text, from..self.range.end, &self.address, new) {
            return Some(edit);
        }
        // It is written in another way than it reads: `a\_b`, `a&amp;b`.
        let end = &text[from..self.range.end];
        let at = from + end.find("](").filter(|_| end.ends_with(')'))?;
        let title = match self.title.as_str() {
            "" => String::new(),
            title => format!(" \"{}\"", escaped(title)),
        };
        Some(Edit {
            range: at..self.range.end,
            text: format!("](<{}>{title})", encoded(new)),
        })
    }
}

/// Leads links and pictures to where they belong now.
fn links(text: &str, rewriter: &mut LinkRewriter<'_>, anchors: &Anchors, edits: &mut Vec<Edit>) {
    let mut open: Vec<OpenLink> = Vec::new();
    let mut paragraph = 0..0;
    for (event, range) in events(text) {
        if let Some(link) = open.last_mut()
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            let start = link.inner.as_ref().map_or(range.start, |inner| inner.start);
            link.inner = Some(start..range.end);
        }
        match event {
            Event::Start(Tag::Paragraph) => paragraph = range,
            Event::Start(
                Tag::Link {
                    dest_url, title, ..
                }
                | Tag::Image {
                    dest_url, title, ..
                },
            ) => open.push(OpenLink {
                address: dest_url.to_string(),
                title: title.to_string(),
                is_alone: text[paragraph.clone()].trim() == &text[range.clone()],
                range,
                inner: None,
            }),
            Event::End(TagEnd::Link) => {
                let Some(found) = open.pop() else {
                    continue;
                };
                edits.extend(link(text, &found, rewriter, anchors));
            }
            Event::End(TagEnd::Image) => {
                let Some(found) = open.pop() else {
                    continue;
                };
                edits.extend(picture(text, &found, rewriter));
            }
            _ => {}
        }
    }
}

fn link(
    text: &str,
    found: &OpenLink,
    rewriter: &mut LinkRewriter<'_>,
    anchors: &Anchors,
) -> Option<Edit> {
    let address = found.address.as_str();
    let range = found.range.clone();
    let way = match address.strip_prefix('#') {
        Some(id) => rewriter.part(id, anchors),
        None if is_mail(address) => return None,
        None => rewriter.link(address),
    };
    match way {
        Rewritten::To(new) if new == address => None,
        Rewritten::To(new) if text[range.clone()].starts_with('<') => {
            // In angle brackets it is its own text.
            let words = found.inner.clone().map_or(address, |inner| &text[inner]);
            let text = format!("[{}]({})", bracketed(words), encoded(&new));
            Some(Edit { range, text })
        }
        Rewritten::To(new) => found.to(text, &new),
        Rewritten::Nowhere => {
            let words = found.inner.clone().map_or("", |inner| &text[inner]);
            let text = unmarked(words);
            Some(Edit { range, text })
        }
    }
}

fn is_mail(address: &str) -> bool {
    address.contains('@') && !address.contains(['/', ':'])
}

fn picture(text: &str, found: &OpenLink, rewriter: &mut LinkRewriter<'_>) -> Option<Edit> {
    let words = found.inner.clone().map_or("", |inner| &text[inner]);
    let range = found.range.clone();
    let caption = found.title.trim();
    let url = match rewriter.picture(&found.address, words) {
        Ok((new, words)) if words.trim().is_empty() => {
            let title = match caption {
                "" => String::new(),
                caption => format!(" title=\"{}\"", escape(caption)),
            };
            let image = format!("<img src=\"{}\" alt=\"\"{title}>", escape(&new));
            // Its caption stands below a picture that is a paragraph.
            let text = if found.is_alone && !caption.is_empty() {
                format!("<p>{image}</p>")
            } else {
                image
            };
            return Some(Edit { range, text });
        }
        Ok((new, _)) => return found.to(text, &new),
        Err(url) => url,
    };
    // Its words and its caption stay.
    let is_new = !caption.is_empty() && escaped(caption) != words.trim() && caption != words.trim();
    let caption = if is_new {
        format!(" ({})", escaped(caption))
    } else {
        String::new()
    };
    let text = match url {
        Some(url) if words.trim().is_empty() => {
            format!("[{}](<{url}>){caption}", bracketed(&url))
        }
        Some(url) => format!("[{words}](<{url}>){caption}"),
        None => unmarked(format!("{words}{caption}").trim_start()),
    };
    Some(Edit { range, text })
}

/// The change of an address within a part of a text; none where it does not stand there.
fn address_in(text: &str, within: Range<usize>, old: &str, new: &str) -> Option<Edit> {
    let at = within.start + text[within].find(old)?;
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

/// Plain words as Markdown.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if "\\`*_[]<>&~{}|\"!".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Words of a link or picture that may stand at the beginning of a line now, where they must not become the mark of an
/// item or heading.
fn unmarked(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && words[digits..].starts_with(['.', ')']);
    let is_mark = words.starts_with(['#', '>', '-', '+', '=', ':', '|'])
        || ["* ", "*\t"].iter().any(|mark| words.starts_with(mark));
    match (is_number, is_mark) {
        (true, _) => format!("{}\\{}", &words[..digits], &words[digits..]),
        (false, true) => format!("\\{words}"),
        (false, false) => words.to_owned(),
    }
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
            // The name may be the address, too.
            let name = text[range.clone()].find("]:").unwrap_or_default();
            let within = range.start + name..range.end;
            edits.extend(address_in(text, within, &address, &new));
        }
    }
}
