//! Footnotes: numbered in the order in which the text refers to them, gathered at its end, with ways there and back.

use gazette_model::{Attribute, Element, Node, Tag, escape, fill};

use crate::config::words::PressStrings;

/// The footnotes of one manuscript.
#[derive(Debug, Default)]
pub struct Footnotes {
    order: Vec<String>,
    references: Vec<usize>,
}

impl Footnotes {
    /// The mark in the text that leads to a footnote.
    pub fn refer(&mut self, name: &str, words: &PressStrings) -> String {
        let index = self
            .order
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.order.push(name.to_owned());
                self.references.push(0);
                self.order.len() - 1
            });
        self.references[index] += 1;
        let number = (index + 1).to_string();
        let id = reference(index, self.references[index]);
        let label = fill(&words.footnote, &[("number", &number)]);
        format!(
            "<sup><a href=\"#fn-{number}\" id=\"{id}\" class=\"footnote-ref\" aria-label=\"{}\">{number}</a></sup>",
            escape(&label)
        )
    }

    /// The footnotes' names in the order of their numbers.
    pub fn order(&self) -> &[String] {
        &self.order
    }

    /// The section with all footnotes; `notes` are their texts in the order of their numbers.
    pub fn section(&self, notes: &[String], words: &PressStrings) -> String {
        if notes.is_empty() {
            return String::new();
        }
        let mut html = format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{}\"><ol>",
            escape(&words.footnotes)
        );
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let back: String = (1..=self.references[index])
                .map(|time| back(index, time, words))
                .collect();
            // The way back stands in the note's last paragraph, not on a line of its own.
            let note = note.trim_end();
            let note = match note.strip_suffix("</p>") {
                Some(note) => format!("{note}{back}</p>"),
                None => format!("{note}<p>{back}</p>"),
            };
            html.extend(["<li id=\"fn-", &number.to_string(), "\">", &note, "</li>"]);
        }
        html.push_str("</ol></section>");
        html
    }
}

/// A footnote's name as it is compared: the parser does not tell capitals apart.
pub fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Tells whether an element is a footnote mark.
pub fn is_mark(element: &Element) -> bool {
    let is_way = |node: &Node| matches!(node, Node::Element(link) if link.get(Attribute::Class) == Some("footnote-ref"));
    element.tag == Tag::Sup && element.children.first().is_some_and(is_way)
}

fn back(index: usize, time: usize, words: &PressStrings) -> String {
    let number = (index + 1).to_string();
    let label = fill(&words.footnote_back, &[("number", &number)]);
    // From the second reference on, the arrows need telling apart.
    let (label, text) = if time == 1 {
        (label, "↩".to_owned())
    } else {
        (format!("{label} ({time})"), format!("↩{time}"))
    };
    format!(
        " <a href=\"#{}\" class=\"footnote-back\" aria-label=\"{}\">{text}</a>",
        reference(index, time),
        escape(&label)
    )
}

fn reference(index: usize, time: usize) -> String {
    match time {
        1 => format!("fn-{}-ref", index + 1),
        _ => format!("fn-{}-ref-{time}", index + 1),
    }
}
