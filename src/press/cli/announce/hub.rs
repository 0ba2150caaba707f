//! Telling a hub of a feed, as publishers of WebSub do: the hub then fetches the feed and hands it on.

use std::{thread, time::Duration};

use ureq::{
    Agent,
    http::{Request, StatusCode, header},
};
use url::form_urlencoded;

/// Times that a hub is asked if it fails.
const TRIES: u32 = 3;

/// Pause before the second try; the one after it is twice as long.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest pause that a busy hub may ask for.
const LONGEST: Duration = Duration::from_secs(10);

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

    fn send(&self, hub: &str, topic: &str) -> Result<(), HubFailure> {
        // Hubs know the feed by one name or the other: WebSub left it to them.
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("hub.mode", "publish")
            .append_pair("hub.url", topic)
            .append_pair("hub.topic", topic)
            .finish();
        let request = Request::post(hub)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .map_err(|error| HubFailure::Refused(error.to_string()))?;
        let answer = self.agent.run(request);
        let mut answer =
            answer.map_err(|error| HubFailure::Passing(format!("no answer ({error})"), None))?;
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
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            Err(HubFailure::Passing(said, wait.map(Duration::from_secs)))
        } else {
            Err(HubFailure::Refused(said))
        }
    }
}
