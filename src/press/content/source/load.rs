//! Reading the content: the only step that reads it, before anything is checked.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    string::FromUtf8Error,
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use gazette_diagnostics::{
    nfc::nfc,
    problem::{Problem, Problems},
    rule,
    source::{Source, SourceText},
};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::source::{
    ignored::{STATIC, is_ignored},
    media::MediaFile,
    path,
    path::slashed,
};

/// The content folder in memory.
#[derive(Clone)]
pub struct Sources {
    /// Texts by path below the content folder, with slashes: `news/a.md`, `site.toml`.
    pub texts: BTreeMap<String, Source>,
    /// Pictures and attachments by path below the content folder.
    pub media: BTreeMap<String, MediaFile>,
    /// Files that are published as they are, by their paths below the folder for them: `.well-known/security.txt`.
    pub statics: BTreeMap<String, MediaFile>,
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
        statics: BTreeMap::new(),
        problems: Problems::default(),
    };
    let below = |path: &Path| slashed(path.strip_prefix(content).unwrap_or(path));
    let mut files = Vec::new();
    for entry in WalkDir::new(content)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_ignored(&below(entry.path())))
    {
        match entry {
            Ok(entry) => files.extend(sources.entry(below(entry.path()), entry)),
            Err(error) if error.depth() == 0 => {
                return Err(error)
                    .with_context(|| format!("{}: cannot be listed", content.display()));
            }
            Err(error) => {
                let path = error.path().unwrap_or(content);
                // Links are followed before anybody can say that they are not wanted.
                if !is_ignored(&below(path)) {
                    sources.problems.push(unlisted(path, &error));
                }
            }
        }
    }
    let read: Vec<_> = files.into_par_iter().map(LoadedFile::read).collect();
    for file in read {
        sources.add(file);
    }
    Ok(sources)
}

/// A file of the content folder that has been read.
enum LoadedFile {
    Text(String, Source, Option<Problem>),
    Static(String, MediaFile),
    Media(String, MediaFile),
    Unreadable(Problem),
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
    /// Returns what is a file; reports what is neither that nor a folder.
    fn entry(&mut self, path: String, entry: DirEntry) -> Option<(String, PathBuf)> {
        let name = entry.path().display().to_string();
        let kind = entry.file_type();
        if kind.is_file() {
            return Some((path, entry.into_path()));
        }
        if kind.is_dir() && !is_below(&path) && is_text(&path) {
            let message = format!("{name} is a folder, though its name is that of a text");
            let help = "Give the folder another name, or put the text in its place.";
            self.problems.push(unreadable(&name, message, help));
        } else if !kind.is_dir() {
            let message = format!("{name} is neither a file nor a folder");
            let help = "Take it out of the content folder: a pipe, a socket or a device cannot be published.";
            self.problems.push(unreadable(&name, message, help));
        }
        None
    }

    fn add(&mut self, file: LoadedFile) {
        let (files, path, medium) = match file {
            LoadedFile::Text(path, text, problem) => {
                self.texts.insert(path, text);
                self.problems.extend(problem);
                return;
            }
            LoadedFile::Unreadable(problem) => {
                self.problems.push(problem);
                return;
            }
            LoadedFile::Static(path, medium) => (&mut self.statics, path, medium),
            LoadedFile::Media(path, medium) => (&mut self.media, path, medium),
        };
        // Some systems take names apart into letters and accents.
        let known = nfc(&path).into_owned();
        let is_free = !files.contains_key(&known);
        files.insert(if is_free { known } else { path }, medium);
    }
}

impl LoadedFile {
    /// Reads a file at a path below the content folder.
    fn read((path, file): (String, PathBuf)) -> Self {
        let name = file.display().to_string();
        let cannot = |error: &std::io::Error| {
            let message = format!("{name} cannot be read: {error}");
            Self::Unreadable(unreadable(&name, message, "Check that you may read it."))
        };
        let below = path.strip_prefix(STATIC);
        let below = below.and_then(|path| path.strip_prefix('/'));
        if below.is_none() && is_text(&path) {
            return match fs::read(&file) {
                Ok(bytes) => {
                    let (text, problem) = decode(&name, bytes);
                    Self::Text(path, text, problem)
                }
                Err(error) => cannot(&error),
            };
        }
        match (MediaFile::read(file), below) {
            (Ok(medium), Some(below)) => Self::Static(below.to_owned(), medium),
            (Ok(medium), None) => Self::Media(path, medium),
            (Err(error), _) => cannot(&error),
        }
    }
}

/// Tells whether a path lies in a folder in which file names do not indicate the kind of file.
fn is_below(path: &str) -> bool {
    matches!(path.split_once('/'), Some((STATIC | "strings", _)))
}

/// Tells whether press reads the file at this path as text.
fn is_text(path: &str) -> bool {
    matches!(path, "site.toml" | path::VIEW_COUNTS)
        || path.starts_with("strings/")
        || path::is_markdown(path)
}

fn unreadable(name: &str, message: String, help: &str) -> Problem {
    Problem::new(&rule::FILE_UNREADABLE, message)
        .of_file(name)
        .help(help)
}

/// The problem of a link or folder that cannot be looked into.
fn unlisted(path: &Path, error: &walkdir::Error) -> Problem {
    let name = path.display().to_string();
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!(
            "{name} is a link back to {}, in which it lies",
            ancestor.display()
        );
        return unreadable(&name, message, "Delete the link.");
    }
    let why = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    let Ok(target) = fs::read_link(path) else {
        let message = format!("{name} cannot be read: {why}");
        return unreadable(&name, message, "Check that you may read it.");
    };
    let target = target.display();
    let message = format!("{name} is a link to {target}, which cannot be read: {why}");
    let help = "Put a file where the link leads, or delete the link.";
    unreadable(&name, message, help)
}

/// Turns a file's bytes into text. Some editors put a byte order mark at the start, which is no part of the text, and some
/// end lines in another way.
pub fn decode(name: &str, bytes: Vec<u8>) -> (Source, Option<Problem>) {
    match String::from_utf8(bytes) {
        Ok(text) => (Arc::new(SourceText::new(name, plain(text))), None),
        Err(error) => match utf_16(error.as_bytes()) {
            Some(text) => wide(name, text),
            None => unknown(name, &error),
        },
    }
}

/// A text in UTF-16: read all the same, so that nothing is said of its content that is not so.
fn wide(name: &str, text: String) -> (Source, Option<Problem>) {
    let source = Arc::new(SourceText::new(name, plain(text)));
    let end = source.inner().chars().next().map_or(0, char::len_utf8);
    let message = "this file is UTF-16 text, not UTF-8";
    let problem = Problem::new(&rule::FILE_NOT_UTF_8, message)
        .at(&source, 0..end, "from here on")
        .help("Some editors call it Unicode. Save the file again with the encoding UTF-8.");
    (source, Some(problem))
}

/// A text in an unknown encoding, with signs for what cannot be read.
fn unknown(name: &str, error: &FromUtf8Error) -> (Source, Option<Problem>) {
    let start = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    // Line ends are other bytes afterwards, before the place as well.
    let before = plain(String::from_utf8_lossy(&bytes[..start]).into_owned()).len();
    let text = plain(String::from_utf8_lossy(bytes).into_owned());
    let source = Arc::new(SourceText::new(name, text));
    let width = '\u{fffd}'.len_utf8();
    let problem = Problem::new(&rule::FILE_NOT_UTF_8, "this file is not UTF-8 text")
        .at(&source, before..before + width, "this byte is not UTF-8")
        .help("Save the file again with the encoding UTF-8.");
    (source, Some(problem))
}

/// A text without a byte order mark, and with line feeds as line ends.
fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// The text of a file that begins with UTF-16's byte order mark.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect(),
    )
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

    #[test]
    fn lines_end_in_one_way() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc", "a\nb\r\n\rc"] {
            let (source, problem) = decode("a.md", text.into());
            assert_eq!(source.inner(), "a\nb\n\nc", "{text:?}");
            assert!(problem.is_none());
        }
    }

    #[test]
    fn shows_the_first_byte_that_is_not_utf_8() {
        for (bytes, place) in [
            (&b"a\r\nb\xe9c"[..], (2, 2)),
            (b"\xef\xbb\xbfa\xff", (1, 2)),
            (b"\xff\xfea\0", (1, 1)),
        ] {
            let (source, problem) = decode("a.md", bytes.to_vec());
            let problem = problem.expect("it is not UTF-8");
            let (_, span) = problem.place().expect("it has a place");
            assert_eq!(source.position(span.start), place, "{bytes:?}");
        }
    }
}
