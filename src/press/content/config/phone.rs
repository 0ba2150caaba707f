//! Telephone numbers as links (RFC 3966).

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use gazette_model::Display;
use phonenumber::{Mode, country};

/// Numbers as they were written, with their countries, and what became of them.
type ParsedNumbers = HashMap<(String, Option<country::Id>), Option<Display>>;

/// Maximum number of parsed numbers in the cache.
const REMEMBERED: usize = 1000;

/// Reads a number as people write it; `None` if it cannot be dialled. One without country code is of `country`. An agency has
/// few numbers, under all of its articles, and reading one takes as long as compiling a short text.
pub fn parse(text: &str, country: Option<country::Id>) -> Option<Display> {
    static READ: LazyLock<Mutex<ParsedNumbers>> = LazyLock::new(Mutex::default);
    let known = || READ.lock().unwrap_or_else(PoisonError::into_inner);
    let written = (text.to_owned(), country);
    if let Some(read) = known().get(&written) {
        return read.clone();
    }
    let read = parse_anew(text, country);
    let mut known = known();
    if known.len() == REMEMBERED {
        known.clear();
    }
    known.insert(written, read.clone());
    read
}

fn parse_anew(text: &str, country: Option<country::Id>) -> Option<Display> {
    let number = phonenumber::parse(country, text).ok()?;
    if !number.is_valid() {
        return None;
    }
    let link = match grouped(text, &number.national().to_string()) {
        Some(groups) => {
            let extension = number.extension().map(|digits| format!(";ext={digits}"));
            let code = number.country().code();
            format!("tel:+{code}-{groups}{}", extension.unwrap_or_default())
        }
        None => number.format().mode(Mode::Rfc3966).to_string(),
    };
    Some(Display {
        machine: link,
        text: text.to_owned(),
    })
}

/// The national digits in the groups in which they were written: who owns a number knows best how it is read out.
fn grouped(text: &str, national: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let start = digits.find(national)?;
    let mut groups = String::new();
    let mut seen = 0;
    for c in text.chars() {
        let is_inside = seen >= start && seen < start + national.len();
        if c.is_ascii_digit() {
            if is_inside {
                groups.push(c);
            }
            seen += 1;
        } else if is_inside && !groups.is_empty() && !groups.ends_with('-') {
            groups.push('-');
        }
    }
    Some(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_links_with_country_and_extension() {
        let link = |text| parse(text, Some(country::TW)).map(|phone| phone.machine);
        for (text, expected) in [
            (
                "(02)2754-1255 ext.2621",
                Some("tel:+886-2-2754-1255;ext=2621"),
            ),
            ("0800-000-256", Some("tel:+886-800-000-256")),
            ("+886-972-630-223", Some("tel:+886-972-630-223")),
            ("0227541255", Some("tel:+886-227541255")),
            ("+33 1 42 76 40 40", Some("tel:+33-1-42-76-40-40")),
            ("12", None),
            ("call us", None),
        ] {
            assert_eq!(link(text).as_deref(), expected, "{text}");
        }
        assert_eq!(parse("2754-1255", None), None);
    }
}
