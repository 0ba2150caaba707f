//! Announcing an edition: feeds that have changed since the last time are told to the site's WebSub hubs.

mod hub;
mod state;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use gazette_cache::fingerprint;
use gazette_content::config::site::Config;
use gazette_model::Route;
use gazette_publish::{
    feed::format::{FeedFormat, folder},
    output::edition_json::MARKER,
};
use serde_json::Value;

use hub::HubClient;
use state::Announced;

/// Arguments of an announcement.
pub struct Announcement<'a> {
    /// The site.
    pub config: &'a Config,
    /// Folder of the edition that readers have.
    pub out: &'a Path,
    /// File that says what hubs were told.
    pub state: PathBuf,
    /// Time in which a hub answers.
    pub patience: Duration,
    /// Nothing is sent.
    pub is_dry_run: bool,
}

/// Outcome of telling a hub of a feed.
pub struct Told {
    /// The hub.
    pub hub: String,
    /// Address of the feed.
    pub topic: String,
    /// The reason for which the hub was not told.
    pub fault: Option<String>,
}

/// A feed's document that readers have.
struct PublishedFeed {
    topic: String,
    fingerprint: String,
}

/// Tells each hub of the feeds that have changed since it was last told. A hub that is told once more for nothing does no
/// harm, one that is not told does: so only what a hub has taken is kept.
///
/// # Errors
/// If there is no edition of this site for readers, or the state cannot be read or written.
pub fn announce(announcement: &Announcement<'_>) -> Result<Vec<Told>> {
    let Announcement { config, out, .. } = announcement;
    is_edition(config, out)?;
    let feeds = feeds(config, out)?;
    let mut announced = Announced::read(&announcement.state)?;
    announced.forget(&config.hubs, |topic| {
        feeds.iter().any(|feed| feed.topic == topic)
    });
    let client = HubClient::new(announcement.patience);
    let mut told = Vec::new();
    for hub in &config.hubs {
        for feed in &feeds {
            if announced.has(hub, &feed.topic, &feed.fingerprint) {
                continue;
            }
            let fault = if announcement.is_dry_run {
                None
            } else {
                client.publish(hub, &feed.topic).err()
            };
            if fault.is_none() && !announcement.is_dry_run {
                announced.add(hub, &feed.topic, &feed.fingerprint);
                // Whatever happens next, this hub is not told of it again.
                announced.write(&announcement.state)?;
            }
            told.push(Told {
                hub: hub.clone(),
                topic: feed.topic.clone(),
                fault,
            });
        }
    }
    Ok(told)
}

/// Makes sure that a folder is an edition of this site that readers may have.
fn is_edition(config: &Config, out: &Path) -> Result<()> {
    let file = out.join(MARKER);
    let marker = fs::read(&file).with_context(|| {
        format!(
            "{}: this is no edition; write one with `press build`",
            file.display()
        )
    })?;
    let marker: Value =
        serde_json::from_slice(&marker).with_context(|| format!("{}", file.display()))?;
    if marker["drafts"] == true {
        bail!(
            "{}: this is a preview for editors. Announce the edition that readers have.",
            out.display()
        );
    }
    let site = config.absolute(&config.base);
    if marker["site"] != site.as_str() {
        bail!(
            "{}: this is an edition of {}, but site.toml is that of {site}. Build it again.",
            out.display(),
            marker["site"]
        );
    }
    Ok(())
}

/// The current documents of all feeds that are in an edition: what is withheld is in none.
fn feeds(config: &Config, out: &Path) -> Result<Vec<PublishedFeed>> {
    let mut feeds = Vec::new();
    for locale in &config.languages {
        let topics = locale.topics.values();
        let topics = topics.map(|topic| Route::Topic(topic.slug.clone()));
        for route in std::iter::once(Route::News).chain(topics) {
            for format in FeedFormat::ALL {
                let name = format.file_name(None);
                let path = format!("{}{}{name}", locale.prefix, folder(&route));
                let file = out.join(&path);
                if !file.is_file() {
                    continue;
                }
                let bytes = fs::read(&file)
                    .with_context(|| format!("{}: cannot be read", file.display()))?;
                feeds.push(PublishedFeed {
                    topic: config.absolute(&config.path(&path)),
                    fingerprint: fingerprint::of(&bytes).to_string(),
                });
            }
        }
    }
    Ok(feeds)
}
