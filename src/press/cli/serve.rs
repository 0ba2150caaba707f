//! `press serve`: the site while it is being written.
//!
//! Each save checks the manuscripts anew. Pages are printed from memory when they are asked for, and open ones load
//! themselves again. What is wrong is shown in them, and the last edition that was good stays.

mod answer;
pub mod live_site;
pub mod state;
mod watch;

use std::{path::PathBuf, sync::Arc, thread};

use anyhow::Result;
use clap::Args;
use gazette_content::{source::load, visibility::Audience};
use gazette_publish::html::bundle::Portal;
use state::Rebuilder;
use watch::Watch;

use crate::{content_args::ContentArgs, preview};

/// `press serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    content: ContentArgs,
    /// Also show drafts and what is embargoed or expired, all marked.
    #[arg(long)]
    drafts: bool,
    /// Folder of a built portal, instead of the portal that press has in it.
    #[arg(long)]
    portal: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

impl Serve {
    /// Serves until the process is interrupted.
    ///
    /// # Errors
    /// When there is no such folder, it cannot be watched, the portal is not there, or the port is taken.
    pub fn run(&self) -> Result<()> {
        let portal = Portal::find(self.portal.as_deref())?;
        load::demand(&self.content.folder)?;
        preview::host(self.port, || {
            // Watched first, so that nothing is missed.
            let watch = Watch::begin(&self.content.folder)?;
            let audience = if self.drafts {
                Audience::Editors
            } else {
                Audience::Readers
            };
            let rebuilder = Arc::new(Rebuilder::new(self.content.clone(), audience, portal)?);
            let state = rebuilder.state();
            let base = state.borrow().base();
            // It ends with the process.
            thread::spawn(move || rebuilder.follow(&watch));
            Ok((answer::router(state), base))
        })
    }
}
