//! The file that says of which feeds hubs were told, and what was in them then.

use std::{collections::BTreeMap, fs, io::ErrorKind, path::Path};

use anyhow::{Context, Result, bail};
use gazette_cache::atomic;
use serde::{Deserialize, Serialize};

/// Version of the file's form.
const SCHEMA: u32 = 1;

/// Fingerprints of feeds, by hub and by address.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Announced {
    schema: u32,
    hubs: BTreeMap<String, BTreeMap<String, String>>,
}

impl Announced {
    /// Reads the file; nothing has been announced where there is none.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = match fs::read(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(error).with_context(|| format!("{}: cannot be read", file.display()));
            }
        };
        let announced: Self = serde_json::from_slice(&text).with_context(|| {
            format!(
                "{}: this is no state of `press announce`. Delete it, and every feed is announced once more",
                file.display()
            )
        })?;
        if announced.schema > SCHEMA {
            bail!(
                "{}: a newer press wrote this. Use that one, or delete the file, and every feed is announced once more",
                file.display()
            );
        }
        Ok(announced)
    }

    /// Drops hubs and feeds that are not there any more.
    pub(super) fn forget(&mut self, hubs: &[String], is_there: impl Fn(&str) -> bool) {
        self.hubs.retain(|hub, _| hubs.contains(hub));
        for feeds in self.hubs.values_mut() {
            feeds.retain(|topic, _| is_there(topic));
        }
    }

    /// Tells whether a hub knows of a feed as it is.
    pub(super) fn has(&self, hub: &str, topic: &str, fingerprint: &str) -> bool {
        let feeds = self.hubs.get(hub);
        feeds.and_then(|feeds| feeds.get(topic)).map(String::as_str) == Some(fingerprint)
    }

    /// Notes that a hub was told.
    pub(super) fn add(&mut self, hub: &str, topic: &str, fingerprint: &str) {
        let feeds = self.hubs.entry(hub.to_owned()).or_default();
        feeds.insert(topic.to_owned(), fingerprint.to_owned());
    }

    /// Writes the file.
    pub(super) fn write(&mut self, file: &Path) -> Result<()> {
        self.schema = SCHEMA;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("{}: cannot be made", folder.display()))?;
        }
        let text = serde_json::to_vec_pretty(self)?;
        atomic::write(file, &text)?;
        Ok(())
    }
}
