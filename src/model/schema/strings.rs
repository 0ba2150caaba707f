//! The schema of texts of the user interface. Their keys stand in one schema only: that of what editors write.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::UiStrings;

/// Texts by their keys.
pub fn texts(keys: &[&str], meanings: &[&str]) -> Map<String, Value> {
    let text = |(key, meaning): (&&str, &&str)| {
        let schema = json!({ "type": "string", "description": meaning.trim() });
        ((*key).to_owned(), schema)
    };
    keys.iter().zip(meanings).map(text).collect()
}

impl JsonSchema for UiStrings {
    fn schema_name() -> Cow<'static, str> {
        "UiStrings".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The texts of the user interface by their keys, which `strings-toml.schema.json` explains. A name in braces stands for a value that is filled in.",
            "type": "object",
            "additionalProperties": { "type": "string" },
        })
    }
}
