//! Ledger of the manuscripts that earlier imports wrote, in a hidden folder of the content, which press ignores.
//! By it a later import tells its own manuscripts from those that editors have changed or deleted since.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

/// Folder below the content folder; its name begins with a dot, and such names are not published.
pub const FOLDER: &str = ".import";

/// Record of the manuscripts that earlier imports wrote.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledger {
    files: BTreeMap<String, Written>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    hash: String,
    from: String,
    /// The site that it came from; earlier ledgers do not say it.
    of: Option<String>,
    /// Marks one that readers did not find as it was written.
    is_withheld: bool,
}

/// State of a manuscript, compared with what the last import wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManuscriptState {
    /// There was none.
    New,
    /// As it was written.
    Own,
    /// Someone has worked on it.
    Edited,
    /// Someone has taken it away.
    Deleted,
}

impl Ledger {
    /// Reads the ledger of a content folder; there is none before the first import.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn read(content: &Path) -> Result<Self> {
        let file = place(content);
        if !file.exists() {
            return Ok(Self::default());
        }
        let damaged = || {
            format!(
                "{}: the ledger of earlier imports cannot be read; bring it back from a copy, since without it edited manuscripts cannot be told from others",
                file.display()
            )
        };
        let text = fs::read_to_string(&file).with_context(damaged)?;
        let value: Value = serde_json::from_str(&text).with_context(damaged)?;
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let entries = value["files"].as_object().with_context(damaged)?;
        let mut files = BTreeMap::new();
        for (path, entry) in entries {
            let written = Written {
                hash: text(&entry["hash"]).with_context(damaged)?,
                from: text(&entry["from"]).with_context(damaged)?,
                of: text(&entry["of"]),
                is_withheld: entry["withheld"] == Value::Bool(true),
            };
            files.insert(path.clone(), written);
        }
        Ok(Self { files })
    }

    /// The ledger as a file.
    pub fn text(&self) -> String {
        let entries = self.files.iter().map(|(path, written)| {
            let mut entry = json!({ "from": written.from, "hash": written.hash });
            if let Some(of) = &written.of {
                entry["of"] = of.as_str().into();
            }
            if written.is_withheld {
                entry["withheld"] = true.into();
            }
            (path.clone(), entry)
        });
        let files: serde_json::Map<String, Value> = entries.collect();
        format!("{:#}\n", json!({ "files": files }))
    }

    /// Manuscripts by what they were made from.
    pub fn by_origin(&self) -> HashMap<&str, &str> {
        let files = self.files.iter();
        files
            .map(|(path, written)| (written.from.as_str(), path.as_str()))
            .collect()
    }

    /// Manuscripts, what each was made from, and of which site that is.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        let files = self.files.iter();
        files.map(|(path, written)| (path.as_str(), written.from.as_str(), written.of.as_deref()))
    }

    /// Compares a manuscript with what the last import wrote.
    pub fn state(&self, path: &str, now: Option<&str>) -> ManuscriptState {
        match (self.files.get(path), now) {
            (None, _) => ManuscriptState::New,
            (Some(_), None) => ManuscriptState::Deleted,
            (Some(written), Some(text)) if written.hash == hash(text) => ManuscriptState::Own,
            (Some(_), Some(_)) => ManuscriptState::Edited,
        }
    }

    /// Tells whether an import wrote a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Tells whether readers did not find a manuscript as it was written.
    pub fn is_withheld(&self, path: &str) -> bool {
        self.files
            .get(path)
            .is_some_and(|written| written.is_withheld)
    }

    /// Notes what is written, and that readers do not find it if they do not.
    pub fn write(
        &mut self,
        path: &str,
        from: &str,
        of: Option<String>,
        is_withheld: bool,
        text: &str,
    ) {
        let before = self.files.remove(path);
        let written = Written {
            hash: hash(text),
            from: from.to_owned(),
            of: of.or_else(|| before?.of),
            is_withheld,
        };
        self.files.insert(path.to_owned(), written);
    }
}

/// Path of a content folder's ledger.
pub fn place(content: &Path) -> PathBuf {
    content.join(FOLDER).join("ledger.json")
}

/// Line ends do not count: some version control systems change them.
fn hash(text: &str) -> String {
    format!("{:016x}", xxh3_64(text.replace('\r', "").as_bytes()))
}
