//! Front matter in TOML, YAML or JSON, all as one kind of value.

use serde_json::{Map, Value};

use crate::folder::yaml;
pub use crate::folder::yaml::Mistake;

/// The keys of a file; what is not there is null. Values of YAML are texts, as they were written.
pub type FrontMatterKeys = Value;

/// A text's front matter, and what stands below it.
#[derive(Default)]
pub struct Split<'t> {
    /// The front matter; `None` where the text does not begin with any.
    pub front: Option<FrontMatterKeys>,
    /// The rest.
    pub body: &'t str,
    /// Keys that are there twice.
    pub twice: Vec<Mistake>,
}

/// Splits a text into front matter and body; there is no front matter where the text does not begin with it.
///
/// # Errors
/// If it is never closed, or cannot be read.
pub fn split(text: &str) -> Result<Split<'_>, Mistake> {
    let start = text.trim_start();
    let before = lines(&text[..text.len() - start.len()]);
    let language = match start.lines().next().map(str::trim_end) {
        Some("+++") => "toml",
        Some("---") => "yaml",
        Some(line)
            if line.starts_with('{') && !line.starts_with("{{") && !line.starts_with("{%") =>
        {
            return json(start, before);
        }
        _ => {
            return Ok(Split {
                body: text,
                ..Split::default()
            });
        }
    };
    let fence = &start[..3];
    let mut end = start.find('\n').map_or(start.len(), |at| at + 1);
    let matter = end;
    for line in start[matter..].split_inclusive('\n') {
        let is_end = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if is_end {
            let below = |(line, why)| (line + before + 1, why);
            let (front, twice) = read(language, &start[matter..end]).map_err(below)?;
            return Ok(Split {
                front: Some(front),
                body: &start[end + line.len()..],
                twice: twice.into_iter().map(below).collect(),
            });
        }
        end += line.len();
    }
    Err((
        before + 1,
        format!("the front matter is never closed by {fence}"),
    ))
}

fn lines(text: &str) -> u64 {
    text.matches('\n').count() as u64
}

fn json(text: &str, before: u64) -> Result<Split<'_>, Mistake> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    let front = match values.next() {
        Some(Ok(front)) => Some(Value::Object(front)),
        Some(Err(error)) => return Err((before + error.line() as u64, error.to_string())),
        None => None,
    };
    let end = front.as_ref().map_or(0, |_| values.byte_offset());
    Ok(Split {
        front,
        body: &text[end..],
        twice: Vec::new(),
    })
}

/// Reads a file of a language, by its ending.
///
/// # Errors
/// If it cannot be read.
pub fn parse(language: &str, text: &str) -> Result<FrontMatterKeys, Mistake> {
    read(language, text).map(|(front, _)| front)
}

/// The same, with the keys that are there twice.
fn read(language: &str, text: &str) -> Result<(FrontMatterKeys, Vec<Mistake>), Mistake> {
    let mut twice = Vec::new();
    let front = match language {
        "toml" => toml::from_str::<toml::Table>(text)
            .map(|table| value(table.into()))
            .map_err(|error| {
                let before = &text[..error.span().map_or(0, |span| span.start)];
                (lines(before) + 1, error.message().to_owned())
            }),
        "json" => {
            serde_json::from_str(text).map_err(|error| (error.line() as u64, error.to_string()))
        }
        _ => yaml::read(text).map(|document| {
            twice = document.twice;
            document.value
        }),
    }?;
    if front.is_object() {
        Ok((front, twice))
    } else if front.is_null() {
        Ok((Value::Object(Map::new()), twice))
    } else {
        Err((1, "it has no keys".into()))
    }
}

fn value(toml: toml::Value) -> Value {
    match toml {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(value).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, toml)| (key, value(toml)))
            .collect(),
    }
}

/// A text that says something; numbers and truth values are texts too, since they may be titles.
pub fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Tells whether a value is false, in any of the spellings of YAML, Go and people.
pub fn says_no(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(is) => !is,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => matches!(
            text.trim().to_ascii_lowercase().as_str(),
            "" | "false" | "f" | "no" | "n" | "off" | "0" | "null" | "~" | "never"
        ),
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// All keys in small letters, for systems that do not tell capitals from them.
pub fn lower_case(value: Value) -> Value {
    match value {
        Value::Object(table) => table
            .into_iter()
            .map(|(key, value)| (key.to_lowercase(), lower_case(value)))
            .collect(),
        Value::Array(values) => values.into_iter().map(lower_case).collect(),
        value => value,
    }
}

/// The value at a path of keys with points between them: `build.list`; `None` where no such key is there.
pub fn at<'v>(front: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(front, |value, key| value.get(key))
}

/// A list of texts, or the only one; names may stand in tables.
pub fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(list).collect(),
        Value::Object(table) => table.get("name").and_then(text_of).into_iter().collect(),
        value => text_of(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_has_many_spellings() {
        for no in ["false", "False", "NO", " off ", "0", "n", "F", ""] {
            assert!(says_no(&json!(no)), "{no}");
        }
        for yes in [
            json!("true"),
            json!("yes"),
            json!(1),
            json!(true),
            json!("maybe"),
            json!([]),
        ] {
            assert!(!says_no(&yes), "{yes}");
        }
        assert!(says_no(&json!(0)) && says_no(&json!(false)) && says_no(&Value::Null));
    }

    #[test]
    fn names_may_stand_in_tables_and_tables_without_one_say_nothing() {
        let value = json!(["/a/", { "name": "/b/" }, { "to": "/c/" }, { "name": 4 }, null]);
        assert_eq!(list(&value), ["/a/", "/b/", "4"]);
        assert!(list(&json!({ "/old/": null })).is_empty());
    }
}
