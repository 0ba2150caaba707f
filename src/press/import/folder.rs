//! Folders of posts: Hugo, Zola and Jekyll, which keep an article as Markdown with front matter, as press does.

mod front;
mod hugo;
mod jekyll;
mod permalink;
mod settings;
mod templates;
mod zola;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

pub use crate::folder::settings::Blog;
use crate::{
    Body, Found, Item, Kind, Place, dates,
    folder::{
        front::{Front, list, text_of},
        settings::{config, home, settings},
    },
    text,
};

/// Folders beside the posts in which their pictures lie.
pub fn roots(kind: Kind, from: &Path) -> Vec<PathBuf> {
    let home = home(kind, from);
    let names: &[&str] = match kind {
        Kind::Jekyll => &["."],
        _ => &["static", "assets"],
    };
    let roots = names.iter().map(|name| home.join(name));
    roots.filter(|root| root.is_dir()).collect()
}

/// Hands over every post of a folder.
///
/// # Errors
/// If it cannot be listed, or a file of it cannot be read.
pub fn each(kind: Kind, from: &Path, take: &mut dyn FnMut(Found)) -> Result<()> {
    let blog = match config(kind, &home(kind, from)) {
        Some(file) => match settings(kind, &file) {
            Ok(blog) => blog,
            Err(why) => {
                let place = Place {
                    file: file.display().to_string(),
                    line: None,
                };
                take(Found::Trouble(place, why));
                Blog::default()
            }
        },
        None => Blog::default(),
    };
    let content = from.join("content");
    let content = if kind != Kind::Jekyll && content.is_dir() {
        content.as_path()
    } else {
        from
    };
    let walk = WalkDir::new(content).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| is_wanted(kind, entry)) {
        let entry = entry.with_context(|| format!("{}: cannot be listed", from.display()))?;
        let path = entry.path();
        if !entry.file_type().is_file() || !is_text(path) {
            continue;
        }
        let below = path.strip_prefix(content).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let bytes =
            fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        file(kind, &blog, &parts.join("/"), &bytes, &mut |mut found| {
            if let Found::Item(item) = &mut found {
                item.folder = path.parent().map(Path::to_owned);
            }
            take(found);
        });
    }
    Ok(())
}

fn is_wanted(kind: Kind, entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_hidden = name.starts_with('.');
    // Jekyll's other folders with a line at their beginning are templates and what it has made.
    let is_made = kind == Kind::Jekyll
        && (name.starts_with('_')
            && entry.file_type().is_dir()
            && !matches!(&*name, "_posts" | "_drafts")
            || matches!(&*name, "vendor" | "node_modules"));
    entry.depth() == 0 || !is_hidden && !is_made
}

fn is_text(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    matches!(&*ending, "md" | "markdown" | "mkd" | "html" | "htm")
}

/// Reads one post; `path` is that below the folder of posts.
pub fn file(kind: Kind, blog: &Blog, path: &str, bytes: &[u8], take: &mut dyn FnMut(Found)) {
    let place = |line| Place {
        file: path.to_owned(),
        line,
    };
    let Ok(written) = std::str::from_utf8(bytes) else {
        take(Found::Trouble(place(None), "it is not UTF-8 text".into()));
        return;
    };
    let written = text::clean(written);
    let (front, body) = match front::split(&written) {
        Ok(split) => split,
        Err((line, why)) => {
            take(Found::Trouble(place(Some(line)), why));
            return;
        }
    };
    let Some(front) = front else {
        take(Found::Other("text without front matter".into()));
        return;
    };
    let (body, lost) = templates::expand(kind, body);
    let ending = path.rsplit('.').next().unwrap_or_default();
    let post = Post {
        blog,
        path,
        front: &front,
    };
    let found = match kind {
        Kind::Hugo => hugo::item(&post),
        Kind::Zola => zola::item(&post),
        _ => jekyll::item(&post),
    };
    let Some(mut item) = found else {
        take(Found::Other("page of a section".into()));
        return;
    };
    item.place = place(None);
    item.identity = String::from(path);
    item.source = Some(path.to_owned());
    item.lost = lost;
    item.body = if ending.starts_with("htm") {
        Body::Html(body)
    } else {
        Body::Markdown(body)
    };
    take(Found::Item(Box::new(item)));
}

/// A post while it is read.
struct Post<'a> {
    blog: &'a Blog,
    path: &'a str,
    front: &'a Front,
}

impl Post<'_> {
    /// The text of a key.
    fn of(&self, name: &str) -> Option<String> {
        text_of(&self.front[name])
    }

    /// The date of the first of these keys that is there.
    fn date(&self, names: &[&str]) -> Option<Result<String, String>> {
        let date = names.iter().find_map(|name| self.of(name));
        date.map(|date| dates::read(&date))
    }

    /// What all three say in the same words.
    fn item(&self) -> Item {
        let of = |name: &str| self.of(name);
        Item {
            title: of("title")
                .map(|title| text::line(&title))
                .unwrap_or_default(),
            slug: of("slug"),
            published: self.date(&["date"]),
            summary: ["description", "summary", "excerpt"]
                .into_iter()
                .find_map(of)
                .map(|words| text::plain(&words)),
            lang: self.blog.lang.clone(),
            author: ["author", "authors"]
                .into_iter()
                .find_map(|name| list(&self.front[name]).into_iter().next()),
            is_draft: self.front["draft"] == Value::Bool(true),
            ..Item::default()
        }
    }

    /// Folders, name without its ending, and the language that stands between the two: `a.fr.md`.
    fn names(&self) -> (Vec<String>, String, Option<String>) {
        let mut folders: Vec<String> = self.path.split('/').map(ToOwned::to_owned).collect();
        let file = folders.pop().unwrap_or_default();
        let stem = file
            .rsplit_once('.')
            .map_or(file.as_str(), |(stem, _)| stem);
        let is_lang = |lang: &str| {
            lang.len() >= 2 && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        match stem.rsplit_once('.').filter(|(_, lang)| {
            is_lang(lang) && lang.starts_with(|c: char| c.is_ascii_alphabetic())
        }) {
            Some((stem, lang)) => (folders, stem.to_owned(), Some(lang.to_owned())),
            None => (folders, stem.to_owned(), None),
        }
    }

    /// The same where a folder stands for its page; `None` for the page of a section.
    fn names_of_bundle(&self) -> Option<(Vec<String>, String, Option<String>)> {
        let (mut folders, mut name, lang) = self.names();
        match name.as_str() {
            "_index" => return None,
            "index" => name = folders.pop()?,
            _ => {}
        }
        Some((folders, name, lang))
    }

    /// The addresses of a post: the one that its path gives, and those that keys say it had.
    fn addresses(&self, is_draft: bool, path: &str, former: &[&str]) -> Vec<String> {
        // Nobody has seen a draft.
        let own = (!is_draft).then(|| path.to_owned());
        let former = former.iter().flat_map(|name| list(&self.front[*name]));
        own.into_iter()
            .chain(former)
            .map(|path| self.absolute(&path))
            .collect()
    }

    /// An address with the site's before it.
    fn absolute(&self, path: &str) -> String {
        let is_whole = path.contains("://");
        let base = if is_whole {
            ""
        } else {
            self.blog.base.as_str()
        };
        let slash = if is_whole || path.starts_with('/') {
            ""
        } else {
            "/"
        };
        format!("{base}{slash}{path}")
    }
}

/// A day at the beginning of a file's name, and the rest.
fn day(stem: &str) -> Option<(&str, &str)> {
    let (day, rest) = stem.split_at_checked(10)?;
    let rest = rest.strip_prefix(['-', '_'])?;
    dates::read(day).is_ok().then_some((day, rest))
}
