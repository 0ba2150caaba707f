//! Footnotes: numbered in the order in which the text refers to them, gathered at its end, with ways there and back.

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

use gazette_diagnostics::rule;
use gazette_model::{Attribute, Element, Node, Tag, fill};
use pulldown_cmark::{Event, Tag as MarkdownTag, TagEnd};

use crate::{
    body::{autolink::PlacedEvent, finding::BodyFinding, html_tree::TreeWriter},
    config::words::PressStrings,
};

/// The footnotes of one manuscript.
#[derive(Debug, Default)]
pub struct Footnotes<'a> {
    /// Notes that nothing has referred to so far, by their names.
    unused: HashMap<String, Definition<'a>>,
    /// Numbers of the others, from 0, by their names.
    numbers: HashMap<String, usize>,
    /// Those others, in the order of their numbers.
    notes: Vec<Note<'a>>,
    /// Notes with the name of another.
    findings: Vec<BodyFinding>,
}

/// A footnote's text.
#[derive(Debug, Default)]
struct Definition<'a> {
    /// Byte range of its name in the body.
    place: Range<usize>,
    events: Vec<PlacedEvent<'a>>,
}

/// A footnote that the text refers to.
#[derive(Debug, Default)]
struct Note<'a> {
    events: Vec<PlacedEvent<'a>>,
    /// Number of references to it, in the text and in other notes.
    references: usize,
    /// Number of those that have been written.
    written: usize,
}

/// Takes the footnotes out of a body's events, and numbers those that the rest refers to, and then those that they do.
pub fn split<'a>(
    events: Vec<PlacedEvent<'a>>,
    body: &str,
) -> (Vec<PlacedEvent<'a>>, Footnotes<'a>) {
    let mut footnotes = Footnotes::default();
    let mut page = Vec::with_capacity(events.len());
    // One may stand within another.
    let mut open: Vec<(String, Definition<'a>)> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(MarkdownTag::FootnoteDefinition(name)) => {
                let length = body[range.clone()].find("]:").map_or(0, |at| at + 1);
                let place = range.start..range.start + length;
                let events = Vec::new();
                open.push((key(&name), Definition { place, events }));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, definition)) = open.pop() {
                    footnotes.define(name, definition);
                }
            }
            event => {
                let events = open.last_mut().map(|(_, note)| &mut note.events);
                events.unwrap_or(&mut page).push((event, range));
            }
        }
    }
    footnotes.number(&page);
    (page, footnotes)
}

impl<'a> Footnotes<'a> {
    fn define(&mut self, name: String, definition: Definition<'a>) {
        if definition.events.is_empty() {
            self.findings.push(BodyFinding {
                rule: &rule::FOOTNOTE_MISSING,
                message: format!("the footnote [^{name}] says nothing"),
                place: definition.place.clone(),
                label: "an empty note",
                help: "Write its text behind the colon, or take out the note and its mark.".into(),
            });
        }
        match self.unused.entry(name) {
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

    /// Numbers footnotes as a page refers to them, and after that as they refer to others.
    fn number(&mut self, page: &[PlacedEvent<'a>]) {
        self.count(page);
        let mut number = 0;
        while let Some(note) = self.notes.get_mut(number) {
            let events = std::mem::take(&mut note.events);
            self.count(&events);
            self.notes[number].events = events;
            number += 1;
        }
    }

    /// Counts references in a text; those in the alternative text of a picture are nobody's.
    fn count(&mut self, events: &[PlacedEvent<'a>]) {
        let mut pictures = 0_usize;
        for (event, _) in events {
            match event {
                Event::Start(MarkdownTag::Image { .. }) => pictures += 1,
                Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
                Event::FootnoteReference(name) if pictures == 0 => {
                    let name = key(name);
                    let number = *self.numbers.entry(name).or_insert_with_key(|name| {
                        let definition = self.unused.remove(name).unwrap_or_default();
                        self.notes.push(Note {
                            events: definition.events,
                            ..Note::default()
                        });
                        self.notes.len() - 1
                    });
                    self.notes[number].references += 1;
                }
                _ => {}
            }
        }
    }

    /// Tells whether the text refers to none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// Takes the text of a footnote by its number, from 0; `None` after the last.
    pub fn take(&mut self, number: usize) -> Option<Vec<PlacedEvent<'a>>> {
        let note = self.notes.get_mut(number)?;
        Some(std::mem::take(&mut note.events))
    }

    /// Writes the mark in the text that leads to a footnote.
    pub fn refer(&mut self, name: &str, words: &PressStrings, tree: &mut TreeWriter<'_>) {
        let Some(number) = self.numbers.get(&key(name)).copied() else {
            return;
        };
        self.notes[number].written += 1;
        let sign = (number + 1).to_string();
        let link = [
            ("href", &*format!("#{}", note_id(number))),
            ("id", &reference(number, self.notes[number].written)),
            ("class", "footnote-ref"),
            ("aria-label", &fill(&words.footnote, &[("number", &sign)])),
        ];
        tree.start("sup", None, &[]);
        tree.start("a", None, &link);
        tree.text(&sign);
        tree.end("a");
        tree.end("sup");
    }

    /// Writes the ways back from a footnote to all places that refer to it.
    pub fn ways_back(&self, number: usize, words: &PressStrings, tree: &mut TreeWriter<'_>) {
        let label = (number + 1).to_string();
        let label = fill(&words.footnote_back, &[("number", &label)]);
        for time in 1..=self.notes[number].references {
            // From the second reference on, the arrows need telling apart.
            let (label, text) = if time == 1 {
                (label.clone(), "↩".to_owned())
            } else {
                (format!("{label} ({time})"), format!("↩{time}"))
            };
            let link = [
                ("href", &*format!("#{}", reference(number, time))),
                ("class", "footnote-back"),
                ("aria-label", &label),
            ];
            tree.text(" ");
            tree.start("a", None, &link);
            tree.text(&text);
            tree.end("a");
        }
    }

    /// Footnotes that nobody sees.
    pub fn findings(self) -> impl Iterator<Item = BodyFinding> {
        let mut unused: Vec<_> = self.unused.into_iter().collect();
        unused.sort_by_key(|(_, definition)| definition.place.start);
        let unused = unused.into_iter().map(|(name, definition)| BodyFinding {
            rule: &rule::FOOTNOTE_UNUSED,
            message: format!("nothing in the text leads to the footnote [^{name}]"),
            place: definition.place,
            label: "nobody sees it",
            help: format!("Write [^{name}] where it belongs, or take the note out."),
        });
        self.findings.into_iter().chain(unused)
    }
}

/// The id of a footnote.
pub fn note_id(number: usize) -> String {
    format!("fn-{}", number + 1)
}

/// Tells whether an id is such as footnotes and the ways back from them have.
pub fn is_id(id: &str) -> bool {
    let number = id.strip_prefix("fn-");
    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Tells whether an element is a footnote mark.
pub fn is_mark(element: &Element) -> bool {
    let is_way = |node: &Node| matches!(node, Node::Element(link) if link.get(Attribute::Class) == Some("footnote-ref"));
    element.tag == Tag::Sup && element.children.first().is_some_and(is_way)
}

/// A footnote's name as it is compared: the parser does not tell capitals apart.
fn key(name: &str) -> String {
    name.to_lowercase()
}

fn reference(number: usize, time: usize) -> String {
    match time {
        1 => format!("fn-{}-ref", number + 1),
        _ => format!("fn-{}-ref-{time}", number + 1),
    }
}
