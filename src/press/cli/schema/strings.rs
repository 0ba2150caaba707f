//! The schemas of the user interface's words, whose keys are those of [`UiText`] and [`PressStrings`].

use std::borrow::Cow;

use gazette_content::config::words::PressStrings;
use gazette_model::{UiText, schema::texts};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

/// `content/strings/<lang>.toml`.
pub struct StringsToml;

impl JsonSchema for StringsToml {
    fn schema_name() -> Cow<'static, str> {
        "strings/<lang>.toml".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut properties = texts(UiText::KEYS, UiText::MEANINGS);
        properties.extend(texts(PressStrings::KEYS, PressStrings::MEANINGS));
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
        let required: Vec<&str> = [UiText::KEYS, PressStrings::KEYS].concat();
        json_schema!({
            "description": "The words of the user interface in one language. A name in braces stands for a value that is filled in.",
            "type": "object",
            "properties": properties,
            "required": required,
        })
    }
}
