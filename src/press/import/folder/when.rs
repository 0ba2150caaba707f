//! When a post was shown: dates as people write them for Hugo, Jekyll and Zola, and the moments that these take them for.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::strtime,
    tz::TimeZone,
};

use crate::dates;

/// Reads a date as generators do: as exports write them, but also `2009-5-21`, `2009/05/21 9:05`, `May 21, 2009`.
///
/// # Errors
/// Says that it is no date.
pub fn read(text: &str) -> Result<String, String> {
    let text = text.trim();
    // With its own offset, so that readers see the day that its author wrote.
    let found = dates::read(&padded(text)).or_else(|_| dates::read(text));
    found.or_else(|why| {
        in_words(text)
            .or_else(|| seconds(text))
            .ok_or_else(|| why.clone())
    })
}

/// The same day and time with all zeros, in the order of ISO 8601: `2009/5/21 9:05 UTC`.
fn padded(text: &str) -> String {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.')))
        .unwrap_or(text.len());
    let (day, time) = text.split_at(end);
    let day: Vec<String> = day
        .split(['-', '/', '.'])
        .map(|part| format!("{part:0>2}"))
        .collect();
    let mut time = time.trim_start_matches(['T', 't', ' ']).trim().to_owned();
    for name in ["UTC", "GMT", "Z"] {
        if let Some(rest) = time.strip_suffix(name) {
            let rest = rest.trim_end();
            // Some write the offset and then its name.
            let has_offset = rest
                .rsplit([' ', ':'])
                .next()
                .is_some_and(|last| last.starts_with('+'));
            time = if has_offset {
                rest.to_owned()
            } else {
                format!("{rest} +0000")
            };
            break;
        }
    }
    if time.as_bytes().get(1) == Some(&b':') {
        time.insert(0, '0');
    }
    let (clock, offset) = match time.find(['+', '-']) {
        Some(at) => (time[..at].trim(), time[at..].replace(':', "")),
        None => (time.as_str(), String::new()),
    };
    let clock = match clock.len() {
        5 => format!("{clock}:00"),
        _ => clock.to_owned(),
    };
    let offset = match offset.len() {
        3 => format!("{offset}00"),
        _ => offset,
    };
    [day.join("-"), clock, offset].join(" ").trim().to_owned()
}

fn in_words(text: &str) -> Option<String> {
    const DAYS: [&str; 8] = [
        "%B %d, %Y",
        "%b %d, %Y",
        "%d %B %Y",
        "%d %b %Y",
        "%d. %B %Y",
        "%A, %B %d, %Y",
        "%a, %d %b %Y",
        "%d-%b-%Y",
    ];
    const MOMENTS: [&str; 4] = [
        "%a %b %d %H:%M:%S %Y",
        "%B %d, %Y %H:%M",
        "%d %B %Y %H:%M",
        "%d %b %Y %H:%M:%S",
    ];
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let day = DAYS
        .iter()
        .find_map(|pattern| Date::strptime(pattern, &text).ok());
    let moment = || {
        MOMENTS
            .iter()
            .find_map(|pattern| DateTime::strptime(pattern, &text).ok())
    };
    day.map(|day| day.to_string())
        .or_else(|| moment().map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()))
}

/// Seconds since 1970.
fn seconds(text: &str) -> Option<String> {
    let is_number =
        (9..=11).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = text.parse().ok().filter(|_| is_number)?;
    let moment = Timestamp::from_second(seconds).ok()?;
    strtime::format("%Y-%m-%dT%H:%M:%S+00:00", moment).ok()
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
        .map(|zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        .map_err(|error| error.to_string())
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
            ("1612137600", "2021-02-01T00:00:00+00:00"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(read_as), "{written}");
        }
        for bad in ["", "soon", "2009-13-01", "5/21/2009", "2009", "true"] {
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
