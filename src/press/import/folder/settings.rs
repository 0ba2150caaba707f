//! Settings of a whole site, from its generator's configuration and its sections.

mod files;
mod languages;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use serde_json::Value;

pub use crate::folder::settings::{
    files::{SiteFolder, home},
    languages::SiteLanguage,
};
use crate::{
    ExportFormat, ExportItem,
    folder::{
        front::{FrontMatterKeys, at, list, lower_case, says_no, text_of},
        patterns::glob,
    },
};

/// Settings of a site, as its generator's configuration has them.
#[derive(Debug, Default, Clone)]
pub struct Blog {
    /// The site's address, without a slash at its end; empty where it is not known.
    pub base: String,
    /// The part of it that Jekyll calls its base: `/blog`.
    pub base_path: String,
    /// Permalink patterns by section; the empty key holds for all other sections.
    pub permalinks: BTreeMap<String, String>,
    /// The language of files that name none.
    pub lang: Option<String>,
    /// The languages that file names may end with.
    pub languages: Vec<SiteLanguage>,
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
fn bad_pattern(kind: ExportFormat, all: &Value) -> Option<String> {
    let patterns = match kind {
        ExportFormat::Hugo => list(&all["ignorefiles"]),
        ExportFormat::Zola => {
            [list(&all["ignored_content"]), list(&all["ignored_static"])].concat()
        }
        _ => list(&all["exclude"]),
    };
    let is_good = |pattern: &String| match kind {
        ExportFormat::Hugo => regex::Regex::new(pattern).is_ok(),
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
    pub front: FrontMatterKeys,
}

/// Reads the configuration of a site; `None` where it cannot be read, for nobody knows then what it withholds.
pub fn settings(
    kind: ExportFormat,
    home: &SiteFolder,
    take: &mut dyn FnMut(ExportItem),
) -> Option<Blog> {
    let mut all = Value::Null;
    for file in &home.files {
        let read = files::read(file);
        match read {
            Ok(settings) => {
                let settings = if kind == ExportFormat::Hugo {
                    lower_case(settings)
                } else {
                    settings
                };
                files::merge(&mut all, files::under(&file.keys, settings));
            }
            Err((line, why)) => {
                take(ExportItem::Trouble(
                    home.place(file, line),
                    format!("{why}. {NEEDED}"),
                ));
                return None;
            }
        }
    }
    if let (Some(why), Some(file)) = (bad_pattern(kind, &all), home.files.last()) {
        take(ExportItem::Trouble(
            home.place(file, None),
            format!("{why}. {NEEDED}"),
        ));
        return None;
    }
    if home.files.is_empty() {
        take(ExportItem::Other(
            "no configuration is at hand: its addresses, languages and states are not known".into(),
        ));
    }
    tell(kind, &all, take);
    Some(blog(kind, all))
}

fn blog(kind: ExportFormat, all: Value) -> Blog {
    let of = |name: &str| text_of(&all[name]);
    let base = ["baseurl", "baseURL", "base_url", "url"]
        .into_iter()
        .find_map(|name| of(name).filter(|url| url.contains("://")));
    let base = base.unwrap_or_default();
    let base_path = of("baseurl")
        .filter(|path| kind == ExportFormat::Jekyll && !path.contains("://"))
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

fn permalinks(kind: ExportFormat, all: &Value) -> BTreeMap<String, String> {
    let mut permalinks = BTreeMap::new();
    let links = match kind {
        ExportFormat::Jekyll => &all["permalink"],
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
fn tell(kind: ExportFormat, all: &Value, take: &mut dyn FnMut(ExportItem)) {
    let keys: &[(&str, &str)] = match kind {
        ExportFormat::Hugo => &[
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
        ExportFormat::Jekyll => &[
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
            take(ExportItem::Other(format!("the setting `{key}`: {means}")));
        }
    }
    let themes = [list(&all["theme"]), list(&all["themes"])].concat();
    if kind == ExportFormat::Hugo && !themes.is_empty() || at(all, "module.imports").is_some() {
        let what = "a theme or module: texts and settings in it are not read";
        take(ExportItem::Other(what.into()));
    }
}
