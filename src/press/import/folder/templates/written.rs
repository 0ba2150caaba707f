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
            named("alt"),
            caption(&["title", "caption", "attr"].map(named)),
        ),
        (_, "highlight") => {
            let language = command.rest.split_whitespace().next().unwrap_or_default();
            format!(
                "\n```{}\n{}\n```\n",
                language.trim_matches(['"', '(', ')']),
                body?.trim_matches('\n')
            )
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
        for event in Parser::new(part) {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        let words = words.trim();
        if !caption.is_empty() && !words.is_empty() {
            let is_ended = caption.ends_with(|c: char| !c.is_alphanumeric());
            caption.push_str(if is_ended { " " } else { ". " });
        }
        caption.push_str(words);
    }
    (!caption.is_empty()).then_some(caption)
}

fn figure(source: &str, alternative: Option<String>, caption: Option<String>) -> String {
    let plain = |text: String| text.replace(['[', ']', '"'], "");
    let caption = caption.map(plain);
    let alternative = alternative.map(plain).unwrap_or_default();
    let title = caption.map_or_else(String::new, |caption| format!(" \"{caption}\""));
    format!("![{alternative}](<{source}>{title})")
}

/// A link to a video, which becomes a card where it stands alone.
fn video(address: &str, title: Option<String>) -> String {
    match title.map(|title| title.replace(['[', ']'], "")) {
        Some(title) if !title.trim().is_empty() => format!("[{title}](<{address}>)"),
        _ => format!("<{address}>"),
    }
}
