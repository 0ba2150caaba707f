//! Schemas of what editors write, held against press: files that are changed in one place in every way.

use std::{collections::BTreeSet, fs};

use gazette_content::{
    check::one_file::Proof,
    manuscript::keys,
    toml::{Holder, TomlKey},
};
use serde_json::Value;
use toml::{Table, Value as Toml};

use super::{super::fixture::Desk, faults, front_matter, json, schema, value};

/// 2026-06-01T00:00:00Z.
const NOW: i64 = 1_780_272_000;

/// A TOML file, changed in one place in every way.
fn changes(toml: &Toml) -> Vec<Toml> {
    let mut all = Vec::new();
    let inner: Vec<(Option<&String>, &Toml)> = match toml {
        Toml::Table(table) => table.iter().map(|(key, it)| (Some(key), it)).collect(),
        Toml::Array(items) => items.iter().map(|it| (None, it)).collect(),
        _ => Vec::new(),
    };
    for (at, (key, it)) in inner.into_iter().enumerate() {
        // Nothing in any file is a number with a fraction.
        let mut others = changes(it);
        others.push(Toml::Float(1.5));
        all.extend(others.into_iter().map(|other| {
            let mut toml = toml.clone();
            match (&mut toml, key) {
                (Toml::Table(table), Some(key)) => drop(table.insert(key.clone(), other)),
                (Toml::Array(items), _) => items[at] = other,
                _ => unreachable!("only these have something in them"),
            }
            toml
        }));
        if let (Toml::Table(table), Some(key)) = (toml, key) {
            let mut less = table.clone();
            less.remove(key);
            all.push(less.into());
        }
    }
    if let Toml::Table(table) = toml {
        let mut more = table.clone();
        more.insert("zzzz".into(), Toml::String("x".into()));
        all.push(more.into());
    }
    all
}

/// Every property that a schema names, at any depth.
fn properties(schema: &Value, names: &mut BTreeSet<String>) {
    let inner: Vec<&Value> = match schema {
        Value::Object(object) => object.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    if let Some(properties) = schema["properties"].as_object() {
        names.extend(properties.keys().cloned());
    }
    for it in inner {
        properties(it, names);
    }
}

/// Holds a schema against press: both find a key missing, unknown, empty or of the wrong type, or neither does; and both
/// know the same keys.
fn agrees(proof: &Proof, path: &str, toml: &Table, text: impl Fn(&str) -> String, name: &str) {
    let schema = schema(name);
    let mut known: BTreeSet<String> = BTreeSet::new();
    let rules = ["empty", "missing-key", "unknown-key", "wrong-type"];
    let whole = Toml::from(toml.clone());
    assert_eq!(faults(&schema, &value(&whole)), "");
    let changes = changes(&whole);
    assert!(changes.len() > 20, "{} changes", changes.len());
    for change in changes {
        let written = toml::to_string(&change).unwrap();
        let report = proof.with(path, text(&written).as_bytes());
        let told = report.problems.iter().filter(|problem| {
            let rule = problem.rule.split("::").nth(1).unwrap();
            problem.file.as_deref() == Some(path) && rules.contains(&rule)
        });
        let told: Vec<_> = told.collect();
        let faults = faults(&schema, &value(&change));
        assert_eq!(
            told.is_empty(),
            faults.is_empty(),
            "{written}\n{told:#?}\n{faults}"
        );
        let unknown = told.iter().filter(|it| it.message.contains("`zzzz`"));
        let choices = unknown.filter_map(|it| it.help.as_ref()?.strip_prefix("Choose from: "));
        known.extend(choices.flat_map(|keys| {
            let keys = keys.trim_end_matches('.').split(", ");
            keys.map(ToOwned::to_owned).collect::<Vec<_>>()
        }));
    }
    known.retain(|key| key != "en");
    let mut named = BTreeSet::new();
    properties(&json(name), &mut named);
    assert_eq!(named, known);
}

#[test]
fn editors_are_told_the_same_of_front_matter() {
    let desk = Desk::new(&["base"]);
    let proof = Proof::load(&desk.path("content"), NOW).unwrap();
    let whole = |holder: Holder| -> Table {
        let samples = keys::of(holder).map(TomlKey::sample);
        toml::from_str(&samples.collect::<String>()).unwrap()
    };
    let page = whole(Holder::Page);
    let text = |matter: &str| format!("+++\n{matter}+++\n\nText.\n");
    agrees(&proof, "pages/a.md", &page, text, "front-matter-pages");
    let contact = r#"organization = "A"
        person = "B"
        phone = "+49 30 227 0"
        email = "a@example.org""#;
    let contact: Table = toml::from_str(contact).unwrap();
    let mut article = whole(Holder::Article);
    article.insert(keys::CONTACT.into(), "desk".into());
    // Of a contact by its name press knows no keys to tell.
    let named = Toml::from(article.clone());
    assert_eq!(faults(&schema("front-matter-news"), &value(&named)), "");
    article.insert(keys::CONTACT.into(), contact.into());
    agrees(&proof, "news/a.md", &article, text, "front-matter-news");
}

#[test]
fn an_article_needs_a_date_unless_it_is_a_draft() {
    let desk = Desk::new(&["base"]);
    let proof = Proof::load(&desk.path("content"), NOW).unwrap();
    let schema = schema("front-matter-news");
    for (date, is_good) in [
        ("published = 2026-01-02", true),
        ("publish_at = 2026-01-02T03:04:05+08:00", true),
        ("draft = true", true),
        ("draft = false", false),
        ("modified = 2026-01-02", false),
        ("published = \"soon\"", false),
    ] {
        let text = format!("+++\ntitle = \"A\"\nsummary = \"B\"\n{date}\n+++\n");
        let faults = faults(&schema, &value(&front_matter(&text).into()));
        assert_eq!(faults.is_empty(), is_good, "{date}: {faults}");
        let report = proof.with("news/a.md", text.as_bytes());
        assert_eq!(report.errors == 0, is_good, "{date}: {report:#?}");
    }
}

#[test]
fn editors_are_told_the_same_of_the_site() {
    let desk = Desk::new(&["base"]);
    let proof = Proof::load(&desk.path("content"), NOW).unwrap();
    let file = desk.path("content/site.toml");
    let more = r##"
        [host]
        kind = "bucket"
        [counter]
        goatcounter = "https://example.goatcounter.com"
        [[en.navigation]]
        text = "News"
        page = "/news/"
        [[en.navigation]]
        text = "Elsewhere"
        url = "https://example.org/"
        [[en.footer.facts]]
        label = "Hours:"
        text = "8 to 5"
        [[en.footer.facts]]
        label = "Mail:"
        email = "a@example.org"
        [[en.footer.facts]]
        label = "Elsewhere:"
        url = "https://example.org/"
        [en.contacts.desk]
        person = "A"
        [theme_color]
        light = "#fff"
        dark = "#000"
        [newsletter]
        form = "https://lists.example.org/subscription/form"
        email = "EMAIL"
        hidden = { en = "1" }
        [[notice]]
        kind = "warning"
        text = { en = "A" }
        link = "/news/"
        from = 2026-01-02T03:04:05
        until = 2026-02-03
        dismissible = false
        [[allow]]
        rule = "translation::missing"
        files = ["news/"]
        reason = "So."
    "##;
    let text = fs::read_to_string(file).unwrap();
    // Lists that are continued below.
    let text = text.replace(
        "navigation = [{ text = \"News\", page = \"/news/\" }]\n",
        "",
    );
    let text = text.replace(
        "facts = [{ label = \"Tel:\", phone = \"030 227 0\" }]\n",
        "notes = [\"A\"]\n",
    );
    let hubs = "hubs = [\"https://hub.example.org/\"]\n";
    let toml: Table = toml::from_str(&(hubs.to_owned() + &text + more)).unwrap();
    agrees(&proof, "site.toml", &toml, str::to_owned, "site-toml");
}
