//! A build that takes over what earlier ones made gives the very edition that a clean build gives.

mod any_field;

use std::{collections::HashMap, fs, path::Path};

use gazette_content::{
    check::{check, check_again, reuse::PreviousBuild},
    checked_site::CheckedSite,
    source::load::load,
    visibility::{AsOf, Audience},
};
use walkdir::WalkDir;

use super::{
    fixture::{Desk, Outcome, fixtures},
    press::good,
};

/// Every file and folder of a folder, with what is in it.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            let below = entry.path().strip_prefix(folder).unwrap();
            let is_file = entry.file_type().is_file();
            let bytes = is_file.then(|| fs::read(entry.path()).unwrap());
            (below.display().to_string(), bytes.unwrap_or_default())
        })
        .collect()
}

/// Builds what lies on the desk by taking over what was made before, and anew. Both end alike, with the exit code that is
/// returned, and leave the same files.
fn both(desk: &Desk, arguments: &[&str], change: &str) -> i32 {
    let build = |own: [&str; 4]| {
        let every = ["build", "--portal", "portal"];
        desk.press(&[&every[..], arguments, &own].concat())
    };
    let grown = build(["--out", "dist", "--cache", ".press"]);
    let clean = build(["--out", "clean", "--cache", "clean-cache"]);
    let said = format!("{change}: {}\n{}", grown.text, clean.text);
    assert_eq!(grown.code, clean.code, "{said}");
    if clean.code == 0 {
        let [grown, clean] = ["dist", "clean"].map(|out| tree(&desk.path(out)));
        let names = |tree: &[(String, Vec<u8>)]| -> Vec<String> {
            tree.iter().map(|(name, _)| name.clone()).collect()
        };
        assert_eq!(names(&grown), names(&clean), "{said}");
        let differ = grown.iter().zip(&clean).filter(|(a, b)| a.1 != b.1);
        let differ: Vec<&str> = differ.map(|(file, _)| file.0.as_str()).collect();
        assert!(differ.is_empty(), "{change}: {differ:?}");
    }
    for folder in ["clean", "clean-cache"] {
        let _ = fs::remove_dir_all(desk.path(folder));
    }
    clean.code
}

/// The same of a site that can be built.
fn same(desk: &Desk, change: &str) {
    let code = both(desk, &["--now", "2026-01-01T00:00:00Z"], change);
    assert_eq!(code, 0, "{change}");
}

fn edit(desk: &Desk, file: &str, change: impl Fn(&str) -> String) {
    let file = desk.path("content").join(file);
    let text = fs::read_to_string(&file).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{}", file.display());
    fs::write(file, changed).unwrap();
}

#[test]
fn every_change_gives_what_a_clean_build_gives() {
    let desk = good();
    desk.multiply("item-00.md", 60);
    let article = desk.path("content/news/item-00.md");
    same(&desk, "nothing is there");
    same(&desk, "nothing is changed");
    edit(&desk, "news/item-00.md", |text| format!("{text}\nMore.\n"));
    same(&desk, "a body is changed");
    edit(&desk, "news/item-00.md", |text| {
        text.replacen("title = \"", "title = \"New: ", 1)
    });
    same(&desk, "a title is changed");
    let linked = "See [it](/news/item-00/) and ![a dot](/media/dot.png \"A dot\").";
    edit(&desk, "news/more-1.md", |text| {
        format!("{text}\n{linked}\n")
    });
    same(&desk, "an article links to others");
    fs::copy(
        fixtures().join("base/content/media/dot.png"),
        desk.path("content/media/other.png"),
    )
    .unwrap();
    let dot = desk.path("content/media/dot.png");
    let mut bytes = fs::read(&dot).unwrap();
    bytes.extend_from_slice(b"after the end");
    fs::write(&dot, bytes).unwrap();
    same(&desk, "a picture is changed");
    fs::copy(&article, desk.path("content/news/extra.md")).unwrap();
    same(&desk, "an article is added");
    fs::remove_file(desk.path("content/news/extra.md")).unwrap();
    same(&desk, "an article is removed");
    edit(&desk, "site.toml", |text| {
        text.replacen("tagline = \"", "tagline = \"New: ", 1)
    });
    same(&desk, "the site is changed");
    edit(&desk, "strings/en.toml", |text| {
        text.replacen("= \"", "= \"· ", 1)
    });
    same(&desk, "the strings are changed");
}

/// Addresses in memory of the bodies of a site: a body that was taken over is where it was.
fn bodies(site: &CheckedSite) -> HashMap<&str, *const u8> {
    let manuscripts = site.manuscripts.iter().zip(&site.bodies);
    manuscripts
        .map(|(manuscript, body)| (manuscript.path.as_str(), body.nodes.json().as_ptr()))
        .collect()
}

#[test]
fn only_bodies_that_would_change_are_compiled_again() {
    let desk = good();
    desk.multiply("item-00.md", 9);
    let link = "See [the other](/news/more-2/) and [the dot](/media/dot.png).";
    edit(&desk, "news/more-1.md", |text| format!("{text}\n{link}\n"));
    let as_of = AsOf {
        now: "2026-01-01T00:00:00Z".parse().unwrap(),
        audience: Audience::Readers,
    };
    let sources = || load(&desk.path("content")).unwrap();
    let Ok(first) = check(sources(), as_of) else {
        panic!("the site has problems")
    };
    let before = bodies(&first.site);
    let again = |change: &str, compiled: &[&str]| {
        let previous = PreviousBuild::Edition(&first.site);
        let Ok(second) = check_again(sources(), as_of, previous) else {
            panic!("{change}: the site has problems")
        };
        let after = bodies(&second.site);
        let clean = first.site.bodies.iter().zip(&first.site.manuscripts);
        let mut new: Vec<&str> = clean
            .filter(|(body, _)| body.is_clean)
            .map(|(_, manuscript)| manuscript.path.as_str())
            .filter(|path| after.get(path) != before.get(path))
            .collect();
        new.sort_unstable();
        assert_eq!(new, compiled, "{change}");
    };
    again("nothing", &[]);
    let article = desk.path("content/news/item-00.md");
    fs::copy(&article, desk.path("content/news/extra.md")).unwrap();
    fs::copy(
        fixtures().join("base/content/media/dot.png"),
        desk.path("content/media/another.png"),
    )
    .unwrap();
    again("an article and a picture more", &[]);
    let dot = desk.path("content/media/dot.png");
    let mut bytes = fs::read(&dot).unwrap();
    bytes.extend_from_slice(b"after the end");
    fs::write(&dot, bytes).unwrap();
    edit(&desk, "news/more-2.md", |text| format!("{text}\nMore.\n"));
    again(
        "a picture and a text",
        &["news/more-1.md", "news/more-2.md"],
    );
}

#[test]
fn a_link_leads_to_a_file_for_as_long_as_that_is_there() {
    let desk = good();
    edit(&desk, "news/item-00.md", |text| {
        format!("{text}\nWritten by [us](/humans.txt).\n")
    });
    let file = desk.path("content/static/humans.txt");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for who in ["We", "We all"] {
        fs::write(&file, who).unwrap();
        same(&desk, who);
    }
    fs::remove_file(file).unwrap();
    let now = ["--now", "2026-01-01T00:00:00Z"];
    assert_eq!(both(&desk, &now, "the file is removed"), 1);
}

#[test]
fn what_others_did_to_the_edition_is_undone() {
    let desk = good();
    same(&desk, "nothing is there");
    fs::write(desk.path("dist/index.html"), "mine").unwrap();
    same(&desk, "a page is overwritten");
    fs::remove_file(desk.path("dist/news/index.json")).unwrap();
    edit(&desk, "news/item-00.md", |text| format!("{text}\nMore.\n"));
    same(&desk, "a page is removed");
    let media = WalkDir::new(desk.path("dist/media")).into_iter().flatten();
    let mut media = media.filter(|entry| entry.file_type().is_file());
    fs::write(media.next().unwrap().path(), "mine").unwrap();
    edit(&desk, "news/item-00.md", |text| format!("{text}\nMore.\n"));
    same(&desk, "a picture is overwritten");
    fs::remove_dir_all(desk.path("dist")).unwrap();
    same(&desk, "the edition is removed");
}

#[test]
fn a_draft_without_a_date_is_of_the_moment_of_each_build() {
    let desk = good();
    fs::write(
        desk.path("content/news/draft.md"),
        "+++\ntitle = \"A draft\"\nsummary = \"A summary.\"\ndraft = true\n+++\n\nText.\n",
    )
    .unwrap();
    for now in ["2026-01-01T00:00:00Z", "2026-01-01T00:20:00Z"] {
        assert_eq!(both(&desk, &["--drafts", "--now", now], now), 0);
    }
    edit(&desk, "news/draft.md", |text| {
        text.replacen("draft = true", "draft = true\npublished = 2025-12-01", 1)
    });
    for now in ["2026-01-01T00:20:00Z", "2026-01-01T00:30:00Z"] {
        assert_eq!(both(&desk, &["--drafts", "--now", now], now), 0);
    }
}

#[test]
fn the_same_moment_on_other_clocks_is_another_date() {
    let desk = good();
    // Where the site names no zone, dates are shown as they were written.
    edit(&desk, "site.toml", |text| {
        text.replacen("time_zone = \"Europe/Berlin\"\n", "", 1)
    });
    for file in fs::read_dir(desk.path("content/news")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ext| ext == "md") && !file.ends_with("item-00.md") {
            fs::remove_file(file).unwrap();
        }
    }
    let article = |published: &str| {
        let text = format!(
            "+++\ntitle = \"Clocks\"\nsummary = \"A summary.\"\npublished = {published}\n+++\n\nText.\n"
        );
        fs::write(desk.path("content/news/item-00.md"), text).unwrap();
    };
    for published in [
        "2025-12-01T12:00:00Z",
        "2025-12-01T13:00:00+01:00",
        "2025-12-01T20:00:00+08:00",
    ] {
        article(published);
        same(&desk, published);
    }
}

#[test]
fn a_damaged_cache_is_only_a_slower_build() {
    let desk = good();
    same(&desk, "nothing is there");
    let files = WalkDir::new(desk.path(".press")).into_iter().flatten();
    let records = files.filter(|entry| {
        let name = entry.file_name().to_string_lossy();
        ["files", "up-to-date", "bodies-", "search-"]
            .iter()
            .any(|kind| name.starts_with(kind))
    });
    let records: Vec<_> = records.map(walkdir::DirEntry::into_path).collect();
    assert!(records.len() > 8, "{records:?}");
    for record in records {
        let mut bytes = fs::read(&record).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..].iter_mut().for_each(|byte| *byte ^= 0x55);
        fs::write(&record, bytes).unwrap();
    }
    edit(&desk, "news/item-00.md", |text| format!("{text}\nMore.\n"));
    same(&desk, "the cache is damaged");
    fs::remove_dir_all(desk.path(".press")).unwrap();
    same(&desk, "the cache is removed");
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let desk = good();
    let build = |threads: &str, out: &str| {
        let cache = format!("cache-{out}");
        let arguments = [
            "build",
            "--portal",
            "portal",
            "--now",
            "2026-01-01T00:00:00Z",
        ];
        let own = ["--out", out, "--cache", &cache];
        let outcome = desk.press_with(
            &[("RAYON_NUM_THREADS", threads)],
            &[&arguments[..], &own].concat(),
        );
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        tree(&desk.path(out))
    };
    assert!(build("1", "one") == build("8", "eight"));
}

#[test]
fn nothing_is_made_where_nothing_would_change() {
    let desk = good();
    edit(&desk, "news/item-00.md", |text| {
        text.replacen(
            "+++\n",
            "+++\npublish_at = 2026-01-01T00:10:00Z\nreview_by = 2025-12-01\n",
            1,
        )
    });
    let build = |now: &str| {
        let outcome = desk.press(&["build", "--portal", "portal", "--timings", "--now", now]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        outcome.text
    };
    let is_made = |text: &str| text.contains("JSON and pages");
    let is_there = || desk.path("dist/news/item-00/index.html").is_file();
    let first = build("2026-01-01T00:00:00Z");
    assert!(is_made(&first) && !is_there(), "{first}");
    let again = build("2026-01-01T00:09:59Z");
    assert!(!is_made(&again), "{again}");
    // It says the same but for what it took.
    let said = |text: &str| -> Vec<String> {
        let numbers = |line: &str| line.split(", ").take(2).collect::<Vec<_>>().join(", ");
        let lines = text.lines().filter(|line| !line.contains(" MiB "));
        lines.map(numbers).collect()
    };
    assert_eq!(said(&again), said(&first));
    assert!(again.contains(" 0 files written, "), "{again}");
    let later = build("2026-01-01T00:10:00Z");
    assert!(is_made(&later) && is_there(), "{later}");
    let earlier = build("2026-01-01T00:00:00Z");
    assert!(is_made(&earlier) && !is_there(), "{earlier}");
    edit(&desk, "news/item-01.md", |text| format!("{text}\nMore.\n"));
    let edited = build("2026-01-01T00:00:00Z");
    assert!(is_made(&edited), "{edited}");
    let page = desk.path("dist/index.html");
    fs::write(page, "mine").unwrap();
    let mended = build("2026-01-01T00:00:00Z");
    assert!(
        is_made(&mended) && mended.contains(" 1 file written, "),
        "{mended}"
    );
}

#[test]
fn what_is_allowed_stays_needed_where_nothing_is_changed() {
    let desk = good();
    let allowance =
        "\n[[allow]]\nrule = \"text::long-sentence\"\nreason = \"A law's own words.\"\n+++\n";
    edit(&desk, "news/item-00.md", |text| {
        let long = "word ".repeat(60);
        text.replacen("\n+++\n", allowance, 1) + &format!("\nA {long}.\n")
    });
    let told = |outcome: Outcome| -> Vec<String> {
        let lines = outcome.text.lines().map(str::to_owned);
        lines
            .filter(|line| line.contains("`press check`"))
            .collect()
    };
    let before = told(desk.build());
    edit(&desk, "news/item-01.md", |text| format!("{text}\nMore.\n"));
    assert_eq!(told(desk.build()), before);
}
