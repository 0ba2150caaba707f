//! The texts of a folder: those that its generator would look at, and what it would not.

mod filter;
mod mounts;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use walkdir::WalkDir;

pub use crate::folder::walk::filter::Filter;
use crate::{
    ExportFormat, ExportItem,
    folder::{
        front::{list, text_of},
        settings::{Blog, SiteFolder},
        walk::mounts::{MountPatterns, mounted},
    },
};

/// A text of a site.
pub struct SiteFile {
    /// Path of the file.
    pub path: PathBuf,
    /// Its path below its folder of posts, with slashes: what addresses are made of.
    pub below: String,
    /// Its path as reports have it; no other file has the same.
    pub name: String,
    /// The language of its folder, where languages have folders.
    pub lang: Option<String>,
    /// Marks files in the folder that is imported; others are only read for what they say about those.
    pub is_asked: bool,
}

/// A folder of posts.
struct Root {
    path: PathBuf,
    lang: Option<String>,
    /// Prefix of the paths of its posts.
    prefix: String,
    /// The files of it that are posts.
    patterns: MountPatterns,
}

/// The texts of a site, in the same order each time.
///
/// # Errors
/// If a folder cannot be listed.
pub fn files(
    kind: ExportFormat,
    home: &SiteFolder,
    blog: &Blog,
    from: &Path,
    take: &mut dyn FnMut(ExportItem),
) -> Result<Vec<SiteFile>> {
    let roots = roots(kind, home, blog, from);
    let mut files: Vec<SiteFile> = Vec::new();
    if kind == ExportFormat::Hugo {
        for what in unmounted(home, blog, from, &roots) {
            take(ExportItem::Other(what));
        }
    }
    for (at, root) in roots.iter().enumerate() {
        let inner = |path: &Path| {
            let others = roots.iter().enumerate().filter(|(other, _)| *other != at);
            let mut inner = others
                .filter(|(_, other)| other.path != root.path && other.path.starts_with(&root.path));
            inner.any(|(_, other)| path.starts_with(&other.path))
        };
        let filter = Filter::new(kind, blog, &root.path);
        let walk = WalkDir::new(&root.path).sort_by_file_name().into_iter();
        let mut left: Vec<String> = Vec::new();
        let walk = walk.filter_entry(|entry| {
            entry.depth() == 0
                || !inner(entry.path()) && {
                    let is_folder = entry.file_type().is_dir();
                    let below = slashes(entry.path(), &root.path);
                    let is_wanted = filter.takes(entry.path(), is_folder)
                        && root.patterns.takes(&below, is_folder);
                    if !is_wanted && entry.path().starts_with(from) {
                        left.extend(filter.worth_telling(entry));
                    }
                    is_wanted
                }
        });
        let mut found = Vec::new();
        for entry in walk {
            let entry = entry.with_context(|| format!("{}: cannot be listed", from.display()))?;
            if entry.file_type().is_file() {
                found.push(entry.into_path());
            }
        }
        for what in left {
            take(ExportItem::Other(what));
        }
        let several = roots.len() > 1;
        files.extend(found.into_iter().map(|path| {
            let below = format!("{}{}", root.prefix, slashes(&path, &root.path));
            let name = if several {
                slashes(&path, &home.path)
            } else {
                below.clone()
            };
            SiteFile {
                lang: root.lang.clone(),
                is_asked: path.starts_with(from),
                path,
                below,
                name,
            }
        }));
    }
    Ok(files)
}

/// The folder below which the texts of a site have their names.
pub fn named_below(kind: ExportFormat, home: &SiteFolder, blog: &Blog, from: &Path) -> PathBuf {
    let mut roots = roots(kind, home, blog, from);
    match roots.pop() {
        Some(root) if roots.is_empty() => root.path,
        _ => home.path.clone(),
    }
}

fn slashes(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn roots(kind: ExportFormat, home: &SiteFolder, blog: &Blog, from: &Path) -> Vec<Root> {
    let root = |path: PathBuf, lang: Option<String>| Root {
        path,
        lang,
        prefix: String::new(),
        patterns: MountPatterns::default(),
    };
    if kind == ExportFormat::Jekyll {
        let source = text_of(&blog.all["source"]).filter(|source| source != ".");
        let path = source.map_or_else(|| home.path.clone(), |source| home.path.join(source));
        // Somebody may name the folder of posts, or of drafts, alone.
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        if home.files.is_empty() && name.starts_with('_') {
            let prefix = format!("{name}/");
            return vec![Root {
                path: from.to_owned(),
                prefix,
                ..root(from.to_owned(), None)
            }];
        }
        return vec![root(
            if path.is_dir() { path } else { from.to_owned() },
            None,
        )];
    }
    let content = usual(kind, home, blog);
    if let Some(mut roots) = mounted(&blog.all, &home.path).filter(|_| kind == ExportFormat::Hugo) {
        roots.retain(|root| from.starts_with(&root.path) || root.path.starts_with(from));
        return roots;
    }
    let own = blog.languages.iter().filter_map(|language| {
        let folder = home.path.join(language.folder.as_ref()?);
        folder
            .is_dir()
            .then(|| root(folder, Some(language.code.clone())))
    });
    let mut roots: Vec<Root> = own.collect();
    if content.is_dir() && !roots.iter().any(|root| root.path == content) {
        roots.push(root(content, None));
    }
    roots.retain(|root| from.starts_with(&root.path) || root.path.starts_with(from));
    if roots.is_empty() {
        roots.push(root(from.to_owned(), None));
    }
    roots
}

/// The folder of posts, where none is mounted.
fn usual(kind: ExportFormat, home: &SiteFolder, blog: &Blog) -> PathBuf {
    let own = match kind {
        ExportFormat::Hugo => text_of(&blog.all["contentdir"]),
        _ => None,
    };
    home.path.join(own.as_deref().unwrap_or("content"))
}

/// Texts in the usual folder of posts that the configuration does not mount.
fn unmounted(home: &SiteFolder, blog: &Blog, from: &Path, roots: &[Root]) -> Vec<String> {
    let usual = usual(ExportFormat::Hugo, home, blog);
    if mounted(&blog.all, &home.path).is_none() || !usual.is_dir() {
        return Vec::new();
    }
    let all = WalkDir::new(usual)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let texts = all.filter(|entry| {
        let path = entry.path();
        entry.file_type().is_file()
            && is_text(ExportFormat::Hugo, path).is_some()
            && path.starts_with(from)
            && !roots.iter().any(|root| path.starts_with(&root.path))
    });
    texts
        .map(|entry| {
            format!(
                "left out by its generator: {}",
                slashes(entry.path(), &home.path)
            )
        })
        .collect()
}

/// Jekyll's collections, and whether they have pages.
pub fn collections(all: &Value) -> Vec<(String, Value)> {
    match &all["collections"] {
        Value::Object(all) => all.clone().into_iter().collect(),
        names => list(names)
            .into_iter()
            .map(|name| (name, Value::Null))
            .collect(),
    }
}

/// A language of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// One that is not read, by its name.
    Other(&'static str),
}

/// The language of a text, by its file's name; `None` for what is no text of a site.
pub fn is_text(kind: ExportFormat, path: &Path) -> Option<Markup> {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let text = match &*ending {
        "md" => Markup::Markdown,
        // To Zola, other files are not texts.
        _ if kind == ExportFormat::Zola => return None,
        "markdown" | "mdown" | "mkd" | "mkdn" | "mkdown" => Markup::Markdown,
        "html" | "htm" => Markup::Html,
        "org" => Markup::Other("Org Mode"),
        "adoc" | "asciidoc" | "ad" => Markup::Other("AsciiDoc"),
        "rst" | "rest" => Markup::Other("reStructuredText"),
        "pandoc" | "pdc" => Markup::Other("Pandoc's Markdown"),
        "textile" => Markup::Other("Textile"),
        "rmd" | "rmarkdown" => Markup::Other("R Markdown"),
        "mmark" => Markup::Other("Mmark"),
        _ => return None,
    };
    Some(text)
}
