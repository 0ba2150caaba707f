//! Timing: withheld until a moment, from a moment on, or for good.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

use super::{
    fixture::{Desk, Outcome, press_program},
    press::good,
};

/// Noon, in the mini-site's own offset.
const NOON: &str = "2026-06-01T12:00:00+02:00";

fn write(desk: &Desk, path: &str, front_matter: &str, body: &str) {
    let text = format!("+++\n{front_matter}\n+++\n\n{body}\n");
    fs::write(desk.path("content").join(path), text).unwrap();
}

fn build(desk: &Desk, now: &str, more: &[&str]) -> Outcome {
    let build = ["build", "--portal", "portal", "--now", now];
    let outcome = desk.press(&[&build, more].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    outcome
}

fn article(title: &str, dates: &str) -> String {
    format!("title = \"{title}\"\nsummary = \"A summary.\"\n{dates}")
}

#[test]
fn articles_appear_and_go_on_the_second() {
    let desk = good();
    let dates = format!("publish_at = {NOON}\nexpires_at = 2026-06-02");
    write(&desk, "news/budget.md", &article("Budget", &dates), "Text.");
    let dates = "published = 2026-06-03T10:00:00";
    write(&desk, "news/dated.md", &article("Dated", dates), "Text.");
    let page = desk.path("dist/news/budget/index.html");
    for (now, there) in [
        ("2026-06-01T11:59:59+02:00", false),
        ("2026-06-01T10:00:00Z", true),
        ("2026-06-01T23:59:59+02:00", true),
        ("2026-06-02T00:00:00+02:00", false),
    ] {
        build(&desk, now, &[]);
        assert_eq!(page.exists(), there, "{now}");
        assert_eq!(desk.read("news/index.html").contains("Budget"), there);
    }
    // A date that readers see is never one to come.
    let sheet = desk.path("dist/news/dated/index.html");
    assert!(!sheet.exists());
    build(&desk, "2026-06-03T08:00:00Z", &[]);
    assert!(sheet.exists());
}

#[test]
fn an_embargo_gives_articles_their_date() {
    let desk = good();
    let dates = format!("publish_at = {NOON}");
    write(&desk, "news/budget.md", &article("Budget", &dates), "Text.");
    build(&desk, NOON, &[]);
    let page = desk.read("news/budget/index.html");
    assert!(page.contains("2026-06-01 12:00"), "{page}");
    assert!(desk.read("sitemap-news.xml").contains("Budget"));
}

#[test]
fn notes_and_changes_are_kept_back_until_their_date() {
    let desk = good();
    // Its notes are of 4 and 5 January, its last change of the 3rd.
    build(&desk, "2026-01-02T12:00:00+01:00", &[]);
    let page = desk.read("news/water/index.html");
    assert!(!page.contains("It is wet.") && !page.contains("modified"));
    build(&desk, "2026-01-04T12:00:00+01:00", &[]);
    let page = desk.read("news/water/index.html");
    assert!(!page.contains("It is wet.") && page.contains("More &lt;water&gt;."));
    let outcome = desk.press(&["check", "--now", "2026-01-04T12:00:00+01:00"]);
    let said = "no problems; withheld: 1 note to come";
    assert!(outcome.text.ends_with(said), "{}", outcome.text);
    assert!(!desk.read("feeds/atom.xml").contains("It is wet."));
}

#[test]
fn drafts_hold_up_nobody() {
    let desk = good();
    write(
        &desk,
        "news/idea.md",
        "draft = true",
        "To [nowhere](/none/).",
    );
    let again = "draft = true\ntitle = \"Again\"\nsummary = \"A summary.\"\nslug = \"water\"";
    write(&desk, "news/again.md", again, "Text.");
    build(&desk, NOON, &[]);
    assert!(!desk.path("dist/news/idea/index.html").exists());
    assert!(!desk.read("news/water/index.html").contains("Again"));
    build(&desk, NOON, &["--drafts"]);
    let outcome = desk.press(&["check", "--now", NOON]);
    assert_eq!(outcome.code, 0);
    insta::assert_snapshot!("draft", outcome.text);
}

#[test]
fn the_address_of_what_is_gone_is_free() {
    let desk = good();
    let gone = article("Gone", "published = 2026-05-01\nexpires_at = 2026-05-03");
    write(&desk, "news/plan.md", &gone, "Text.");
    let new = article("New", "published = 2026-05-04\nslug = \"plan\"");
    write(&desk, "news/new.md", &new, "To [itself](/news/plan/).");
    let outcome = desk.press(&["check", "--now", "2026-05-02T00:00:00Z"]);
    assert!(outcome.text.contains("duplicate-slug"), "{}", outcome.text);
    let new = article(
        "New",
        "published = 2026-05-04\naliases = [\"/base/news/plan/\"]",
    );
    for text in [new.replace("aliases = ", "slug = \"plan\" #"), new] {
        write(&desk, "news/new.md", &text, "Text.");
        for more in [&["--drafts"][..], &[]] {
            build(&desk, NOON, more);
        }
        assert!(desk.read("news/plan/index.html").contains("New"));
    }
}

#[test]
fn the_desk_sees_everything_marked() {
    let desk = good();
    write(&desk, "news/idea.md", "draft = true", "Text.");
    let embargo = article("Budget", "publish_at = 2026-07-01T10:00:00");
    write(&desk, "news/budget.md", &embargo, "To [an idea](idea.md).");
    let expired = article("Storm", "published = 2026-05-01\nexpires_at = 2026-05-03");
    write(&desk, "news/storm.md", &expired, "Text.");
    let page = "title = \"Plan\"\nsummary = \"A summary.\"\nexpires_at = 2026-05-03";
    write(&desk, "pages/plan.md", page, "Text.");
    let outcome = desk.press(&["build", "--portal", "portal", "--now", NOON]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    build(&desk, NOON, &["--drafts"]);
    let read = |path: &str| fs::read_to_string(desk.path("drafts").join(path)).unwrap();
    for (page, said) in [
        ("news/idea", "This is a draft."),
        ("news/budget", "before 2026-07-01 10:00."),
        ("news/storm", "since 2026-05-03."),
        ("plan", "since 2026-05-03."),
    ] {
        let html = read(&format!("{page}/index.html"));
        assert!(html.contains(said), "{html}");
        assert!(read(&format!("{page}/index.json")).contains(said));
    }
    let news = read("news/index.html");
    for badge in ["Draft", "Embargoed", "Expired"] {
        assert!(news.contains(&format!(">{badge}</strong>")), "{badge}");
    }
    for page in ["index.html", "news/water/index.html", "topics/index.html"] {
        assert!(read(page).contains("content=\"noindex\""), "{page}");
    }
    assert_eq!(read("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(!desk.path("drafts/sitemap.xml").exists());
    assert!(!desk.path("dist").exists());
}

/// Asks press when the next edition will differ.
fn next_change(desk: &Desk, now: &str) -> String {
    let outcome = desk.press(&["next-change", "--now", now]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    outcome.text
}

#[test]
fn the_next_change_is_told_with_its_reason() {
    let desk = good();
    let dates = format!("publish_at = {NOON}\nexpires_at = 2026-07-01");
    write(&desk, "news/budget.md", &article("Budget", &dates), "Text.");
    let page = "title = \"Plan\"\nsummary = \"A summary.\"\npublish_at = 2026-06-01T12:00:00";
    write(&desk, "pages/plan.md", page, "Text.");
    for (now, said) in [
        (
            "2026-01-02T03:04:04+01:00",
            "2026-01-02T03:04:05+01:00\nnews/water.md appears\nnews/water.zh-Hant-TW.md appears",
        ),
        (
            "2026-01-03T12:00:00+01:00",
            "2026-01-04T00:00:00+01:00\nnews/water.md changes",
        ),
        (
            "2026-01-04T00:00:00+01:00",
            "2026-01-04T03:04:05+01:00\nnews/water.md is no longer news\n\
             news/water.zh-Hant-TW.md is no longer news",
        ),
        (
            "2026-05-31T00:00:00Z",
            "2026-06-01T12:00:00+02:00\nnews/budget.md appears\npages/plan.md appears",
        ),
        (
            NOON,
            "2026-06-03T12:00:00+02:00\nnews/budget.md is no longer news",
        ),
        (
            "2026-06-05T00:00:00Z",
            "2026-07-01T00:00:00+02:00\nnews/budget.md expires",
        ),
        (
            "2026-07-01T00:00:00+02:00",
            "content: nothing changes by itself",
        ),
    ] {
        assert_eq!(next_change(&desk, now), said);
    }
}

#[test]
fn builds_differ_from_the_next_change_on() {
    let desk = good();
    let dates = format!("publish_at = {NOON}\nexpires_at = 2026-06-02");
    write(&desk, "news/budget.md", &article("Budget", &dates), "Text.");
    let written = |now: &str| {
        let outcome = build(&desk, now, &[]);
        let (_, rest) = outcome.text.split_once(" pages, ").unwrap();
        rest.split_once(" file").unwrap().0.parse::<u32>().unwrap()
    };
    written("2026-05-31T00:00:00+02:00");
    assert_eq!(written("2026-06-01T11:59:59+02:00"), 0);
    assert!(written(NOON) > 10);
    assert_eq!(written("2026-06-01T23:59:59+02:00"), 0);
    assert!(written("2026-06-02T00:00:00+02:00") > 0);
    assert!(!desk.files().iter().any(|file| file.contains("budget")));
}

/// A site with a translation that can be read before its original, and the report on it.
pub fn half_an_embargo() -> (Desk, Outcome) {
    let desk = good();
    let dates = "published = 2026-05-20\npublish_at = 2026-07-01";
    write(&desk, "news/budget.md", &article("Budget", dates), "Text.");
    let translation = article("預算", "published = 2026-05-20");
    write(&desk, "news/budget.zh-Hant-TW.md", &translation, "Text.");
    let outcome = desk.press(&["check", "--now", NOON]);
    (desk, outcome)
}

#[test]
fn an_embargo_holds_in_every_language() {
    let (desk, outcome) = half_an_embargo();
    assert_eq!(outcome.code, 1);
    insta::assert_snapshot!("half_an_embargo", outcome.text);
    // Whoever means it says so.
    let translation = article("預算", "publish_at = 2026-05-20");
    write(&desk, "news/budget.zh-Hant-TW.md", &translation, "Text.");
    build(&desk, NOON, &[]);
}

/// The workflow that the readme recommends, as far as it can run here: the step that decides.
#[test]
fn the_workflow_builds_when_something_is_due() {
    let workflow = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/publish.yml");
    let workflow = fs::read_to_string(workflow).unwrap();
    let (_, step) = workflow.split_once("id: due\n        run: |\n").unwrap();
    let (script, _) = step.split_once("        env:\n").unwrap();
    let desk = good();
    write(
        &desk,
        "news/budget.md",
        &article("Budget", "publish_at = 2026-11-20"),
        "Text.",
    );
    let bin = desk.path("bin");
    fs::create_dir(&bin).unwrap();
    std::os::unix::fs::symlink(press_program(), bin.join("press")).unwrap();
    let is_due = |event: &str, last: &str| {
        let gh = bin.join("gh");
        fs::write(&gh, format!("#!/bin/sh\necho {last}\n")).unwrap();
        fs::set_permissions(&gh, fs::Permissions::from_mode(0o755)).unwrap();
        let output = desk.path("output");
        fs::write(&output, "").unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let status = Command::new("bash")
            .args(["-e", "-o", "pipefail", "-c", script])
            .current_dir(desk.path(""))
            .env("PATH", path)
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_EVENT_NAME", event)
            .envs([("GITHUB_WORKFLOW", "Publish"), ("GITHUB_REF_NAME", "main")])
            .status();
        assert!(status.unwrap().success());
        fs::read_to_string(output).unwrap().starts_with("now=20")
    };
    assert!(is_due("schedule", "2026-11-19T22:59:59Z"));
    assert!(is_due("schedule", ""));
    // Two days later it is no longer news, after that nothing will happen any more.
    assert!(is_due("schedule", "2026-11-19T23:00:00Z"));
    assert!(!is_due("schedule", "2026-11-21T23:00:00Z"));
    assert!(is_due("push", "2026-11-21T23:00:00Z"));
}
