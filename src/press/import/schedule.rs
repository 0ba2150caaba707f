//! Publication schedule of an article: as its own system would have shown it, or not at all.

use gazette_content::{config::date::Moment, manuscript::keys};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Item, dates, front_matter::FrontMatter};

/// Publication schedule of an article.
#[derive(Debug, Default)]
pub struct ItemSchedule {
    /// Marks a draft, which waits for an editor.
    pub is_draft: bool,
    /// Before when nobody finds it, where the date that it shows does not say so.
    pub publish_at: Option<String>,
    /// From when on nobody finds it.
    pub expires_at: Option<String>,
    /// Marks an article that readers find now.
    pub is_public: bool,
    /// Why they do not.
    pub withheld: Vec<String>,
}

impl ItemSchedule {
    /// The schedule of an article. A date that cannot be understood makes a draft of it.
    pub fn of(item: &Item, zone: Option<&TimeZone>, now: Timestamp) -> Self {
        let mut schedule = Self {
            is_draft: item.is_draft,
            withheld: item.states.clone(),
            ..Self::default()
        };
        let shown = match &item.published {
            Some(Ok(date)) => Moment::parse(date, zone).ok().map(|moment| (date, moment)),
            _ => None,
        };
        let embargo = schedule.moment(item.publish_at.as_ref(), zone, "appears");
        let end = schedule.moment(item.expires_at.as_ref(), zone, "goes");
        // Of two that are the same it is the one that readers see.
        let starts = [embargo.as_ref(), shown.as_ref()].into_iter().flatten();
        let start = starts.max_by_key(|(_, start)| start.timestamp());
        let early = start.filter(|(_, start)| start.is_after(now));
        if item.is_scheduled && early.is_none() {
            schedule.hold("its time has come, but it had not been published");
        }
        if let Some((date, start)) = early {
            let is_shown = !item.is_page && shown.as_ref().is_some_and(|shown| shown.1 == *start);
            schedule.begin(date, is_shown);
        }
        let is_over = end.as_ref().is_some_and(|(_, end)| !end.is_after(now));
        if let Some((date, end)) = &end {
            if start.is_some_and(|(_, start)| end.when <= start.when) {
                schedule.hold("it was to go before it came");
            } else {
                schedule.end(date, is_over);
            }
        }
        schedule.is_public = !schedule.is_draft && early.is_none() && !is_over;
        schedule
    }

    /// Adds it to an article's front matter.
    pub fn write(&self, front: &mut FrontMatter) {
        if self.is_draft {
            front.bare(keys::DRAFT, "true");
        }
        let dates = [
            (keys::PUBLISH_AT, &self.publish_at),
            (keys::EXPIRES_AT, &self.expires_at),
        ];
        for (key, date) in dates {
            if let Some(date) = date {
                front.bare(key, date);
            }
        }
    }

    /// Lets it appear at a moment to come. The date that it shows to readers holds it back by itself.
    fn begin(&mut self, date: &str, is_shown: bool) {
        let seen = format!("readers see it from {date} on");
        if is_shown {
            self.withheld.push(seen + ", the date that it shows");
        } else {
            self.withheld.push(seen);
            self.publish_at = Some(date.to_owned());
        }
    }

    fn end(&mut self, date: &str, is_over: bool) {
        self.expires_at = Some(date.to_owned());
        if is_over {
            self.withheld.push(format!("it expired: {date}"));
        }
    }

    fn moment<'d>(
        &mut self,
        date: Option<&'d Result<String, String>>,
        zone: Option<&TimeZone>,
        what: &str,
    ) -> Option<(&'d String, Moment)> {
        let why = match date? {
            Ok(date) => match Moment::parse(date, zone) {
                Ok(moment) => return Some((date, moment)),
                Err(_) => format!(
                    "without a time zone in site.toml, or in this one, there is no {date}, when it {what}"
                ),
            },
            Err(why) => format!("nobody can tell when it {what}: {why}"),
        };
        self.hold(&why);
        None
    }

    fn hold(&mut self, why: &str) {
        self.is_draft = true;
        self.withheld.push(format!("a draft, since {why}"));
    }
}

/// Notes a moment before which an article is not to be found, whatever date it shows.
pub fn not_before(item: &mut Item, begins: Result<String, String>) {
    let is_later = match (&begins, &item.published) {
        (Ok(begins), Some(Ok(published))) => dates::is_after(begins, published),
        (_, Some(Err(_))) => false,
        _ => true,
    };
    if is_later {
        item.published = Some(begins);
    }
}

/// Notes a moment from which on an article is not to be found; of several the first counts.
pub fn not_after(item: &mut Item, end: Result<String, String>) {
    let is_first = match (&item.expires_at, &end) {
        (Some(Ok(before)), Ok(end)) => dates::is_after(before, end),
        (Some(Err(_)), _) => false,
        _ => true,
    };
    if is_first {
        item.expires_at = Some(end);
    }
}

/// Notes that a feed has a date whose zone it does not name.
pub fn note_zone(item: &mut Item) {
    if let Some(Ok(date)) = &item.published
        && dates::is_local(date)
    {
        let what = "the zone of its date: the feed names none, so it is taken to be the site's";
        item.made.push(what.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Date = Option<Result<String, String>>;

    fn on(day: &str) -> Date {
        (!day.is_empty()).then(|| Ok(format!("{day}T00:00:00Z")))
    }

    fn of(item: &Item) -> ItemSchedule {
        let now = "2025-01-01T00:00:00Z".parse().expect("a moment");
        ItemSchedule::of(item, None, now)
    }

    #[test]
    fn articles_appear_and_go_as_in_their_own_system() {
        for (dates, is_page, publish_at, expires_at, is_public) in [
            (["2020-01-01", "", ""], false, "", "", true),
            (["2020-01-01", "2020-02-01", ""], false, "", "", true),
            (["2030-01-01", "", ""], false, "", "", false),
            (["2030-01-01", "2020-01-01", ""], false, "", "", false),
            (["2030-01-01", "2030-01-01", ""], false, "", "", false),
            (
                ["2030-01-01", "2031-01-01", ""],
                false,
                "2031-01-01",
                "",
                false,
            ),
            (
                ["2020-01-01", "2030-01-01", ""],
                false,
                "2030-01-01",
                "",
                false,
            ),
            (["", "2030-01-01", ""], true, "2030-01-01", "", false),
            (["2030-01-01", "", ""], true, "2030-01-01", "", false),
            (
                ["2030-01-01", "2029-01-01", ""],
                true,
                "2030-01-01",
                "",
                false,
            ),
            (
                ["2020-01-01", "", "2030-01-01"],
                false,
                "",
                "2030-01-01",
                true,
            ),
            (
                ["2020-01-01", "", "2021-01-01"],
                false,
                "",
                "2021-01-01",
                false,
            ),
            (["", "", "2021-01-01"], true, "", "2021-01-01", false),
        ] {
            let [published, publish, expires] = dates.map(on);
            let item = Item {
                published,
                publish_at: publish,
                expires_at: expires,
                is_page,
                ..Item::default()
            };
            let schedule = of(&item);
            let wanted = [publish_at, expires_at].map(|day| on(day).and_then(Result::ok));
            assert_eq!(
                [schedule.publish_at, schedule.expires_at],
                wanted,
                "{dates:?}"
            );
            assert_eq!(
                (schedule.is_draft, schedule.is_public),
                (false, is_public),
                "{dates:?}"
            );
            assert_eq!(schedule.withheld.is_empty(), is_public, "{dates:?}");
        }
    }

    #[test]
    fn what_cannot_be_understood_waits_for_an_editor() {
        let bad = || Some(Err("\"soon\" is not a date".to_owned()));
        let local = || Some(Ok("2020-01-01T00:00:00".to_owned()));
        let first = || on("2020-01-01");
        for (published, publish_at, expires_at, is_scheduled) in [
            (first(), bad(), None, false),
            (first(), None, bad(), false),
            (first(), local(), None, false),
            (first(), None, local(), false),
            (first(), None, first(), false),
            (first(), None, on("2019-01-01"), false),
            (first(), on("2024-01-01"), on("2023-01-01"), false),
            (on("2030-01-01"), None, on("2029-01-01"), false),
            (first(), None, None, true),
        ] {
            let item = Item {
                published,
                publish_at,
                expires_at,
                is_scheduled,
                ..Item::default()
            };
            let schedule = of(&item);
            assert!(schedule.is_draft && !schedule.is_public, "{item:?}");
            assert_eq!(schedule.expires_at, None, "{item:?}");
            let told = &schedule.withheld;
            assert!(
                told.iter().any(|why| why.starts_with("a draft, since")),
                "{told:?}"
            );
        }
    }
}
