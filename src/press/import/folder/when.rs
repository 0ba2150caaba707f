//! Dates as people write them for Hugo, Jekyll and Zola, and the instants that these take them for.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::dates;

/// Reads a date as generators do: as exports write them, or in seconds since 1970.
///
/// # Errors
/// Says that it is no date, or could be two.
pub fn read(text: &str) -> Result<String, String> {
    // With its own offset, so that readers see the day that its author wrote.
    let found = dates::read(text);
    found.or_else(|why| dates::since_1970(text).ok_or(why))
}

/// The moment that a date is, with the offset of a zone where it has none itself.
///
/// # Errors
/// If a calendar has no such day.
pub fn instant(date: &str, zone: &TimeZone) -> Result<String, String> {
    if date.parse::<Timestamp>().is_ok() {
        return Ok(date.to_owned());
    }
    let local = date
        .parse::<DateTime>()
        .or_else(|_| date.parse::<Date>().map(|day| day.at(0, 0, 0, 0)));
    local
        .and_then(|local| local.to_zoned(zone.clone()))
        .map(|zoned| dates::with_offset(&zoned))
        .map_err(|error| error.to_string())
}

/// A name that begins with a day, in which month and day have two digits, as Jekyll's `post_url` compares them.
pub fn padded(name: &str) -> String {
    day(name).map_or_else(
        || name.to_owned(),
        |(day, rest)| format!("{day}-{}", rest.trim_start_matches('-')),
    )
}

/// A day at the beginning of a file's name, and the rest: `2009-5-21-notice`.
pub fn day(stem: &str) -> Option<(String, &str)> {
    let mut end = 0;
    let mut parts = Vec::new();
    for most in [4, 2, 2] {
        let rest = &stem[end..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        parts.push(&rest[..digits]);
        end += digits;
        if parts.len() < 3 {
            stem[end..].strip_prefix('-')?;
            end += 1;
        }
    }
    let [year, month, day] = parts.try_into().ok()?;
    let year = match year.len() {
        4 => year.to_owned(),
        2 if year < "70" => format!("20{year}"),
        2 => format!("19{year}"),
        _ => return None,
    };
    let mut rest = &stem[end..];
    // A time may follow: `2021-05-06T07:08:09Z-notice`.
    let time = rest
        .strip_prefix('T')
        .and_then(|time| time.split_once(['_', 'Z']));
    if let Some((_, after)) = time {
        rest = if after.starts_with(['-', '_']) {
            after
        } else {
            &rest[rest.len() - after.len() - 1..]
        };
    }
    let rest = rest.trim_start_matches(' ').strip_prefix(['-', '_'])?;
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    dates::read(&date).is_ok().then_some((date, rest))
}

/// A day that folders or an address begin with, or have in them: `2015/05/15/rust`.
pub fn day_of_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let is = |part: &str, long: usize| {
        part.len() == long && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window.try_into().ok()?;
        let is_day = is(year, 4) && is(month, 2) && is(day, 2);
        let date = is_day.then(|| [year, month, day].join("-"))?;
        dates::read(&date).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (written, read_as) in [
            ("2009-5-21", "2009-05-21"),
            ("2009/05/21", "2009-05-21"),
            ("2009-5-1 9:05", "2009-05-01T09:05:00"),
            ("2021-02-13T22:00:00-0500", "2021-02-13T22:00:00-05:00"),
            ("2021-02-13 22:00 -0500", "2021-02-13T22:00:00-05:00"),
            ("2021-02-13 22:00:00 UTC", "2021-02-13T22:00:00+00:00"),
            ("2021-02-13 22:00:00 +0000 UTC", "2021-02-13T22:00:00+00:00"),
            ("2021-02-13 22:00:00+02", "2021-02-13T22:00:00+02:00"),
            ("May 21, 2009", "2009-05-21"),
            ("21 May 2009", "2009-05-21"),
            ("Thu May 21 10:11:12 2009", "2009-05-21T10:11:12"),
            ("21. May 2009", "2009-05-21"),
            ("21-May-2009", "2009-05-21"),
            ("Thursday, May 21, 2009", "2009-05-21"),
            ("May 21, 2009 10:11", "2009-05-21T10:11:00"),
            ("21 May 2009 10:11:12", "2009-05-21T10:11:12"),
            ("2009-5-1T9:05:07Z", "2009-05-01T09:05:07+00:00"),
            ("2009/5/21 9:05 UTC", "2009-05-21T09:05:00+00:00"),
            ("5/21/2009", "2009-05-21"),
            ("1612137600", "2021-02-01T00:00:00+00:00"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(read_as), "{written}");
        }
        for bad in ["", "soon", "2009-13-01", "5/6/2009", "2009", "true"] {
            assert!(read(bad).is_err(), "{bad}: {:?}", read(bad));
        }
    }

    #[test]
    fn a_day_is_a_moment_of_its_zone() {
        let utc = TimeZone::UTC;
        assert_eq!(
            instant("2009-05-21", &utc).as_deref(),
            Ok("2009-05-21T00:00:00+00:00")
        );
        let zone = TimeZone::get("America/New_York").unwrap_or(utc);
        assert_eq!(
            instant("2009-05-21T10:00:00", &zone).as_deref(),
            Ok("2009-05-21T10:00:00-04:00")
        );
        let whole = "2009-05-21T10:00:00+08:00";
        assert_eq!(instant(whole, &zone).as_deref(), Ok(whole));
    }

    #[test]
    fn names_begin_with_days() {
        for (name, day_of_it, rest) in [
            ("2021-05-06-first", "2021-05-06", "first"),
            ("2009-5-1-a-b", "2009-05-01", "a-b"),
            ("09-5-21-x", "2009-05-21", "x"),
            ("2021-05-06_x", "2021-05-06", "x"),
            ("2021-05-06T07:08:09Z-x", "2021-05-06", "x"),
        ] {
            assert_eq!(day(name), Some((day_of_it.to_owned(), rest)), "{name}");
        }
        for none in [
            "2021-13-06-x",
            "2021-05-06",
            "2021-05-x",
            "notes",
            "20210506-x",
            "2021-05-061",
        ] {
            assert_eq!(day(none), None, "{none}");
        }
        assert_eq!(
            day_of_path("/2015/05/15/rust").as_deref(),
            Some("2015-05-15")
        );
        assert_eq!(day_of_path("a/2015/5/15/rust"), None);
    }
}
