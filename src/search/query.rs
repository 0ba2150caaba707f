//! Queries, parsed.

use crate::{Rules, Unit, dense_runs, form::joined_in_query, is_together, units, word::is_hebrew};

/// Results on a page.
pub const PAGE: usize = 10;

/// Sort order of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those that are most about the query.
    #[default]
    Best,
    /// The newest.
    Newest,
}

/// A query in parts, all of which a page must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The parts, as typed.
    pub clauses: Vec<Clause>,
}

/// A word, a run of a script without spaces, or what stands in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Units that must follow one another; never empty.
    pub units: Vec<Unit>,
    /// True if it stands in quotes, so that words are taken as they are written.
    pub is_phrase: bool,
    /// Terms of what it makes together with its neighbours: one of `time` and of `lapse` is that of `timelapse`.
    pub joined: Vec<String>,
}

/// Request to an index.
#[derive(Clone, Debug)]
pub struct Question {
    /// Query, all parts of which documents must contain.
    pub query: Query,
    /// Keys of filters, all of which documents must pass.
    pub filters: Vec<String>,
    /// Sort order of documents.
    pub order: Order,
    /// True if the last word may be incomplete.
    pub is_typing: bool,
}

impl Query {
    /// Reads what a reader has typed. A quote that is not closed goes on to the end.
    pub fn parse(text: &str, rules: Rules) -> Self {
        let mut clauses = Vec::new();
        for (part, text) in parts(text).into_iter().enumerate() {
            let units = units(text, rules);
            if part % 2 == 0 {
                clauses.extend(loose(&units, rules));
            } else if !units.is_empty() {
                clauses.push(Clause::phrase(units));
            }
        }
        Self { clauses }
    }
}

/// Splits a text at quotes: parts outside and within, by turns. A mark between Hebrew letters is an abbreviation's.
fn parts(text: &str) -> Vec<&str> {
    let is_quote = |(at, c): &(usize, char)| match c {
        '"' => {
            let before = text[..*at].chars().next_back();
            let after = text[at + 1..].chars().next();
            !(before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew))
        }
        c => matches!(c, '“' | '”' | '„' | '「' | '」' | '『' | '』'),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(is_quote) {
        parts.push(&text[start..at]);
        start = at + c.len_utf8();
    }
    parts.push(&text[start..]);
    parts
}

/// Words and runs that may stand anywhere.
fn loose(units: &[Unit], rules: Rules) -> impl Iterator<Item = Clause> {
    let joined = joined_in_query(units, rules);
    let mut end = 0;
    dense_runs(units).map(move |run| {
        end += run.len();
        let of_it = joined
            .iter()
            .filter(|(range, _)| range.contains(&(end - 1)));
        Clause {
            units: run.iter().map(Unit::unelided).collect(),
            is_phrase: false,
            // An elided word may also be part of a name, which others write without the apostrophe.
            joined: of_it
                .map(|(_, unit)| unit.term.clone())
                .chain(
                    run.iter()
                        .filter(|unit| unit.unelided() != **unit)
                        .map(|unit| unit.term.clone()),
                )
                .collect(),
        }
    })
}

impl Question {
    /// Makes a question of a reader's input. Without a query the newest come first, since none is better than another.
    pub fn new(
        query: &str,
        filters: Vec<String>,
        order: Order,
        is_typing: bool,
        rules: Rules,
    ) -> Self {
        let query = Query::parse(query, rules);
        Self {
            order: if query.clauses.is_empty() {
                Order::Newest
            } else {
                order
            },
            query,
            filters,
            is_typing,
        }
    }
}

impl Clause {
    /// Makes a clause that matches units exactly as written.
    pub fn phrase(units: Vec<Unit>) -> Self {
        Self {
            units,
            is_phrase: true,
            joined: Vec::new(),
        }
    }

    /// Tells whether the index alone can decide which pages contain it: a word, or at most two characters.
    pub fn is_certain(&self) -> bool {
        match self.units.as_slice() {
            [unit] => !self.is_phrase || unit.is_dense,
            [one, other] => one.is_dense && other.is_dense && is_together(one, other),
            _ => false,
        }
    }
}
