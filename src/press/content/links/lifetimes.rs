//! Pages that are not always there, and what that means for links to them.

use jiff::Timestamp;

use crate::{
    config::site::Config,
    links::broken_link::BrokenLink,
    manuscript::Manuscript,
    visibility::{Visibility, Window, in_site_time},
};

/// A manuscript that readers cannot see from now on for ever.
#[derive(Hash)]
pub struct Timed {
    window: Option<Window>,
    state: Visibility,
    path: String,
    appears: String,
    expires: String,
}

impl Timed {
    /// Reads it off a manuscript; `None` for those that are there and stay.
    pub fn new(manuscript: &Manuscript, config: &Config, now: Timestamp) -> Option<Self> {
        let window = manuscript.window(now);
        if window == Some(Window::default()) {
            return None;
        }
        let [appears, expires] = [manuscript.appears(), manuscript.expires()].map(|date| {
            let date = date.map(|moment| in_site_time(moment.timestamp(), config));
            date.unwrap_or_default()
        });
        Some(Self {
            window,
            state: manuscript.state(now),
            path: manuscript.path.clone(),
            appears,
            expires,
        })
    }

    /// Checks a link that readers can follow during `own`; `None` if its target is public all that time.
    pub fn lost(&self, own: &Window) -> Option<BrokenLink> {
        let Self {
            path,
            appears,
            expires,
            ..
        } = self;
        let (what, help) = match &self.window {
            Some(window) if window.begins_before(own) => {
                if window.outlasts(own) {
                    return None;
                }
                (
                    "leads to a page that will be gone before this one",
                    format!(
                        "{path} expires at {expires}, and its address then answers 404. Take the link out; a page that goes no later may have it."
                    ),
                )
            }
            Some(_) => (
                "leads to a page that nobody can see yet",
                format!(
                    "{path} appears at {appears}; before that, a link would tell of it. Add it then; a page that appears no earlier may have it."
                ),
            ),
            None if self.state == Visibility::Draft => (
                "leads to a draft",
                format!("{path} is not published. Take the link out, or take `draft` out there."),
            ),
            None => (
                "leads to a page that is gone",
                format!(
                    "{path} expired at {expires}, and its address answers 404. Take the link out, or lead to what has taken its place."
                ),
            ),
        };
        Some(BrokenLink {
            what: what.into(),
            help,
        })
    }
}
