//! Dates as exports write them, into dates as manuscripts do: RFC 3339, local time, or a day.

mod loose;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::{strtime, temporal::Pieces},
    tz::{Offset, TimeZone},
};

use crate::dates::loose::LooseDate;

/// The first year that is one: programs write earlier ones where they have no date.
const FIRST: i16 = 1000;

/// Reads a date in any of the usual ways: RFC 3339, RFC 2822, `2020-05-04 10:00:00 +0800`, a local time or a day.
///
/// # Errors
/// Says that it is no date, or could be two.
pub fn read(text: &str) -> Result<String, String> {
    let text = text.trim();
    let found = strict(text).or_else(|| match loose::read(text)? {
        LooseDate::Zoned(zoned) => Some((zoned.year(), with_offset(&zoned))),
        LooseDate::Local(local) => Some((local.year(), without_offset(local))),
        LooseDate::Day(day) => Some((day.year(), day.to_string())),
    });
    match found {
        Some((year, written)) if year >= FIRST => Ok(written),
        _ => Err(format!(
            "\"{text}\" is not a date, or could be more than one"
        )),
    }
}

/// A date in one of the forms of ISO 8601, and its year.
fn strict(text: &str) -> Option<(i16, String)> {
    for pattern in [
        "%Y-%m-%dT%H:%M:%S%.f%:z",
        "%Y-%m-%d %H:%M:%S%.f %z",
        "%Y-%m-%d %H:%M:%S%.f%:z",
        "%Y-%m-%d %H:%M %z",
    ] {
        // Capitals stand for any letters in RFC 3339.
        if let Ok(zoned) = strtime::parse(
            pattern,
            text.to_ascii_uppercase().replacen('Z', "+00:00", 1),
        )
        .and_then(|parsed| parsed.to_zoned())
        {
            return Some((zoned.year(), with_offset(&zoned)));
        }
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        let pieces = Pieces::parse(text).ok();
        let offset = pieces.and_then(|pieces| pieces.to_numeric_offset());
        let zoned = timestamp.to_zoned(TimeZone::fixed(offset.unwrap_or(Offset::UTC)));
        return Some((zoned.year(), with_offset(&zoned)));
    }
    if text.contains(':')
        && let Ok(local) = text.parse::<DateTime>()
    {
        return Some((local.year(), without_offset(local)));
    }
    let day = text.parse::<Date>().ok()?;
    Some((day.year(), day.to_string()))
}

/// Tells whether a manuscript's date has a time of day, but no zone.
pub fn is_local(written: &str) -> bool {
    written.len() == "2020-05-04T10:00:00".len()
}

/// Tells whether one manuscript date is later than another; if either lacks a zone, their local times count.
pub fn is_after(one: &str, other: &str) -> bool {
    match (one.parse::<Timestamp>(), other.parse::<Timestamp>()) {
        (Ok(one), Ok(other)) => one > other,
        _ => one.get(..19).unwrap_or(one) > other.get(..19).unwrap_or(other),
    }
}

/// Reads seconds since 1970, or thousandths of them.
pub fn since_1970(text: &str) -> Option<String> {
    let text = text.trim();
    let number = text.parse::<i64>().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let timestamp = Timestamp::from_second(seconds).ok()?;
    Some(with_offset(&timestamp.to_zoned(TimeZone::UTC)))
}

/// A local time whose offset shows in the same moment's universal time. Where the two are further apart than any zone is
/// from another, the universal one is right.
///
/// # Errors
/// Says that neither is a date.
pub fn beside(local: &str, universal: &str) -> Result<String, String> {
    let clock = |text: &str| {
        let parsed = text.trim().parse::<DateTime>().ok();
        parsed.filter(|date| date.year() >= FIRST)
    };
    match (clock(local), clock(universal)) {
        (Some(here), Some(utc)) => {
            let seconds = here.duration_since(utc).as_secs();
            // Zones differ by quarters of an hour; the clocks were read one after the other.
            let quarters = (seconds + 450).div_euclid(900);
            let zone = i32::try_from(quarters * 900)
                .ok()
                .filter(|seconds| (-12 * 3600..=14 * 3600).contains(seconds))
                .and_then(|seconds| Offset::from_seconds(seconds).ok());
            let moment = utc
                .to_zoned(TimeZone::UTC)
                .map_err(|error| error.to_string())?;
            let zone = TimeZone::fixed(zone.unwrap_or(Offset::UTC));
            Ok(with_offset(&moment.with_time_zone(zone)))
        }
        (None, Some(_)) => read(&format!("{}Z", universal.trim().replace(' ', "T"))),
        (_, None) => read(local),
    }
}

fn without_offset(local: DateTime) -> String {
    local.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A moment as manuscripts write it, with its offset.
pub fn with_offset(zoned: &jiff::Zoned) -> String {
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_ways() {
        for (written, read_as) in [
            ("2019-05-06T07:08:09+02:00", "2019-05-06T07:08:09+02:00"),
            ("2019-05-06T07:08:09.123Z", "2019-05-06T07:08:09+00:00"),
            ("2019-05-06 07:08:09 +0800", "2019-05-06T07:08:09+08:00"),
            ("2019-05-06 07:08 -0330", "2019-05-06T07:08:00-03:30"),
            (
                "Mon, 06 May 2019 07:08:09 +0800",
                "2019-05-06T07:08:09+08:00",
            ),
            ("Sun, 06 May 2019 07:08:09 GMT", "2019-05-06T07:08:09+00:00"),
            ("2019-05-06 07:08:09", "2019-05-06T07:08:09"),
            ("2019-05-06T07:08", "2019-05-06T07:08:00"),
            ("2019-05-06", "2019-05-06"),
            (
                "Mon, 25 May 2020 07:08:09 +02:00",
                "2020-05-25T07:08:09+02:00",
            ),
            (
                "Mon, 25 May 2020 7:08:09 +0200",
                "2020-05-25T07:08:09+02:00",
            ),
            ("Mon, 25 May 2020 7:08 GMT", "2020-05-25T07:08:00+00:00"),
            ("Mon, May 25 2020", "2020-05-25"),
            ("May 25, 2020", "2020-05-25"),
            ("25 May 2020", "2020-05-25"),
            (
                "Monday, 25 May 2020 07:08:09 GMT",
                "2020-05-25T07:08:09+00:00",
            ),
            ("monday, 1st september 2020", "2020-09-01"),
            ("Tue, 1 Sept 2020 07:08:09 EST", "2020-09-01T07:08:09-05:00"),
            ("25 May 20 07:08:09 PDT", "2020-05-25T07:08:09-07:00"),
            ("25 May 98", "1998-05-25"),
            ("Mon May 25 07:08:09 2020", "2020-05-25T07:08:09"),
            (
                "Mon May 25 2020 07:08:09 GMT+0800 (Taipei Standard Time)",
                "2020-05-25T07:08:09+08:00",
            ),
            (
                "Mon, 25 May 2020 07:08:09 CEST",
                "2020-05-25T07:08:09+02:00",
            ),
            (
                "25 May 2020 07:08:09 Asia/Taipei",
                "2020-05-25T07:08:09+08:00",
            ),
            ("May 25, 2020 at 7:08 pm", "2020-05-25T19:08:00"),
            ("May 25, 2020 12:08 a.m. UTC", "2020-05-25T00:08:00+00:00"),
            ("25-May-2020 07:08:09 Z", "2020-05-25T07:08:09+00:00"),
            ("2020-05-25T7:08:09+02:00", "2020-05-25T07:08:09+02:00"),
            ("2020-05-25T07:08:09,5+0200", "2020-05-25T07:08:09+02:00"),
            ("20200525T070809Z", "2020-05-25T07:08:09+00:00"),
            ("2020/5/4", "2020-05-04"),
            ("25/05/2020", "2020-05-25"),
            ("05/25/2020 07:08", "2020-05-25T07:08:00"),
            ("4.5.2020", "2020-05-04"),
            (
                "Thu, 31 Dec 2016 23:59:60 +0000",
                "2016-12-31T23:59:59+00:00",
            ),
        ] {
            assert_eq!(read(written).as_deref(), Ok(read_as), "{written}");
        }
        for bad in [
            "",
            "yesterday",
            "2019-13-01",
            "0000-00-00 00:00:00",
            "99999-01-01",
            "0001-01-01T00:00:00Z",
            "Wed, 30 Nov -0001 00:00:00 +0000",
            "04/05/2020",
            "May 2020",
            "2020",
            "25",
            "31 Feb 2020",
            "Mon, 25 May 2020 25:00:00 GMT",
            "Mon, 25 May 2020 07:60:00 GMT",
            "Mon, 25 May 2020 07:08:09 +1500",
            "Mon, 25 May 2020 07:08:09 BST",
            "Mon, 25 May 2020 07:08:09 IST",
            "Mon, 25 May 2020 07:08:09 XYZ",
            "Mon, 25 May 2020 13:00 pm",
            "25 May May 2020",
            "25 mai 2020",
            "05-04-20",
            "25 May 2020 (",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn finds_the_offset_between_two_clocks() {
        let both = |local, utc| beside(local, utc);
        let here = Ok("2019-05-06T07:08:09+08:00".to_owned());
        assert_eq!(both("2019-05-06 07:08:09", "2019-05-05 23:08:09"), here);
        assert_eq!(
            both("2019-05-06 07:08:09", "0000-00-00 00:00:00"),
            Ok("2019-05-06T07:08:09".into())
        );
        assert_eq!(
            both("0000-00-00 00:00:00", "2019-05-05 23:08:09"),
            Ok("2019-05-05T23:08:09+00:00".into())
        );
        // A second between the two readings makes no zone, and no zone is years away.
        assert_eq!(both("2019-05-06 07:08:10", "2019-05-05 23:08:09"), here);
        assert_eq!(
            both("2019-05-06 07:08:09", "2031-05-05 23:08:09"),
            Ok("2031-05-05T23:08:09+00:00".into())
        );
        assert_eq!(
            both("2031-05-06 07:08:09", "2019-05-05 23:08:09"),
            Ok("2019-05-05T23:08:09+00:00".into())
        );
    }
}
