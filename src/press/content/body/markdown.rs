//! Markdown to HTML, with a mark on every element whose place in the manuscript a report may need.

use std::{collections::HashMap, ops::Range};

use gazette_model::escape;
use pulldown_cmark::{
    BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use crate::{
    body::{
        footnotes::Footnotes,
        plain_text::{Passage, Passages},
        position_marks,
        position_marks::Marker,
    },
    config::words::Words,
};

/// A body made of Markdown.
pub struct Rendered {
    /// Its HTML, which is not yet safe.
    pub html: String,
    /// What it says.
    pub passages: Vec<Passage>,
}

/// Renders a manuscript's body, which begins at `offset` of its file.
pub fn render(body: &str, offset: usize, words: &Words) -> Rendered {
    let mut renderer = Renderer {
        offset,
        words,
        frames: vec![Vec::new()],
        footnotes: Footnotes::default(),
        names: Vec::new(),
        definitions: HashMap::new(),
        image: None,
        marker: Marker::default(),
    };
    let mut passages = Passages::default();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        passages.event(&event, offset + range.start..offset + range.end);
        renderer.event(event, range);
    }
    Rendered {
        html: renderer.finish(),
        passages: passages.finish(),
    }
}

/// What Markdown can do in manuscripts.
pub fn options() -> Options {
    // Smart punctuation stays off: what an editor wrote is published word for word.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

struct Renderer<'a> {
    offset: usize,
    words: &'a Words,
    /// The page, and above it the footnote that is being read.
    frames: Vec<Vec<Event<'a>>>,
    footnotes: Footnotes,
    names: Vec<String>,
    definitions: HashMap<String, Vec<Event<'a>>>,
    image: Option<Image<'a>>,
    marker: Marker,
}

struct Image<'a> {
    at: usize,
    source: CowStr<'a>,
    title: CowStr<'a>,
    alternative: String,
    depth: usize,
}

impl<'a> Renderer<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let at = self.offset + range.start;
        if self.image.is_some() {
            self.alternative(event);
            return;
        }
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let marked = self.marker.mark(&html, at);
                self.html(marked);
            }
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(name) => {
                let html = self.footnotes.refer(&name, self.words);
                self.html(html);
            }
            event => self.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: usize) {
        match tag {
            Tag::Heading {
                level, id, classes, ..
            } => {
                let classes = classes.join(" ");
                let mut attributes = Vec::new();
                if let Some(id) = &id {
                    attributes.push(("id", id.as_ref()));
                }
                if !classes.is_empty() {
                    attributes.push(("class", classes.as_str()));
                }
                self.html(position_marks::tag(&level.to_string(), at, &attributes));
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mail = if link_type == LinkType::Email {
                    "mailto:"
                } else {
                    ""
                };
                let href = format!("{mail}{dest_url}");
                let mut attributes = vec![("href", href.as_str())];
                if !title.is_empty() {
                    attributes.push(("title", &title));
                }
                self.html(position_marks::tag("a", at, &attributes));
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image = Some(Image {
                    at,
                    source: dest_url,
                    title,
                    alternative: String::new(),
                    depth: 1,
                });
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = callout(kind, self.words);
                self.html(format!(
                    "<aside class=\"callout callout--{class}\" role=\"note\"><p class=\"callout__title\">{}</p>",
                    escape(title)
                ));
            }
            Tag::Table(_) => {
                self.html(position_marks::place(at));
                self.push(Event::Start(tag));
            }
            Tag::CodeBlock(_) => self.html("<pre><code>".into()),
            Tag::FootnoteDefinition(name) => {
                self.names.push(name.to_string());
                self.frames.push(Vec::new());
            }
            tag => self.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.html(heading_end(level)),
            TagEnd::Link => self.html("</a>".into()),
            TagEnd::BlockQuote(Some(_)) => self.html("</aside>".into()),
            TagEnd::CodeBlock => self.html("</code></pre>\n".into()),
            TagEnd::FootnoteDefinition => {
                if let (Some(name), Some(events)) = (self.names.pop(), self.frames.pop()) {
                    self.definitions.entry(name).or_insert(events);
                }
            }
            tag => self.push(Event::End(tag)),
        }
    }

    /// Gathers the text that stands in for an image.
    fn alternative(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => image.alternative.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alternative.push(' '),
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            _ => {}
        }
        if image.depth > 0 {
            return;
        }
        let mut attributes = vec![("src", image.source.as_ref())];
        // Without text there is no `alt`, which the check of images then reports.
        if !image.alternative.trim().is_empty() {
            attributes.push(("alt", &image.alternative));
        }
        if !image.title.is_empty() {
            attributes.push(("title", &image.title));
        }
        let html = position_marks::tag("img", image.at, &attributes);
        self.image = None;
        self.html(html);
    }

    fn html(&mut self, html: String) {
        self.push(Event::InlineHtml(html.into()));
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push(event);
        }
    }

    fn finish(mut self) -> String {
        let mut out = String::new();
        html::push_html(&mut out, self.frames.into_iter().flatten());
        let notes = self.footnotes.order().iter().map(|name| {
            let mut note = String::new();
            let events = self.definitions.remove(name).unwrap_or_default();
            html::push_html(&mut note, events.into_iter());
            note
        });
        let notes: Vec<String> = notes.collect();
        out.push_str(&self.footnotes.section(&notes, self.words));
        out
    }
}

fn heading_end(level: HeadingLevel) -> String {
    format!("</{level}>\n")
}

fn callout(kind: BlockQuoteKind, words: &Words) -> (&'static str, &str) {
    match kind {
        BlockQuoteKind::Note => ("note", &words.callout_note),
        BlockQuoteKind::Tip => ("tip", &words.callout_tip),
        BlockQuoteKind::Important => ("important", &words.callout_important),
        BlockQuoteKind::Warning => ("warning", &words.callout_warning),
        BlockQuoteKind::Caution => ("caution", &words.callout_caution),
    }
}
