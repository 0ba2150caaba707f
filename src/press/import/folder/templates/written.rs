//! Commands that have a like in Markdown: pictures, code, links.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark::{Event, Parser};

use crate::{
    ExportFormat, SOURCE,
    folder::{
        templates::{
            Context, TemplateCommand,
            arguments::{argument, value},
            liquid,
        },
        walk::is_text,
        when,
    },
    text,
};

/// Characters that would end an address.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'(')
    .add(b')')
    .add(b'%')
    .add(b'?');

/// Renders a command as Markdown; `None` if it has no equivalent.
pub fn written(
    context: Context<'_>,
    command: &TemplateCommand<'_>,
    body: Option<&str>,
) -> Option<String> {
    let Context { kind, blog, front } = context;
    let named = |name: &str| argument(command.rest, name);
    let first = || {
        named("id").or_else(|| value(command.rest.trim_start_matches('(')).map(|(value, _)| value))
    };
    Some(match (kind, command.name) {
        (_, "figure") => figure(
            &named("src")?,
            // Without a text of its own, the caption is read out.
            named("alt").or_else(|| caption(&[named("caption")])),
            caption(&["title", "caption", "attr"].map(named)),
        ),
        (_, "highlight") => {
            let language = command.rest.split_whitespace().next().unwrap_or_default();
            let language = language.trim_matches(['"', '\'', '`', '(', ')']);
            // The last line is what stands before the end tag.
            let is_margin = |line: &str| line.trim_matches([' ', '\t', '>']).is_empty();
            let body = match body?.rsplit_once('\n') {
                Some((code, last)) if is_margin(last) => code,
                _ => body?,
            };
            let body = body.trim_matches('\n');
            // The fence is longer than any in the code.
            let ticks = body.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(3.max(ticks + 1));
            format!("\n{fence}{language}\n{body}\n{fence}\n")
        }
        (_, "youtube") => {
            let address = format!("https://www.youtube.com/watch?v={}", first()?);
            video(&address, named("title"))
        }
        (_, "vimeo") => video(&format!("https://vimeo.com/{}", first()?), named("title")),
        (ExportFormat::Hugo, "ref" | "relref") => reference(command.rest)?,
        (_, "comment") if body.is_some() => String::new(),
        (ExportFormat::Jekyll, "post_url") => post(command.rest.trim()),
        (ExportFormat::Jekyll, "link") => {
            let path = command.rest.trim().trim_matches(['"', '\'']);
            match is_text(kind, Path::new(path)) {
                Some(_) => source(path.trim_start_matches('/'), ""),
                None => format!("{}/{}", blog.base_path, path.trim_start_matches('/')),
            }
        }
        (ExportFormat::Jekyll, "raw") => body?.to_owned(),
        (ExportFormat::Jekyll, _) if command.open == "{{" => {
            liquid::value(blog, front, command.inside)?
        }
        _ => return None,
    })
}

/// The file of another post: by its path or name, in whichever language Hugo is asked for.
fn reference(rest: &str) -> Option<String> {
    let path = argument(rest, "path").or_else(|| value(rest).map(|(value, _)| value))?;
    let (path, anchor) = path.split_once('#').unwrap_or((&path, ""));
    let anchor = if anchor.is_empty() {
        String::new()
    } else {
        format!("#{anchor}")
    };
    if path.is_empty() {
        return Some(anchor);
    }
    let lang = argument(rest, "lang").map_or_else(String::new, |lang| format!("?lang={lang}"));
    Some(source(path, &format!("{lang}{anchor}")))
}

/// The file of another post, which Jekyll finds by its day and the rest of its name.
fn post(named: &str) -> String {
    let (folder, name) = named.rsplit_once('/').unwrap_or(("", named));
    let slash = if folder.is_empty() { "" } else { "/" };
    source(&format!("{folder}{slash}{}", when::padded(name)), "")
}

fn source(path: &str, end: &str) -> String {
    format!("{SOURCE}{}{end}", utf8_percent_encode(path, SPECIAL))
}

/// The words below a picture, which are Markdown: each part is a sentence.
fn caption(parts: &[Option<String>]) -> Option<String> {
    let mut caption = String::new();
    for part in parts.iter().flatten() {
        let mut words = String::new();
        // Behind a full stop, a number or sign that it begins with is no mark of an item.
        let line = format!(".{part}");
        for event in Parser::new(&line) {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        let words = words.strip_prefix('.').unwrap_or(&words).trim();
        if !caption.is_empty() && !words.is_empty() {
            let is_ended = caption.ends_with(|c: char| !c.is_alphanumeric());
            caption.push_str(if is_ended { " " } else { ". " });
        }
        caption.push_str(words);
    }
    (!caption.is_empty()).then_some(caption)
}

fn figure(source: &str, alternative: Option<String>, caption: Option<String>) -> String {
    let alternative = alternative.as_deref().map_or_else(String::new, escaped);
    let title = caption.map_or_else(String::new, |caption| format!(" \"{}\"", escaped(&caption)));
    format!("![{alternative}](<{source}>{title})")
}

/// Plain words as Markdown, on one line.
fn escaped(words: &str) -> String {
    let words = text::line(words);
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if "\\`*_[]<>&~{}|\"".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A block of code as it stands beside or below what a text ends with: the item or quotation that this is in goes on.
pub fn in_place(before: &str, block: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let margin = margin(line);
    if margin.is_empty() {
        return block.to_owned();
    }
    let width = margin.len();
    let mut lines = block.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let own = line.strip_prefix(&margin);
        let own = own.unwrap_or(&line[indent.min(width)..]);
        out.extend(["\n", &margin, own]);
    }
    out
}

/// Signs and spaces with which each line goes on that belongs to what a line stands in.
fn margin(line: &str) -> String {
    let mut margin = String::new();
    let mut rest = line;
    loop {
        let words = rest.trim_start_matches([' ', '\t', '>']);
        margin.push_str(&rest[..rest.len() - words.len()]);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let is_mark = match digits {
            0 => words.starts_with(['-', '*', '+']),
            _ => words[digits..].starts_with(['.', ')']),
        };
        let after = words.get(digits + 1..).filter(|_| is_mark);
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => {
                margin.push_str(&" ".repeat(digits + 1));
                rest = after;
            }
            None => return margin,
        }
    }
}

/// A link to a video, which becomes a card where it stands alone.
fn video(address: &str, title: Option<String>) -> String {
    match title.map(|title| title.replace(['[', ']'], "")) {
        Some(title) if !title.trim().is_empty() => format!("[{title}](<{address}>)"),
        _ => format!("<{address}>"),
    }
}
