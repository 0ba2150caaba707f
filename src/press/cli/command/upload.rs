//! `press upload`: an edition into a bucket.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Args, value_parser};
use gazette_upload::{Options, Summary, UploadChange, UploadOutcome, upload};
use indicatif::HumanBytes;

use crate::terminal::count;

/// The exit code where another upload is at work.
const BUSY: u8 = 3;
/// The exit code where an upload was broken off, and the next one goes on.
const BROKEN_OFF: u8 = 4;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

#[derive(Debug, Args)]
#[command(
    after_help = "Credentials come from the environment alone: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, \
                  GOOGLE_APPLICATION_CREDENTIALS, or AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY.\n\n\
                  Exit codes: 0 the bucket holds the edition; 1 nothing was changed; 2 a command line that press does \
                  not understand; 3 another upload is at work; 4 broken off: run it again, and it goes on from there."
)]
pub(super) struct Upload {
    /// Place of the edition's root.
    #[arg(
        help = "Place of the edition's root: s3://bucket/prefix, gs://bucket/prefix, az://container/prefix or file:///folder"
    )]
    url: String,
    /// Folder of the edition.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// Address of an S3-compatible store that is not Amazon's.
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Days for which files under assets/ and media/ stay that no page names any more: readers may still have pages that do.
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = value_parser!(i64).range(0..=36_500))]
    keep: i64,
    /// Requests at the same time.
    #[arg(long, value_name = "NUMBER", default_value_t = 16, value_parser = value_parser!(u16).range(1..=256))]
    at_once: u16,
    /// List the bucket, and upload again what is missing there or was changed by somebody else.
    #[arg(long)]
    verify: bool,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Do not wait for an upload that was not ended. Only where you know that it is not at work any more.
    #[arg(long)]
    take_over: bool,
}

impl Upload {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let options = Options {
            endpoint: self.endpoint.clone(),
            keep: self.keep * DAY,
            at_once: self.at_once.into(),
            verify: self.verify,
            dry_run: self.dry_run,
            take_over: self.take_over,
        };
        Ok(match upload(&self.out, &self.url, &options)? {
            UploadOutcome::Done(summary) => {
                self.tell(
                    &summary,
                    "uploaded",
                    summary.sent.objects,
                    summary.sent.bytes,
                );
                ExitCode::SUCCESS
            }
            UploadOutcome::Planned(summary) => {
                list(&summary);
                self.tell(&summary, "to upload", summary.plan.puts(), summary.wanted);
                ExitCode::SUCCESS
            }
            UploadOutcome::Busy(since) => {
                eprintln!(
                    "press: {}: another upload is at work ({since}); nothing was changed. Run this again once it has ended.",
                    self.url
                );
                ExitCode::from(BUSY)
            }
            UploadOutcome::BrokenOff(error, summary) => {
                self.tell(
                    &summary,
                    "uploaded",
                    summary.sent.objects,
                    summary.sent.bytes,
                );
                eprintln!(
                    "press: {error:#}. The upload was broken off: every page is whole, and the next upload goes on from there."
                );
                ExitCode::from(BROKEN_OFF)
            }
        })
    }

    fn tell(&self, summary: &Summary, done: &str, objects: usize, bytes: u64) {
        let Summary { plan, sent, .. } = summary;
        let deleted = if self.dry_run {
            format!("{} to delete", plan.deletions.len())
        } else {
            format!("{} deleted", sent.deleted)
        };
        println!(
            "{}: {} {done} ({}), {deleted}, {} kept for {}, {} unchanged, {} ms",
            self.url.trim_end_matches('/'),
            count(objects, "object"),
            HumanBytes(bytes),
            plan.kept,
            count(usize::try_from(self.keep).unwrap_or(0), "day"),
            plan.unchanged,
            summary.time.as_millis()
        );
        if let Some(found) = &summary.found {
            for path in &found.damaged {
                println!("{path}: missing in the bucket, or changed by somebody else");
            }
            println!(
                "{} of no upload, left alone",
                count(found.foreign, "object")
            );
        }
        if !summary.is_exclusive {
            eprintln!(
                "This store passes over conditions on writes, so nothing keeps two uploads apart: see to it that one runs at a time."
            );
        }
    }
}

/// Lists changes, a line for each.
fn list(summary: &Summary) {
    for (_, change, paths) in &summary.plan.groups {
        let mark = match change {
            UploadChange::New => '+',
            UploadChange::Changed => '~',
        };
        for path in paths {
            println!("{mark} {path}");
        }
    }
    for path in &summary.plan.deletions {
        println!("- {path}");
    }
}
