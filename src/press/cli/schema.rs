//! JSON Schemas (draft 2020-12), made of the types that they describe: of what editors write, so that their editors complete
//! and explain it, and of what other programs read.

mod strings;
#[expect(dead_code, reason = "nothing but their shape is used")]
mod written;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use gazette_diagnostics::report::JsonReport;
use gazette_model::{Document, Site};
use gazette_publish::{
    feed::JsonFeed, html::web_manifest::WebManifest, notices::NoticesFile,
    output::edition_json::EditionMarker,
};
use gazette_search::SearchManifest;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::Value;

use crate::{
    schema::{
        strings::StringsToml,
        written::{ArticleMatter, PageMatter, SiteToml},
    },
    terminal::count,
};

/// Makes a schema.
type Make = fn() -> Schema;

/// Of what editors write, by the names of the files.
const WRITTEN: [(&str, Make); 4] = [
    ("front-matter-news", written::<ArticleMatter>),
    ("front-matter-pages", written::<PageMatter>),
    ("site-toml", written::<SiteToml>),
    ("strings-toml", written::<StringsToml>),
];

/// Of what press writes.
const PUBLISHED: [(&str, Make); 8] = [
    ("document", published::<Document>),
    ("edition", published::<EditionMarker<'_>>),
    ("feed", published::<JsonFeed>),
    ("notices", published::<NoticesFile<'_>>),
    ("report", published::<JsonReport>),
    ("search", published::<SearchManifest>),
    ("site", published::<Site>),
    ("web-manifest", published::<WebManifest>),
];

/// `press schema`.
#[derive(Debug, clap::Args)]
pub struct Schemas {
    /// Folder of the schemas.
    #[arg(value_name = "DIR", default_value = "schema")]
    folder: std::path::PathBuf,
}

impl Schemas {
    /// Writes all schemas.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn run(&self) -> Result<()> {
        let all: Vec<(&str, Make)> = WRITTEN.into_iter().chain(PUBLISHED).collect();
        write(&self.folder, &all)?;
        println!(
            "{}: {}",
            self.folder.display(),
            count(all.len(), "JSON Schema")
        );
        Ok(())
    }
}

/// Writes those for editors, which a new site has from the start.
///
/// # Errors
/// If the disk refuses.
pub fn for_editors(folder: &Path) -> Result<()> {
    write(folder, &WRITTEN)
}

fn write(folder: &Path, schemas: &[(&str, Make)]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    for (name, make) in schemas {
        let file = folder.join(format!("{name}.schema.json"));
        let text = serde_json::to_string_pretty(&make())? + "\n";
        fs::write(&file, text).with_context(|| format!("{}: cannot be written", file.display()))?;
    }
    Ok(())
}

/// Of what editors write: TOML has no null, and a key that press does not know is a mistake.
fn written<T: JsonSchema>() -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    each(&mut schema, &mut |schema| {
        without_null(schema);
        let is_whole = schema.get("type").is_some_and(|it| it == "object");
        if is_whole && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".into(), false.into());
        }
    });
    schema
}

/// Of what press writes: what is not there is left out, and further fields may come.
fn published<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    each(&mut schema, &mut without_null);
    schema
}

/// Does something to a schema and to all that are in it.
fn each(schema: &mut Schema, change: &mut impl FnMut(&mut Schema)) {
    change(schema);
    schemars::transform::transform_subschemas(
        &mut |inner: &mut Schema| each(inner, change),
        schema,
    );
}

/// Removes null from a schema: an `Option` that is `None` is left out.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    object.remove("default");
    // Rust's names for numbers, which no other program knows.
    let is_rusts = |format: &mut Value| format.as_str().is_some_and(|it| it.starts_with("uint"));
    if object.get_mut("format").is_some_and(is_rusts) {
        object.remove("format");
    }
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    let is_null = |choice: &Value| choice["type"] == "null";
    let Some(Value::Array(choices)) = object.get_mut("anyOf") else {
        return;
    };
    choices.retain(|choice| !is_null(choice));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        object.remove("anyOf");
        object.extend(only);
    }
}
