//! The site while it is being written.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::{fs, net::TcpListener, process::Command};

use super::{
    fixture::{Desk, press_program},
    press::good,
    serving::{Answer, Serving},
};

/// A moment at which the fixture has news, and nothing in it is to come.
const NOW: &str = "2026-01-03T00:00:00Z";

fn serve(desk: &Desk) -> Serving {
    let mut press = Command::new(press_program());
    press.args(["serve", "--portal", "portal", "--now", NOW]);
    Serving::start(press.current_dir(desk.path("")))
}

fn edit(desk: &Desk, file: &str, from: &str, to: &str) {
    let file = desk.path("content").join(file);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(&file, text.replace(from, to)).unwrap();
}

/// A page without what makes it reload itself.
fn without_tags(body: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(body.clone()) else {
        return body;
    };
    let Some((before, rest)) = text.split_once("<link rel=\"stylesheet\" href=\"/_press/") else {
        return body;
    };
    let (_, after) = rest.split_once("</script>").unwrap();
    [before, after].concat().into_bytes()
}

/// A page that names no module by which it would be kept on a device.
fn forgetful(written: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(written.clone()) else {
        return written;
    };
    let Some((before, rest)) = text.split_once(" data-offline=\"") else {
        return written;
    };
    let (_, after) = rest.split_once('"').unwrap();
    [before, after].concat().into_bytes()
}

/// Characters that browsers do not send as they are.
const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#');

/// Builds the edition, and compares every file with what is served.
fn is_what_build_writes(desk: &Desk, serving: &Serving) {
    desk.build_at(NOW);
    let is_hosts = |file: &String| {
        let is_copy = [".br", ".gz"].iter().any(|ending| file.ends_with(ending));
        is_copy || file.starts_with(['_', '.'])
    };
    let files = desk
        .files()
        .into_iter()
        // No page names the worker, which has a key of what pages name.
        .filter(|file| !is_hosts(file) && !["edition.json", "sw.js"].contains(&file.as_str()));
    for file in files {
        let path = format!("{}{}", serving.base, file.trim_end_matches("index.html"));
        let path = utf8_percent_encode(&path, PATH).to_string();
        let Answer { head, body } = serving.get(&path);
        if head.starts_with("http/1.1 307") {
            // The page at a former address, for hosts that do not lead on by themselves.
            assert!(
                desk.read(&file).contains("http-equiv=\"refresh\""),
                "{file}"
            );
            continue;
        }
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
        let written = fs::read(desk.path("dist").join(&file)).unwrap();
        assert!(
            without_tags(body) == forgetful(written),
            "{path} is not what build writes"
        );
    }
}

#[test]
fn what_is_served_is_what_build_writes() {
    let desk = good();
    let serving = serve(&desk);
    assert_eq!(serving.base, "/base/");
    is_what_build_writes(&desk, &serving);
    for (path, status) in [
        ("/base/nothing/", "404"),
        ("/base/news/nothing.json", "404"),
        ("/base/_headers", "404"),
        ("/base/../x", "404"),
        ("/", "307"),
        ("/base/news/water", "307"),
    ] {
        let head = serving.get(path).head;
        assert!(
            head.starts_with(&format!("http/1.1 {status}")),
            "{path}: {head}"
        );
    }
    for path in [
        "/base/",
        "/base/nothing/",
        "/_press/reload.js",
        "/_press/reload.css",
    ] {
        let head = serving.get(path).head;
        assert!(
            head.contains("content-security-policy: default-src 'none'"),
            "{path}: {head}"
        );
    }
}

#[test]
fn each_save_is_told_and_mistakes_keep_the_last_edition() {
    let desk = good();
    let serving = serve(&desk);
    let mut news = serving.listen();
    let (first, report) = news.next();
    assert_eq!(report, "");

    edit(&desk, "news/water.md", "+++\n\n", "+++\n\nThis is new. ");
    let (second, report) = news.next();
    assert!(first != second && report.is_empty(), "{report}");
    let page = || String::from_utf8(serving.get("/base/news/water/").body).unwrap();
    assert!(page().contains("This is new."));
    is_what_build_writes(&desk, &serving);

    edit(
        &desk,
        "news/water.md",
        "This is new.",
        "This is [newer](/nowhere/).",
    );
    let (third, report) = news.next();
    assert_eq!(third, second);
    assert!(report.contains("content/news/water.md:"), "{report}");
    assert!(report.contains("/nowhere/"), "{report}");
    assert!(page().contains("This is new."));

    edit(&desk, "news/water.md", "/nowhere/", "/about/");
    let (fourth, report) = news.next();
    assert!(fourth != second && report.is_empty(), "{report}");
    assert!(page().contains("newer</a>"));

    // What other manuscripts refer to is looked at again in all of them.
    fs::remove_file(desk.path("content/pages/about.md")).unwrap();
    let (_, report) = news.next();
    assert!(report.contains("/about/"), "{report}");
    assert_eq!(serving.interrupt(), Some(0), "while a page is open");
}

#[test]
fn without_a_good_edition_the_page_is_the_report() {
    let desk = good();
    edit(&desk, "site.toml", "url = ", "address = ");
    let mut serving = serve(&desk);
    let answer = serving.get("/anything/");
    assert!(answer.head.starts_with("http/1.1 503"), "{}", answer.head);
    let html = String::from_utf8(answer.body).unwrap();
    assert!(html.contains("content/site.toml:"), "{html}");
    let mut news = serving.listen();
    assert_eq!(news.next().0, "");
    edit(&desk, "site.toml", "address = ", "url = ");
    let (version, report) = news.next();
    assert!(!version.is_empty() && report.is_empty(), "{report}");
    assert!(serving.get("/").head.contains("location: /base/"));
    serving.base = "/base/".into();
    is_what_build_writes(&desk, &serving);
}

#[test]
fn what_keeps_it_from_serving_is_said() {
    let desk = good();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let outcome = desk.press(&["serve", "--portal", "portal", "--port", &port]);
    let said = format!("press: port {port} is taken: name another with --port");
    assert!(
        outcome.code == 1 && outcome.text.starts_with(&said),
        "{}",
        outcome.text
    );
    // Releases have a portal in them, cargo's own press has none.
    let outcome = Command::new(env!("CARGO_BIN_EXE_press"))
        .arg("build")
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&outcome.stderr);
    assert!(
        !outcome.status.success() && said.contains("without a portal"),
        "{said}"
    );
    let outcome = desk.press(&["serve", "--portal", "portal", "--content", "nothing"]);
    assert!(
        outcome.code == 1 && outcome.text.contains("no such folder"),
        "{}",
        outcome.text
    );
}
