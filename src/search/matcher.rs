//! Positions in a text that match a query.

use std::ops::Range;

use crate::{Clause, Marked, Rules, Searchable, Unit, form::forms, is_together, units};

/// Finds in texts what was looked for.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// The parts of the query.
    pub clauses: Vec<Clause>,
    /// For each part that is a word, the terms that it is taken for.
    pub terms: Vec<Vec<String>>,
    /// Rules for turning texts into terms.
    pub rules: Rules,
}

/// Match of a part of the query.
struct Occurrence {
    range: Range<usize>,
    clause: usize,
}

/// The width of an excerpt. Characters of scripts without spaces are two wide.
const WIDTH: usize = 200;

/// Width of the context before the first match.
const LEAD: usize = 40;

impl Matcher {
    /// Tells whether the index alone can decide which documents match.
    pub fn is_certain(&self) -> bool {
        self.clauses.iter().all(Clause::is_certain)
    }

    /// Tells whether a document matches in what the index cannot decide: phrases, and runs of more than two characters.
    pub fn holds(&self, document: &Searchable) -> bool {
        let texts = [&document.title, &document.summary, &document.text];
        let texts = texts.map(|text| units(text, self.rules));
        let is_there = |index: usize| {
            texts
                .iter()
                .any(|units| (0..units.len()).any(|at| self.matches(index, &units[at..]).is_some()))
        };
        (0..self.clauses.len()).all(|index| self.clauses[index].is_certain() || is_there(index))
    }

    /// A text with what was looked for marked.
    pub fn mark(&self, text: &str) -> Marked {
        let mut marked = Marked::default();
        push_marked(text, 0..text.len(), &self.found(text), &mut marked);
        marked
    }

    /// The part of a document in which most of what was looked for stands, else its summary.
    pub fn excerpt(&self, document: &Searchable) -> Marked {
        let text = &document.text;
        let found = self.found(text);
        let window = |start: usize| {
            let from = back(text, start, LEAD);
            from..forth(text, from, WIDTH)
        };
        let worth = |range: &Range<usize>| {
            let inside = found
                .iter()
                .filter(|it| range.start <= it.range.start && it.range.end <= range.end);
            let different = inside.fold(0_u32, |bits, it| bits | 1 << (it.clause % 32));
            different.count_ones()
        };
        // Of equals the first: `max_by_key` would take the last.
        let windows = found.iter().rev().map(|it| window(it.range.start));
        match windows.max_by_key(worth) {
            Some(range) => {
                let mut marked = Marked::default();
                if range.start > 0 {
                    marked.push("… ", false);
                }
                push_marked(text, range.clone(), &found, &mut marked);
                if range.end < text.trim_end().len() {
                    marked.push(" …", false);
                }
                marked
            }
            None => self.mark(document.summary.lines().next().unwrap_or_default()),
        }
    }

    fn found(&self, text: &str) -> Vec<Occurrence> {
        let units = units(text, self.rules);
        let mut forms = forms(&units, self.rules).into_iter().peekable();
        let mut found: Vec<Occurrence> = Vec::new();
        for at in 0..units.len() {
            for clause in 0..self.clauses.len() {
                if let Some(range) = self.matches(clause, &units[at..]) {
                    found.push(Occurrence { range, clause });
                }
            }
            let end = units[at].range.end;
            while let Some(form) = forms.next_if(|form| form.range.start < end) {
                for (clause, terms) in self.terms.iter().enumerate() {
                    if terms.contains(&form.term) {
                        let range = form.range.clone();
                        found.push(Occurrence { range, clause });
                    }
                }
            }
        }
        found
    }

    /// The range of a run or phrase of the query that begins where some units do.
    fn matches(&self, clause: usize, units: &[Unit]) -> Option<Range<usize>> {
        if !self.terms[clause].is_empty() {
            return None;
        }
        let clause = &self.clauses[clause];
        let units = units.get(..clause.units.len())?;
        let range = units.first()?.range.start..units.last()?.range.end;
        let is_same = units
            .iter()
            .zip(&clause.units)
            .all(|(unit, wanted)| unit.written == wanted.written);
        let pairs = units.windows(2).zip(clause.units.windows(2));
        let mut glued = pairs.filter(|(_, wanted)| is_together(&wanted[0], &wanted[1]));
        (is_same && glued.all(|(pair, _)| is_together(&pair[0], &pair[1]))).then_some(range)
    }
}

/// Adds a part of a text; lines become spaces.
fn push_marked(text: &str, window: Range<usize>, found: &[Occurrence], marked: &mut Marked) {
    let mut at = window.start;
    let mut push = |range: Range<usize>, is_match: bool| {
        if !range.is_empty() {
            marked.push(&text[range].replace('\n', " "), is_match);
        }
    };
    for Occurrence { range, .. } in found {
        if range.start >= at && range.end <= window.end {
            push(at..range.start, false);
            push(range.clone(), true);
            at = range.end;
        }
    }
    push(at..window.end, false);
}

/// Finds the end of a piece of a width that begins at an offset, if possible before a space.
fn forth(text: &str, from: usize, width: usize) -> usize {
    let mut rest = width;
    for (offset, c) in text[from..].char_indices() {
        let own = if c.is_ascii() { 1 } else { 2 };
        if rest < own || rest < 20 && c.is_ascii_whitespace() {
            return from + offset;
        }
        rest -= own;
    }
    text.len()
}

/// Finds the start of a piece of a width that ends at an offset. It begins in that line, if possible after a space.
fn back(text: &str, to: usize, width: usize) -> usize {
    let mut rest = width;
    let mut start = to;
    for (offset, c) in text[..to].char_indices().rev() {
        let own = if c.is_ascii() { 1 } else { 2 };
        if c == '\n' {
            return offset + 1;
        }
        if rest < own {
            break;
        }
        rest -= own;
        start = offset;
    }
    if start == 0 {
        return 0;
    }
    text[start..to]
        .find(' ')
        .map_or(start, |space| start + space + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Query;

    const RULES: Rules = Rules {
        english: true,
        decompose: crate::decompose,
    };

    fn matcher(query: &str) -> Matcher {
        let clauses = Query::parse(query, RULES).clauses;
        let term = |clause: &Clause| match clause.units.as_slice() {
            [word] if !word.is_dense && !clause.is_phrase => vec![word.term.clone()],
            _ => Vec::new(),
        };
        Matcher {
            terms: clauses.iter().map(term).collect(),
            clauses,
            rules: RULES,
        }
    }

    fn shown(marked: &Marked) -> String {
        let mark = |(at, text): (usize, &String)| match at % 2 {
            1 => format!("[{text}]"),
            _ => text.clone(),
        };
        marked.0.iter().enumerate().map(mark).collect()
    }

    fn document(text: &str) -> Searchable {
        Searchable {
            title: "Title".into(),
            summary: "Summary".into(),
            text: text.into(),
        }
    }

    #[test]
    fn marks_words_by_stem_and_runs_as_written() {
        assert_eq!(
            shown(&matcher("article").mark("All Articles.")),
            "All [Articles]."
        );
        assert_eq!(
            shown(&matcher("資訊素養").mark("談資訊素養與資訊")),
            "談[資訊素養]與資訊"
        );
        assert_eq!(
            shown(&matcher("\"an article\"").mark("an article, an articles")),
            "[an article], an articles"
        );
    }

    #[test]
    fn phrases_and_runs_hold_only_where_they_stand_together() {
        assert!(matcher("\"news portal\"").holds(&document("a News, portal")));
        assert!(!matcher("\"news portal\"").holds(&document("portal news")));
        assert!(matcher("資訊素養").holds(&document("談資訊素養")));
        assert!(!matcher("資訊素養").holds(&document("資訊，素養；訊素")));
        assert!(matcher("「ICCM會議」").holds(&document("第24屆 ICCM 會議")));
    }

    #[test]
    fn excerpts_show_where_most_of_it_stands() {
        let filler = "Nothing of it is here at all. ".repeat(20);
        let text = format!("One apple.\n{filler}\nHere are apples and pears.\n{filler}");
        let shown = shown(&matcher("apple pear").excerpt(&document(&text)));
        assert!(
            shown.starts_with("… Here are [apples] and [pears]. Nothing"),
            "{shown}"
        );
        assert!(shown.ends_with(" …") && shown.len() < 240, "{shown}");
    }

    #[test]
    fn without_a_match_the_summary_is_the_excerpt() {
        assert_eq!(
            shown(&matcher("title").excerpt(&document("Text"))),
            "Summary"
        );
    }

    proptest! {
        #[test]
        fn marking_changes_no_letter(text in "[a-c新聞 \n]{0,60}|\\PC{0,60}", query in "[a-c新聞\" ]{0,9}|\\PC{0,9}") {
            let matcher = matcher(&query);
            prop_assert_eq!(matcher.mark(&text).0.concat(), text.replace('\n', " "));
            let excerpt = matcher.excerpt(&document(&text)).0.concat();
            let excerpt = excerpt.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(excerpt == "Summary" || text.replace('\n', " ").contains(excerpt), "{}", excerpt);
        }
    }
}
