//! Markdown to HTML, with a mark on every element whose place in the manuscript a report may need.

mod picture;
mod signs;

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

use gazette_diagnostics::rule;
use gazette_model::escape;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::{
    body::{
        autolink::{self, PlacedEvent},
        emphasis::StandIns,
        finding::BodyFinding,
        footnotes::{Footnotes, key},
        markdown::{
            picture::OpenPicture,
            signs::{callout, heading_end, task},
        },
        plain_text::{Passage, Passages},
        position_marks,
        position_marks::PositionMarker,
        stray, surplus_cells,
    },
    config::words::PressStrings,
};

/// A body made of Markdown.
pub struct Rendered {
    /// Its HTML, which is not yet safe.
    pub html: String,
    /// Its plain text, by passages.
    pub passages: Vec<Passage>,
    /// Probable mistakes of the editor, with places in the body.
    pub findings: Vec<BodyFinding>,
}

/// Renders a manuscript's body, which begins at `offset` of its file.
pub fn render(body: &str, offset: usize, words: &PressStrings) -> Rendered {
    let stand_ins = StandIns::new(body);
    let events = events(&stand_ins, body);
    let findings = stray::find(&events, body);
    render_events(autolink::link(events, body), body, offset, words, findings)
}

/// Renders a text in which bare addresses stay text, so that it can be compared with what it was made of.
pub fn render_unlinked(body: &str) -> String {
    let stand_ins = StandIns::new(body);
    let events = events(&stand_ins, body);
    render_events(events, body, 0, &PressStrings::default(), Vec::new()).html
}

fn events<'a>(stand_ins: &'a StandIns<'_>, body: &'a str) -> Vec<PlacedEvent<'a>> {
    let events = Parser::new_ext(stand_ins.text(), options()).into_offset_iter();
    let events = events.map(|(event, range)| (stand_ins.restore(event), range));
    autolink::join(events.collect(), body)
}

fn render_events<'a>(
    events: Vec<PlacedEvent<'a>>,
    body: &'a str,
    offset: usize,
    words: &'a PressStrings,
    findings: Vec<BodyFinding>,
) -> Rendered {
    let mut renderer = Renderer {
        body,
        offset,
        words,
        frames: vec![Vec::new()],
        footnotes: Footnotes::default(),
        names: Vec::new(),
        definitions: HashMap::new(),
        image: None,
        columns: 0,
        marker: PositionMarker::default(),
        findings,
    };
    let mut passages = Passages::default();
    for (event, range) in events {
        passages.event(&event, offset + range.start..offset + range.end);
        renderer.event(event, range);
    }
    let (html, findings) = renderer.finish();
    Rendered {
        html,
        passages: passages.finish(),
        findings,
    }
}

/// Returns the Markdown extensions that manuscripts may use.
pub fn options() -> Options {
    // Smart punctuation stays off: what an editor wrote is published word for word.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

struct Renderer<'a> {
    body: &'a str,
    offset: usize,
    words: &'a PressStrings,
    /// The page, and above it the footnote that is being read.
    frames: Vec<Vec<Event<'a>>>,
    footnotes: Footnotes,
    /// The names of the footnotes that are being read, and where they stand in the body.
    names: Vec<(String, Range<usize>)>,
    definitions: HashMap<String, Definition<'a>>,
    image: Option<OpenPicture<'a>>,
    /// Number of columns in the header of the current table.
    columns: usize,
    marker: PositionMarker,
    findings: Vec<BodyFinding>,
}

/// A footnote's text.
struct Definition<'a> {
    /// Byte range of its name in the body.
    place: Range<usize>,
    events: Vec<Event<'a>>,
}

impl<'a> Renderer<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let at = self.offset + range.start;
        if let Some(image) = &mut self.image {
            if let Some(html) = image.read(event) {
                self.image = None;
                self.html(html);
            }
            return;
        }
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let marked = self.marker.mark(&html, at);
                self.html(marked);
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(is_done) => self.html(task(is_done, self.words)),
            event => self.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let at = self.offset + range.start;
        match tag {
            Tag::Heading {
                level, id, classes, ..
            } => {
                let classes = classes.join(" ");
                let mut attributes: Vec<_> = id.iter().map(|id| ("id", id.as_ref())).collect();
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
                self.image = Some(OpenPicture::new(at, dest_url, title));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = callout(kind, self.words);
                self.html(format!(
                    "<aside class=\"callout callout--{class}\" role=\"note\"><p class=\"callout__title\">{}</p>",
                    escape(title)
                ));
            }
            Tag::Table(ref alignments) => {
                self.columns = alignments.len();
                self.html(position_marks::place(at));
                self.push(Event::Start(tag));
            }
            Tag::TableRow => {
                self.findings
                    .extend(surplus_cells::find(self.body, range, self.columns));
                self.push(Event::Start(tag));
            }
            Tag::CodeBlock(_) => self.html("<pre><code>".into()),
            Tag::FootnoteDefinition(name) => {
                let length = self.body[range.clone()].find("]:").map_or(0, |at| at + 1);
                let place = range.start..range.start + length;
                self.names.push((key(&name), place));
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
                if let (Some((name, place)), Some(events)) = (self.names.pop(), self.frames.pop()) {
                    self.define(name, Definition { place, events });
                }
            }
            tag => self.push(Event::End(tag)),
        }
    }

    fn html(&mut self, html: String) {
        self.push(Event::InlineHtml(html.into()));
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push(event);
        }
    }

    fn define(&mut self, name: String, definition: Definition<'a>) {
        match self.definitions.entry(name) {
            Entry::Vacant(free) => {
                free.insert(definition);
            }
            Entry::Occupied(taken) => self.findings.push(BodyFinding {
                rule: &rule::FOOTNOTE_TWICE,
                message: format!("the footnote [^{}] is there twice", taken.key()),
                place: definition.place,
                label: "the second, which nobody sees",
                help: "Give it another name, and the mark in the text as well.".into(),
            }),
        }
    }

    /// The page with its footnotes, which are numbered as the text refers to them, and after that as they refer to others.
    fn finish(mut self) -> (String, Vec<BodyFinding>) {
        let mut out = String::new();
        let page = std::mem::take(&mut self.frames);
        let page = self.numbered(page.into_iter().flatten().collect());
        html::push_html(&mut out, page.into_iter());
        let mut notes = Vec::new();
        while let Some(name) = self.footnotes.order().get(notes.len()).cloned() {
            let mut note = String::new();
            let definition = self.definitions.remove(&name);
            let events = definition.map_or_else(Vec::new, |it| it.events);
            let events = self.numbered(events);
            html::push_html(&mut note, events.into_iter());
            notes.push(note);
        }
        out.push_str(&self.footnotes.section(&notes, self.words));
        let mut unused: Vec<_> = self.definitions.into_iter().collect();
        unused.sort_by_key(|(_, definition)| definition.place.start);
        let unused = unused.into_iter().map(|(name, definition)| BodyFinding {
            rule: &rule::FOOTNOTE_UNUSED,
            message: format!("nothing in the text leads to the footnote [^{name}]"),
            place: definition.place,
            label: "nobody sees it",
            help: format!("Write [^{name}] where it belongs, or take the note out."),
        });
        self.findings.extend(unused);
        (out, self.findings)
    }

    fn numbered(&mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let number = |event| match event {
            Event::FootnoteReference(name) => {
                let html = self.footnotes.refer(&key(&name), self.words);
                Event::InlineHtml(html.into())
            }
            event => event,
        };
        events.into_iter().map(number).collect()
    }
}
