//! Telling a hub of a feed, as publishers of WebSub do: the hub then fetches the feed and hands it on.

use std::{thread, time::Duration};

use ureq::{
    Agent, Body,
    http::{Request, Response, StatusCode, header},
};
use url::{Url, form_urlencoded};

/// Times that a hub is asked if it fails.
const TRIES: u32 = 3;

/// Pause before the second try; the one after it is twice as long.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest pause that a busy hub may ask for.
const LONGEST: Duration = Duration::from_secs(10);

/// The longest way that a hub may send a publisher.
const REDIRECTS: u32 = 4;

/// Speaks to hubs.
pub(super) struct HubClient {
    agent: Agent,
}

/// A try that failed.
enum HubFailure {
    /// The hub will not take it.
    Refused(String),
    /// It may take it later: after this pause, if it says so.
    Passing(String, Option<Duration>),
}

impl HubClient {
    /// A client that waits so long for an answer.
    pub(super) fn new(patience: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(patience))
            .user_agent(concat!("gazette-press/", env!("CARGO_PKG_VERSION")))
            // Those that are followed are followed here, with all that was sent.
            .max_redirects(0)
            .build();
        Self {
            agent: config.new_agent(),
        }
    }

    /// Tells a hub that a feed has changed. A hub that fails is asked again.
    ///
    /// # Errors
    /// The reason for which it was not told.
    pub(super) fn publish(&self, hub: &str, topic: &str) -> Result<(), String> {
        let mut pause = PAUSE;
        let mut tries = 1;
        loop {
            match self.send(hub, topic) {
                Ok(()) => return Ok(()),
                Err(HubFailure::Refused(why)) => return Err(why),
                Err(HubFailure::Passing(why, _)) if tries == TRIES => return Err(why),
                Err(HubFailure::Passing(_, wanted)) => {
                    thread::sleep(wanted.map_or(pause, |wanted| wanted.min(LONGEST)));
                    pause *= 2;
                    tries += 1;
                }
            }
        }
    }

    /// Sends it, and once more to wherever the hub is for now or for good (307 and 308).
    fn send(&self, hub: &str, topic: &str) -> Result<(), HubFailure> {
        let mut address = hub.to_owned();
        for _ in 0..=REDIRECTS {
            let answer = self.post(&address, topic)?;
            if !answer.status().is_redirection() {
                return outcome(answer);
            }
            address = redirected(&address, &answer)?;
        }
        Err(HubFailure::Refused("it redirects again and again".into()))
    }

    fn post(&self, address: &str, topic: &str) -> Result<Response<Body>, HubFailure> {
        // Hubs know the feed by one name or the other: WebSub left it to them.
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("hub.mode", "publish")
            .append_pair("hub.url", topic)
            .append_pair("hub.topic", topic)
            .finish();
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .map_err(|error| HubFailure::Refused(error.to_string()))?;
        let answer = self.agent.run(request);
        answer.map_err(|error| HubFailure::Passing(format!("no answer ({error})"), None))
    }
}

/// The address to which a hub sends what it was sent. Other redirects than 307 and 308 ask for a page instead, and the hub would
/// not learn of the feed.
fn redirected(address: &str, answer: &Response<Body>) -> Result<String, HubFailure> {
    let status = answer.status();
    let target = answer.headers().get(header::LOCATION);
    let target = target.and_then(|target| {
        let target = Url::parse(address).ok()?.join(target.to_str().ok()?).ok()?;
        matches!(target.scheme(), "http" | "https").then_some(target)
    });
    let keeps = [
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    match target {
        Some(target) if keeps.contains(&status) => Ok(target.into()),
        Some(target) => Err(HubFailure::Refused(format!(
            "it answers {status}: the hub may be at {target} now; name that in `hubs`"
        ))),
        None => Err(HubFailure::Refused(format!("it answers {status}"))),
    }
}

/// What an answer means for the feed.
fn outcome(mut answer: Response<Body>) -> Result<(), HubFailure> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let wait = answer.headers().get(header::RETRY_AFTER);
    let wait = wait.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let why = answer
        .body_mut()
        .with_config()
        .limit(2_000)
        .read_to_string();
    let why = why.unwrap_or_default();
    let first = why.lines().next().unwrap_or_default().trim();
    let said = if first.is_empty() {
        format!("it answers {status}")
    } else {
        format!("it answers {status}: {first}")
    };
    let is_passing = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS];
    if status.is_server_error() || is_passing.contains(&status) {
        Err(HubFailure::Passing(said, wait.map(Duration::from_secs)))
    } else {
        Err(HubFailure::Refused(said))
    }
}
