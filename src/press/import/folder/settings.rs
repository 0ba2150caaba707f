//! What a generator is told of a whole site.

mod files;
mod languages;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use serde_json::Value;

pub use crate::folder::settings::{
    files::{Home, home},
    languages::Language,
};
use crate::{
    Found, Kind,
    folder::{
        front::{Front, at, list, lower_case, says_no, text_of},
        patterns::glob,
    },
};

/// What a generator's configuration says.
#[derive(Debug, Default, Clone)]
pub struct Blog {
    /// The site's address, without a slash at its end; empty where it is not known.
    pub base: String,
    /// The part of it that Jekyll calls its base: `/blog`.
    pub base_path: String,
    /// How addresses are made, by section; the empty section is all others.
    pub permalinks: BTreeMap<String, String>,
    /// The language of files that name none.
    pub lang: Option<String>,
    /// The languages that file names may end with.
    pub languages: Vec<Language>,
    /// The whole configuration; Hugo's in small letters.
    pub all: Value,
    /// The time zone of dates without one.
    pub zone: Option<TimeZone>,
    /// Sections, and what they hand down to the posts below them.
    pub sections: Vec<Section>,
    /// Folders that are one post, so that other texts in them are none.
    pub bundles: BTreeSet<String>,
}

const NEEDED: &str = "Nothing is imported without it, since it says what is withheld.";

/// A pattern of files to leave out that is none.
fn bad_pattern(kind: Kind, all: &Value) -> Option<String> {
    let patterns = match kind {
        Kind::Hugo => list(&all["ignorefiles"]),
        Kind::Zola => [list(&all["ignored_content"]), list(&all["ignored_static"])].concat(),
        _ => list(&all["exclude"]),
    };
    let is_good = |pattern: &String| match kind {
        Kind::Hugo => regex::Regex::new(pattern).is_ok(),
        _ => glob(pattern, true).is_some(),
    };
    let bad = patterns.into_iter().find(|pattern| !is_good(pattern))?;
    Some(format!("\"{bad}\" is no pattern of files to leave out"))
}

/// A section's own file: `posts/_index.md`.
#[derive(Debug, Default, Clone)]
pub struct Section {
    /// The file.
    pub file: String,
    /// Its path as addresses have it, for rules that go by paths.
    pub below: String,
    /// The folder, without slashes at its ends; empty for the whole site.
    pub folder: String,
    /// The language that the file's name has.
    pub lang: Option<String>,
    /// Its keys.
    pub front: Front,
}

/// Reads the configuration of a site; `None` where it cannot be read, for nobody knows then what it withholds.
pub fn settings(kind: Kind, home: &Home, take: &mut dyn FnMut(Found)) -> Option<Blog> {
    let mut all = Value::Null;
    for file in &home.files {
        let read = files::read(file);
        match read {
            Ok(settings) => {
                let settings = if kind == Kind::Hugo {
                    lower_case(settings)
                } else {
                    settings
                };
                files::merge(&mut all, files::under(&file.keys, settings));
            }
            Err((line, why)) => {
                take(Found::Trouble(
                    home.place(file, line),
                    format!("{why}. {NEEDED}"),
                ));
                return None;
            }
        }
    }
    if let (Some(why), Some(file)) = (bad_pattern(kind, &all), home.files.last()) {
        take(Found::Trouble(
            home.place(file, None),
            format!("{why}. {NEEDED}"),
        ));
        return None;
    }
    if home.files.is_empty() {
        take(Found::Other(
            "no configuration is at hand: its addresses, languages and states are not known".into(),
        ));
    }
    tell(kind, &all, take);
    Some(blog(kind, all))
}

fn blog(kind: Kind, all: Value) -> Blog {
    let of = |name: &str| text_of(&all[name]);
    let base = ["baseurl", "baseURL", "base_url", "url"]
        .into_iter()
        .find_map(|name| of(name).filter(|url| url.contains("://")));
    let base = base.unwrap_or_default();
    let base_path = of("baseurl")
        .filter(|path| kind == Kind::Jekyll && !path.contains("://"))
        .map(|path| format!("/{}", path.trim_matches('/')))
        .filter(|path| path.len() > 1)
        .unwrap_or_default();
    let languages = languages::of(kind, &all);
    let zone = of("timezone").and_then(|name| TimeZone::get(&name).ok());
    Blog {
        base: format!("{}{base_path}", base.trim_end_matches('/')),
        base_path,
        permalinks: permalinks(kind, &all),
        lang: languages::default_tag(kind, &all, &languages),
        languages,
        zone,
        all,
        ..Blog::default()
    }
}

fn permalinks(kind: Kind, all: &Value) -> BTreeMap<String, String> {
    let mut permalinks = BTreeMap::new();
    let links = match kind {
        Kind::Jekyll => &all["permalink"],
        _ => &all["permalinks"],
    };
    if let Some(all) = text_of(links) {
        permalinks.insert(String::new(), all);
    }
    let of_pages = links.get("page").and_then(Value::as_object);
    let sections = of_pages.or(links.as_object());
    for (section, link) in sections.into_iter().flatten() {
        permalinks.extend(text_of(link).map(|link| (section.clone(), link)));
    }
    permalinks
}

/// Settings by which a site showed more than it would have by itself, and those that nothing here reads.
fn tell(kind: Kind, all: &Value, take: &mut dyn FnMut(Found)) {
    let keys: &[(&str, &str)] = match kind {
        Kind::Hugo => &[
            (
                "builddrafts",
                "its site showed drafts; here they stay drafts",
            ),
            (
                "buildfuture",
                "its site showed what is dated later; here it waits for its date",
            ),
            (
                "buildexpired",
                "its site showed what had expired; here it stays expired",
            ),
        ],
        Kind::Jekyll => &[
            (
                "show_drafts",
                "its site showed drafts; here they stay drafts",
            ),
            (
                "unpublished",
                "its site showed drafts; here they stay drafts",
            ),
            (
                "future",
                "its site showed what is dated later; here it waits for its date",
            ),
        ],
        _ => &[],
    };
    for (key, means) in keys {
        if !says_no(&all[*key]) {
            take(Found::Other(format!("the setting `{key}`: {means}")));
        }
    }
    let themes = [list(&all["theme"]), list(&all["themes"])].concat();
    if kind == Kind::Hugo && !themes.is_empty() || at(all, "module.imports").is_some() {
        let what = "a theme or module: texts and settings in it are not read";
        take(Found::Other(what.into()));
    }
}
