//! The right to change a bucket, which one upload has at a time. It is a record that its holder writes anew every few seconds:
//! who finds it unchanged for long takes it over, and from then on the former holder can write nothing.

use std::{
    fs::{self, File},
    process,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};
use gazette_cache::fingerprint;
use jiff::Timestamp;
use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};
use tokio::task::JoinHandle;

use crate::{
    swap::{self, Condition, Swapped},
    target::Target,
    transport::Gate,
};

/// The name of the record.
const LOCK: &str = ".press/upload/lock.json";

/// The time after which a record that nobody has written anew is nobody's.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The time between two signs of life.
const BEAT: Duration = Duration::from_secs(5);

/// The time after a sign of life in which requests may begin. With the longest time that one takes, it is shorter than
/// [`PATIENCE`], so that none of a former holder arrives late.
const OPEN: Duration = Duration::from_secs(30);

/// The time between two looks at somebody else's record.
const LOOK: Duration = Duration::from_secs(1);

/// A version that no object has.
const NO_TAG: &str = "\"00000000000000000000000000000000\"";

/// The record of who is at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LeaseRecord {
    /// The name of the upload that is at work, or was the last.
    owner: String,
    /// Its process, on its own machine.
    process: u32,
    /// The moment at which it began.
    since: Timestamp,
    /// The number of its signs of life.
    beat: u64,
    /// True if it has ended.
    ended: bool,
}

/// The right to change a bucket.
pub struct Lease {
    /// The name of this upload.
    pub owner: String,
    kind: Kind,
}

enum Kind {
    /// A lock of the operating system, which ends with the process.
    File(#[expect(dead_code, reason = "it is held, never read")] File),
    /// A record, and what keeps it alive.
    Record {
        keeper: JoinHandle<()>,
        shared: Arc<Shared>,
    },
}

struct Shared {
    target: Arc<Target>,
    held: tokio::sync::Mutex<(LeaseRecord, UpdateVersion)>,
}

/// The outcome of asking for a lease.
pub enum LeaseAnswer {
    /// It is granted.
    Granted(Lease),
    /// Another upload is at work, since then.
    Busy(String),
}

impl Lease {
    /// Asks for the right to change a bucket. Another upload that gives no sign of life is waited for, or not if
    /// `take_over`; `waits` is told once that this takes a while.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn ask(
        target: &Arc<Target>,
        patience: Duration,
        take_over: bool,
        waits: impl FnOnce(),
    ) -> Result<LeaseAnswer> {
        let owner = name();
        if let Some(folder) = &target.folder {
            let path = folder.join(LOCK);
            let cannot = || format!("{}: cannot be made", path.display());
            fs::create_dir_all(path.parent().unwrap_or(folder)).with_context(cannot)?;
            let file = File::create(&path).with_context(cannot)?;
            if file.try_lock().is_err() {
                return Ok(LeaseAnswer::Busy("now".into()));
            }
            target
                .gate
                .open_until(Instant::now() + Duration::from_hours(24 * 365));
            let kind = Kind::File(file);
            return Ok(LeaseAnswer::Granted(Self { owner, kind }));
        }
        match take(target, &owner, patience, take_over, waits).await? {
            Ok((record, version)) => Ok(LeaseAnswer::Granted(Self::keep(
                target, owner, record, version,
            ))),
            Err(other) => Ok(LeaseAnswer::Busy(format!("since {}", other.since))),
        }
    }

    fn keep(
        target: &Arc<Target>,
        owner: String,
        record: LeaseRecord,
        version: UpdateVersion,
    ) -> Self {
        target.gate.open_until(Instant::now() + OPEN);
        let shared = Arc::new(Shared {
            target: Arc::clone(target),
            held: tokio::sync::Mutex::new((record, version)),
        });
        let keeper = tokio::spawn(keep_alive(Arc::clone(&shared)));
        Self {
            owner,
            kind: Kind::Record { keeper, shared },
        }
    }

    /// Tells whether the store keeps to conditions: some that call themselves compatible pass over them.
    ///
    /// # Errors
    /// If it cannot be asked.
    pub async fn is_exclusive(&self) -> Result<bool> {
        let Kind::Record { shared, .. } = &self.kind else {
            return Ok(true);
        };
        let held = shared.held.lock().await;
        let (record, version) = &*held;
        let no_version = UpdateVersion {
            e_tag: version.e_tag.as_ref().map(|_| NO_TAG.into()),
            version: version.version.as_ref().map(|_| "1".into()),
        };
        let mut test = record.clone();
        test.beat = u64::MAX;
        let outcome = put(&shared.target, &test, Condition::Still(no_version)).await?;
        Ok(matches!(outcome, Swapped::Taken))
    }

    /// Gives the right back.
    ///
    /// # Errors
    /// If the store refuses; then the next upload waits for a while.
    pub async fn end(self) -> Result<()> {
        let Kind::Record { keeper, shared } = self.kind else {
            return Ok(());
        };
        let mut held = shared.held.lock().await;
        keeper.abort();
        let (mut record, version) = held.clone();
        record.ended = true;
        record.beat += 1;
        if let Swapped::Done(version) =
            put(&shared.target, &record, Condition::Still(version)).await?
        {
            *held = (record, version);
        }
        Ok(())
    }
}

/// Gives signs of life until somebody else has taken over.
async fn keep_alive(shared: Arc<Shared>) {
    let gate: &Gate = &shared.target.gate;
    loop {
        tokio::time::sleep(BEAT).await;
        let mut held = shared.held.lock().await;
        let (mut record, version) = held.clone();
        record.beat += 1;
        let begun = Instant::now();
        match put(&shared.target, &record, Condition::Still(version)).await {
            Ok(Swapped::Done(version)) => {
                *held = (record, version);
                gate.open_until(begun + OPEN);
            }
            Ok(Swapped::Taken) => return gate.close("another upload has taken over"),
            // The next sign may arrive; if none does, the gate shuts by itself.
            Err(_) => {}
        }
    }
}

/// Writes this upload's record, once nobody else is at work; else says who is.
async fn take(
    target: &Target,
    owner: &str,
    patience: Duration,
    take_over: bool,
    waits: impl FnOnce(),
) -> Result<Result<(LeaseRecord, UpdateVersion), LeaseRecord>> {
    let mine = LeaseRecord {
        owner: owner.to_owned(),
        process: process::id(),
        since: Timestamp::now(),
        beat: 0,
        ended: false,
    };
    let place = target.place(LOCK)?;
    let mut waits = Some(waits);
    let mut seen: Option<(LeaseRecord, Instant)> = None;
    loop {
        let found = swap::read(&*target.control, &place).await?;
        let condition = match found {
            None => Condition::New,
            Some((bytes, version)) => {
                // One that cannot be read says nothing, and gives no sign of life either.
                let there: Option<LeaseRecord> = serde_json::from_slice(&bytes).ok();
                let there = there.filter(|there| !there.ended);
                if let Some(there) = there.filter(|_| !take_over) {
                    let (first, since) =
                        seen.get_or_insert_with(|| (there.clone(), Instant::now()));
                    if *first != there {
                        return Ok(Err(there));
                    }
                    if since.elapsed() < patience {
                        if let Some(waits) = waits.take() {
                            waits();
                        }
                        tokio::time::sleep(LOOK.min(patience)).await;
                        continue;
                    }
                }
                Condition::Still(version)
            }
        };
        if let Swapped::Done(version) = put(target, &mine, condition).await? {
            return Ok(Ok((mine, version)));
        }
        // Somebody was quicker.
    }
}

async fn put(target: &Target, record: &LeaseRecord, condition: Condition) -> Result<Swapped> {
    let bytes = serde_json::to_vec(record)?;
    swap::swap(&*target.control, &target.place(LOCK)?, bytes, condition).await
}

/// A name that no other upload has.
fn name() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanoseconds = since.map_or(0, |since| since.as_nanos());
    let host = std::env::var("HOSTNAME").unwrap_or_default();
    fingerprint::of(&(nanoseconds, process::id(), host)).to_string()
}
