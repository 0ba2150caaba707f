//! Noticing that somebody has saved something in a folder.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use gazette_content::source::{ignored::is_ignored, path::slashed};
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

/// Quiet time before a read: editors write a file in several steps, and it is not read between them.
const QUIET: Duration = Duration::from_millis(20);

/// Longest wait for quiet.
const PATIENCE: Duration = Duration::from_secs(1);

/// A folder that is watched, with everything below it.
pub struct Watch {
    events: Receiver<notify::Result<Event>>,
    folder: PathBuf,
    // It stops when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// If the system cannot.
    pub fn begin(folder: &Path) -> Result<Self> {
        let (sender, events) = channel();
        let watch = || {
            let mut watcher = notify::recommended_watcher(sender)?;
            watcher.watch(folder, RecursiveMode::Recursive)?;
            Ok::<_, notify::Error>(watcher)
        };
        let watcher =
            watch().with_context(|| format!("{}: cannot be watched", folder.display()))?;
        Ok(Self {
            events,
            folder: folder.to_owned(),
            _watcher: watcher,
        })
    }

    /// Waits until something has changed and whoever changes it seems to be done, or as long as one has patience, and says
    /// when that was.
    ///
    /// # Errors
    /// If the system does not tell of changes any more.
    pub fn next(&self, patience: Option<Duration>) -> Result<Instant> {
        let end = patience.and_then(|patience| Instant::now().checked_add(patience));
        loop {
            let event = match end.map(|end| end.saturating_duration_since(Instant::now())) {
                None => self.events.recv()?,
                Some(rest) => match self.events.recv_timeout(rest) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => return Ok(Instant::now()),
                    Err(error @ RecvTimeoutError::Disconnected) => return Err(error.into()),
                },
            };
            if self.is_change(&event) {
                break;
            }
        }
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(error @ RecvTimeoutError::Disconnected) => return Err(error.into()),
            }
        }
        Ok(start)
    }

    /// Tells whether something may be different now. An error may mean that changes were missed.
    fn is_change(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            return true;
        };
        let is_change = match event.kind {
            // Press itself opens and reads everything here.
            EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        let is_ignored = |path: &PathBuf| {
            let below = path.strip_prefix(&self.folder);
            below.is_ok_and(|below| is_ignored(&slashed(below)))
        };
        is_change && (event.paths.is_empty() || !event.paths.iter().all(is_ignored))
    }
}
