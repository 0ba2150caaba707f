//! Small records in a bucket that are replaced only if nobody else has done so (compare and swap).

use std::time::Duration;

use anyhow::{Context, Result};
use object_store::{
    Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, UpdateVersion, path::Path,
};

/// Attempts where the answer was lost on its way.
const ATTEMPTS: u32 = 5;

/// The pause before the first of them that is repeated.
const PAUSE: Duration = Duration::from_millis(300);

/// A condition for writing a record.
#[derive(Debug, Clone)]
pub enum Condition {
    /// None: a lock of another kind keeps others out.
    None,
    /// There is no such object.
    New,
    /// The object is still this version.
    Still(UpdateVersion),
}

/// The outcome of writing a record.
pub enum Swapped {
    /// It is written; this is its version.
    Done(UpdateVersion),
    /// Somebody else has written another one.
    Taken,
}

/// Reads a record with its version, if it is there.
///
/// # Errors
/// If the store cannot be asked.
pub async fn read(
    store: &dyn ObjectStore,
    place: &Path,
) -> Result<Option<(Vec<u8>, UpdateVersion)>> {
    let cannot = || format!("{place}: cannot be read");
    let found = match store.get(place).await {
        Err(Error::NotFound { .. }) => return Ok(None),
        found => found.with_context(cannot)?,
    };
    let version = UpdateVersion {
        e_tag: found.meta.e_tag.clone(),
        version: found.meta.version.clone(),
    };
    let bytes = found.bytes().await.with_context(cannot)?;
    Ok(Some((bytes.to_vec(), version)))
}

/// Writes a record under a condition. No two records may be the same, since a lost answer is told from a lost race by what
/// is there.
///
/// # Errors
/// If the store refuses, or does not answer.
pub async fn swap(
    store: &dyn ObjectStore,
    place: &Path,
    bytes: Vec<u8>,
    condition: Condition,
) -> Result<Swapped> {
    let payload = PutPayload::from(bytes.clone());
    let mode = match condition {
        Condition::None => PutMode::Overwrite,
        Condition::New => PutMode::Create,
        Condition::Still(version) => PutMode::Update(version),
    };
    let mut pause = PAUSE;
    for attempt in 1.. {
        let options = PutOptions::from(mode.clone());
        let error = match store.put_opts(place, payload.clone(), options).await {
            Ok(put) => return Ok(Swapped::Done(put.into())),
            Err(error) => error,
        };
        let is_taken = match &error {
            Error::AlreadyExists { .. } | Error::Precondition { .. } => true,
            // Nothing is there to be replaced; for something new it is the bucket that is not there.
            Error::NotFound { .. } => matches!(mode, PutMode::Update(_)),
            _ => false,
        };
        // It may have been written, and only the answer lost.
        match read(store, place).await? {
            Some((there, version)) if there == bytes => return Ok(Swapped::Done(version)),
            _ if is_taken => return Ok(Swapped::Taken),
            _ if attempt == ATTEMPTS => {
                return Err(error).with_context(|| format!("{place}: cannot be written"));
            }
            _ => {}
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    Ok(Swapped::Taken)
}
