//! Footnotes of foreign HTML: a raised link to an element further down, and a way back from there.

use std::collections::{BTreeMap, BTreeSet};

use gazette_model::Node;
use scraper::{ElementRef, Html};

use crate::html::scan::select;

/// Delimiters of a footnote's number in text: private-use characters, which are stripped from every source.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';

/// A reference to a footnote by its number, from 1, as it stands in the text of a [`HtmlTree`](super::HtmlTree).
pub fn reference(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// Replaces references in a text by what `write` makes of their numbers.
pub fn split_references(text: &str, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (number, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        out.push_str(&write(number));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The footnotes of one text.
#[derive(Debug, Default)]
pub struct FootnoteNumbers {
    /// Ids of the notes, and their numbers.
    numbers: BTreeMap<String, usize>,
    /// Ids of the references.
    references: BTreeSet<String>,
    texts: BTreeMap<usize, Vec<Node>>,
}

impl FootnoteNumbers {
    /// Finds raised links that lead to an element which no other element of the text holds.
    pub fn find(html: &Html) -> Self {
        let mut footnotes = Self::default();
        let notes: BTreeMap<&str, ElementRef<'_>> =
            select(html, "li[id], div[id], p[id], dd[id], aside[id]")
                .filter_map(|note| Some((note.attr("id")?, note)))
                .collect();
        for link in select(html, "sup a[href^=\"#\"], a[role=\"doc-noteref\"]") {
            let id = link
                .attr("href")
                .unwrap_or_default()
                .trim_start_matches('#');
            let holds =
                |note: &ElementRef<'_>| link.ancestors().any(|ancestor| ancestor.id() == note.id());
            if notes.get(id).is_none_or(holds) {
                continue;
            }
            let next = footnotes.numbers.len() + 1;
            footnotes.numbers.entry(id.to_owned()).or_insert(next);
            let around = link.ancestors().take(2).filter_map(ElementRef::wrap);
            let ids = around
                .chain([link])
                .filter_map(|element| element.attr("id"));
            footnotes.references.extend(ids.map(ToOwned::to_owned));
        }
        footnotes
    }

    /// Returns the placeholder for a footnote reference; `None` for other elements.
    pub fn mark(&self, element: ElementRef<'_>) -> Option<String> {
        let links = element.descendants().filter_map(ElementRef::wrap);
        let mut links = links.filter(|link| link.value().name() == "a");
        let is_raised =
            matches!(element.value().name(), "sup") || element.attr("role") == Some("doc-noteref");
        let link = links.next().filter(|_| is_raised)?;
        let number = self.numbers.get(link.attr("href")?.strip_prefix('#')?)?;
        Some(reference(*number))
    }

    /// The number of the note that an element is.
    pub fn number(&self, element: ElementRef<'_>) -> Option<usize> {
        let number = *self.numbers.get(element.attr("id")?)?;
        (!self.texts.contains_key(&number)).then_some(number)
    }

    /// Tells whether an element is a link from a note back to the text.
    pub fn is_way_back(&self, element: ElementRef<'_>) -> bool {
        let href = element.attr("href").and_then(|href| href.strip_prefix('#'));
        element.value().name() == "a" && href.is_some_and(|id| self.references.contains(id))
    }

    /// Keeps a note's text.
    pub fn set(&mut self, number: usize, text: Vec<Node>) {
        self.texts.insert(number, text);
    }

    /// All notes by their numbers.
    pub fn texts(mut self) -> Vec<Vec<Node>> {
        let numbers = 1..=self.numbers.len();
        numbers
            .map(|number| self.texts.remove(&number).unwrap_or_default())
            .collect()
    }
}
