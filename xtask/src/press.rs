//! Calling press.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::{
    bundle::{self, trunk},
    process,
};

/// The folder of the demonstration site's manuscripts.
pub const CONTENT: &str = "content";
/// Set by `serve` to the address that it serves on.
pub const ADDRESS: &str = "GAZETTE_ADDRESS";

/// Set to the portal that a build of press takes in; `src/press/publish/build.rs` reads it.
const OWN_PORTAL: &str = "GAZETTE_PORTAL";

/// Set to the commit that `press --version` names; `src/press/cli/build.rs` reads it.
const COMMIT: &str = "GAZETTE_COMMIT";

/// Builds press as operators have it, with the portal that Trunk has left in it, and says where it lies. Where there is no
/// portal, that is built first.
///
/// # Errors
/// When it does not compile.
pub fn release() -> Result<PathBuf> {
    if !Path::new(bundle::PORTAL).join("index.html").is_file() {
        bundle::build()?;
    }
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--release", "--bin", "press"]);
    describe(&mut cargo)?;
    process::run(&mut cargo)?;
    let press = process::target_dir().join("release/press");
    Ok(press.with_extension(env::consts::EXE_EXTENSION))
}

/// Has a build of press take the portal in, and name its commit.
///
/// # Errors
/// When git does not tell.
pub fn describe(cargo: &mut Command) -> Result<()> {
    cargo.env(OWN_PORTAL, bundle::PORTAL);
    if Path::new(".git").exists() {
        cargo.env(COMMIT, commit()?);
    }
    Ok(())
}

/// Short name of the commit that is checked out, with a sign if files differ from it.
///
/// # Errors
/// When git does not tell.
pub fn commit() -> Result<String> {
    let git = |arguments: &[&str]| process::read(Command::new("git").args(arguments));
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Ok(if changed.is_empty() {
        commit
    } else {
        commit + "+changes"
    })
}

/// Prints the pages into what Trunk has just built.
///
/// Trunk must not see a failure: it would show only that there was one. So a page with press's message takes the place
/// of every page until the manuscripts are right again.
///
/// # Errors
/// When press does not compile or cannot be started.
pub fn hook() -> Result<()> {
    if env::var_os(bundle::ALONE).is_some() {
        return Ok(());
    }
    let staging = trunk::staging()?;
    process::run(process::cargo().args(["build", "--bin", "press"]))?;
    let mut press = process::cargo();
    press
        .args(["run", "--quiet", "--bin", "press", "--"])
        .args(["build", "--content", CONTENT, "--portal"])
        .arg(&staging)
        .arg("--out")
        .arg(&staging);
    let output = press
        .env("NO_COLOR", "1")
        .output()
        .with_context(|| format!("cannot start `{}`", process::line(&press)))?;
    let message = String::from_utf8_lossy(&output.stderr);
    eprint!("{}{message}", String::from_utf8_lossy(&output.stdout));
    if !output.status.success() {
        show(&message, &staging)?;
    }
    if let Ok(address) = env::var(ADDRESS) {
        eprintln!("\n  Gazette is at {address}\n");
    }
    Ok(())
}

/// Writes the message in place of every page that readers of the last edition may have open.
fn show(message: &str, staging: &Path) -> Result<()> {
    let shell = staging.join("index.html");
    let shell =
        fs::read_to_string(&shell).with_context(|| format!("cannot read {}", shell.display()))?;
    let page = page(message, &shell);
    let last = env::var_os("TRUNK_DIST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let pages = WalkDir::new(&last)
        .into_iter()
        .filter_entry(|entry| entry.path() != staging)
        .flatten()
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "html")
        });
    for place in pages {
        write(&staging.join(place.path().strip_prefix(&last)?), &page)?;
    }
    write(&staging.join("index.html"), &page)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// The message as a page, with Trunk's script of the shell that reloads it.
fn page(message: &str, shell: &str) -> String {
    let message = message.replace('&', "&amp;").replace('<', "&lt;");
    let reload = shell
        .rfind("<script>")
        .and_then(|start| Some(&shell[start..shell.rfind("</script>")? + "</script>".len()]))
        .unwrap_or_default();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>press found mistakes</title>\
         <h1>press found mistakes</h1><pre>{message}</pre>{reload}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_is_text_and_the_page_reloads() {
        let shell = "<html><script src=\"x.js\"></script><body><script>reload()</script></body>";
        let page = page("a.md:1: <b> & c", shell);
        assert!(
            page.ends_with("<pre>a.md:1: &lt;b> &amp; c</pre><script>reload()</script>"),
            "{page}"
        );
    }

    #[test]
    fn every_page_of_the_last_edition_shows_the_message() {
        let folder = tempfile::tempdir().expect("a folder");
        let staging = folder.path().join(".stage");
        write(&staging.join("index.html"), "<body></body>").expect("written");
        show("wrong", &staging).expect("shown");
        let text = fs::read_to_string(staging.join("index.html")).expect("read");
        assert!(text.contains("<pre>wrong</pre>"));
    }
}
