//! A trial of press where there is nothing else: an operator's whole story in an empty root.

use std::{fs, io::Read, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::{process, server::Server};

/// The folder of the site within the root.
const SITE: &str = "/site";

/// Runs press in a folder that has no other file, as its root: begins a site, writes, checks, imports, builds twice, configures
/// hosts, uploads and serves.
///
/// # Errors
/// When a command fails, or leaves something else than it should.
pub fn in_an_empty_root(press: &Path) -> Result<()> {
    let root = tempfile::tempdir()?;
    fs::copy(press, root.path().join("press")).with_context(|| press.display().to_string())?;
    fs::write(root.path().join("feed.xml"), FEED)?;
    let run_in = |folder: &str, line: &str| {
        let arguments: Vec<&str> = line.split(' ').collect();
        let told = process::read(&mut within(&root, folder, &arguments));
        told.with_context(|| format!("in an empty root: press {line}"))
    };
    run_in("/", "--version")?;
    run_in("/", "init site")?;
    let run = |line: &str| run_in(SITE, line);
    let article = run("new Water")?;
    ensure!(
        article.contains("content/news/water.md"),
        "press new: {article}"
    );
    let checked = run("check")?;
    ensure!(checked.contains("1 draft"), "press check: {checked}");
    run("import feed /feed.xml")?;
    run("build")?;
    let again = run("build")?;
    ensure!(
        again.contains(" 0 files written"),
        "a second press build: {again}"
    );
    run("deploy")?;
    run("upload file:///store")?;
    for folder in ["site/dist", "store"] {
        let page = root.path().join(folder).join("news/imported/index.html");
        let text = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
        ensure!(text.contains("Imported"), "{folder}: not the article");
    }
    preview(&root)?;
    println!("press does all its work in an empty root.");
    Ok(())
}

/// A post to import.
const FEED: &str = "<rss version=\"2.0\"><channel><title>Old</title><link>https://old.example/</link><description>Old</description>\
    <item><title>Imported</title><link>https://old.example/imported/</link><guid>https://old.example/imported/</guid>\
    <pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><description>&lt;p&gt;Words.&lt;/p&gt;</description></item></channel></rss>";

/// Press with a folder as its root, and nothing in its environment.
fn within(root: &TempDir, folder: &str, arguments: &[&str]) -> Command {
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--root"]);
    unshare.arg(root.path()).arg(format!("--wd={folder}"));
    // It becomes press, which then is all that has to end.
    unshare.arg("/press").args(arguments).env_clear();
    unshare
}

/// Has press serve the edition, and reads the start page.
fn preview(root: &TempDir) -> Result<()> {
    let server = Server::start(&mut within(root, SITE, &["preview"]))?;
    let mut answer = String::new();
    server.ask("/")?.read_to_string(&mut answer)?;
    ensure!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("<h1"),
        "press preview: {answer}"
    );
    Ok(())
}
