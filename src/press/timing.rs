//! What readers can see at a moment: the one place where time decides.
//!
//! An edition is made of the content as of `now`. What is withheld is taken out right after it has been read, before
//! anything else sees it, so that nothing can tell of it.

use jiff::{SignedDuration, Timestamp};

use super::{
    config::Config,
    manuscript::{Manuscript, News},
    moment::Moment,
    problem::{self, Problem},
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: what is withheld is left out.
    Readers,
    /// Those who write: what is withheld is there, and marked.
    Desk,
}

/// Whether readers can see a manuscript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

    /// Everything that will happen to it, in no order.
    fn changes(&self) -> impl Iterator<Item = Change> {
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
            .map(|(when, what)| Change {
                when,
                what,
                path: self.path.clone(),
            })
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
    let coming = || manuscripts.iter().flat_map(Manuscript::changes);
    let next = coming()
        .map(|change| change.when)
        .filter(|when| *when > now);
    let Some(next) = next.min() else {
        return Vec::new();
    };
    coming().filter(|change| change.when == next).collect()
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
    pub fn weigh(self, problems: &mut Vec<Problem>) {
        match self {
            // What is to come must be right before it comes: nobody may be there to mend it.
            Self::Public | Self::Embargoed => {}
            // It must not hold up what others publish.
            Self::Draft => problem::warn(problems),
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
    let zone = config.time_zone.clone().unwrap_or(jiff::tz::TimeZone::UTC);
    when.to_zoned(zone)
        .strftime("%Y-%m-%dT%H:%M:%S%.f%:z")
        .to_string()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, sync::Arc};

    use proptest::prelude::*;

    use super::*;
    use crate::press::{
        check::check, edition::Edition, feed, load::Sources, redirect, sitemap, source::Text,
    };

    const HOUR: i64 = 3600;
    const SITE: &str = include_str!("../../tests/suite/fixtures/good/content/site.toml");
    const STRINGS: &str = include_str!("../../content/strings/en.toml");

    /// A manuscript's dates, each in seconds after the one before.
    #[derive(Debug, Clone)]
    struct Dates {
        is_draft: bool,
        is_page: bool,
        is_translation: bool,
        published: i64,
        embargo: Option<i64>,
        expires: Option<i64>,
        modified: Option<i64>,
        note: Option<i64>,
        /// The number of a manuscript that it links to.
        link: Option<usize>,
    }

    fn dates(links: bool) -> impl Strategy<Value = Dates> {
        // Hours, so that some fall together, and days, so that some news grow old.
        let moment = || (0..100_i64).prop_map(|hours| hours * HOUR);
        let maybe = || prop::option::of(moment());
        let link = prop::option::of(0..4_usize);
        let kinds = (
            prop::bool::weighted(0.1),
            prop::bool::weighted(0.2),
            any::<bool>(),
        );
        let dates = (moment(), maybe(), maybe(), maybe(), maybe());
        (kinds, dates, link).prop_map(move |(kinds, dates, link)| Dates {
            is_draft: kinds.0,
            is_page: kinds.1,
            is_translation: kinds.2,
            published: dates.0,
            embargo: dates.1,
            expires: dates.2.map(|after| after + 1),
            modified: dates.3,
            note: dates.4,
            link: link.filter(|_| links),
        })
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).expect("a moment")
    }

    fn manuscript(number: usize, dates: &Dates) -> (String, String) {
        let folder = if dates.is_page { "pages" } else { "news" };
        // Translations have the slug of the one before.
        let (slug, lang) = match (dates.is_translation, number) {
            (true, 1..) => (number - 1, ".zh-Hant-TW"),
            _ => (number, ""),
        };
        let mut text = format!("+++\ntitle = \"T{number}\"\nsummary = \"S\"\n");
        let mut line = |line: &str, after: Option<i64>| {
            let from =
                dates.published + dates.embargo.unwrap_or(0) * i64::from(line == "expires_at");
            if let Some(after) = after {
                text += format!("{line} = {}\n", at(from + after)).as_str();
            }
        };
        line("publish_at", dates.embargo);
        line("expires_at", dates.expires);
        if !dates.is_page {
            line("published", Some(0));
            line("modified", dates.modified);
            if dates.is_draft {
                text += "draft = true\n";
            }
            text += "topics = [\"water\"]\naliases = [\"/old/ALIAS\"]\n";
            if let Some(after) = dates.note {
                let date = at(dates.published + after);
                let note = format!("[[history]]\nkind = \"update\"\ndate = {date}\ntext = \"N\"\n");
                text += note.as_str();
            }
        }
        text = text.replace("ALIAS", &number.to_string());
        text += "+++\n\nText.";
        if let Some(other) = dates.link {
            text += format!(" [Link](/news/m{other}/)").as_str();
        }
        (format!("{folder}/m{slug}{lang}.md"), text)
    }

    fn edition(all: &[Dates], now: Timestamp) -> Option<Edition> {
        let page = |name: &str| {
            let text = "+++\ntitle = \"P\"\nsummary = \"S\"\n+++\n".to_owned();
            (format!("pages/{name}.md"), text)
        };
        let fixed = ["home", "404", "home.zh-Hant-TW", "404.zh-Hant-TW"].map(page);
        let strings =
            ["en", "zh-Hant-TW"].map(|lang| (format!("strings/{lang}.toml"), STRINGS.into()));
        let texts: BTreeMap<String, String> = all
            .iter()
            .enumerate()
            .map(|(number, dates)| manuscript(number, dates))
            .chain(fixed)
            .chain(strings)
            .chain([("site.toml".into(), SITE.into())])
            .collect();
        let texts = texts.into_iter().map(|(path, text)| {
            let text = Arc::new(Text::new(&path, text));
            (path, text)
        });
        let sources = Sources {
            texts: texts.collect(),
            media: BTreeMap::new(),
            problems: Vec::new(),
        };
        let audience = Audience::Readers;
        check(sources, AsOf { now, audience }).ok()
    }

    /// Everything that readers can fetch.
    fn files(edition: &Edition) -> Vec<String> {
        let pages = edition.pages().into_iter().map(|(language, route)| {
            let document = edition.document(*language, route);
            format!(
                "{} {}",
                route.path(),
                serde_json::to_string(&document).expect("JSON")
            )
        });
        let feeds = (0..2).flat_map(|language| feed::feeds(edition, language));
        let feeds = feeds.flat_map(|feed| {
            let files = feed.files(None);
            files.map(|(path, write)| (path, write().expect("a feed")))
        });
        let maps = sitemap::sitemaps(edition).expect("sitemaps");
        let texts = feeds
            .chain(maps)
            .map(|(path, bytes)| path + &String::from_utf8_lossy(&bytes));
        let redirects = redirect::all(edition)
            .into_iter()
            .map(|it| it.from + &it.to);
        pages.chain(texts).chain(redirects).collect()
    }

    #[test]
    fn moments_are_told_to_the_fraction_in_the_sites_offset() {
        let mut config = edition(&[], at(0)).expect("an edition").config;
        let when: Timestamp = "2026-06-01T10:00:00.25Z".parse().expect("a moment");
        assert_eq!(in_site_time(when, &config), "2026-06-01T12:00:00.25+02:00");
        config.time_zone = None;
        assert_eq!(in_site_time(at(0), &config), "2026-05-28T20:26:40+00:00");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn editions_change_exactly_when_they_are_said_to(
            all in prop::collection::vec(dates(false), 1..4),
            now in -HOUR..200 * HOUR,
        ) {
            let before = edition(&all, at(now));
            prop_assume!(before.is_some());
            let before = before.expect("assumed");
            let files_of = |now| edition(&all, now).map(|edition| files(&edition));
            if let Some(change) = before.next.first() {
                let second = SignedDuration::from_secs(1);
                prop_assert_eq!(&files_of(change.when - second), &Some(files(&before)));
                prop_assert_ne!(&files_of(change.when), &Some(files(&before)));
            } else {
                prop_assert_eq!(&files_of(at(10_000 * HOUR)), &Some(files(&before)));
            }
        }

        #[test]
        fn what_passes_goes_on_passing(
            all in prop::collection::vec(dates(true), 2..5),
            now in -HOUR..100 * HOUR,
        ) {
            let mut last = edition(&all, at(now));
            prop_assume!(last.is_some());
            while let Some(change) = last.as_ref().and_then(|last| last.next.first()) {
                let next = edition(&all, change.when);
                prop_assert!(next.is_some(), "{}: {} {}", change.when, change.path, change.what);
                last = next;
            }
        }
    }
}
