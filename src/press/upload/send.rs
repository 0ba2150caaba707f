//! Sending what a plan says, group by group.

use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result};
use futures::{StreamExt, stream};
use indicatif::ProgressBar;
use object_store::{
    Error as StoreError, ObjectStore, ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload,
    WriteMultipart,
};
use tokio::sync::Semaphore;

use crate::{
    edition::Edition,
    manifest::{Kept, Object},
    plan::UploadPlan,
    target::Target,
};

/// The time between two records of how far an upload has come.
const CHECKPOINT: Duration = Duration::from_secs(10);

/// Longer files travel in parts of this length, one file at a time.
const PART: usize = 8 << 20;

/// An upload at work.
pub struct Sender<'a> {
    /// The place of the objects.
    pub target: &'a Target,
    /// The edition.
    pub edition: &'a Edition,
    /// The record of what is there.
    pub kept: &'a mut Kept,
    /// The name of this upload.
    pub owner: &'a str,
    /// Requests at the same time.
    pub at_once: usize,
    /// Bytes on their way.
    pub bar: &'a ProgressBar,
    /// The figures so far.
    pub sent: &'a mut Sent,
}

/// Figures of an upload.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Objects that were uploaded.
    pub objects: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Objects that were deleted.
    pub deleted: usize,
}

impl Sender<'_> {
    /// Does everything that a plan says.
    ///
    /// # Errors
    /// If something cannot be done; then the record says how far it came.
    pub async fn run(&mut self, plan: &UploadPlan) -> Result<()> {
        // What is about to change is said first, so that nothing is ever lost sight of.
        self.record().await?;
        for (stage, _, paths) in &plan.groups {
            self.bar.set_message(stage.name());
            self.group(paths).await?;
        }
        if !plan.deletions.is_empty() {
            self.bar.set_message("deletions");
            self.delete(plan).await?;
        }
        self.record().await
    }

    async fn group(&mut self, paths: &[String]) -> Result<()> {
        let (target, edition) = (self.target, self.edition);
        let long = &Semaphore::new(1);
        let puts = paths
            .iter()
            .map(|path| async move { (path.clone(), put(target, edition, long, path).await) });
        let mut arriving = stream::iter(puts).buffer_unordered(self.at_once.max(1));
        let mut failed: Option<Error> = None;
        let mut recorded = Instant::now();
        // After a failure the gate is shut, and what is on its way arrives.
        while let Some((path, outcome)) = arriving.next().await {
            match outcome {
                Ok(tag) => self.arrived(&path, tag),
                Err(error) => {
                    self.target.gate.close("the upload was broken off");
                    failed.get_or_insert(error);
                }
            }
            if failed.is_none() && recorded.elapsed() > CHECKPOINT {
                self.record().await?;
                recorded = Instant::now();
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn arrived(&mut self, path: &str, tag: Option<String>) {
        if let Some(file) = self.edition.files.get(path) {
            let object = Object {
                hash: Some(file.hash.clone()),
                bytes: file.bytes,
                tag,
                gone: None,
            };
            self.kept.manifest.objects.insert(path.to_owned(), object);
            self.sent.objects += 1;
            self.sent.bytes += file.bytes;
            self.bar.inc(file.bytes);
        }
    }

    async fn delete(&mut self, plan: &UploadPlan) -> Result<()> {
        let target = self.target;
        let deletions = plan.deletions.iter().map(|path| async move {
            let place = target.place(path)?;
            match target.store.delete(&place).await {
                Ok(()) | Err(StoreError::NotFound { .. }) => Ok(path),
                Err(error) => Err(error).with_context(|| format!("{path}: cannot be deleted")),
            }
        });
        let mut done = stream::iter(deletions).buffer_unordered(self.at_once.max(1));
        let mut failed = None;
        while let Some(outcome) = done.next().await {
            match outcome {
                Ok(path) => {
                    self.kept.manifest.objects.remove(path);
                    self.sent.deleted += 1;
                }
                Err(error) => {
                    self.target.gate.close("the upload was broken off");
                    failed.get_or_insert(error);
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Records how far it has come.
    ///
    /// # Errors
    /// If somebody else has taken over, or the store refuses.
    pub async fn record(&mut self) -> Result<()> {
        let written = self.kept.write(self.target, self.owner).await;
        if let Err(error) = &written {
            self.target.gate.close(&format!("{error:#}"));
        }
        written
    }
}

/// Uploads an object, and returns the store's name for its content.
async fn put(
    target: &Target,
    edition: &Edition,
    long: &Semaphore,
    path: &str,
) -> Result<Option<String>> {
    target.go_on()?;
    let cannot = || format!("{path}: cannot be uploaded");
    let place = target.place(path)?;
    let attributes = target.attributes(path);
    let is_long = edition
        .files
        .get(path)
        .is_some_and(|file| file.bytes > PART as u64);
    if !is_long {
        let options = PutOptions::from(attributes);
        let content = PutPayload::from(edition.content(path)?);
        let put = target.store.put_opts(&place, content, options).await;
        return Ok(put.with_context(cannot)?.e_tag);
    }
    let _alone = long.acquire().await?;
    let content = edition.content(path)?;
    let options = PutMultipartOptions::from(attributes);
    let upload = target
        .store
        .put_multipart_opts(&place, options)
        .await
        .with_context(cannot)?;
    let mut parts = WriteMultipart::new_with_chunk_size(upload, PART);
    for part in content.chunks(PART) {
        parts.wait_for_capacity(2).await.with_context(cannot)?;
        parts.write(part);
    }
    Ok(parts.finish().await.with_context(cannot)?.e_tag)
}
