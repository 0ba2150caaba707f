//! JSON Schemas of declared keys.

use gazette_content::{
    config::note_kind::NoteKind,
    toml::{InnerTable, MOST, Presence, TomlKey, ValueKind},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::schema::written::{AllowableRule, Email, Said, WrittenContact};

/// A table of keys.
pub fn object(
    says: &str,
    keys: impl Iterator<Item = &'static TomlKey>,
    generator: &mut SchemaGenerator,
) -> Schema {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for key in keys {
        let mut schema = value(key.kind, generator);
        schema.insert("description".into(), key.says.into());
        properties.insert(key.name.to_owned(), schema.into());
        required.extend((key.presence == Presence::Needed).then_some(key.name));
    }
    let mut schema = json_schema!({
        "description": says,
        "type": "object",
        "properties": properties,
    });
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema
}

/// Schema of a key's value.
fn value(kind: ValueKind, generator: &mut SchemaGenerator) -> Schema {
    match kind {
        ValueKind::Text => json_schema!({ "type": "string" }),
        ValueKind::Said => Said::json_schema(generator),
        ValueKind::Email => Email::json_schema(generator),
        ValueKind::Rule => AllowableRule::json_schema(generator),
        ValueKind::NoteKind => generator.subschema_for::<NoteKind>(),
        ValueKind::Slug => {
            json_schema!({ "type": "string", "maxLength": 96, "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$" })
        }
        ValueKind::Date => date(),
        ValueKind::Truth => json_schema!({ "type": "boolean" }),
        ValueKind::Whole => json_schema!({ "type": "integer", "minimum": 0 }),
        ValueKind::Count => json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST }),
        ValueKind::Texts => list(json!({ "type": "string" })),
        ValueKind::Paths => {
            list(json!({ "type": "string", "pattern": r"^/([^?#%]|%[0-9A-Fa-f]{2})+$" }))
        }
        ValueKind::Contact => {
            let written = generator.subschema_for::<WrittenContact>();
            let either = json!({
                "description": "A contact by its name, or written out.",
                "anyOf": [{ "type": "string" }, written],
            });
            defined("WhomToAsk", either, generator)
        }
        ValueKind::Focus => json_schema!({
            "type": "string",
            "pattern": r"^(0?[0-9]{1,2}|100)% (0?[0-9]{1,2}|100)%$",
            "examples": ["50% 30%"],
        }),
        ValueKind::Table(table) => {
            let schema = inner(table, generator).into();
            defined(table.name, schema, generator)
        }
        ValueKind::Tables(table) => {
            let schema = inner(table, generator).into();
            list(defined(table.name, schema, generator).into())
        }
    }
}

/// A date, a date and time, or one with an offset.
pub fn date() -> Schema {
    json_schema!({
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$",
        "examples": ["2026-04-20", "2026-04-20T09:30:00", "2026-04-20T09:30:00+08:00"],
    })
}

/// A table within.
pub fn inner(table: &InnerTable, generator: &mut SchemaGenerator) -> Schema {
    object(table.says, table.keys.iter(), generator)
}

fn list(items: Value) -> Schema {
    json_schema!({ "type": "array", "items": items })
}

/// Puts a schema among those with a name, and refers to it.
fn defined(name: &str, schema: Value, generator: &mut SchemaGenerator) -> Schema {
    generator.definitions_mut().insert(name.to_owned(), schema);
    Schema::new_ref(format!("#/$defs/{name}"))
}
