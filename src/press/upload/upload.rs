//! An upload from beginning to end.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Error, Result, bail};
use gazette_publish::output::edition_json::MARKER;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use object_store::{Error as StoreError, ObjectStoreExt};

use crate::{
    edition::Edition,
    lease::{Lease, LeaseAnswer, PATIENCE},
    manifest::Kept,
    plan::UploadPlan,
    send::{Sender, Sent},
    target::Target,
    verify::{Differences, verify},
};

/// Bytes below which an upload is over before anyone could read a progress bar.
const LONG: u64 = 1 << 20;

/// The wishes of an operator.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address of an S3-compatible store, or another one of Azure.
    pub endpoint: Option<String>,
    /// Seconds for which assets stay that no edition needs any more.
    pub keep: i64,
    /// Requests at the same time.
    pub at_once: usize,
    /// The record is held against what is in the bucket.
    pub verify: bool,
    /// Nothing is changed.
    pub dry_run: bool,
    /// Another upload that gives no sign of life is not waited for.
    pub take_over: bool,
}

/// Figures of an upload.
#[derive(Debug)]
pub struct Summary {
    /// The changes that were made, or would be.
    pub plan: UploadPlan,
    /// Figures of what was done.
    pub sent: Sent,
    /// Bytes to upload.
    pub wanted: u64,
    /// Differences between the record and the bucket, if they were looked for.
    pub found: Option<Differences>,
    /// True if the store keeps two uploads apart.
    pub is_exclusive: bool,
    /// The time that it took.
    pub time: Duration,
}

/// The outcome of an upload.
#[derive(Debug)]
pub enum UploadOutcome {
    /// The bucket holds the edition.
    Done(Summary),
    /// The changes that would be made.
    Planned(Summary),
    /// Another upload is at work; nothing was changed.
    Busy(String),
    /// It was broken off, for this reason: the next one goes on from there.
    BrokenOff(Error, Summary),
}

/// Uploads the edition in a folder to an address such as `s3://bucket/prefix`.
///
/// # Errors
/// If the edition or the place is refused; then nothing was changed.
pub fn upload(folder: &Path, address: &str, options: &Options) -> Result<UploadOutcome> {
    use UploadOutcome::{BrokenOff, Done, Planned};
    let start = Instant::now();
    let target = Target::open(address, options.endpoint.as_deref(), options.at_once)?;
    let edition = Edition::read(folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let mut outcome = runtime.block_on(run(&edition, &target, options));
    if let Ok(Done(summary) | Planned(summary) | BrokenOff(_, summary)) = &mut outcome {
        summary.time = start.elapsed();
    }
    outcome
}

async fn run(edition: &Edition, target: &Arc<Target>, options: &Options) -> Result<UploadOutcome> {
    let (kept, summary) = look(edition, target, options).await?;
    if options.dry_run {
        return Ok(UploadOutcome::Planned(summary));
    }
    if summary.plan.is_empty() {
        return Ok(UploadOutcome::Done(summary));
    }
    drop(kept);
    let waits = || {
        eprintln!(
            "{}: another upload was not ended; waiting for {} s to see whether it is still at work (--take-over does not wait).",
            target.name,
            PATIENCE.as_secs()
        );
    };
    let asked = Lease::ask(target, PATIENCE, options.take_over, waits).await;
    let lease = match asked.with_context(|| format!("{}: cannot be written to", target.name))? {
        LeaseAnswer::Granted(lease) => lease,
        LeaseAnswer::Busy(since) => return Ok(UploadOutcome::Busy(since)),
    };
    let outcome = held(edition, target, options, &lease).await;
    if let Err(error) = lease.end().await {
        eprintln!(
            "{}: the next upload has to wait for {} s: {error:#}",
            target.name,
            PATIENCE.as_secs()
        );
    }
    outcome
}

/// Reads what is there, and plans. Whatever was planned before this upload was alone may have become wrong.
async fn look(edition: &Edition, target: &Target, options: &Options) -> Result<(Kept, Summary)> {
    let mut kept = Kept::read(target, &edition.site).await?;
    refuse_other_site(edition, target, &kept).await?;
    let mut found = None;
    if options.verify {
        found = Some(verify(target, &mut kept.manifest, options.at_once).await?);
    }
    let now = Timestamp::now().as_second();
    let plan = UploadPlan::make(edition, &mut kept.manifest, now, options.keep);
    let paths = plan.groups.iter().flat_map(|(_, _, paths)| paths);
    let wanted = paths
        .filter_map(|path| edition.files.get(path))
        .map(|file| file.bytes)
        .sum();
    let summary = Summary {
        plan,
        sent: Sent::default(),
        wanted,
        found,
        is_exclusive: true,
        time: Duration::ZERO,
    };
    Ok((kept, summary))
}

/// Uploads as the only one who does.
async fn held(
    edition: &Edition,
    target: &Arc<Target>,
    options: &Options,
    lease: &Lease,
) -> Result<UploadOutcome> {
    let (mut kept, mut summary) = look(edition, target, options).await?;
    summary.is_exclusive = lease.is_exclusive().await?;
    let interrupted = Arc::clone(target);
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.gate.close("it was interrupted");
        }
    });
    let bar = progress(summary.wanted)?;
    let mut sender = Sender {
        target,
        edition,
        kept: &mut kept,
        owner: &lease.owner,
        at_once: options.at_once,
        bar: &bar,
        sent: &mut summary.sent,
    };
    let sent = sender.run(&summary.plan).await;
    if sent.is_err() {
        // The next upload need not send again what has arrived. If this fails as well, it does.
        let _ = sender.record().await;
    }
    bar.finish_and_clear();
    listener.abort();
    Ok(match sent {
        Ok(()) => UploadOutcome::Done(summary),
        Err(error) => UploadOutcome::BrokenOff(error, summary),
    })
}

/// Refuses a place where another site lies, as the record of uploads says, or the edition that something else put there.
async fn refuse_other_site(edition: &Edition, target: &Target, kept: &Kept) -> Result<()> {
    let mut site = Some(kept.manifest.site.clone());
    if kept.manifest.objects.is_empty() {
        site = match target.control.get(&target.place(MARKER)?).await {
            Err(StoreError::NotFound { .. }) => return Ok(()),
            there => {
                let there = there.with_context(|| format!("{}: cannot be read", target.name))?;
                let marker = serde_json::from_slice::<serde_json::Value>(&there.bytes().await?);
                let marker = marker.unwrap_or_default();
                marker["site"].as_str().map(ToOwned::to_owned)
            }
        };
    }
    if let Some(site) = site.filter(|site| *site != edition.site) {
        bail!(
            "{}: the site {site} lies there, and this edition is of {}; name another place, or empty that one first",
            target.name,
            edition.site
        );
    }
    Ok(())
}

/// It draws itself only where stderr is a terminal.
fn progress(bytes: u64) -> Result<ProgressBar> {
    if bytes < LONG {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes}, {eta} left, {msg}")?;
    Ok(ProgressBar::new(bytes).with_style(style))
}
