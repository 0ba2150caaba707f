//! Visibility of content at a given moment: the only module in which time decides.
//!
//! An edition is made of the content as of `now`. What is withheld is taken out right after it has been read, before
//! anything else sees it, so that nothing can tell of it.

use gazette_diagnostics::problem::Problems;
use jiff::{SignedDuration, Timestamp};

use crate::{
    config::{date::Moment, notice::SiteNotice, site::Config},
    manuscript::{HomeBlock, Manuscript, News},
};

/// Time for which an article counts as news.
pub const NEWS: SignedDuration = SignedDuration::from_hours(48);

/// For when and for whom an edition is made.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The moment that is taken for now.
    pub now: Timestamp,
    /// Audience of the edition.
    pub audience: Audience,
}

/// Audience of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everyone: what is withheld is left out.
    Readers,
    /// Those who write: what is withheld is there, and marked.
    Editors,
}

/// Visibility of a manuscript to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// They can.
    Public,
    /// They will.
    Embargoed,
    /// They will not until somebody says so.
    Draft,
    /// They could.
    Expired,
}

/// Numbers of withheld manuscripts.
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
    /// Moment at which it appears, if that is still to come.
    pub from: Option<Moment>,
    /// Moment at which it expires.
    pub until: Option<Moment>,
}

/// Something that a build makes different from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// That moment.
    pub when: Timestamp,
    /// Predicate that describes the change: "appears".
    pub what: &'static str,
    /// The manuscript to which it happens.
    pub path: String,
}

impl Manuscript {
    /// Returns the moment of publication: `publish_at`, else the date that the article shows.
    pub fn appears(&self) -> Option<&Moment> {
        let embargo = self.schedule.publish_at.as_ref().map(|it| &it.value);
        embargo.or(self.news.as_ref().map(|news| &news.published))
    }

    /// Returns the moment at which it expires.
    pub fn expires(&self) -> Option<&Moment> {
        self.schedule.expires_at.as_ref().map(|it| &it.value)
    }

    /// Returns its visibility to readers.
    pub fn state(&self, now: Timestamp) -> Visibility {
        if self.schedule.is_draft {
            Visibility::Draft
        } else if self.expires().is_some_and(|end| !end.is_after(now)) {
            Visibility::Expired
        } else if self.appears().is_some_and(|start| start.is_after(now)) {
            Visibility::Embargoed
        } else {
            Visibility::Public
        }
    }

    /// Returns the time in which readers can see it from now on; `None` for drafts and expired manuscripts.
    pub fn window(&self, now: Timestamp) -> Option<Window> {
        let is_to_come = |moment: &&Moment| moment.is_after(now);
        match self.state(now) {
            Visibility::Draft | Visibility::Expired => None,
            Visibility::Public | Visibility::Embargoed => Some(Window {
                from: self.appears().filter(is_to_come).cloned(),
                until: self.expires().cloned(),
            }),
        }
    }

    /// Tells whether readers can see it before a moment and after it.
    fn is_around(&self, when: Timestamp) -> bool {
        let start = self.appears().map(Moment::timestamp);
        let end = self.expires().map(Moment::timestamp);
        !self.schedule.is_draft
            && start.is_none_or(|start| start < when)
            && end.is_none_or(|end| when < end)
    }

    /// Everything that will happen to it, and when, in no order.
    fn changes(&self) -> impl Iterator<Item = (Timestamp, &'static str)> {
        let start = self.appears().map(Moment::timestamp);
        let end = self.expires().map(Moment::timestamp);
        let news = self.news.as_ref();
        let dates = news
            .into_iter()
            .flat_map(News::dates)
            .map(Moment::timestamp);
        let old = news.and_then(|news| news.published.timestamp().checked_add(NEWS).ok());
        let within = dates
            .map(|when| (when, "changes"))
            .chain(old.map(|when| (when, "is no longer news")))
            .filter(|(when, _)| self.is_around(*when));
        let ends = [
            start.map(|when| (when, "appears")),
            end.map(|when| (when, "expires")),
        ];
        let all = ends.into_iter().flatten().chain(within);
        all.filter(|_| !self.schedule.is_draft)
    }
}

impl Window {
    /// Tells whether it begins no later than another.
    pub fn begins_before(&self, other: &Self) -> bool {
        let starts = |window: &Self| window.from.as_ref().map(Moment::timestamp);
        starts(self) <= starts(other)
    }

    /// Tells whether it ends no earlier than another.
    pub fn outlasts(&self, other: &Self) -> bool {
        // What has no end ends after everything else.
        let ends = |window: &Self| {
            let end = window.until.as_ref().map(Moment::timestamp);
            (end.is_none(), end)
        };
        ends(other) <= ends(self)
    }
}

/// Returns the next changes, all at the same moment; none if every later build would be the same.
pub fn next(manuscripts: &[Manuscript], notices: &[SiteNotice], now: Timestamp) -> Vec<Change> {
    let coming = || {
        let of = |it: &'_ Manuscript| {
            let path = it.path.clone();
            it.changes()
                .map(move |(when, what)| (path.clone(), when, what))
                .collect::<Vec<_>>()
        };
        let of_notices = notices.iter().flat_map(notice_changes);
        let of_pins = manuscripts
            .iter()
            .flat_map(|home| pin_changes(home, manuscripts));
        let all = manuscripts.iter().flat_map(of);
        all.chain(of_notices).chain(of_pins)
    };
    let moments = coming().map(|(_, when, _)| when);
    let Some(next) = moments.filter(|when| *when > now).min() else {
        return Vec::new();
    };
    let changes = coming().filter(|(_, when, _)| *when == next);
    let changes = changes.map(|(path, when, what)| Change { when, what, path });
    changes.collect()
}

/// Everything that will happen to a notice for the whole site, and when.
fn notice_changes(notice: &SiteNotice) -> Vec<(String, Timestamp, &'static str)> {
    let moments = [
        (notice.from.as_ref(), "shows a notice"),
        (notice.until.as_ref(), "ends a notice"),
    ];
    let moments = moments.into_iter().filter_map(|(moment, what)| {
        let when = moment?.timestamp();
        Some(("site.toml".to_owned(), when, what))
    });
    moments.collect()
}

/// Ends of a start page's pins. One whose article is not there at its end changes nothing.
fn pin_changes(
    home: &Manuscript,
    manuscripts: &[Manuscript],
) -> Vec<(String, Timestamp, &'static str)> {
    let stories = home.blocks.iter().flat_map(HomeBlock::stories);
    let ends = stories.filter_map(|(story, until)| {
        let when = until?.timestamp();
        let is_it = |it: &&Manuscript| it.language == home.language && it.route == story.route;
        let mut articles = manuscripts.iter().filter(is_it);
        articles
            .any(|article| article.is_around(when))
            .then(|| (home.path.clone(), when, "ends a pin"))
    });
    ends.collect()
}

/// Puts what readers can see first, then what they will, then the rest, and counts the first two. To readers an article
/// says nothing of its own future.
pub fn sort(manuscripts: &mut [Manuscript], as_of: AsOf) -> (usize, usize) {
    let AsOf { now, audience } = as_of;
    manuscripts.sort_by_key(|manuscript| manuscript.state(now));
    let until = |state| manuscripts.partition_point(|it| it.state(now) <= state);
    let (public, coming) = (until(Visibility::Public), until(Visibility::Embargoed));
    if audience == Audience::Readers {
        let news = manuscripts[..public].iter_mut();
        news.filter_map(|it| it.news.as_mut()).for_each(|news| {
            news.history.retain(|note| !note.date.is_after(now));
            news.modified.take_if(|modified| modified.is_after(now));
        });
    }
    (public, coming)
}

impl Visibility {
    /// Adjusts the problems of a manuscript to its state: drafts only get warnings, expired manuscripts get none.
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
            .filter(|it| it.state(now) == Visibility::Public);
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
            drafts: of(Visibility::Draft),
            embargoed: of(Visibility::Embargoed),
            expired: of(Visibility::Expired),
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
