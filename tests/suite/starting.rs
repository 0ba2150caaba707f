//! A new site, and a new article.

use std::fs;

use super::fixture::{Desk, Outcome, files};

fn new_site() -> Desk {
    let desk = Desk::new(&[]);
    let outcome = desk.press(&["init", "site"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    desk
}

fn on_site(desk: &Desk, arguments: &[&str]) -> Outcome {
    desk.press(&[arguments, &["--content", "site/content"]].concat())
}

#[test]
fn a_new_site_is_complete() {
    let desk = new_site();
    let check = on_site(&desk, &["check"]);
    assert_eq!(
        (check.code, check.text.as_str()),
        (0, "site/content: 1 article, 13 pages, no problems")
    );
    insta::assert_snapshot!("new_site", files(&desk.path("site")).join("\n"));
    let build = on_site(&desk, &["build", "--portal", "portal"]);
    assert_eq!(build.code, 0, "{}", build.text);
    assert!(
        desk.read("news/welcome/index.html")
            .contains("Our news has a new home")
    );
}

#[test]
fn press_says_what_it_is_and_how_it_is_used() {
    let desk = Desk::new(&[]);
    let version = desk.press(&["--version"]);
    let expected = concat!("press ", env!("CARGO_PKG_VERSION"));
    assert!(version.text.starts_with(expected), "{}", version.text);
    let manual = desk.press(&["manual", "--out", "manual"]);
    assert_eq!(manual.code, 0, "{}", manual.text);
    for (file, part) in [
        ("man/press.1", "press\\-build(1)"),
        ("man/press-upload.1", "bucket"),
        ("completions/press.bash", "upload"),
        ("completions/_press", "#compdef press"),
        ("completions/press.fish", "complete -c press"),
    ] {
        let text = fs::read_to_string(desk.path("manual").join(file)).unwrap();
        assert!(text.contains(part), "{file}: {text}");
    }
}

#[test]
fn a_new_site_takes_a_second_language_as_it_says() {
    let desk = new_site();
    let file = desk.path("site/content/site.toml");
    let text = fs::read_to_string(&file).unwrap();
    let (before, own) = text.split_once("# [zh-Hant-TW]").unwrap();
    let own = format!("# [zh-Hant-TW]{own}");
    let own: Vec<&str> = own.lines().map(|line| line[1..].trim_start()).collect();
    let before = before.replace(
        "languages = [\"en\"]\n",
        "languages = [\"en\", \"zh-Hant-TW\"]\n",
    );
    fs::write(&file, before + &own.join("\n")).unwrap();
    for page in ["home", "404"] {
        let page = desk.path("site/content/pages").join(page);
        fs::copy(
            page.with_extension("md"),
            page.with_extension("zh-Hant-TW.md"),
        )
        .unwrap();
    }
    let check = on_site(&desk, &["check"]);
    assert_eq!(check.code, 0, "{}", check.text);
    let build = on_site(&desk, &["build", "--portal", "portal"]);
    assert_eq!(build.code, 0, "{}", build.text);
    assert!(desk.read("zh-hant-tw/index.html").contains("本機關"));
}

#[test]
fn a_site_is_not_begun_where_something_is() {
    let desk = new_site();
    let before = files(&desk.path("site"));
    let again = desk.press(&["init", "site"]);
    assert_eq!(
        (again.code, again.text.as_str()),
        (
            1,
            "press: site: there is something in this folder already (content); name one that is empty or not there yet"
        )
    );
    let file = desk.press(&["init", "site/content/site.toml"]);
    assert!(
        file.code == 1 && file.text.contains("not a folder"),
        "{}",
        file.text
    );
    let below = desk.press(&["init", "site/content/site.toml/below"]);
    assert!(
        below.code == 1 && below.text.contains("cannot be written"),
        "{}",
        below.text
    );
    assert_eq!(files(&desk.path("site")), before);
}

#[test]
fn a_new_article_is_a_draft_without_problems() {
    let desk = new_site();
    let title = "Say \"yes\" \\ to the river’s new bank";
    for (slug, count) in [
        ("say-yes-to-the-rivers-new-bank", 1),
        ("say-yes-to-the-rivers-new-bank-2", 2),
    ] {
        let new = on_site(&desk, &["new", title]);
        let file = format!("site/content/news/{slug}.md");
        assert!(new.code == 0 && new.text.starts_with(&file), "{}", new.text);
        assert!(desk.path(&file).is_file());
        let check = on_site(&desk, &["check"]);
        let drafts = if count == 1 { "1 draft" } else { "2 drafts" };
        assert_eq!(
            (check.code, check.text),
            (
                0,
                format!("site/content: 1 article, 13 pages, no problems; withheld: {drafts}")
            )
        );
    }
    let file = desk.path("site/content/news/say-yes-to-the-rivers-new-bank.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("draft = true\n", "")).unwrap();
    let check = on_site(&desk, &["check"]);
    assert_eq!(
        (check.code, check.text.as_str()),
        (
            0,
            "site/content: 2 articles, 14 pages, no problems; withheld: 1 draft"
        )
    );
}

#[test]
fn a_new_article_takes_no_other_ones_place() {
    let desk = new_site();
    let before = files(&desk.path("site"));
    for (arguments, said) in [
        (
            vec!["new", "A", "--slug", "welcome"],
            "there is an article news/welcome already in en",
        ),
        (
            vec!["new", "A", "--slug", "A b"],
            "`A b` cannot be the end of an address",
        ),
        (
            vec!["new", "A", "--slug", "page"],
            "`page` cannot be the end of an address",
        ),
        (
            vec!["new", "A", "--lang", "zh"],
            "\"zh\" is not a language of this site. Choose from: en.",
        ),
        (vec!["new", " "], "a title is a line of text"),
        (vec!["new", "A\nB"], "a title is a line of text"),
    ] {
        let new = on_site(&desk, &arguments);
        assert!(new.code == 1 && new.text.contains(said), "{}", new.text);
    }
    fs::write(desk.path("site/content/site.toml"), "").unwrap();
    let new = on_site(&desk, &["new", "A"]);
    assert!(
        new.code == 1 && new.text.contains("nothing was written"),
        "{}",
        new.text
    );
    assert_eq!(files(&desk.path("site")), before);
}
