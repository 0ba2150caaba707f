//! Front matter in TOML, YAML or JSON, all as one kind of value.

use serde_json::{Map, Value};

/// The keys of a file; what is not there is null.
pub type Front = Value;

/// A mistake: its line, and what is wrong.
pub type Mistake = (u64, String);

/// Splits a text into front matter and body; there is no front matter where the text does not begin with it.
///
/// # Errors
/// If it is never closed, or cannot be read.
pub fn split(text: &str) -> Result<(Option<Front>, &str), Mistake> {
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
        _ => return Ok((None, text)),
    };
    let fence = &start[..3];
    let mut end = start.find('\n').map_or(start.len(), |at| at + 1);
    let matter = end;
    for line in start[matter..].split_inclusive('\n') {
        let is_end = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if is_end {
            let front = parse(language, &start[matter..end])
                .map_err(|(line, why)| (line + before + 1, why))?;
            return Ok((Some(front), &start[end + line.len()..]));
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

fn json(text: &str, before: u64) -> Result<(Option<Front>, &str), Mistake> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    match values.next() {
        Some(Ok(front)) => Ok((Some(Value::Object(front)), &text[values.byte_offset()..])),
        Some(Err(error)) => Err((before + error.line() as u64, error.to_string())),
        None => Ok((None, text)),
    }
}

/// Reads a file of a language, by its ending.
///
/// # Errors
/// If it cannot be read.
pub fn parse(language: &str, text: &str) -> Result<Front, Mistake> {
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
        _ if text.trim().is_empty() => Ok(Value::Null),
        // Anchors that stand for more and more of each other are refused by its own budget.
        _ => serde_saphyr::from_str(text).map_err(|error| {
            let line = error.location().map_or(1, |location| location.line());
            let why = error.without_snippet().to_string();
            let why = why.lines().next().unwrap_or_default();
            (
                line,
                why.split(" at line ").next().unwrap_or_default().to_owned(),
            )
        }),
    }?;
    if front.is_object() || front.is_null() {
        Ok(front)
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

/// A text that says something.
pub fn text_of(value: &Value) -> Option<String> {
    crate::json_feed::text_of(value)
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
    fn names_may_stand_in_tables_and_tables_without_one_say_nothing() {
        let value = json!(["/a/", { "name": "/b/" }, { "to": "/c/" }, { "name": 4 }, null]);
        assert_eq!(list(&value), ["/a/", "/b/", "4"]);
        assert!(list(&json!({ "/old/": null })).is_empty());
    }
}
