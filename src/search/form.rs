//! Words that one writer joins and another sets apart: `COVID-19`, `COVID19` and `COVID 19`.

use std::ops::Range;

use crate::{Rules, Tie, Unit, token::word};

/// All words of a text under each form in which they are looked for: as they stand, their parts, and what they make
/// together. They are in order of their beginnings, the longest first.
pub fn forms(units: &[Unit], rules: Rules) -> Vec<Unit> {
    let mut joined = joined(units, rules, is_joined).into_iter().peekable();
    let mut forms = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.is_dense) {
        while let Some((_, form)) = joined.next_if(|(range, _)| range.start <= at) {
            forms.push(form);
        }
        forms.push(unit.clone());
        forms.extend(unit.parts.iter().cloned());
    }
    forms
}

/// Compounds of neighbouring words in a query, with the range of their units. Any two words may be one.
pub fn joined_in_query(units: &[Unit], rules: Rules) -> Vec<(Range<usize>, Unit)> {
    joined(units, rules, |_, other| other.tie != Tie::Apart)
}

/// Compounds of units: the longest ones, then pairs of neighbours that `is_pair` accepts.
fn joined(
    units: &[Unit],
    rules: Rules,
    is_pair: fn(&Unit, &Unit) -> bool,
) -> Vec<(Range<usize>, Unit)> {
    let mut joined = Vec::new();
    let (mut chained, mut grouped) = (0, 0);
    for at in 0..units.len() {
        let rest = &units[at..];
        let mut add = |length: usize, written: String| {
            let range = rest[0].range.start..rest[length - 1].range.end;
            joined.push((
                at..at + length,
                Unit {
                    range,
                    ..word(written, rules)
                },
            ));
        };
        if at >= chained {
            let chain = count(rest, |unit| unit.tie == Tie::Hyphen);
            chained = at + chain;
            if chain > 2 {
                add(chain, concat(&rest[..chain]));
            }
        }
        if at >= grouped {
            let group = groups(rest);
            grouped = at + group;
            if group > 1 {
                add(group, concat(&rest[..group]));
            }
        }
        if let [one, other, ..] = rest
            && !one.is_dense
            && !other.is_dense
            && is_pair(one, other)
        {
            add(2, concat(&rest[..2]));
        }
        if let Some(number) = without_points(&rest[0].written) {
            add(1, number);
        }
    }
    joined
}

/// Tells whether many writers join two neighbours: with a hyphen, or a word and a number, or number and unit.
/// With any two words that would be, indexes would become twice as large.
fn is_joined(one: &Unit, other: &Unit) -> bool {
    let is_number = |unit: &Unit| unit.written.starts_with(|c: char| c.is_ascii_digit());
    match other.tie {
        Tie::Apart => false,
        Tie::Hyphen => true,
        Tie::Space => match (is_number(one), is_number(other)) {
            (false, true) => true,
            (true, false) => other.written.len() <= 4,
            _ => false,
        },
    }
}

/// Counts the leading units that form one number, as in `1 204 567`.
fn groups(units: &[Unit]) -> usize {
    let digits = |unit: &Unit| {
        let is_number = unit.written.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { unit.written.len() } else { 0 }
    };
    match units.first().map(digits) {
        Some(1..=3) => count(units, |unit| unit.tie == Tie::Space && digits(unit) == 3),
        _ => 1,
    }
}

/// A number whose thousands are set apart by points.
fn without_points(number: &str) -> Option<String> {
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, groups) = number.split_once('.')?;
    let is_grouped = (1..=3).contains(&first.len())
        && is_digits(first)
        && groups
            .split('.')
            .all(|group| group.len() == 3 && is_digits(group));
    is_grouped.then(|| number.replace('.', ""))
}

/// Counts the leading units that are words and follow one another in a given way.
fn count(units: &[Unit], follows: impl Fn(&Unit) -> bool) -> usize {
    let pairs = units.windows(2);
    let is_one = |pair: &&[Unit]| !pair[0].is_dense && !pair[1].is_dense && follows(&pair[1]);
    pairs.take_while(is_one).count() + 1
}

fn concat(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.written.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{decompose, units};

    const RULES: Rules = Rules {
        english: true,
        decompose,
    };

    fn written(text: &str) -> Vec<String> {
        let forms = forms(&units(text, RULES), RULES);
        forms.into_iter().map(|form| form.written).collect()
    }

    #[test]
    fn words_are_found_together_and_apart() {
        for (text, expected) in [
            ("COVID-19", "covid19 covid 19"),
            ("COVID 19", "covid19 covid 19"),
            ("COVID19", "covid19 covid 19"),
            ("e-mail", "email e mail"),
            ("state-of-the", "stateofthe stateof state ofthe of the"),
            ("1 204 567", "1204567 1 204 567"),
            ("1.204", "1204 1.204"),
            ("1,204 1’204 1,00,000", "1204 1204 100000"),
            ("1.8 km", "1.8km 1.8 km"),
            ("C++ 50 %", "c++ c 50% 50"),
            (
                "l’eau L'Été dell’acqua",
                "leau eau lete ete dellacqua acqua",
            ),
            ("don't we're o'clock d'1", "dont were oclock d 1"),
            ("A/HRC/31", "ahrc31 ahrc a hrc31 hrc 31"),
            ("time lapse, 3 – 4", "time lapse 3 4"),
        ] {
            assert_eq!(written(text).join(" "), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn forms_are_in_order_and_of_the_text(text in "[a-c1-3 '.,+%-]{0,30}|\\PC{0,30}") {
            let mut start = 0;
            for form in forms(&units(&text, RULES), RULES) {
                prop_assert!(form.range.start >= start && text.get(form.range.clone()).is_some());
                prop_assert!(!form.written.is_empty());
                start = form.range.start;
            }
        }

        #[test]
        fn what_is_written_is_a_word_of_its_own(text in "[a-cé1-3 '.,+%/-]{0,30}") {
            for form in forms(&units(&text, RULES), RULES) {
                let again = units(&form.written, RULES);
                prop_assert_eq!(again.len(), 1, "{}", form.written);
                prop_assert_eq!(&again[0].term, &form.term);
            }
        }
    }
}
