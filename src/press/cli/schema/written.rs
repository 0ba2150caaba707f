//! The shapes of what editors write. `manuscript`, `config` and `locale` read it key by key, so that every mistake is found
//! in one run; tests/suite/schemas.rs holds these shapes against what they demand.

mod front_matter;
mod keys;
mod site_toml;

use std::borrow::Cow;

pub use front_matter::{ArticleMatter, PageMatter};
use gazette_content::config::contact::CONTACT;
use gazette_diagnostics::rule::RULES;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
pub use site_toml::SiteToml;

/// A text that says something.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Said(#[schemars(regex(pattern = r"\S"))] String);

/// An e-mail address alone.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Email(#[schemars(regex(pattern = r"^[^@\s]+@[^\s]*\.[^\s]*$"))] String);

/// Whom to ask.
struct WrittenContact;

impl JsonSchema for WrittenContact {
    fn schema_name() -> Cow<'static, str> {
        CONTACT.name.into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = keys::inner(&CONTACT, generator);
        schema.insert("minProperties".into(), 1.into());
        schema
    }
}

/// The name of a rule that may be broken with a reason.
struct AllowableRule;

impl JsonSchema for AllowableRule {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "AllowableRule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let allowable = RULES.iter().filter(|rule| rule.may_be_allowed);
        let names: Vec<String> = allowable.flat_map(|rule| rule.names()).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}
