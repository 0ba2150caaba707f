//! A trial of press where there is nothing else: an operator's whole story in an empty root.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::process;

/// The longest time that the preview may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

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
    let run =
        |folder: &str, arguments: &[&str]| process::read(&mut within(&root, folder, arguments));
    let run = |folder: &str, line: &str| {
        let arguments: Vec<&str> = line.split(' ').collect();
        run(folder, &arguments).with_context(|| format!("in an empty root: press {line}"))
    };
    run("/", "--version")?;
    run("/", "init site")?;
    let article = run(SITE, "new Water")?;
    ensure!(
        article.contains("content/news/water.md"),
        "press new: {article}"
    );
    let checked = run(SITE, "check")?;
    ensure!(checked.contains("1 draft"), "press check: {checked}");
    run(SITE, "import feed /feed.xml")?;
    run(SITE, "build")?;
    let again = run(SITE, "build")?;
    ensure!(
        again.contains(" 0 files written"),
        "a second press build: {again}"
    );
    run(SITE, "deploy")?;
    run(SITE, "upload file:///store")?;
    let page = "news/imported/index.html";
    for file in ["site/dist", "store"].map(|folder| format!("{folder}/{page}")) {
        let text = fs::read_to_string(root.path().join(&file)).with_context(|| file.clone())?;
        ensure!(text.contains("Imported"), "{file}: not the article");
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
    unshare.arg("/press").args(arguments).env_clear();
    unshare
}

/// Has press serve the edition, and reads the start page.
fn preview(root: &TempDir) -> Result<()> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let port = port.to_string();
    let arguments = ["preview", "--port", &port];
    let mut unshare = within(root, SITE, &arguments);
    let mut server = Server(unshare.stdout(Stdio::null()).spawn()?);
    let start = Instant::now();
    let mut connection = loop {
        match TcpStream::connect(format!("127.0.0.1:{port}")) {
            Ok(connection) => break connection,
            Err(_) if start.elapsed() < PATIENCE && server.0.try_wait()?.is_none() => {
                thread::sleep(Duration::from_millis(50));
            }
            Err(error) => bail!("in an empty root, press preview does not answer: {error}"),
        }
    };
    connection.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    ensure!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("<h1"),
        "press preview: {answer}"
    );
    Ok(())
}

/// A server that ends with the value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // `unshare` has become press: nothing else is left running.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
