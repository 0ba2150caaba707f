//! Files of a generator's configuration, and the folder of its site that they show.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use crate::{ExportFormat, Place, folder::front, text};

/// A site's folder.
#[derive(Debug, Default)]
pub struct SiteFolder {
    /// Path of the folder.
    pub path: PathBuf,
    /// Its configuration: what comes later counts more.
    pub files: Vec<SettingsFile>,
}

/// A file of the configuration.
#[derive(Debug)]
pub struct SettingsFile {
    /// Path of the file.
    pub path: PathBuf,
    /// The keys below which its own stand: `config/_default/params.toml` is the table `params`.
    pub keys: Vec<String>,
}

impl SiteFolder {
    /// A place in a file of the configuration, as reports have it.
    pub fn place(&self, file: &SettingsFile, line: Option<u64>) -> Place {
        let below = file.path.strip_prefix(&self.path).unwrap_or(&file.path);
        Place {
            file: below.display().to_string(),
            line,
        }
    }
}

const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// The folder of the whole site, where only that of its posts, or one of them, is named.
pub fn home(kind: ExportFormat, from: &Path) -> SiteFolder {
    let whole = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    let above = whole.ancestors().skip(1).take(8);
    for path in [from].into_iter().chain(above) {
        let files = files(kind, path);
        // What merely lies somewhere above is no part of a site.
        let is_inside = path == from
            || kind == ExportFormat::Jekyll
            || ["content", "site", "src"]
                .iter()
                .any(|name| whole.starts_with(path.join(name)));
        if !files.is_empty() && is_inside {
            let path = path.to_owned();
            return SiteFolder { path, files };
        }
    }
    SiteFolder {
        path: from.to_owned(),
        files: Vec::new(),
    }
}

fn files(kind: ExportFormat, home: &Path) -> Vec<SettingsFile> {
    let stems: &[&str] = match kind {
        ExportFormat::Hugo => &["hugo", "config"],
        ExportFormat::Zola => &["config", "zola"],
        _ => &["_config"],
    };
    let names = stems
        .iter()
        .flat_map(|stem| ENDINGS.iter().map(move |ending| format!("{stem}.{ending}")));
    let mut files: Vec<SettingsFile> = names
        .map(|name| home.join(name))
        .find(|file| file.is_file())
        .map(|path| SettingsFile {
            path,
            keys: Vec::new(),
        })
        .into_iter()
        .collect();
    if kind == ExportFormat::Hugo {
        for folder in ["_default", "production"] {
            files.extend(in_folder(&home.join("config").join(folder)));
        }
    }
    files
}

/// Hugo's folders of configuration: the name of a file is the key of what stands in it, and may name a language too.
fn in_folder(folder: &Path) -> Vec<SettingsFile> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            path.is_file()
                && ENDINGS
                    .iter()
                    .any(|is| path.extension().is_some_and(|ending| ending == *is))
        })
        .collect();
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let keys = match stem.split_once('.') {
            _ if stem == "hugo" || stem == "config" => Vec::new(),
            Some((key, lang)) => vec!["languages".to_owned(), lang.to_owned(), key.to_owned()],
            None => vec![stem],
        };
        SettingsFile { path, keys }
    });
    let mut files: Vec<SettingsFile> = files.collect();
    // The whole table first, then its parts.
    files.sort_by_key(|file| file.keys.len());
    files
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it, and in which line.
pub fn read(file: &SettingsFile) -> Result<Value, (Option<u64>, String)> {
    let text = fs::read_to_string(&file.path).map_err(|error| (None, error.to_string()))?;
    let ending = file.path.extension().unwrap_or_default().to_string_lossy();
    let text = text::clean(&text);
    front::parse(&ending, &text).map_err(|(line, why)| (Some(line), why))
}

/// A value below keys.
pub fn under(keys: &[String], value: Value) -> Value {
    keys.iter().rev().fold(value, |value, key| {
        Value::Object(Map::from_iter([(key.clone(), value)]))
    })
}

/// Lays a value over another, table by table.
pub fn merge(whole: &mut Value, over: Value) {
    match (whole, over) {
        (Value::Object(whole), Value::Object(over)) => {
            for (key, value) in over {
                merge(whole.entry(key).or_insert(Value::Null), value);
            }
        }
        (whole, over) => *whole = over,
    }
}
