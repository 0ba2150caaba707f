//! Live-preview state: the last good build and the current errors.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use gazette_content::{
    check::{check_again, reuse::PreviousBuild},
    source::load::load,
    visibility::Audience,
};
use gazette_diagnostics::report;
use gazette_publish::html::bundle::Portal;
use jiff::{Timestamp, Zoned};
use tokio::sync::watch::{Receiver, Sender};

use crate::{
    content_args::ContentArgs,
    serve::{live_site::LiveSite, watch::Watch},
    terminal::{report, summary, warn},
};

/// State of a live preview.
#[derive(Clone, Default)]
pub struct ServeState {
    /// The last good build.
    pub live: Option<Arc<LiveSite>>,
    /// Version of that build, different in each run; empty where there is none.
    pub version: String,
    /// Report of the current errors; empty where there are none.
    pub report: String,
}

impl ServeState {
    /// The path under which the site lies, with slashes at both ends.
    pub fn base(&self) -> String {
        let live = self.live.as_ref();
        live.map_or_else(|| "/".to_owned(), |live| live.base().to_owned())
    }
}

/// Rebuilds the site after each change.
pub struct Rebuilder {
    content: ContentArgs,
    audience: Audience,
    portal: Portal,
    state: Sender<ServeState>,
}

impl Rebuilder {
    /// Reads the site for the first time.
    ///
    /// # Errors
    /// If the portal cannot be read. Errors of the content are part of the state.
    pub fn new(content: ContentArgs, audience: Audience, portal: Portal) -> Result<Self> {
        let rebuilder = Self {
            content,
            audience,
            portal,
            state: Sender::new(ServeState::default()),
        };
        rebuilder.read(Instant::now())?;
        Ok(rebuilder)
    }

    /// The current state, and each later one.
    pub fn state(&self) -> Receiver<ServeState> {
        self.state.subscribe()
    }

    /// Reads the site after each change, also those that come by themselves at their time.
    pub fn follow(&self, watch: &Watch) {
        loop {
            let read = watch
                .next(self.patience())
                .and_then(|start| self.read(start));
            if let Err(error) = read {
                eprintln!("press: {error:#}");
                self.show(&format!("{error:#}"));
            }
        }
    }

    /// Reads the site, of which something changed at a moment.
    fn read(&self, start: Instant) -> Result<()> {
        let before = self.state.borrow().live.clone();
        let previous = match &before {
            Some(live) => PreviousBuild::Edition(live.edition()),
            None => PreviousBuild::Nothing,
        };
        let as_of = self.content.as_of(self.audience);
        match check_again(load(&self.content.folder)?, as_of, previous) {
            Ok(checked) => {
                warn(&checked.report)?;
                let summary = summary(&checked.site);
                let live = LiveSite::new(checked, &self.portal)?;
                self.state.send_replace(ServeState {
                    live: Some(Arc::new(live)),
                    version: Timestamp::now().as_nanosecond().to_string(),
                    report: String::new(),
                });
                let time = Zoned::now().strftime("%H:%M:%S").to_string();
                eprintln!("{time}  {summary}, {} ms", start.elapsed().as_millis());
            }
            Err(problems) => {
                let mut text = String::new();
                report::people(&mut text, &problems, false)?;
                self.show(&text);
                report(&problems, "the last good edition is still shown")?;
            }
        }
        Ok(())
    }

    /// Time until something changes by itself.
    fn patience(&self) -> Option<Duration> {
        // Where `--now` stops the clock, nothing does.
        if self.content.now.is_some() {
            return None;
        }
        let state = self.state.borrow();
        state.live.as_ref()?.rest()?.try_into().ok()
    }

    fn show(&self, report: &str) {
        self.state
            .send_modify(|state| report.clone_into(&mut state.report));
    }
}
