//! The schema of bodies, which are read and written by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::{Attribute, Element, Node, Tag};

impl JsonSchema for Node {
    fn schema_name() -> Cow<'static, str> {
        "Node".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A piece of a body: a text, unescaped, or an element.",
            "anyOf": [{ "type": "string" }, generator.subschema_for::<Element>()],
        })
    }
}

impl JsonSchema for Element {
    fn schema_name() -> Cow<'static, str> {
        "Element".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let tags: Vec<&str> = Tag::ALL.iter().map(|(name, _)| *name).collect();
        let attribute = |(name, _): &(&str, Attribute)| {
            let description = format!("The attribute `{name}` of HTML.");
            let schema = json!({ "type": "string", "description": description });
            ((*name).to_owned(), schema)
        };
        let mut properties: Map<String, Value> = Attribute::ALL.iter().map(attribute).collect();
        properties.insert(
            "tag".into(),
            json!({ "enum": tags, "description": "Its name in HTML." }),
        );
        properties.insert(
            "children".into(),
            json!({
                "type": "array",
                "items": generator.subschema_for::<Node>(),
                "description": "What is inside, in reading order.",
            }),
        );
        json_schema!({
            "description": "An element of HTML. Only what is named here can be published, so that nothing in it can run a script.",
            "type": "object",
            "properties": properties,
            "required": ["tag"],
            "additionalProperties": false,
        })
    }
}
