//! What a reader looks for.

use crate::{Rules, Unit, dense_runs, is_together, units};

/// Results on a page.
pub const PAGE: usize = 10;

/// Which documents come first.
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
    /// What must follow one another; never empty.
    pub units: Vec<Unit>,
    /// Whether it stands in quotes, so that words are taken as they are written.
    pub is_phrase: bool,
}

/// What is asked of an index.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is looked for; documents must have all of it.
    pub query: Query,
    /// Keys of filters, all of which documents must pass.
    pub filters: Vec<String>,
    /// Which documents come first.
    pub order: Order,
    /// Whether the last word may go on.
    pub is_typing: bool,
}

impl Query {
    /// Reads what a reader has typed. A quote that is not closed goes on to the end.
    pub fn parse(text: &str, rules: Rules) -> Self {
        let is_quote = |c| matches!(c, '"' | '“' | '”' | '„' | '「' | '」' | '『' | '』');
        let mut clauses = Vec::new();
        for (part, text) in text.split(is_quote).enumerate() {
            let units = units(text, rules);
            let is_phrase = part % 2 == 1;
            if is_phrase && !units.is_empty() {
                clauses.push(Clause { units, is_phrase });
                continue;
            }
            clauses.extend(dense_runs(&units).map(|run| Clause {
                units: run.to_vec(),
                is_phrase: false,
            }));
        }
        Self { clauses }
    }
}

impl Question {
    /// What a reader asks for. Without a query the newest come first, since none is better than another.
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
    /// Whether the index alone can tell which pages have it: it is a word, or at most two characters.
    pub fn is_certain(&self) -> bool {
        match self.units.as_slice() {
            [unit] => !self.is_phrase || unit.is_dense,
            [one, other] => one.is_dense && other.is_dense && is_together(one, other),
            _ => false,
        }
    }
}
