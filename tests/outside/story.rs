//! The whole story as an editor lives it, with nothing but the one file that an operator has: begin a site, write, check,
//! watch it in a browser, schedule, build, have nginx serve it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::{
    browser::Browser,
    driver::Loading,
    fixture::files,
    hosts::server::{Server, free_address},
    serving::Serving,
    setting,
};

/// The article that is written.
const SLUG: &str = "library-hours-change-in-june";
/// Its page.
const PAGE: &str = "/news/library-hours-change-in-june/";

/// An empty folder with a copy of press.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        fs::copy(setting("GAZETTE_PRESS"), office.path("press")).unwrap();
        office
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// A press that finds nothing else on its machine: no PATH, no home.
    fn press(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut press = Command::new(self.path("press"));
        press
            .args(arguments)
            .env_clear()
            .current_dir(self.path(folder));
        press
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = self.press(folder, arguments).output().unwrap();
        let (told, errors) = (
            String::from_utf8(stdout).unwrap(),
            String::from_utf8(stderr).unwrap(),
        );
        assert!(status.success(), "press {arguments:?}: {told}{errors}");
        told
    }

    fn edit(&self, from: &str, to: &str) {
        let file = self.path(&format!("site/content/news/{SLUG}.md"));
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&file, text.replace(from, to)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_editor_publishes_with_one_file() {
    let office = Office::new();
    let told = office.run("", &["init", "site"]);
    assert!(told.contains("press serve"), "{told}");
    let told = office.run("site", &["new", "Library hours change in June"]);
    assert!(
        told.starts_with(&format!("content/news/{SLUG}.md")),
        "{told}"
    );
    let told = office.run("site", &["check"]);
    assert!(told.contains("no problems; withheld: 1 draft"), "{told}");
    let long = "From 1 June all branches open at nine.\n\n".repeat(60);
    office.edit(
        "Write the most important thing first: many people read no further.\n",
        &long,
    );

    let serving = Serving::start(&mut office.press("site", &["serve", "--drafts"]));
    let browser = Browser::start(format!("http://{}", serving.host), Loading::Waited).await;
    is_shown_on_each_save(&office, &browser).await;
    mistakes_are_shown_until_they_are_mended(&office, &browser).await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.stop().await;
    assert_eq!(serving.interrupt(), Some(0));

    is_published_at_its_time(&office);
    is_served_by_nginx(&office).await;
}

async fn is_shown_on_each_save(office: &Office, browser: &Browser) {
    browser.open_portal(PAGE).await;
    browser
        .wait("document.querySelector('main').textContent.includes('open at nine')")
        .await;
    browser.eval("scrollTo(0, 900)").await;
    browser.eval("window.isOld = true").await;
    office.edit("nine.\n\nFrom 1 June", "ten.\n\nFrom 1 June");
    browser
        .wait(
            "!window.isOld && document.querySelector('main')?.textContent.includes('open at ten')",
        )
        .await;
    browser
        .wait("document.documentElement.dataset.portal === 'ready'")
        .await;
    browser.wait("Math.abs(scrollY - 900) < 2").await;
}

async fn mistakes_are_shown_until_they_are_mended(office: &Office, browser: &Browser) {
    // What is wrong with a draft keeps nothing from being shown.
    browser.eval("window.isOld = true").await;
    office.edit("draft = true\n", "");
    browser
        .wait("!window.isOld && document.readyState === 'complete'")
        .await;
    office.edit("title = \"Library", "titel = \"Library");
    browser
        .wait("document.querySelector('dialog.press-report')?.open")
        .await;
    let shown = browser
        .text("document.querySelector('dialog.press-report').innerText")
        .await;
    assert!(
        shown.contains(&format!("content/news/{SLUG}.md:3:1")),
        "{shown}"
    );
    assert!(
        browser
            .text("document.querySelector('h1').textContent")
            .await
            .starts_with("Library")
    );
    let role = "document.querySelector('dialog.press-report').getAttribute('role')";
    assert_eq!(browser.text(role).await, "alertdialog");
    let inside = "document.querySelector('dialog.press-report').contains(document.activeElement)";
    assert_eq!(browser.eval(inside).await, true, "the keyboard is there");
    browser.eval("window.isOld = true").await;
    office.edit("titel = ", "title = ");
    browser
        .wait("!window.isOld && document.readyState === 'complete'")
        .await;
    assert_eq!(
        browser
            .eval("document.querySelector('dialog.press-report')")
            .await,
        serde_json::Value::Null
    );
    browser.wait("Math.abs(scrollY - 900) < 2").await;
}

fn is_published_at_its_time(office: &Office) {
    let published = format!("published = {}", published(office));
    office.edit(&published, "publish_at = 2030-06-01T09:00:00Z");
    let before = ["--now", "2030-06-01T08:59:59Z"];
    let next = office.run("site", &[&["next-change"], &before[..]].concat());
    assert!(next.starts_with("2030-06-01T09:00:00"), "{next}");
    office.run("site", &[&["build"], &before[..]].concat());
    let dist = office.path("site/dist");
    assert!(!dist.join(&PAGE[1..]).exists());
    office.run("site", &["build", "--now", "2030-06-01T09:00:00Z"]);
    assert!(dist.join(&PAGE[1..]).join("index.html").is_file());
    assert!(files(&dist).iter().any(|file| file.ends_with(".wasm.br")));
}

/// Reads the article's date as press has written it.
fn published(office: &Office) -> String {
    let file = office.path(&format!("site/content/news/{SLUG}.md"));
    let text = fs::read_to_string(file).unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("published = "));
    line.unwrap().to_owned()
}

async fn is_served_by_nginx(office: &Office) {
    let (address, dist) = (free_address(), office.path("site/dist"));
    let (listen, root) = (address.to_string(), dist.display().to_string());
    office.run("site", &["deploy", "--root", &root, "--listen", &listen]);
    let _nginx = Server::nginx_with(Path::new(&office.path("site")), address, false);
    let browser = Browser::start(format!("http://{address}"), Loading::Waited).await;
    browser.open_portal(PAGE).await;
    assert!(
        browser
            .text("document.querySelector('main').textContent")
            .await
            .contains("open at ten")
    );
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.stop().await;
}
