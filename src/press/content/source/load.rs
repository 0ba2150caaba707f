//! Reading the content: the only step that reads it, before anything is checked.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    source::{Source, Text},
};
use walkdir::{DirEntry, WalkDir};

use crate::source::{media::Medium, path, path::slashed};

/// The content folder in memory.
#[derive(Clone)]
pub struct Sources {
    /// Texts by path below the content folder, with slashes: `news/a.md`, `site.toml`.
    pub texts: BTreeMap<String, Source>,
    /// Pictures and attachments by path below the content folder.
    pub media: BTreeMap<String, Medium>,
    /// Files that could not be read.
    pub problems: Problems,
}

/// Reads a content folder.
///
/// # Errors
/// If the folder itself cannot be read; single files become [`Sources::problems`].
pub fn load(content: &Path) -> Result<Sources> {
    demand(content)?;
    let mut sources = Sources {
        texts: BTreeMap::new(),
        media: BTreeMap::new(),
        problems: Problems::default(),
    };
    for entry in WalkDir::new(content)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_wanted)
    {
        let entry = entry.with_context(|| format!("{}: cannot be listed", content.display()))?;
        if entry.file_type().is_file() {
            sources.add(content, entry.into_path());
        }
    }
    Ok(sources)
}

/// Demands that there is a content folder.
///
/// # Errors
/// If there is none.
pub fn demand(content: &Path) -> Result<()> {
    if !content.is_dir() {
        bail!(
            "{}: there is no such folder; name the one with site.toml by --content",
            content.display()
        );
    }
    Ok(())
}

impl Sources {
    fn add(&mut self, content: &Path, file: PathBuf) {
        let path = slashed(file.strip_prefix(content).unwrap_or(&file));
        let is_text = matches!(path.as_str(), "site.toml" | path::VIEW_COUNTS)
            || path.starts_with("strings/")
            || Path::new(&path).extension().is_some_and(|ext| ext == "md");
        let name = file.display().to_string();
        if !is_text {
            match Medium::read(file) {
                Ok(medium) => {
                    self.media.insert(path, medium);
                }
                Err(error) => self.problems.push(unreadable(&name, &error)),
            }
            return;
        }
        match fs::read(&file) {
            Ok(bytes) => {
                let (text, problem) = decode(&name, bytes);
                self.texts.insert(path, text);
                self.problems.extend(problem);
            }
            Err(error) => self.problems.push(unreadable(&name, &error)),
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        &rule::FILE_UNREADABLE,
        format!("{name} cannot be read: {error}"),
    )
    .of_file(name)
    .help("Check that the file is there and that you may read it.")
}

/// Turns a file's bytes into text. Some editors put a byte order mark at the start, which is no part of the text.
pub fn decode(name: &str, bytes: Vec<u8>) -> (Source, Option<Problem>) {
    let strip = |text: String| match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (Arc::new(Text::new(name, strip(text))), None),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Text::new(name, text));
            let width = '\u{fffd}'.len_utf8();
            let problem = Problem::new(&rule::FILE_NOT_UTF_8, "this file is not UTF-8 text")
                .at(&source, start..start + width, "this byte is not UTF-8")
                .help("Save the file again with the encoding UTF-8.");
            (source, Some(problem))
        }
    }
}

fn is_wanted(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().to_string_lossy().starts_with('.');
    entry.depth() == 0 || !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgives_a_byte_order_mark() {
        let (source, problem) = decode("a.md", b"\xef\xbb\xbf+++".to_vec());
        assert_eq!(source.inner(), "+++");
        assert!(problem.is_none());
    }
}
