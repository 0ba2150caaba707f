//! What readers can see at a moment: the one place where time decides.
//!
//! An edition is made of the content as of `now`. What is withheld is taken out right after it has been read, before
//! anything else sees it, so that nothing can tell of it.

use gazette_diagnostics::problem::Problems;
use jiff::{SignedDuration, Timestamp};

use crate::{
    config::{date::Moment, site::Config},
    manuscript::{Manuscript, News},
};

/// How long an article is news.
pub const NEWS: SignedDuration = SignedDuration::from_hours(48);

/// For when and for whom an edition is made.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The moment that is taken for now.
    pub now: Timestamp,
    /// Who will see it.
    pub audience: Audience,
}

/// Who sees an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everyone: what is withheld is left out.
    Readers,
    /// Those who write: what is withheld is there, and marked.
    Desk,
}

/// Whether readers can see a manuscript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// They can.
    Public,
    /// They will.
    Embargoed,
    /// They will not until somebody says so.
    Draft,
    /// They could.
    Expired,
}

/// How much is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Drafts.
    pub drafts: usize,
    /// Those to come.
    pub embargoed: usize,
    /// Those that were there.
    pub expired: usize,
    /// Notes of the update history, to come in articles that are there.
    pub notes: usize,
}

/// The time, from now on, in which readers can see a manuscript: from the first moment until just before the last.
/// Without a first it is there, without a last it stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Window {
    /// When it appears, if it is still to come.
    pub from: Option<Moment>,
    /// When it goes.
    pub until: Option<Moment>,
}

/// Something that a build makes different from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// That moment.
    pub when: Timestamp,
    /// What happens then, as a sentence's end: "appears".
    pub what: &'static str,
    /// The manuscript to which it happens.
    pub path: String,
}

impl Manuscript {
    /// When it may appear: never before the date that it shows.
    pub fn appears(&self) -> Option<&Moment> {
        let embargo = self.schedule.publish_at.as_ref().map(|it| &it.value);
        embargo.or(self.news.as_ref().map(|news| &news.published))
    }

    /// When it goes.
    pub fn expires(&self) -> Option<&Moment> {
        self.schedule.expires_at.as_ref().map(|it| &it.value)
    }

    /// Whether readers can see it.
    pub fn state(&self, now: Timestamp) -> State {
        if self.schedule.is_draft {
            State::Draft
        } else if self.expires().is_some_and(|end| !end.is_after(now)) {
            State::Expired
        } else if self.appears().is_some_and(|start| start.is_after(now)) {
            State::Embargoed
        } else {
            State::Public
        }
    }

    /// When readers can see it from now on; `None` where they cannot and will not.
    pub fn window(&self, now: Timestamp) -> Option<Window> {
        let is_to_come = |moment: &&Moment| moment.is_after(now);
        match self.state(now) {
            State::Draft | State::Expired => None,
            State::Public | State::Embargoed => Some(Window {
                from: self.appears().filter(is_to_come).cloned(),
                until: self.expires().cloned(),
            }),
        }
    }

    /// Everything that will happen to it, and when, in no order.
    fn changes(&self) -> impl Iterator<Item = (Timestamp, &'static str)> {
        let start = self.appears().map(Moment::timestamp);
        let end = self.expires().map(Moment::timestamp);
        let is_there = move |when: &Timestamp| {
            start.is_none_or(|start| start < *when) && end.is_none_or(|end| *when < end)
        };
        let news = self.news.as_ref();
        let dates = news
            .into_iter()
            .flat_map(News::dates)
            .map(Moment::timestamp);
        let old = news.and_then(|news| news.published.timestamp().checked_add(NEWS).ok());
        let within = dates
            .map(|when| (when, "changes"))
            .chain(old.map(|when| (when, "is no longer news")))
            .filter(move |(when, _)| is_there(when));
        let ends = [
            start.map(|when| (when, "appears")),
            end.map(|when| (when, "expires")),
        ];
        let all = ends.into_iter().flatten().chain(within);
        all.filter(|_| !self.schedule.is_draft)
    }
}

impl Window {
    /// Whether it begins no later than another.
    pub fn begins_before(&self, other: &Self) -> bool {
        let starts = |window: &Self| window.from.as_ref().map(Moment::timestamp);
        starts(self) <= starts(other)
    }

    /// Whether it ends no earlier than another.
    pub fn outlasts(&self, other: &Self) -> bool {
        // What has no end ends after everything else.
        let ends = |window: &Self| {
            let end = window.until.as_ref().map(Moment::timestamp);
            (end.is_none(), end)
        };
        ends(other) <= ends(self)
    }
}

/// What happens next, all at the same moment; nothing if a later build will always be the same.
pub fn next(manuscripts: &[Manuscript], now: Timestamp) -> Vec<Change> {
    let coming = || {
        let of = |it| Manuscript::changes(it).map(move |(when, what)| (it, when, what));
        manuscripts.iter().flat_map(of)
    };
    let moments = coming().map(|(_, when, _)| when);
    let Some(next) = moments.filter(|when| *when > now).min() else {
        return Vec::new();
    };
    let changes = coming().filter(|(_, when, _)| *when == next);
    let changes = changes.map(|(it, when, what)| Change {
        when,
        what,
        path: it.path.clone(),
    });
    changes.collect()
}

/// Puts what readers can see first, then what they will, then the rest, and counts the first two. To readers an article
/// says nothing of its own future.
pub fn sort(manuscripts: &mut [Manuscript], as_of: AsOf) -> (usize, usize) {
    let AsOf { now, audience } = as_of;
    manuscripts.sort_by_key(|manuscript| manuscript.state(now));
    let until = |state| manuscripts.partition_point(|it| it.state(now) <= state);
    let (public, coming) = (until(State::Public), until(State::Embargoed));
    if audience == Audience::Readers {
        let news = manuscripts[..public].iter_mut();
        news.filter_map(|it| it.news.as_mut()).for_each(|news| {
            news.history.retain(|note| !note.date.is_after(now));
            news.modified.take_if(|modified| modified.is_after(now));
        });
    }
    (public, coming)
}

impl State {
    /// What becomes of the problems that a manuscript in this state has.
    pub fn weigh(self, problems: &mut Problems) {
        match self {
            // What is to come must be right before it comes: nobody may be there to mend it.
            Self::Public | Self::Embargoed => {}
            // It must not hold up what others publish.
            Self::Draft => problems.warn(),
            Self::Expired => problems.clear(),
        }
    }
}

impl Withheld {
    /// Counts them.
    pub fn count(manuscripts: &[Manuscript], now: Timestamp) -> Self {
        let public = manuscripts
            .iter()
            .filter(|it| it.state(now) == State::Public);
        let notes = public
            .filter_map(|it| it.news.as_ref())
            .flat_map(|news| &news.history);
        let of = |state| {
            manuscripts
                .iter()
                .filter(|it| it.state(now) == state)
                .count()
        };
        Self {
            drafts: of(State::Draft),
            embargoed: of(State::Embargoed),
            expired: of(State::Expired),
            notes: notes.filter(|note| note.date.is_after(now)).count(),
        }
    }
}

/// A moment in the site's time, as RFC 3339 has it.
pub fn in_site_time(when: Timestamp, config: &Config) -> String {
    when.to_zoned(config.zone())
        .strftime("%Y-%m-%dT%H:%M:%S%.f%:z")
        .to_string()
}
