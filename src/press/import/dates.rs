//! Dates as exports write them, into dates as manuscripts do: RFC 3339, local time, or a day.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::{rfc2822, strtime},
    tz::{Offset, TimeZone},
};

/// Reads a date in any of the usual ways: RFC 3339, RFC 2822, `2020-05-04 10:00:00 +0800`, a local time or a day.
///
/// # Errors
/// Says that it is no date.
pub fn read(text: &str) -> Result<String, String> {
    let text = text.trim();
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
            return Ok(with_offset(&zoned));
        }
    }
    if let Ok(zoned) = rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_zoned(text)
    {
        return Ok(with_offset(&zoned));
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Ok(with_offset(&timestamp.to_zoned(TimeZone::UTC)));
    }
    if text.contains(':')
        && let Ok(local) = text.parse::<DateTime>()
    {
        return Ok(local.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    }
    text.parse::<Date>()
        .map(|day| day.to_string())
        .map_err(|_| format!("\"{text}\" is not a date"))
}

/// A local time whose offset shows in the same moment's universal time.
///
/// # Errors
/// Says that neither is a date.
pub fn beside(local: &str, universal: &str) -> Result<String, String> {
    let utc = universal
        .trim()
        .parse::<DateTime>()
        .ok()
        .filter(|date| date.year() > 0);
    let here = local
        .trim()
        .parse::<DateTime>()
        .ok()
        .filter(|date| date.year() > 0);
    match (here, utc) {
        (Some(here), Some(utc)) => {
            let seconds = here.duration_since(utc).as_secs();
            let offset = i32::try_from(seconds)
                .ok()
                .and_then(|seconds| Offset::from_seconds(seconds).ok());
            let zone = TimeZone::fixed(offset.unwrap_or(Offset::UTC));
            let zoned = if offset.is_some() { here } else { utc }.to_zoned(zone);
            zoned
                .map(|zoned| with_offset(&zoned))
                .map_err(|error| error.to_string())
        }
        (None, Some(_)) => read(&format!("{}Z", universal.trim().replace(' ', "T"))),
        (_, None) => read(local),
    }
}

fn with_offset(zoned: &jiff::Zoned) -> String {
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
        ] {
            assert_eq!(read(written).as_deref(), Ok(read_as), "{written}");
        }
        for bad in [
            "",
            "yesterday",
            "2019-13-01",
            "0000-00-00 00:00:00",
            "99999-01-01",
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
    }
}
