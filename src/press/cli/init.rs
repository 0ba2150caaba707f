//! `press init`: a small site that is complete, to begin with.

use std::{
    fs::{self, DirEntry},
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::{Args, builder::PossibleValuesParser};
use gazette_content::config::host::HostKind;
use gazette_publish::output::swap::open_to_all;
use include_dir::{Dir, include_dir};
use jiff::Zoned;

use crate::{new::minute, schema};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");
/// The words of the user interface in every language that there are words in.
static STRINGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../content/strings");

/// The table of schemas and the files that they explain.
const TAPLO: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../.taplo.toml"));

/// Parts of a new site.
const PARTS: [&str; 3] = ["schema", ".taplo.toml", "content"];

/// The starter's time zone, replaced by that of the machine.
const ZONE: &str = "time_zone = \"UTC\"";
/// The starter's kind of host, replaced by the one that is asked for.
const HOST: &str = "kind = \"server\"";
/// The date of the starter's article, replaced by today's.
const PUBLISHED: &str = "published = 2026-01-01T09:00:00";

/// `press init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Folder of the new site: one that is not there yet, or is empty.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Kind of the site's host: it decides which files an edition has beside its pages.
    #[arg(long, value_name = "KIND", default_value = "server", value_parser = kinds())]
    host: String,
}

impl Init {
    /// Writes the site and says what to do next.
    ///
    /// # Errors
    /// If there is something in the folder already, or the disk refuses; then nothing was written.
    pub fn run(&self) -> Result<()> {
        init(&self.folder, &Zoned::now(), &self.host)?;
        let folder = self.folder.display();
        println!("{folder}: a small site that is complete. Next:\n");
        if self.folder != Path::new(".") {
            println!("  cd {folder}");
        }
        println!(
            "  press serve          shows it at http://127.0.0.1:8080, and each change as you save it\n  \
               press new \"Title\"    begins an article\n  \
               press check          says what is wrong, and where\n  \
               press build          writes dist/, ready for any web server\n\n\
             Begin with content/site.toml: it has the site's name, address, time zone and languages."
        );
        Ok(())
    }
}

/// Writes a site, whose clocks show what those of this machine do.
fn init(folder: &Path, now: &Zoned, host: &str) -> Result<()> {
    let is_new = !folder.exists();
    if !is_new {
        refuse_used(folder)?;
    }
    let written = write(folder, now, host);
    if written.is_err() && is_new {
        // It is empty, if it is there at all.
        let _ = fs::remove_dir(folder);
    }
    written.with_context(|| format!("{}: the site cannot be written", folder.display()))
}

/// Refuses a folder with anything in it but hidden entries, such as `.git`.
fn refuse_used(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("{}: not a folder that a site can lie in", folder.display()))?;
    let name = |entry: io::Result<DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let names = entries.map(name).collect::<io::Result<Vec<String>>>()?;
    let mut seen: Vec<&String> = names.iter().filter(|name| !name.starts_with('.')).collect();
    seen.sort();
    if let [name, ..] = seen.as_slice() {
        bail!(
            "{}: there is something in this folder already ({name}); name one that is empty or not there yet",
            folder.display()
        );
    }
    Ok(())
}

/// Writes everything beside its place and then moves it there, so that there is all of it or nothing.
fn write(folder: &Path, now: &Zoned, host: &str) -> Result<()> {
    fs::create_dir_all(folder)?;
    let staging = open_to_all(tempfile::Builder::new().prefix(".press-")).tempdir_in(folder)?;
    let content = staging.path().join("content");
    extract(&STARTER, &content)?;
    extract(&STRINGS, &content.join("strings"))?;
    let zone = now.time_zone().iana_name().unwrap_or("UTC");
    fill(
        &content.join("site.toml"),
        ZONE,
        &format!("time_zone = \"{zone}\""),
    )?;
    fill(
        &content.join("site.toml"),
        HOST,
        &format!("kind = \"{host}\""),
    )?;
    let published = format!("published = {}", minute(now));
    fill(&content.join("news/welcome.md"), PUBLISHED, &published)?;
    schema::for_editors(&staging.path().join("schema"))?;
    fs::write(staging.path().join(".taplo.toml"), TAPLO)?;
    for (at, part) in PARTS.iter().enumerate() {
        let place = folder.join(part);
        // A hidden file may have been there before.
        if place.exists() {
            continue;
        }
        let moved = fs::rename(staging.path().join(part), place);
        if let Err(error) = moved {
            for part in &PARTS[..at] {
                let _ = fs::rename(folder.join(part), staging.path().join(part));
            }
            return Err(error.into());
        }
    }
    Ok(())
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(HostKind::ALL.map(HostKind::name))
}

fn extract(from: &Dir<'_>, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for folder in from.dirs() {
        fs::create_dir_all(to.join(folder.path()))?;
    }
    from.extract(to)?;
    Ok(())
}

fn fill(file: &Path, text: &str, own: &str) -> Result<()> {
    let starter = fs::read_to_string(file)?;
    if !starter.contains(text) {
        bail!("the starter has no `{text}`");
    }
    fs::write(file, starter.replace(text, own))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_whole_site_or_nothing() -> Result<()> {
        let parent = tempfile::tempdir()?;
        let now: Zoned = "2026-11-23T14:05:59+08:00[Asia/Taipei]".parse()?;
        let site = parent.path().join("site");
        init(&site, &now, "bucket")?;
        let names: Vec<_> = fs::read_dir(&site)?.collect::<Result<_, _>>()?;
        assert_eq!(
            names.len(),
            3,
            "content, schemas, what they are for: {names:?}"
        );
        let read = |name| fs::read_to_string(site.join("content").join(name));
        assert!(read("site.toml")?.contains("time_zone = \"Asia/Taipei\""));
        assert!(read("news/welcome.md")?.contains("published = 2026-11-23T14:05:00"));
        assert!(read("strings/zh-Hant-TW.toml")?.contains("language_name"));
        assert!(read("site.toml")?.contains("[host]\nkind = \"bucket\"\n"));
        assert!(init(&site, &now, "server").is_err());
        let git = parent.path().join("git");
        fs::create_dir_all(git.join(".git"))?;
        init(&git, &now, "server")
    }
}
