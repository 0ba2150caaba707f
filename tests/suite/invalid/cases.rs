//! Ways to break the valid manuscript: the cases that `cases.txt` lists, and those that follow from a key's type.

use std::{collections::BTreeSet, ops::Range};

use super::VALID;

/// A way to break the valid manuscript.
pub struct Case {
    /// The rule that is broken.
    pub rule: String,
    /// The broken manuscript.
    pub text: String,
    /// The place that must be reported. Where it is empty, only its start counts.
    pub place: Range<usize>,
    /// The number of other errors that may follow from the mistake.
    pub others: usize,
}

/// All cases, no two of which are the same manuscript.
pub fn all() -> Vec<Case> {
    let mut cases = listed();
    cases.extend(wrong_types());
    cases.extend(bad_dates());
    cases.extend(unknown_keys());
    cases.extend(missing_keys());
    cases.extend(bad_slugs());
    cases.extend(bad_aliases());
    let texts: BTreeSet<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    assert_eq!(texts.len(), cases.len());
    cases
}

/// Puts `broken` in the place of `found`, which is there once, and takes the marks out.
fn case(rule: &str, found: &str, broken: &str) -> Case {
    assert_eq!(VALID.matches(found).count(), 1, "{found}");
    let marked = VALID.replace(found, broken);
    let start = marked.find('«').unwrap();
    let text = marked.replace('«', "");
    let end = text.find('»').unwrap_or(start);
    Case {
        rule: rule.to_owned(),
        text: text.replace('»', ""),
        place: start..end,
        others: 0,
    }
}

fn listed() -> Vec<Case> {
    let lines = include_str!("cases.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = |line: &str| {
        let (rule, change) = line.split_once(": ").unwrap();
        let (found, broken) = change.split_once(" => ").unwrap();
        let plain = |text: &str| text.replace("\\n", "\n").replace("\\t", "\t");
        case(rule, &plain(found), &plain(broken))
    };
    lines.map(read).collect()
}

/// Every key's line, and values of types that it cannot have.
fn wrong_types() -> Vec<Case> {
    let text = ["5", "true", "1.5", "2026-01-01", "[\"a\"]", "{ a = 1 }"];
    let date = ["5", "false", "1.5", "10:00:00", "[2026-01-01]", "{ a = 1 }"];
    let list = ["5", "true", "\"water\"", "2026-01-01", "{ a = 1 }"];
    let number = ["\"5\"", "-5", "true", "5.0", "[5]", "2026-01-01"];
    let either = ["5", "true", "[\"desk\"]", "2026-01-01"];
    let truth = ["\"true\"", "1", "[true]", "2026-01-01"];
    let keys: [(&str, &[&str]); 20] = [
        ("title = \"Water\"", &text),
        ("summary = \"What the city knows about its water.\"", &text),
        ("slug = \"water\"", &text),
        ("lang = \"en\"\ndraft = false", &text),
        ("published = 2026-01-02T03:04:05", &date),
        ("modified = 2026-01-03", &date),
        ("expires_at = 2030-01-01", &date),
        ("review_by = 2029-01-01", &date),
        ("topics = [\"water\"]", &list),
        ("aliases = [\"/old/water.asp\"]", &list),
        ("contact = \"desk\"", &either),
        ("views = 5", &number),
        ("draft = false", &truth),
        ("kind = \"notice\"", &text),
        ("date = 2026-01-04", &date),
        ("text = \"A note.\"", &text),
        ("title = \"A dot\"", &text),
        ("file = \"../media/dot.png\"", &text),
        ("rule = \"html::unsafe-element\"", &text),
        ("reason = \"A word is kept as it was typed.\"", &text),
    ];
    let of = |(line, values): &(&'static str, &[&'static str])| {
        let (key, rest) = line.split_once(" = ").unwrap();
        let (_, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let after = if after.is_empty() {
            String::new()
        } else {
            format!("\n{after}")
        };
        let broken = |value: &&str| {
            let broken = format!("{key} = «{value}»{after}");
            let mut case = case("front-matter::wrong-type", line, &broken);
            // A draft that is none is told with warnings; other mistakes may follow from a missing value.
            case.others = 0;
            case
        };
        values.iter().map(broken).collect::<Vec<_>>()
    };
    keys.iter().flat_map(of).collect()
}

fn bad_dates() -> Vec<Case> {
    let lines = [
        "published = 2026-01-02T03:04:05",
        "modified = 2026-01-03",
        "expires_at = 2030-01-01",
        "review_by = 2029-01-01",
        "date = 2026-01-04",
    ];
    let values = [
        "",
        "2026",
        "2026-02-29",
        "02.01.2026",
        "2026-01-02 24:01",
        "tomorrow",
    ];
    let of = |line: &&'static str| {
        let (key, _) = line.split_once(" = ").unwrap();
        values.map(|value| {
            case(
                "front-matter::bad-date",
                line,
                &format!("{key} = «\"{value}\"»"),
            )
        })
    };
    lines.iter().flat_map(of).collect()
}

/// A key that is almost one that press knows, and one of another table.
fn unknown_keys() -> Vec<Case> {
    let lines = VALID.lines().take_while(|line| !line.starts_with("Water"));
    let keys = lines.filter(|line| line.contains(" = ") && VALID.matches(*line).count() == 1);
    let of = |line: &str| {
        let (key, value) = line.split_once(" = ").unwrap();
        [format!("{key}s"), format!("my_{key}"), key.to_uppercase()].map(|wrong| {
            case(
                "front-matter::unknown-key",
                line,
                &format!("{line}\n«{wrong}» = {value}"),
            )
        })
    };
    keys.flat_map(of).collect()
}

/// Keys that must be there and are not, or say nothing.
fn missing_keys() -> Vec<Case> {
    let whole = [
        "title = \"Water\"",
        "summary = \"What the city knows about its water.\"",
        "published = 2026-01-02T03:04:05",
    ];
    let mut cases: Vec<Case> = whole
        .into_iter()
        .map(|line| {
            let mut case = case("front-matter::missing-key", line, "«");
            case.place = 0..3;
            case
        })
        .collect();
    let parts = [
        ("[[history]]", "kind = \"notice\""),
        ("[[history]]", "date = 2026-01-04"),
        ("[[history]]", "text = \"A note.\""),
        ("[[attachments]]", "title = \"A dot\""),
        ("[[attachments]]", "file = \"../media/dot.png\""),
        ("[[allow]]", "rule = \"html::unsafe-element\""),
        ("[[allow]]", "reason = \"A word is kept as it was typed.\""),
    ];
    for (table, line) in parts {
        let mut case = case("front-matter::missing-key", line, "«");
        let start = case.text.find(table).unwrap();
        case.place = start..start + table.len();
        cases.push(case);
    }
    let texts = [
        "title = \"Water\"",
        "summary = \"What the city knows about its water.\"",
        "kind = \"notice\"",
        "text = \"A note.\"",
        "title = \"A dot\"",
        "file = \"../media/dot.png\"",
        "rule = \"html::unsafe-element\"",
        "reason = \"A word is kept as it was typed.\"",
    ];
    for line in texts {
        let (key, _) = line.split_once(" = ").unwrap();
        for nothing in ["\"\"", "\"  \"", "'''\n'''"] {
            let mut case = case("front-matter::empty", line, &format!("{key} = «{nothing}»"));
            // What is looked up by such a name is not found either.
            case.others = 1;
            cases.push(case);
        }
    }
    cases
}

fn bad_slugs() -> Vec<Case> {
    let long = "a".repeat(97);
    let slugs = [
        "",
        "Water",
        "wäter",
        "the water",
        "water_2",
        "-water",
        "water-",
        "wa--ter",
        "wa/ter",
        "水",
        "page",
        "water.html",
        &long,
    ];
    let of = |slug| {
        case(
            "front-matter::bad-slug",
            "slug = \"water\"",
            &format!("slug = «\"{slug}\"»"),
        )
    };
    slugs.into_iter().map(of).collect()
}

fn bad_aliases() -> Vec<Case> {
    let aliases = [
        "",
        "old",
        "old/water.asp",
        "/old%2water",
        "/old?id=1",
        "/old#water",
        "/old%B7water",
        "//old",
        "/a/../b",
        "/a//b",
        "/a.html/b",
        "https://example.org/old",
    ];
    let of = |alias| {
        case(
            "front-matter::bad-alias",
            "\"/old/water.asp\"",
            &format!("\"/old.asp\", «\"{alias}\"»"),
        )
    };
    aliases.into_iter().map(of).collect()
}
