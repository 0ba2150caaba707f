//! Whether an edition stands as the last build left it and would become the same again, so that there is nothing to build.

use std::path::Path;

use anyhow::Result;
use gazette_cache::{fingerprint::Hasher, store::Cache};
use gazette_content::{
    source::load::Sources,
    visibility::{AsOf, Change},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{html::bundle::Portal, output::staging};

/// The name of the record in the cache.
const RECORD: &str = "standing";

/// How long press takes its own word for it. What editors are told, of passed dates for instance, changes with time, too.
const TRUST: SignedDuration = SignedDuration::from_hours(1);

/// What a build told of the edition that it left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How much is in it.
    pub summary: String,
    /// What else editors should know.
    pub remarks: Vec<String>,
}

/// What an edition was made of, and the time in which the same gives the same.
#[derive(Serialize, Deserialize)]
struct Standing {
    key: u128,
    from: i64,
    until: i64,
    told: Told,
}

/// A key of all that goes into an edition, but for the time and this press; none where something could not be read.
///
/// # Errors
/// If the portal cannot be read.
pub fn key(sources: &Sources, portal: &Portal, as_of: AsOf) -> Result<Option<u128>> {
    let mut hash = Hasher::default();
    hash.add(&[as_of.audience as u8]);
    for (path, text) in &sources.texts {
        hash.add(path.as_bytes());
        hash.add(text.inner().as_bytes());
    }
    for (path, medium) in &sources.media {
        hash.add(path.as_bytes());
        // It has the hash of what is in the file.
        hash.add(medium.address.as_bytes());
    }
    for (path, medium) in &sources.statics {
        hash.add(b"static");
        hash.add(path.as_bytes());
        hash.add(medium.address.as_bytes());
    }
    for (path, asset) in portal.files()? {
        hash.add(path.as_bytes());
        hash.add(&asset.read()?);
    }
    Ok(sources.problems.is_empty().then(|| hash.key()))
}

/// What was told of the edition in `out` and the number of its files, if a build would change nothing. The cache is that of
/// `out` alone.
pub fn look(cache: &Cache, out: &Path, key: u128, now: Timestamp) -> Option<(Told, usize)> {
    let standing: Standing = cache.read(RECORD)?;
    let now = now.as_millisecond();
    let is_same = standing.key == key && (standing.from..standing.until).contains(&now);
    let files = is_same.then(|| staging::stands(cache, out))??;
    Some((standing.told, files))
}

/// Keeps what was told of an edition that has been published, for the next build.
///
/// # Errors
/// If the disk refuses.
pub fn leave(cache: &Cache, key: u128, now: Timestamp, next: &[Change], told: &Told) -> Result<()> {
    let changes = next.iter().map(|change| change.when);
    let until = changes.chain(now.checked_add(TRUST)).min();
    let standing = Standing {
        key,
        from: now.as_millisecond(),
        until: until.map_or(i64::MIN, Timestamp::as_millisecond),
        told: told.clone(),
    };
    cache.write(RECORD, &standing)
}
