//! Front matter is declared once: what tells of it tells of the same keys in the same order.

use std::{fs, path::Path};

use gazette_content::{
    manuscript::keys,
    toml::{Holder, Presence, TomlKey, ValueKind},
};
use toml::Table;

use super::fixture::Desk;

/// The rows of a guide's table of keys: the key as it stands there, whether it is needed, what it is.
fn told(page: &str) -> Vec<[String; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages");
    let text = fs::read_to_string(path.join(page)).unwrap();
    let (_, section) = text.split_once("{#front-matter}").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let rows = rows.map(|row| {
        let cells = row.trim_matches(['|', ' ']).splitn(3, " | ");
        let cells: Vec<String> = cells.map(ToOwned::to_owned).collect();
        cells.try_into().unwrap()
    });
    rows.collect()
}

/// A guide has a row for each key, in order, and tells rightly which of them are needed.
fn tells_of_all(page: &str, yes: &str, no: &str) -> Vec<(&'static TomlKey, String)> {
    let keys: Vec<&TomlKey> = keys::of(Holder::Article).collect();
    let told = told(page);
    let wanted: Vec<(String, &str)> = keys
        .iter()
        .map(|key| {
            let need = if key.presence == Presence::Optional {
                no
            } else {
                yes
            };
            (format!("`{}`", key.heading()), need)
        })
        .collect();
    let found: Vec<(String, &str)> = told
        .iter()
        .map(|[key, need, _]| (key.clone(), need.as_str()))
        .collect();
    assert_eq!(found, wanted, "{page}");
    let says = told.into_iter().map(|[_, _, says]| says);
    keys.into_iter().zip(says).collect()
}

#[test]
fn the_guide_tells_of_every_key() {
    for (key, says) in tells_of_all("writing-guide.md", "yes", "no") {
        assert!(says.starts_with(key.says), "{says}\n{}", key.says);
        if let ValueKind::Tables(table) | ValueKind::Table(table) = key.kind {
            for inner in table.keys {
                let name = format!("`{}`", inner.name);
                assert!(says.contains(&name), "{name}: {says}");
            }
        }
    }
}

#[test]
fn the_guide_is_translated() {
    for (key, says) in tells_of_all("writing-guide.zh-Hant-TW.md", "是", "否") {
        assert!(says.ends_with('。'), "{}: {says}", key.name);
    }
}

#[test]
fn a_new_article_explains_every_key() {
    let desk = Desk::new(&["base"]);
    assert_eq!(desk.press(&["new", "A"]).code, 0);
    let text = fs::read_to_string(desk.path("content/news/a.md")).unwrap();
    let mut matter = text.split("+++\n").nth(1).unwrap().to_owned();
    let mut at = 0;
    for key in keys::of(Holder::Article) {
        let says = format!("# {}", key.says.replace(". ", ".\n# "));
        let place = matter[at..].find(&says);
        at += place.unwrap_or_else(|| panic!("{says}\n{matter}"));
        let filled = format!("\n{} = ", key.name);
        let sample = key.sample();
        let lines = sample.lines().map(|line| format!("# {line}\n"));
        let commented = lines.collect::<String>();
        if matter.contains(&filled) {
            assert_eq!(matter.matches(&filled).count(), 1, "{matter}");
        } else {
            let (before, rest) = matter.split_at(at);
            assert!(rest.contains(&commented), "{commented}\n{matter}");
            matter = before.to_owned() + &rest.replacen(&commented, &sample, 1);
        }
    }
    let table: Table = toml::from_str(&matter).unwrap();
    let mut names: Vec<&str> = keys::of(Holder::Article).map(|key| key.name).collect();
    names.sort_unstable();
    let mut written: Vec<&String> = table.keys().collect();
    written.sort_unstable();
    assert_eq!(written, names);
}

#[test]
fn examples_are_toml_and_sentences_are_whole() {
    let inner = keys::FRONT_MATTER.iter().flat_map(|key| match key.kind {
        ValueKind::Tables(table) | ValueKind::Table(table) => table.keys,
        _ => &[],
    });
    for key in keys::FRONT_MATTER.iter().chain(inner) {
        let table: Table = toml::from_str(&key.sample()).unwrap();
        assert!(table.contains_key(key.name), "{key:?}");
        assert!(key.says.ends_with('.'), "{key:?}");
        assert!(!key.says.contains('|'), "{key:?}");
    }
    // A plain key below a table would be one of the table's.
    let is_table = |key: &&TomlKey| matches!(key.kind, ValueKind::Tables(_));
    let tables = keys::FRONT_MATTER.iter().skip_while(|key| !is_table(key));
    assert!(tables.clone().count() > 2 && tables.clone().all(|key| is_table(&key)));
    for name in [keys::TITLE, keys::DRAFT, keys::ALLOW] {
        assert!(keys::of(Holder::Page).any(|key| key.name == name), "{name}");
    }
    for name in [keys::PUBLISHED, keys::TOPICS, keys::HISTORY] {
        assert!(keys::of(Holder::Page).all(|key| key.name != name), "{name}");
    }
}

#[test]
fn a_place_stands_beside_the_dates() {
    for (written, json, html) in [
        ("Taipei", "Taipei", "Taipei"),
        ("Köln & <Bonn>", "Köln & <Bonn>", "Köln &amp; &lt;Bonn&gt;"),
        ("臺北\u{3001}高雄", "臺北、高雄", "臺北、高雄"),
    ] {
        let desk = Desk::new(&["base"]);
        article(&desk, &format!("location = \"{written}\""));
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        let document: serde_json::Value =
            serde_json::from_str(&desk.read("news/a/index.json")).unwrap();
        let fact = serde_json::json!([{ "label": "Location:", "text": json }]);
        assert_eq!(document["content"]["article"]["facts"], fact);
        let item =
            format!("<span class=\"dateline__label\">Location:</span> <span>{html}</span></li>");
        let page = desk.read("news/a/index.html");
        assert!(page.contains(&item), "{item}");
        let place = serde_json::json!({ "@type": "Place", "name": json }).to_string();
        let place = format!("\"contentLocation\":{}", place.replace('<', "\\u003c"));
        assert!(page.contains(&place), "{place}");
    }
}

#[test]
fn an_article_without_a_place_says_nothing_of_it() {
    let desk = Desk::new(&["base"]);
    article(&desk, "");
    assert_eq!(desk.build().code, 0);
    assert!(!desk.read("news/a/index.json").contains("facts"));
    assert!(!desk.read("news/a/index.html").contains("Location"));
}

#[test]
fn a_place_is_a_text_of_an_article() {
    let desk = Desk::new(&["base"]);
    for (line, rule) in [
        ("location = \"\"", "front-matter::empty"),
        ("location = \" \"", "front-matter::empty"),
        ("location = 7", "front-matter::wrong-type"),
        ("location = [\"Taipei\"]", "front-matter::wrong-type"),
        ("locaton = \"Taipei\"", "Did you mean `location`?"),
    ] {
        article(&desk, line);
        let outcome = desk.press(&["check"]);
        assert_eq!(outcome.code, 1, "{line}");
        assert!(outcome.text.contains(rule), "{line}: {}", outcome.text);
    }
    article(&desk, "");
    let page = "+++\ntitle = \"B\"\nsummary = \"B.\"\nlocation = \"Taipei\"\n+++\n\nText.\n";
    fs::write(desk.path("content/pages/b.md"), page).unwrap();
    let outcome = desk.press(&["check"]);
    assert!(
        outcome.text.contains("`location` is not a key"),
        "{}",
        outcome.text
    );
}

/// Writes an article with another line of front matter.
fn article(desk: &Desk, line: &str) {
    let text = format!(
        "+++\ntitle = \"A\"\nsummary = \"A.\"\npublished = 2026-01-02\n{line}\n+++\n\nText.\n"
    );
    fs::create_dir_all(desk.path("content/news")).unwrap();
    fs::write(desk.path("content/news/a.md"), text).unwrap();
}
