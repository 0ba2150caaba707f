//! Editions change exactly when they are said to change.

use std::{collections::BTreeMap, sync::Arc};

use gazette_content::{
    check::check,
    checked_site::Checked,
    source::load::Sources,
    visibility::{AsOf, Audience, in_site_time},
};
use gazette_diagnostics::{problem::Problems, source::SourceText};
use gazette_publish::{documents, feed, redirect, sitemap};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const HOUR: i64 = 3600;
const SITE: &str = include_str!("fixtures/good/content/site.toml");
const STRINGS: &str = include_str!("../../content/strings/en.toml");

/// A manuscript's dates, each in seconds after the one before.
#[derive(Debug, Clone)]
struct Dates {
    is_draft: bool,
    is_page: bool,
    is_translation: bool,
    published: i64,
    embargo: Option<i64>,
    expires: Option<i64>,
    modified: Option<i64>,
    note: Option<i64>,
    /// The number of a manuscript that it links to.
    link: Option<usize>,
}

fn dates(links: bool) -> impl Strategy<Value = Dates> {
    // Hours, so that some fall together, and days, so that some news grow old.
    let moment = || (0..100_i64).prop_map(|hours| hours * HOUR);
    let maybe = || prop::option::of(moment());
    let link = prop::option::of(0..4_usize);
    let kinds = (
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.2),
        any::<bool>(),
    );
    let dates = (moment(), maybe(), maybe(), maybe(), maybe());
    (kinds, dates, link).prop_map(move |(kinds, dates, link)| Dates {
        is_draft: kinds.0,
        is_page: kinds.1,
        is_translation: kinds.2,
        published: dates.0,
        embargo: dates.1,
        expires: dates.2.map(|after| after + 1),
        modified: dates.3,
        note: dates.4,
        link: link.filter(|_| links),
    })
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

fn manuscript(number: usize, dates: &Dates) -> (String, String) {
    let folder = if dates.is_page { "pages" } else { "news" };
    // Translations have the slug of the one before.
    let (slug, lang) = match (dates.is_translation, number) {
        (true, 1..) => (number - 1, ".zh-Hant-TW"),
        _ => (number, ""),
    };
    let mut text = format!("+++\ntitle = \"T{number}\"\nsummary = \"S\"\n");
    let mut line = |line: &str, after: Option<i64>| {
        let from = dates.published + dates.embargo.unwrap_or(0) * i64::from(line == "expires_at");
        if let Some(after) = after {
            text += format!("{line} = {}\n", at(from + after)).as_str();
        }
    };
    line("publish_at", dates.embargo);
    line("expires_at", dates.expires);
    if !dates.is_page {
        line("published", Some(0));
        line("modified", dates.modified);
        if dates.is_draft {
            text += "draft = true\n";
        }
        text += "topics = [\"water\"]\naliases = [\"/old/ALIAS\"]\n";
        if let Some(after) = dates.note {
            let date = at(dates.published + after);
            let note = format!("[[history]]\nkind = \"update\"\ndate = {date}\ntext = \"N\"\n");
            text += note.as_str();
        }
    }
    text = text.replace("ALIAS", &number.to_string());
    text += "+++\n\nText.";
    if let Some(other) = dates.link {
        text += format!(" [Link](/news/m{other}/)").as_str();
    }
    (format!("{folder}/m{slug}{lang}.md"), text)
}

fn edition(all: &[Dates], now: Timestamp) -> Option<Checked> {
    let manuscripts = all
        .iter()
        .enumerate()
        .map(|(number, dates)| manuscript(number, dates));
    checked(SITE.into(), manuscripts, now)
}

/// A site with this `site.toml` and these manuscripts by their paths, beside the pages that every site needs.
pub fn checked(
    site: String,
    manuscripts: impl IntoIterator<Item = (String, String)>,
    now: Timestamp,
) -> Option<Checked> {
    let page = |name: &str| {
        let text = "+++\ntitle = \"P\"\nsummary = \"S\"\n+++\n".to_owned();
        (format!("pages/{name}.md"), text)
    };
    let fixed = ["home", "404", "home.zh-Hant-TW", "404.zh-Hant-TW"].map(page);
    let strings = ["en", "zh-Hant-TW"].map(|lang| (format!("strings/{lang}.toml"), STRINGS.into()));
    // A test may bring pages of its own.
    let texts: BTreeMap<String, String> = fixed
        .into_iter()
        .chain(manuscripts)
        .chain(strings)
        .chain([("site.toml".into(), site)])
        .collect();
    let texts = texts.into_iter().map(|(path, text)| {
        let text = Arc::new(SourceText::new(&path, text));
        (path, text)
    });
    let sources = Sources {
        texts: texts.collect(),
        media: BTreeMap::new(),
        statics: BTreeMap::new(),
        problems: Problems::default(),
    };
    let audience = Audience::Readers;
    check(sources, AsOf { now, audience }).ok()
}

/// Everything that readers can fetch.
pub fn files(checked: &Checked) -> Vec<String> {
    let edition = &checked.site;
    let pages = edition.pages().into_iter().map(|page| {
        let document = documents::document(edition, page);
        format!(
            "{} {}",
            page.route.path(),
            serde_json::to_string(&document).unwrap()
        )
    });
    let feeds = edition
        .config
        .languages
        .keys()
        .flat_map(|language| feed::feeds(edition, language));
    let feeds = feeds.flat_map(|feed| {
        let files = feed::write(&feed.part(None)).unwrap();
        feed.paths(None).into_iter().zip(files)
    });
    let maps = sitemap::sitemaps(edition).unwrap();
    let texts = feeds
        .chain(maps)
        .map(|(path, bytes)| path + &String::from_utf8_lossy(&bytes));
    let redirects = redirect::all(edition)
        .into_iter()
        .map(|it| it.from + &it.to);
    pages.chain(texts).chain(redirects).collect()
}

#[test]
fn moments_are_told_to_the_fraction_in_the_sites_offset() {
    let mut config = edition(&[], at(0)).unwrap().site.config;
    let when: Timestamp = "2026-06-01T10:00:00.25Z".parse().unwrap();
    assert_eq!(in_site_time(when, &config), "2026-06-01T12:00:00.25+02:00");
    config.change(|config| config.time_zone = None);
    assert_eq!(in_site_time(at(0), &config), "2026-05-28T20:26:40+00:00");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn editions_change_exactly_when_they_are_said_to(
        all in prop::collection::vec(dates(false), 1..4),
        now in -HOUR..200 * HOUR,
    ) {
        let before = edition(&all, at(now));
        prop_assume!(before.is_some());
        let before = before.unwrap();
        let files_of = |now| edition(&all, now).map(|edition| files(&edition));
        if let Some(change) = before.report.next.first() {
            let second = SignedDuration::from_secs(1);
            prop_assert_eq!(&files_of(change.when - second), &Some(files(&before)));
            prop_assert_ne!(&files_of(change.when), &Some(files(&before)));
        } else {
            prop_assert_eq!(&files_of(at(10_000 * HOUR)), &Some(files(&before)));
        }
    }

    #[test]
    fn what_passes_goes_on_passing(
        all in prop::collection::vec(dates(true), 2..5),
        now in -HOUR..100 * HOUR,
    ) {
        let mut last = edition(&all, at(now));
        prop_assume!(last.is_some());
        while let Some(change) = last.as_ref().and_then(|last| last.report.next.first()) {
            let next = edition(&all, change.when);
            prop_assert!(next.is_some(), "{}: {} {}", change.when, change.path, change.what);
            last = next;
        }
    }
}
