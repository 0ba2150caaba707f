//! The schemas of the user interface's words, whose keys are those of [`Text`] and [`Words`].

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::{
    model::{Strings, Text},
    press::words::Words,
};

/// `content/strings/<lang>.toml`.
pub struct StringsToml;

/// Texts by their keys.
fn texts(keys: &[&str], meanings: &[&str]) -> Map<String, Value> {
    let text = |(key, meaning): (&&str, &&str)| {
        let schema = json!({ "type": "string", "description": meaning.trim() });
        ((*key).to_owned(), schema)
    };
    keys.iter().zip(meanings).map(text).collect()
}

impl JsonSchema for Strings {
    fn schema_name() -> Cow<'static, str> {
        "Strings".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The texts of the user interface. A name in braces stands for a value that is filled in.",
            "type": "object",
            "properties": texts(Text::KEYS, Text::MEANINGS),
            "required": Text::KEYS,
        })
    }
}

impl JsonSchema for StringsToml {
    fn schema_name() -> Cow<'static, str> {
        "strings/<lang>.toml".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = texts(Text::KEYS, Text::MEANINGS);
        properties.extend(texts(Words::KEYS, Words::MEANINGS));
        for text in properties.values_mut() {
            text["pattern"] = r"\S".into();
        }
        properties["direction"]["enum"] = json!(["ltr", "rtl"]);
        properties.insert(
            "vague_links".into(),
            json!({
                "description": "Texts of links that say nothing about where they lead, such as `here`.",
                "type": "array",
                "items": { "type": "string" },
            }),
        );
        let required: Vec<&str> = [Text::KEYS, Words::KEYS].concat();
        json_schema!({
            "description": "The words of the user interface in one language. A name in braces stands for a value that is filled in.",
            "type": "object",
            "properties": properties,
            "required": required,
        })
    }
}
