//! Editions that stand as the last build left them and would become the same again, so that there is nothing to build.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use gazette_cache::{
    fingerprint::{self, Fingerprint},
    store::Cache,
};
use gazette_content::{
    checked_site::CheckedSite,
    source::{load::Sources, media::MediaFile},
    visibility::{AsOf, Audience, Change},
};
use gazette_diagnostics::source::Source;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    html::bundle::{Asset, Portal},
    output::staging,
};

/// The name of the record in the cache.
const RECORD: &str = "up-to-date";

/// Lifetime of the record. Editors' warnings, of passed dates for instance, change with time, too.
const TRUST: SignedDuration = SignedDuration::from_hours(1);

/// Summary of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildSummary {
    /// Size of the edition, in words.
    pub summary: String,
    /// Further remarks to editors.
    pub remarks: Vec<String>,
    /// The number of articles.
    pub articles: usize,
}

/// An edition's inputs, the time in which the same make the same, and what was said of it.
#[derive(Serialize, Deserialize)]
struct UpToDate {
    made_of: Fingerprint,
    from: i64,
    until: i64,
    said: BuildSummary,
}

/// All inputs of an edition but the time and this press.
#[derive(Hash)]
struct EditionInputs<'a> {
    audience: Audience,
    texts: &'a BTreeMap<String, Source>,
    media: &'a BTreeMap<String, MediaFile>,
    statics: &'a BTreeMap<String, MediaFile>,
    portal: BTreeMap<String, Asset>,
}

/// The fingerprint of all inputs of an edition but the time and this press; none where something could not be read.
///
/// # Errors
/// If the portal cannot be read.
pub fn inputs(sources: &Sources, portal: &Portal, as_of: AsOf) -> Result<Option<Fingerprint>> {
    let inputs = EditionInputs {
        audience: as_of.audience,
        texts: &sources.texts,
        media: &sources.media,
        statics: &sources.statics,
        portal: portal.files()?,
    };
    let is_whole = sources.problems.is_empty();
    Ok(is_whole.then(|| fingerprint::of(&inputs)))
}

/// Summary and number of files of the edition in `out`, if a build would change nothing. The cache is that of `out`
/// alone.
pub fn look(
    cache: &Cache,
    out: &Path,
    made_of: Fingerprint,
    now: Timestamp,
) -> Option<(BuildSummary, usize)> {
    let record: UpToDate = cache.read(RECORD)?;
    let now = now.as_millisecond();
    let is_same = record.made_of == made_of && (record.from..record.until).contains(&now);
    let files = is_same.then(|| staging::untouched(cache, out))??;
    Some((record.said, files))
}

/// Keeps what was said of an edition that has been published, for the next build.
///
/// # Errors
/// If the disk refuses.
pub fn leave(
    cache: &Cache,
    made_of: Fingerprint,
    edition: &CheckedSite,
    next: &[Change],
    said: &BuildSummary,
) -> Result<()> {
    let now = edition.as_of.now;
    let changes = next.iter().map(|change| change.when);
    let until = changes.chain(now.checked_add(TRUST)).min();
    let record = UpToDate {
        made_of,
        from: now.as_millisecond(),
        until: until
            .filter(|_| !shows_now(edition))
            .map_or(i64::MIN, Timestamp::as_millisecond),
        said: said.clone(),
    };
    cache.write(RECORD, &record)
}

/// Tells whether an edition shows the very moment at which it was made, as drafts without a date do.
fn shows_now(edition: &CheckedSite) -> bool {
    let news = edition.manuscripts.iter().filter_map(|it| it.news.as_ref());
    let mut shown = news.map(|news| news.published.timestamp());
    shown.any(|published| published == edition.as_of.now)
}
