//! Markdown's events as tokens of HTML.

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};

use crate::{
    body::{
        autolink::PlacedEvent,
        footnotes::{self, Footnotes},
        html_tree::TreeWriter,
        markdown::{
            picture::OpenPicture,
            signs::{callout, task},
        },
    },
    config::words::PressStrings,
};

/// Writes a body into a tree.
pub struct ElementWriter<'a, 't> {
    tree: TreeWriter<'t>,
    /// Offset of the body in its file.
    offset: usize,
    words: &'a PressStrings,
    footnotes: Footnotes<'a>,
    image: Option<OpenPicture<'a>>,
    table: OpenTable,
}

/// The table that is being written.
#[derive(Default)]
struct OpenTable {
    alignments: Vec<Alignment>,
    /// Number of cells that the row has so far.
    cells: usize,
    is_head: bool,
}

impl<'a, 't> ElementWriter<'a, 't> {
    /// One that begins a tree.
    pub fn new(
        tree: TreeWriter<'t>,
        offset: usize,
        words: &'a PressStrings,
        footnotes: Footnotes<'a>,
    ) -> Self {
        Self {
            tree,
            offset,
            words,
            footnotes,
            image: None,
            table: OpenTable::default(),
        }
    }

    /// Writes events, with their ranges in the body.
    pub fn write(&mut self, events: Vec<PlacedEvent<'a>>) {
        for (event, range) in events {
            self.event(event, self.offset + range.start);
        }
    }

    /// Writes the section with all footnotes.
    pub fn write_footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        let section = [
            ("class", "footnotes"),
            ("role", "doc-endnotes"),
            ("aria-label", &self.words.footnotes),
        ];
        self.tree.start("section", None, &section);
        self.tree.start("ol", None, &[]);
        let mut number = 0;
        while let Some(events) = self.footnotes.take(number) {
            self.write_footnote(number, events);
            number += 1;
        }
        self.tree.end("ol");
        self.tree.end("section");
    }

    /// Ends the tree. Returns the footnotes, and the offsets of raw HTML that does not end.
    pub fn finish(self) -> (Footnotes<'a>, Vec<usize>) {
        (self.footnotes, self.tree.finish())
    }

    fn write_footnote(&mut self, number: usize, mut events: Vec<PlacedEvent<'a>>) {
        let id = footnotes::note_id(number);
        self.tree.start("li", None, &[("id", &id)]);
        // The way back stands in the note's last paragraph, not on a line of its own.
        let is_paragraph = reopen(&mut events);
        self.write(events);
        if !is_paragraph {
            self.tree.start("p", None, &[]);
        }
        self.footnotes.ways_back(number, self.words, &mut self.tree);
        self.tree.end("p");
        self.tree.end("li");
    }

    fn event(&mut self, event: Event<'a>, at: usize) {
        if let Some(image) = &mut self.image {
            if image.read(&event) {
                image.write(&mut self.tree);
                self.image = None;
            }
            return;
        }
        match event {
            Event::Html(html) | Event::InlineHtml(html) => self.tree.raw(&html, at),
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            // Manuscripts have no formulas: the option is off.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.tree.text(&text);
            }
            Event::Code(text) => {
                self.tree.start("code", None, &[]);
                self.tree.text(&text);
                self.tree.end("code");
            }
            Event::SoftBreak => self.tree.text("\n"),
            Event::HardBreak => {
                self.tree.start("br", None, &[]);
                self.tree.text("\n");
            }
            Event::Rule => self.tree.start("hr", None, &[]),
            Event::TaskListMarker(is_done) => task(is_done, self.words, &mut self.tree),
            Event::FootnoteReference(name) => {
                self.footnotes.refer(&name, self.words, &mut self.tree);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: usize) {
        match tag {
            Tag::Heading {
                level, id, classes, ..
            } => {
                let classes = classes.join(" ");
                let class = Some(classes.as_str()).filter(|it| !it.is_empty());
                let id = id.as_deref().map(|id| ("id", id));
                let attributes: Vec<_> = id
                    .into_iter()
                    .chain(class.map(|it| ("class", it)))
                    .collect();
                self.tree.start(&level.to_string(), Some(at), &attributes);
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let is_mail = link_type == LinkType::Email;
                let href = format!("{}{dest_url}", if is_mail { "mailto:" } else { "" });
                let title = Some(("title", &*title)).filter(|_| !title.is_empty());
                let attributes: Vec<_> = [("href", &*href)].into_iter().chain(title).collect();
                self.tree.start("a", Some(at), &attributes);
            }
            Tag::Image {
                dest_url, title, ..
            } => self.image = Some(OpenPicture::new(at, dest_url, title)),
            Tag::BlockQuote(Some(kind)) => callout(kind, self.words, &mut self.tree),
            Tag::List(Some(first)) if first != 1 => {
                let first = first.to_string();
                self.tree.start("ol", None, &[("start", &first)]);
            }
            Tag::Table(alignments) => {
                self.table.alignments = alignments;
                self.tree.start("table", Some(at), &[]);
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.cells = 0;
                self.table.is_head = tag == Tag::TableHead;
                self.begin(tag.to_end());
            }
            Tag::TableCell => self.cell(),
            tag => self.begin(tag.to_end()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.tree.end(&level.to_string()),
            TagEnd::Table => {
                self.tree.end("tbody");
                self.tree.end("table");
            }
            TagEnd::TableCell => self.tree.end(self.table.cell()),
            tag => {
                for name in elements(tag).iter().rev() {
                    self.tree.end(name);
                }
            }
        }
        if tag == TagEnd::TableHead {
            self.tree.start("tbody", None, &[]);
        }
    }

    fn begin(&mut self, tag: TagEnd) {
        for name in elements(tag) {
            self.tree.start(name, None, &[]);
        }
    }

    fn cell(&mut self) {
        let style = match self.table.alignments.get(self.table.cells) {
            Some(Alignment::Left) => Some("text-align: left"),
            Some(Alignment::Center) => Some("text-align: center"),
            Some(Alignment::Right) => Some("text-align: right"),
            Some(Alignment::None) | None => None,
        };
        let style: Vec<_> = style.map(|style| ("style", style)).into_iter().collect();
        self.table.cells += 1;
        self.tree.start(self.table.cell(), None, &style);
    }
}

impl OpenTable {
    /// The element of a cell.
    fn cell(&self) -> &'static str {
        if self.is_head { "th" } else { "td" }
    }
}

/// Takes off the end of a paragraph, Markdown's or HTML's, with which events end. Tells whether there is one.
fn reopen(events: &mut Vec<PlacedEvent<'_>>) -> bool {
    match events.as_mut_slice() {
        [.., (Event::End(TagEnd::Paragraph), _)] => {
            events.pop();
            true
        }
        [
            ..,
            (Event::Html(html), _),
            (Event::End(TagEnd::HtmlBlock), _),
        ] => {
            let inside = html.trim_end().strip_suffix("</p>").map(ToOwned::to_owned);
            let is_paragraph = inside.is_some();
            if let Some(inside) = inside {
                *html = inside.into();
            }
            is_paragraph
        }
        _ => false,
    }
}

/// The elements that stand for one of Markdown's, outermost first; none for those that need more than a name.
fn elements(tag: TagEnd) -> &'static [&'static str] {
    match tag {
        TagEnd::Paragraph => &["p"],
        TagEnd::BlockQuote(None) => &["blockquote"],
        TagEnd::BlockQuote(Some(_)) => &["aside"],
        TagEnd::CodeBlock => &["pre", "code"],
        TagEnd::List(true) => &["ol"],
        TagEnd::List(false) => &["ul"],
        TagEnd::Item => &["li"],
        TagEnd::DefinitionList => &["dl"],
        TagEnd::DefinitionListTitle => &["dt"],
        TagEnd::DefinitionListDefinition => &["dd"],
        TagEnd::TableHead => &["thead", "tr"],
        TagEnd::TableRow => &["tr"],
        TagEnd::Emphasis => &["em"],
        TagEnd::Strong => &["strong"],
        TagEnd::Strikethrough => &["del"],
        TagEnd::Superscript => &["sup"],
        TagEnd::Subscript => &["sub"],
        TagEnd::Link => &["a"],
        TagEnd::Heading(_)
        | TagEnd::Table
        | TagEnd::TableCell
        | TagEnd::Image
        | TagEnd::HtmlBlock
        | TagEnd::FootnoteDefinition
        | TagEnd::MetadataBlock(_) => &[],
    }
}
