//! What is withheld until its time, from its time on, or for good.

use std::fs;

use super::{
    fixture::{Desk, Outcome},
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
    build(&desk, NOON, &[]);
    assert!(!desk.path("dist/news/idea/index.html").exists());
    let outcome = desk.press(&["check", "--now", NOON]);
    assert_eq!(outcome.code, 0);
    insta::assert_snapshot!("draft", outcome.text);
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
