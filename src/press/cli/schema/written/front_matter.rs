//! Front matter, from the table of its keys.

use std::borrow::Cow;

use gazette_content::{manuscript::keys, toml::Holder};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use crate::schema::written::keys::object;

/// Front matter of an article.
pub struct ArticleMatter;

impl JsonSchema for ArticleMatter {
    fn schema_name() -> Cow<'static, str> {
        "Front matter of an article".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let says = "Front matter of an article, a file below `content/news/`: what stands between its two lines `+++`.";
        let mut schema = object(says, keys::of(Holder::Article), generator);
        // One of these says when it appears, or that it does not.
        let dates = json!([
            { "required": [keys::PUBLISHED] },
            { "required": [keys::PUBLISH_AT] },
            { "required": [keys::DRAFT], "properties": { keys::DRAFT: { "const": true } } },
        ]);
        schema.insert("anyOf".into(), dates);
        schema
    }
}

/// Front matter of a plain page.
pub struct PageMatter;

impl JsonSchema for PageMatter {
    fn schema_name() -> Cow<'static, str> {
        "Front matter of a page".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let says = "Front matter of a plain page, a file below `content/pages/`: what stands between its two lines `+++`.";
        object(says, keys::of(Holder::Page), generator)
    }
}
