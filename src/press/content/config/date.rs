//! Dates: read from manuscripts, shown in the site's time zone.

use std::{
    hash::{Hash, Hasher},
    ops::Deref,
};

use gazette_model::Display;
use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    fmt::strtime,
    tz::{AmbiguousOffset, Offset, TimeZone},
};

/// Patterns of dates for readers (strftime).
#[derive(Debug, Clone, Hash)]
pub struct DateFormats {
    /// Of a day.
    pub day: String,
    /// Of a day with its time.
    pub day_and_time: String,
}

/// A time zone of the time zone database, known by its name.
#[derive(Debug, Clone)]
pub struct NamedZone(pub TimeZone);

impl Deref for NamedZone {
    type Target = TimeZone;

    fn deref(&self) -> &TimeZone {
        &self.0
    }
}

impl Hash for NamedZone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iana_name().hash(state);
    }
}

/// A point in time as an editor wrote it. It is another one where clocks show something else.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Date and time in the time zone in which it is shown.
    pub when: Zoned,
    /// Marks a date without a time of day, so that only the day is shown.
    pub whole_day: bool,
}

impl Moment {
    /// All that can be shown of it: [`Zoned`] takes the same moment in two zones for the same.
    fn shown(&self) -> (Timestamp, Offset, Option<&str>, bool) {
        let zone = self.when.time_zone().iana_name();
        (
            self.when.timestamp(),
            self.when.offset(),
            zone,
            self.whole_day,
        )
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.shown() == other.shown()
    }
}

impl Eq for Moment {}

impl Hash for Moment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shown().hash(state);
    }
}

/// Why a date cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MomentError {
    /// It is no date at all, or no calendar has it.
    Impossible(String),
    /// It names no offset, and the site no time zone.
    Zoneless,
    /// Clocks were put forward over it in the site's zone.
    Gap(String),
}

impl Moment {
    /// Reads an RFC 3339 date-time, a local date-time or a date; local ones are in `zone`.
    ///
    /// # Errors
    /// Says why the text is not a moment.
    pub fn parse(text: &str, zone: Option<&TimeZone>) -> Result<Self, MomentError> {
        let text = text.trim();
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            let zone = zone.cloned().unwrap_or_else(|| offset_of(text));
            return Ok(Self {
                when: timestamp.to_zoned(zone),
                whole_day: false,
            });
        }
        let whole_day = !text.contains(':');
        let local = if whole_day {
            text.parse::<Date>().map(|date| date.at(0, 0, 0, 0))
        } else {
            text.parse::<DateTime>()
        };
        let local = local.map_err(|error| MomentError::Impossible(error.to_string()))?;
        let zone = zone.ok_or(MomentError::Zoneless)?;
        let ambiguous = zone.to_ambiguous_zoned(local);
        // A day without midnight begins when its clocks do.
        if !whole_day && matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
            let name = zone.iana_name().unwrap_or("the site's zone");
            return Err(MomentError::Gap(name.to_owned()));
        }
        let when = ambiguous
            .compatible()
            .map_err(|error| MomentError::Impossible(error.to_string()))?;
        Ok(Self { when, whole_day })
    }

    /// Returns the moment independent of time zones.
    pub fn timestamp(&self) -> Timestamp {
        self.when.timestamp()
    }

    /// Tells whether it lies in the future.
    pub fn is_after(&self, now: Timestamp) -> bool {
        self.timestamp() > now
    }

    /// The date for machines (RFC 3339 with offset) and for readers.
    pub fn display(&self, formats: &DateFormats) -> Display {
        let pattern = if self.whole_day {
            &formats.day
        } else {
            &formats.day_and_time
        };
        Display {
            machine: self.when.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            text: self.format(pattern),
        }
    }

    /// The day alone, for readers.
    pub fn day(&self, formats: &DateFormats) -> String {
        self.format(&formats.day)
    }

    // The patterns were tried when site.toml was read.
    fn format(&self, pattern: &str) -> String {
        strtime::format(pattern, &self.when).unwrap_or_default()
    }
}

fn offset_of(text: &str) -> TimeZone {
    strtime::parse("%Y-%m-%dT%H:%M:%S%.f%:z", text.replacen([' ', 't'], "T", 1))
        .ok()
        .and_then(|parsed| parsed.offset())
        .map_or(TimeZone::UTC, TimeZone::fixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, zone: &str) -> Result<String, MomentError> {
        let zone = TimeZone::get(zone).ok();
        Moment::parse(text, zone.as_ref()).map(|moment| moment.when.to_string())
    }

    #[test]
    fn local_dates_are_in_the_sites_zone() {
        let shown = Ok("2017-10-19T16:58:00+08:00[Asia/Taipei]".to_owned());
        assert_eq!(parse("2017-10-19T16:58:00", "Asia/Taipei"), shown);
        assert_eq!(parse("2017-10-19 16:58", "Asia/Taipei"), shown);
        assert_eq!(parse("2017-10-19T08:58:00Z", "Asia/Taipei"), shown);
    }

    #[test]
    fn offsets_stay_where_the_site_has_no_zone() {
        assert_eq!(
            parse("2017-10-19T16:58:00+05:30", "none"),
            Ok("2017-10-19T16:58:00+05:30[+05:30]".into())
        );
        assert_eq!(
            parse("2017-10-19T16:58:00", "none"),
            Err(MomentError::Zoneless)
        );
    }

    #[test]
    fn what_clocks_show_is_part_of_a_moment() {
        let moment = |text| Moment::parse(text, None).expect("a moment");
        let of = |text| gazette_cache::fingerprint::of(&moment(text));
        let (here, there) = ("2017-10-19T16:58:00+08:00", "2017-10-19T08:58:00Z");
        assert_eq!(moment(here).timestamp(), moment(there).timestamp());
        assert_ne!(moment(here), moment(there));
        assert_ne!(of(here), of(there));
        assert_eq!(of(here), of("2017-10-19T16:58:00.0+08:00"));
    }

    #[test]
    fn refuses_what_no_clock_has_shown() {
        assert!(matches!(
            parse("2026-03-29T02:30:00", "Europe/Berlin"),
            Err(MomentError::Gap(_))
        ));
        assert!(matches!(
            parse("2026-02-30", "Europe/Berlin"),
            Err(MomentError::Impossible(_))
        ));
    }
}
