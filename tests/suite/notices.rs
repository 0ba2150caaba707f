//! Notices for the whole site: in one small file, on the start page and in the bare shell, and only in their time.

use std::fs;

use gazette_content::{checked_site::Checked, config::ids::LanguageId};
use gazette_publish::notices;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    fixture::{Desk, files},
    press::good,
    visibility::checked,
};

const SITE: &str = include_str!("fixtures/good/content/site.toml");

/// Adds notices to the mini-site.
fn add(desk: &Desk, notices: &str) {
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(site, text + "\n" + notices).unwrap();
}

const FLOOD: &str = "[[notice]]\nkind = \"emergency\"\ntext = { en = \"Flood <now>\", zh-Hant-TW = \"淹水\" }\n\
link = \"/news/water/\"\nfrom = 2026-06-01T12:00:00\nuntil = 2026-06-02T12:00:00\n";
const HOURS: &str = "[[notice]]\nkind = \"information\"\ntext = { en = \"New hours\" }\n";

#[test]
fn a_notice_is_in_one_file_and_changes_no_other_page() {
    let desk = good();
    desk.build_at("2026-06-01T12:00:00+02:00");
    let before = desk.read("news/water/index.html");
    assert!(
        before.contains("data-src=\"/base/notices.json\""),
        "{before}"
    );
    let empty: Value = serde_json::from_str(&desk.read("notices.json")).unwrap();
    assert_eq!(empty, json!({ "schema": 1, "notices": [] }));
    add(&desk, HOURS);
    add(&desk, FLOOD);
    desk.build_at("2026-06-01T12:00:00+02:00");
    assert_eq!(desk.read("news/water/index.html"), before);
    let file: Value = serde_json::from_str(&desk.read("notices.json")).unwrap();
    let notices = file["notices"].as_array().unwrap();
    // The gravest comes first.
    assert_eq!(notices.len(), 2);
    assert_eq!(notices[0]["kind"], "emergency");
    assert_eq!(notices[0]["text"], "Flood <now>");
    assert_eq!(notices[0]["href"], "/base/news/water/");
    assert_eq!(notices[0]["until"], "2026-06-02T12:00:00+02:00");
    assert_eq!(notices[0]["dismissible"], false);
    assert_eq!(notices[1]["dismissible"], true);
    for page in ["index.html", "shell.html"] {
        let html = desk.read(page);
        assert!(html.contains(
            "<a class=\"notice__link\" href=\"/base/news/water/\">Flood &lt;now&gt;</a>"
        ));
        assert!(
            html.find("Flood").unwrap() < html.find("id=\"portal\"").unwrap(),
            "{page}"
        );
    }
    // A language shows what it has words for.
    let other = desk.read("zh-hant-tw/notices.json");
    assert!(
        other.contains("淹水") && !other.contains("New hours"),
        "{other}"
    );
}

#[test]
fn nobody_can_tell_of_one_that_is_to_come_or_was_there() {
    let desk = good();
    add(&desk, &FLOOD.replace("Flood <now>", "Xylonotice"));
    for (now, is_there) in [
        ("2026-06-01T11:59:59+02:00", false),
        ("2026-06-01T12:00:00+02:00", true),
        ("2026-06-02T11:59:59+02:00", true),
        ("2026-06-02T12:00:00+02:00", false),
    ] {
        desk.build_at(now);
        let dist = desk.path("dist");
        let tells = |file: &String| {
            let bytes = fs::read(dist.join(file)).unwrap();
            String::from_utf8_lossy(&bytes).contains("Xylonotice")
        };
        let telling: Vec<String> = files(&dist).into_iter().filter(tells).collect();
        let wanted = ["index.html", "notices.json", "shell.html"];
        assert_eq!(telling, if is_there { &wanted[..] } else { &[] }, "{now}");
    }
    let outcome = desk.press(&["next-change", "--now", "2026-06-01T00:00:00+02:00"]);
    assert!(
        outcome.text.contains("2026-06-01T12:00:00+02:00"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.text.contains("site.toml shows a notice"),
        "{}",
        outcome.text
    );
}

#[test]
fn wrong_ones_are_explained() {
    let text = "text = { en = \"A\" }";
    for (lines, said) in [
        (format!("kind = \"alarm\"\n{text}"), "site::bad-choice"),
        (text.to_owned(), "`kind` is missing"),
        ("kind = \"warning\"".to_owned(), "`text` is missing"),
        (
            "kind = \"warning\"\ntext = \"A\"".to_owned(),
            "site::wrong-type",
        ),
        (
            "kind = \"warning\"\ntext = {}".to_owned(),
            "`en` is missing",
        ),
        (
            "kind = \"warning\"\ntext = { fr = \"A\" }".to_owned(),
            "not a language of this site",
        ),
        (
            format!("kind = \"warning\"\n{text}\nfrom = \"soon\""),
            "site::bad-date",
        ),
        (
            format!("kind = \"warning\"\n{text}\nfrom = 2026-06-02\nuntil = 2026-06-01"),
            "over before anyone",
        ),
        (
            format!("kind = \"warning\"\n{text}\nlink = \"news\""),
            "site::bad-url",
        ),
        // One that is to come is checked as well.
        (
            format!("kind = \"warning\"\n{text}\nlink = \"/nothing/\"\nfrom = 2999-01-01"),
            "link::broken",
        ),
        (
            format!("kind = \"emergency\"\n{text}\ndismissible = true"),
            "cannot be put away",
        ),
        (
            format!("kind = \"warning\"\n{text}\ndismissible = 1"),
            "site::wrong-type",
        ),
    ] {
        let desk = good();
        add(&desk, &format!("[[notice]]\n{lines}\n"));
        let outcome = desk.press(&["check"]);
        assert_eq!(outcome.code, 1, "{lines}");
        assert!(outcome.text.contains(said), "{lines}: {}", outcome.text);
    }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

/// The mini-site in one language, with notices that have these ends.
fn edition(notices: &[(Option<i64>, Option<i64>)], now: i64) -> Option<Checked> {
    let mut site = SITE.to_owned();
    for (number, (from, until)) in notices.iter().enumerate() {
        site +=
            format!("\n[[notice]]\nkind = \"warning\"\ntext = {{ en = \"N{number}\" }}\n").as_str();
        for (key, moment) in [("from", from), ("until", until)] {
            if let Some(moment) = moment {
                site += format!("{key} = {}\n", at(*moment)).as_str();
            }
        }
    }
    checked(site, [], at(now))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn notices_are_there_in_their_time_alone(
        ends in prop::collection::vec((prop::option::of(0..100_i64), prop::option::of(1..100_i64)), 1..5),
        now in -10..210_i64,
    ) {
        let ends: Vec<(Option<i64>, Option<i64>)> = ends
            .into_iter()
            .map(|(from, after)| (from, after.map(|after| from.unwrap_or(0) + after)))
            .collect();
        let checked = edition(&ends, now).unwrap();
        let file = notices::file(&checked.site, LanguageId::FIRST).unwrap();
        let file: Value = serde_json::from_slice(&file).unwrap();
        let shown = file["notices"].as_array().unwrap().iter();
        let shown: Vec<String> = shown.map(|it| it["text"].as_str().unwrap().to_owned()).collect();
        let wanted = ends.iter().enumerate().filter(|(_, (from, until))| {
            from.is_none_or(|from| from <= now) && until.is_none_or(|until| now < until)
        });
        let wanted: Vec<String> = wanted.map(|(number, _)| format!("N{number}")).collect();
        prop_assert_eq!(shown, wanted);
        let moments = ends.iter().flat_map(|(from, until)| [*from, *until]).flatten();
        let next = moments.filter(|moment| *moment > now).min().map(at);
        prop_assert_eq!(checked.report.next.first().map(|change| change.when), next);
        // Pages are made of the same, whatever notices there are.
        let plain = edition(&[], now).unwrap();
        prop_assert_eq!(checked.site.config.fingerprint(), plain.site.config.fingerprint());
    }
}
