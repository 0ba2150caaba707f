//! The schemas in `schema/` are those of the types, and say what press says.

mod same;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jsonschema::Validator;
use serde_json::Value;
use toml::{Table, Value as Toml};

use super::{
    fixture::{Desk, files, good},
    kinds::KINDS,
};

fn root(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn json(name: &str) -> Value {
    let text = fs::read(root(&format!("schema/{name}.schema.json"))).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn schema(name: &str) -> Validator {
    jsonschema::draft202012::new(&json(name)).unwrap()
}

fn faults(schema: &Validator, value: &Value) -> String {
    let faults = schema.iter_errors(value);
    let lines: Vec<String> = faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    lines.join("\n")
}

/// TOML as JSON Schemas see it: a date is a text.
fn value(toml: &Toml) -> Value {
    match toml {
        Toml::Datetime(date) => date.to_string().into(),
        Toml::Array(items) => items.iter().map(value).collect(),
        Toml::Table(table) => table
            .iter()
            .map(|(key, it)| (key.clone(), value(it)))
            .collect(),
        plain => serde_json::to_value(plain).unwrap(),
    }
}

fn front_matter(manuscript: &str) -> Table {
    let matter = manuscript.split("+++\n").nth(1).unwrap();
    toml::from_str(matter).unwrap()
}

#[test]
fn schemas_are_those_of_the_types() {
    let desk = Desk::new(&[]);
    let outcome = desk.press(&["schema"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let mend = "run `cargo run --bin press -- schema` and read what has changed";
    assert_eq!(
        files(&desk.path("schema")),
        files(&root("schema")),
        "{mend}"
    );
    for file in files(&root("schema")) {
        let [made, kept] = [desk.path("schema"), root("schema")]
            .map(|folder| fs::read_to_string(folder.join(&file)).unwrap());
        assert!(
            made == kept,
            "schema/{file} is not what the types give: {mend}"
        );
    }
}

#[test]
fn what_is_written_for_the_demonstration_is_valid() {
    let toml = |file: &str| {
        let text = fs::read_to_string(root("content").join(file)).unwrap();
        Toml::Table(toml::from_str(&text).unwrap())
    };
    assert_eq!(faults(&schema("site-toml"), &value(&toml("site.toml"))), "");
    let strings = schema("strings-toml");
    for file in files(&root("content/strings")) {
        let words = value(&toml(&format!("strings/{file}")));
        assert_eq!(faults(&strings, &words), "", "{file}");
    }
    let mut count = 0;
    for folder in ["news", "pages"] {
        let schema = schema(&format!("front-matter-{folder}"));
        for file in files(&root("content").join(folder)) {
            let text = fs::read_to_string(root("content").join(folder).join(&file)).unwrap();
            let matter = value(&front_matter(&text).into());
            assert_eq!(faults(&schema, &matter), "", "{file}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} manuscripts");
}

#[test]
fn what_is_published_is_valid() {
    let desk = good();
    assert_eq!(desk.build().code, 0);
    let kinds = KINDS.map(|(name, kind)| (name, schema(kind)));
    let mut unseen: BTreeSet<&str> = kinds.iter().map(|(name, _)| *name).collect();
    for file in desk.files() {
        let name = file.rsplit('/').next().unwrap();
        let Some((name, schema)) = kinds.iter().find(|(known, _)| *known == name) else {
            let ending = Path::new(name).extension();
            assert!(ending.is_none_or(|it| it != "json"), "{file}: of no kind");
            continue;
        };
        unseen.remove(name);
        let value: Value = serde_json::from_str(&desk.read(&file)).unwrap();
        assert_eq!(faults(schema, &value), "", "{file}");
        // Every one of them has something that must be there.
        let required = value.as_object().unwrap().keys().filter(|key| {
            let mut less = value.clone();
            less.as_object_mut().unwrap().remove(*key);
            !schema.is_valid(&less)
        });
        assert!(required.count() > 1, "{file}");
    }
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn reports_are_valid() {
    let desk = Desk::new(&["base", "bad/duplicate-slug", "bad/allow"]);
    let report = desk.press(&["check", "--format", "json"]).text;
    let mut report: Value = serde_json::from_str(&report).unwrap();
    let schema = schema("report");
    assert_eq!(faults(&schema, &report), "");
    report["problems"][0]["severity"] = "grave".into();
    assert_ne!(faults(&schema, &report), "");
}

#[test]
fn nothing_but_what_is_allowed_stands_in_a_body() {
    let schema = schema("document");
    let page = |body: &str| {
        let text = format!(
            r#"{{"schema":1,"head":{{"title":"","description":""}},"content":{{"page":{{"heading":"","body":[{body}]}}}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    };
    let good = r#"{"tag":"p","children":["a",{"tag":"a","href":"/","children":["b"]}]}"#;
    assert_eq!(faults(&schema, &page(good)), "");
    for bad in [
        r#"{"tag":"script"}"#,
        r#"{"tag":"p","onclick":"x"}"#,
        r#"{"tag":"p","children":[{"tag":"p","children":[7]}]}"#,
        r#"{"children":[]}"#,
    ] {
        assert_ne!(faults(&schema, &page(bad)), "", "{bad}");
    }
}
