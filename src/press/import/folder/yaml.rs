//! YAML whose plain values stay as they were written: `007`, `No` and `2009-5-21` are texts, and nothing is turned into a
//! number, a date or a truth value on the way.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};
use serde_json::{Map, Value};

/// A mistake: its line, and what is wrong.
pub type Mistake = (u64, String);

/// Lists and tables may lie in each other so deeply.
const DEPTH: usize = 64;

/// So many values may a document have, each use of an anchor counted anew.
const VALUES: usize = 100_000;

/// A document, and what of it a stricter reader would refuse.
pub struct YamlDocument {
    /// Its values: tables, lists, texts, and null.
    pub value: Value,
    /// Keys that stand in a table twice, of which the last counts.
    pub twice: Vec<Mistake>,
}

/// Reads the first document of a text.
///
/// # Errors
/// If it is no YAML, or grows beyond all bounds.
pub fn read(text: &str) -> Result<YamlDocument, Mistake> {
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| mistake(&error))?;
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        let line = span.start.line() as u64;
        builder.take(event).map_err(|why| (line, why.to_owned()))?;
        for key in builder.doubled.drain(..) {
            let why = format!("the key `{key}` is there twice");
            builder.twice.push((line, why));
        }
    }
    Ok(YamlDocument {
        value: builder.whole.unwrap_or(Value::Null),
        twice: builder.twice,
    })
}

fn mistake(error: &ScanError) -> Mistake {
    let line = (error.marker().line() as u64).max(1);
    let said = error.kind().to_string();
    let why = match error.kind() {
        ErrorKind::UnknownAnchor => "it names an anchor that is not there".to_owned(),
        _ if said.contains("mapping values are not allowed") => {
            "a text in which a colon and a space follow each other must stand in quotation marks"
                .to_owned()
        }
        _ if said.contains("tab") => {
            "spaces must stand at the beginning of a line, not tabs".to_owned()
        }
        _ => said,
    };
    (line, why)
}

/// A list or table that is not closed yet.
enum Open {
    List(Vec<Value>),
    /// With the key whose value comes next.
    Table(Map<String, Value>, Option<String>),
}

#[derive(Default)]
struct Builder {
    open: Vec<(Open, usize, usize)>,
    anchors: HashMap<usize, (Value, usize)>,
    values: usize,
    whole: Option<Value>,
    doubled: Vec<String>,
    twice: Vec<Mistake>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null {
                    Value::Null
                } else {
                    Value::String(text.into_owned())
                };
                self.values += 1;
                self.put(value, anchor, 1)
            }
            Event::Alias(anchor) => {
                let (value, size) = self.anchors.get(&anchor).cloned().unwrap_or_default();
                self.values = self.values.saturating_add(size);
                if self.values > VALUES {
                    return Err("its anchors stand for too many values");
                }
                self.put(value, 0, size)
            }
            Event::SequenceStart(_, anchor, _) => self.begin(Open::List(Vec::new()), anchor),
            Event::MappingStart(_, anchor, _) => self.begin(Open::Table(Map::new(), None), anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((open, anchor, before)) = self.open.pop() else {
                    return Ok(());
                };
                let value = match open {
                    Open::List(values) => Value::Array(values),
                    Open::Table(table, _) => Value::Object(table),
                };
                let size = self.values - before;
                self.put(value, anchor, size)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, open: Open, anchor: usize) -> Result<(), &'static str> {
        self.values += 1;
        self.open.push((open, anchor, self.values));
        if self.open.len() > DEPTH {
            return Err("too many lists and tables lie in each other");
        }
        Ok(())
    }

    fn put(&mut self, value: Value, anchor: usize, size: usize) -> Result<(), &'static str> {
        if self.values > VALUES {
            return Err("it has too many values");
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), size));
        }
        match self.open.last_mut() {
            None => self.whole = Some(value),
            Some((Open::List(values), ..)) => values.push(value),
            Some((Open::Table(table, key), ..)) => match key.take() {
                None => *key = Some(name(value)?),
                Some(key) if key == "<<" => merge(table, value),
                Some(key) => {
                    if table.insert(key.clone(), value).is_some() {
                        self.doubled.push(key);
                    }
                }
            },
        }
        Ok(())
    }
}

fn name(value: Value) -> Result<String, &'static str> {
    match value {
        Value::String(name) => Ok(name),
        Value::Null => Ok(String::new()),
        _ => Err("a key must be a text"),
    }
}

/// Adds what a table does not have itself.
fn merge(table: &mut Map<String, Value>, from: Value) {
    match from {
        Value::Object(from) => {
            for (key, value) in from {
                table.entry(key).or_insert(value);
            }
        }
        Value::Array(all) => all.into_iter().for_each(|from| merge(table, from)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(text: &str) -> Value {
        read(text)
            .map(|document| document.value)
            .unwrap_or_default()
    }

    #[test]
    fn values_stay_as_they_were_written() {
        for written in [
            "007",
            "No",
            "off",
            "2009-5-21",
            "12:30:45",
            "1_000",
            "1.10",
            "0x1F",
            "1e3",
            ".5",
            "=",
            "Y",
            "0o17",
            "+1",
            "2021-02-07 10:00:00 +0800",
        ] {
            assert_eq!(
                of(&format!("title: {written}")),
                json!({ "title": written })
            );
        }
        let text = "a: &x [1, {b: ~}]\nc: *x\nd: 'null'\ne: |\n  x\n  y\nf: >\n  x\n  y\n";
        let list = json!(["1", { "b": null }]);
        assert_eq!(
            of(text),
            json!({ "a": list, "c": list, "d": "null", "e": "x\ny\n", "f": "x y\n" })
        );
        assert_eq!(
            of("a: &a\n  x: 1\n  y: 2\nb:\n  <<: *a\n  y: 3\n"),
            json!({ "a": { "x": "1", "y": "2" }, "b": { "x": "1", "y": "3" } })
        );
    }

    #[test]
    fn mistakes_have_a_line_and_say_what_to_do() {
        for (text, line, words) in [
            ("a: b\ntitle: Water: what to do\n", 2, "quotation marks"),
            ("a:\n\t- b\n", 2, "not tabs"),
            ("a: *nowhere\n", 1, "anchor"),
            ("a: b\n? [c]\n: d\n", 2, "a key must be a text"),
        ] {
            let (at, why) = read(text).err().unwrap_or_default();
            assert_eq!((at, why.contains(words)), (line, true), "{text}: {why}");
        }
        let bomb: Vec<String> = (0..9)
            .map(|level: usize| {
                let alias = format!("*a{},", level.saturating_sub(1)).repeat(9);
                let inner = if level == 0 { "x" } else { &alias };
                format!("a{level}: &a{level} [{inner}]\n")
            })
            .collect();
        assert!(read(&bomb.concat()).is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn the_last_of_two_keys_counts_and_is_told() {
        let document = read("title: First\na: 1\ntitle: Second\n").ok().unwrap();
        assert_eq!(document.value["title"], "Second");
        assert_eq!(
            document.twice,
            [(3, "the key `title` is there twice".to_owned())]
        );
    }
}
