//! The document type of a drawing: Illustrator names its namespaces there, and attackers build bombs.

use std::collections::HashMap;

use crate::picture::Fault;

/// Limit for the expansion of all entities of a drawing, in bytes.
const MOST: usize = 1_000_000;

/// Refuses what would be read from elsewhere, and entities that become far more than they are.
///
/// # Errors
/// If there is either.
pub fn check(text: &str) -> Result<(), Fault> {
    let Some((doctype, rest)) = split(text) else {
        return Ok(());
    };
    let mut scan = Scan(doctype);
    let mut entities = HashMap::new();
    scan.identifier()?;
    if let Some(subset) = scan.0.find('[') {
        scan.0 = &scan.0[subset + 1..];
        while let Some((name, value)) = scan.entity()? {
            // Of two the first counts.
            entities.entry(name).or_insert(value);
        }
    }
    let mut sizes = HashMap::new();
    let mut all = 0_usize;
    for name in references(rest) {
        all = all.saturating_add(size(name, &entities, &mut sizes, &mut Vec::new())?);
        if all > MOST {
            return Err(bomb());
        }
    }
    // Entities that nothing uses are none of a drawing program's.
    for name in entities.keys() {
        if size(name, &entities, &mut sizes, &mut Vec::new())? > MOST {
            return Err(bomb());
        }
    }
    Ok(())
}

fn bomb() -> Fault {
    Fault::Unsafe(
        "its entities would become more than 1 MB of text (a “billion laughs” bomb)".into(),
    )
}

fn external(what: &str) -> Fault {
    Fault::Unsafe(format!(
        "its document type builds on another file ({what}), which nobody may read for it"
    ))
}

/// The document type declaration from its name on, and what follows it; `None` where there is none.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if let Some(doctype) = rest.strip_prefix("<!DOCTYPE") {
            let end = end(doctype)?;
            return Some(doctype.split_at(end));
        }
        let close = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            return None;
        };
        rest = rest.split_once(close)?.1;
    }
}

/// Finds the end of a declaration: a `>` that is not within quotes, brackets or comments.
fn end(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        match c {
            '"' | '\'' => at += 1 + rest[1..].find(c)?,
            '<' if rest.starts_with("<!--") => at += rest.find("-->")? + 2,
            '<' if rest.starts_with("<?") => at += rest.find("?>")? + 1,
            '[' | '<' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '>' if depth == 0 => return Some(at),
            '>' => depth -= 1,
            _ => {}
        }
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// A reader of declarations.
struct Scan<'a>(&'a str);

impl<'a> Scan<'a> {
    /// Reads what stands before the inner declarations. Nobody needs the document types of SVG themselves.
    fn identifier(&mut self) -> Result<(), Fault> {
        let before = self.0.split('[').next().unwrap_or_default();
        let is_of_svg = before.contains("-//W3C//DTD SVG")
            || before.contains("//www.w3.org/") && before.to_lowercase().contains("svg");
        let is_named = before.contains("SYSTEM") || before.contains("PUBLIC");
        if is_named && !is_of_svg {
            let name = before.split(['"', '\'']).rev().nth(1).unwrap_or_default();
            return Err(external(name));
        }
        Ok(())
    }

    /// The next entity's name and text; `None` behind the last one.
    fn entity(&mut self) -> Result<Option<(&'a str, &'a str)>, Fault> {
        loop {
            self.0 = self.0.trim_start();
            if self.0.starts_with('%') {
                return Err(external("a parameter entity"));
            }
            let close = if self.0.starts_with("<!--") {
                "-->"
            } else if self.0.starts_with("<?") {
                "?>"
            } else if let Some(declaration) = self.0.strip_prefix("<!") {
                let Some(length) = end(declaration) else {
                    return Ok(None);
                };
                self.0 = &declaration[length + 1..];
                let declaration = &declaration[..length];
                match declaration.strip_prefix("ENTITY") {
                    Some(entity) => return internal(entity.trim_start()).map(Some),
                    None => continue,
                }
            } else {
                return Ok(None);
            };
            let Some((_, rest)) = self.0.split_once(close) else {
                return Ok(None);
            };
            self.0 = rest;
        }
    }
}

/// An entity whose text stands in the file itself.
fn internal(entity: &str) -> Result<(&str, &str), Fault> {
    if entity.starts_with('%') {
        return Err(external("a parameter entity"));
    }
    let (name, rest) = entity
        .split_once(char::is_whitespace)
        .unwrap_or((entity, ""));
    let rest = rest.trim();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote.and_then(|quote| rest[1..].split_once(quote)) {
        Some((value, _)) => Ok((name, value)),
        None => Err(external(&format!("the entity {name}"))),
    }
}

/// Size of an entity when it is fully expanded, in bytes.
fn size<'a>(
    name: &'a str,
    entities: &HashMap<&'a str, &'a str>,
    sizes: &mut HashMap<&'a str, usize>,
    within: &mut Vec<&'a str>,
) -> Result<usize, Fault> {
    if let Some(size) = sizes.get(name) {
        return Ok(*size);
    }
    // Entities that XML has itself are not declared.
    let Some(value) = entities.get(name) else {
        return Ok(0);
    };
    if within.contains(&name) {
        return Err(Fault::Unsafe(format!(
            "its entity {name} is made of itself"
        )));
    }
    if within.len() > 16 {
        return Err(bomb());
    }
    within.push(name);
    let mut all = value.len();
    for name in references(value) {
        all = all.saturating_add(size(name, entities, sizes, within)?);
    }
    within.pop();
    sizes.insert(name, all);
    Ok(all)
}

/// The names of the entities that a text uses.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split('&').skip(1);
    let names = names.filter_map(|rest| Some(rest.split_once(';')?.0));
    names.filter(|name| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        name.len() < 200 && name.chars().all(is_name)
    })
}
