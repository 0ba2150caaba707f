//! Where a site stands: its last good edition, and what keeps the next one from being shown.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use gazette_content::{
    check::{check_again, reuse::Before},
    source::load::load,
    visibility::Audience,
};
use gazette_diagnostics::report;
use gazette_publish::html::bundle::Portal;
use jiff::{Timestamp, Zoned};
use tokio::sync::watch::{Receiver, Sender};

use crate::{
    content_args::Content,
    serve::{live_edition::Proof, watch::Watch},
    terminal::{report, summary, warn},
};

/// What is served now.
#[derive(Clone, Default)]
pub struct Stand {
    /// The last good edition.
    pub proof: Option<Arc<Proof>>,
    /// What tells it from those before, also of other runs; empty where there is none.
    pub version: String,
    /// What is wrong since; empty where nothing is.
    pub report: String,
}

impl Stand {
    /// The path under which the site lies, with slashes at both ends.
    pub fn base(&self) -> String {
        let proof = self.proof.as_ref();
        proof.map_or_else(|| "/".to_owned(), |proof| proof.base().to_owned())
    }
}

/// Where the site is written, and how it stands.
pub struct Desk {
    content: Content,
    audience: Audience,
    portal: Portal,
    stand: Sender<Stand>,
}

impl Desk {
    /// Reads the site for the first time.
    ///
    /// # Errors
    /// If the portal cannot be read. What is wrong with the content is part of how it stands.
    pub fn new(content: Content, audience: Audience, portal: Portal) -> Result<Self> {
        let desk = Self {
            content,
            audience,
            portal,
            stand: Sender::new(Stand::default()),
        };
        desk.read(Instant::now())?;
        Ok(desk)
    }

    /// How the site stands, now and later.
    pub fn stand(&self) -> Receiver<Stand> {
        self.stand.subscribe()
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
        let before = self.stand.borrow().proof.clone();
        let before = match &before {
            Some(proof) => Before::Edition(proof.edition()),
            None => Before::Nothing,
        };
        let as_of = self.content.as_of(self.audience);
        match check_again(load(&self.content.folder)?, as_of, before) {
            Ok(checked) => {
                warn(&checked.report)?;
                let summary = summary(&checked.site);
                let proof = Proof::new(checked, &self.portal)?;
                self.stand.send_replace(Stand {
                    proof: Some(Arc::new(proof)),
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

    /// How long nothing changes by itself.
    fn patience(&self) -> Option<Duration> {
        // Where `--now` stops the clock, nothing does.
        if self.content.now.is_some() {
            return None;
        }
        let stand = self.stand.borrow();
        stand.proof.as_ref()?.rest()?.try_into().ok()
    }

    fn show(&self, report: &str) {
        self.stand
            .send_modify(|stand| report.clone_into(&mut stand.report));
    }
}
