//! Dates as people and old programs write them: names of months and zones, one digit for an hour, two for a year.
//!
//! Nothing is guessed: what could be two dates is none.

use jiff::{
    Zoned,
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Names of zones that mean one offset, in minutes. Those of RFC 822 mean what it says; names that two countries use are
/// not here.
const ZONES: [(&str, i32); 45] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("uct", 0),
    ("gmt", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("nst", -210),
    ("ndt", -150),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("eat", 180),
    ("pkt", 300),
    ("npt", 345),
    ("ict", 420),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// A moment, or as much of it as is written.
pub enum LooseDate {
    /// A moment.
    Zoned(Zoned),
    /// A local time.
    Local(DateTime),
    /// A day.
    Day(Date),
}

/// Reads a date word by word; `None` where a word means nothing or two things.
pub fn read(text: &str) -> Option<LooseDate> {
    let mut found = DateParts::default();
    for word in without_comments(text)?.replace(',', " ").split_whitespace() {
        found.word(word)?;
    }
    found.when()
}

/// Takes out what stands in brackets (RFC 5322, "comments").
fn without_comments(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    (depth == 0).then_some(out)
}

#[derive(Default)]
struct DateParts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<Time>,
    is_afternoon: Option<bool>,
    zone: Option<TimeZone>,
    has_weekday: bool,
}

impl DateParts {
    fn word(&mut self, word: &str) -> Option<()> {
        let lower = word.to_lowercase();
        let plain = lower.trim_end_matches('.');
        if plain == "at" && self.time.is_none() {
            return Some(());
        }
        if let Some(noon) = afternoon(plain) {
            return set(&mut self.is_afternoon, noon);
        }
        if named(&WEEKDAYS, plain).is_some() && !self.has_weekday {
            self.has_weekday = true;
            return Some(());
        }
        if let Some(month) = named(&MONTHS, plain) {
            return set(&mut self.month, month);
        }
        if self.year.is_none() && self.date(&lower).is_some() {
            return Some(());
        }
        if plain.starts_with(|c: char| c.is_ascii_digit()) && plain.contains(':') {
            return self.time(plain);
        }
        if let Some(zone) = zone(word) {
            return self.zone(zone);
        }
        self.number(plain)
    }

    /// A day in one word: `2020-05-25`, `25-May-2020`, `25.05.2020`, with a time after it perhaps.
    fn date(&mut self, word: &str) -> Option<()> {
        let (day, time) = match word.split_once('t') {
            Some((day, time)) if day.ends_with(|c: char| c.is_ascii_digit()) => (day, Some(time)),
            _ => (word, None),
        };
        let is_dotted = day.contains('.') && !day.contains(['-', '/']);
        let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
        let number = |text: &str| text.parse::<i16>().ok().filter(|_| is_digits(text));
        let (year, month, day) = match parts.as_slice() {
            [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
            [day, month, year] if named(&MONTHS, month).is_some() => (
                full_year(year)?,
                named(&MONTHS, month)?.into(),
                number(day)?,
            ),
            [day, month, year] if is_dotted && year.len() == 4 => {
                (number(year)?, number(month)?, number(day)?)
            }
            [one, other, year] if year.len() == 4 => {
                let (one, other) = (number(one)?, number(other)?);
                // One of them can only be a day.
                let (month, day) = match (one > 12, other > 12) {
                    (true, false) => (other, one),
                    (false, true) => (one, other),
                    _ if one == other => (one, one),
                    _ => return None,
                };
                (number(year)?, month, day)
            }
            [all] if all.len() == 8 => (
                number(all.get(..4)?)?,
                number(all.get(4..6)?)?,
                number(all.get(6..)?)?,
            ),
            _ => return None,
        };
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        if let Some(time) = time {
            let is_short = time.len() >= 6 && is_digits(time.get(..6)?);
            let spelled = if is_short {
                format!(
                    "{}:{}:{}{}",
                    &time[..2],
                    &time[2..4],
                    &time[4..6],
                    &time[6..]
                )
            } else {
                time.to_owned()
            };
            self.time(&spelled)?;
        }
        set(&mut self.year, year)?;
        set(&mut self.month, month.try_into().ok()?)?;
        set(&mut self.day, day.try_into().ok()?)
    }

    /// A time of the day, and what stands right after it: `7:08:09.5+02:00`, `10:00pm`.
    fn time(&mut self, word: &str) -> Option<()> {
        let end = word
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
            .unwrap_or(word.len());
        let (clock, rest) = word.split_at(end);
        let whole = clock.split(['.', ',']).next()?;
        let mut parts = whole.split(':');
        let mut part = |most: i8| {
            let text = parts.next()?;
            let number = text.parse::<i8>().ok()?;
            (is_digits(text) && text.len() <= 2 && number <= most).then_some(number)
        };
        let (hour, minute) = (part(23)?, part(59)?);
        // A leap second is the last one of its minute.
        let second = if whole.matches(':').count() > 1 {
            part(60)?.min(59)
        } else {
            0
        };
        if parts.next().is_some() {
            return None;
        }
        set(&mut self.time, Time::new(hour, minute, second, 0).ok()?)?;
        match rest {
            "" => Some(()),
            rest => match afternoon(rest) {
                Some(noon) => set(&mut self.is_afternoon, noon),
                None => self.zone(zone(rest)?),
            },
        }
    }

    /// A zone; `GMT +0800` is one.
    fn zone(&mut self, zone: TimeZone) -> Option<()> {
        if self
            .zone
            .as_ref()
            .is_some_and(|before| *before != TimeZone::fixed(Offset::UTC))
        {
            return None;
        }
        self.zone = Some(zone);
        Some(())
    }

    fn number(&mut self, word: &str) -> Option<()> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_ordinal = matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
        if !is_digits(digits) || !(is_ordinal || digits.len() == word.len()) {
            return None;
        }
        if digits.len() <= 2 && self.day.is_none() {
            return set(&mut self.day, digits.parse().ok()?);
        }
        if is_ordinal {
            return None;
        }
        set(&mut self.year, full_year(digits)?)
    }

    fn when(self) -> Option<LooseDate> {
        let day = Date::new(self.year?, self.month?, self.day?).ok()?;
        let time = match (self.time, self.is_afternoon) {
            (Some(time), None) => Some(time),
            (None, None) => None,
            (Some(time), Some(noon)) if (1..=12).contains(&time.hour()) => {
                let hour = time.hour() % 12 + if noon { 12 } else { 0 };
                Some(Time::new(hour, time.minute(), time.second(), 0).ok()?)
            }
            _ => return None,
        };
        match (time, self.zone) {
            (None, _) => Some(LooseDate::Day(day)),
            (Some(time), None) => Some(LooseDate::Local(day.to_datetime(time))),
            (Some(time), Some(zone)) => {
                Some(LooseDate::Zoned(day.to_datetime(time).to_zoned(zone).ok()?))
            }
        }
    }
}

/// Sets what is not set yet.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.is_none().then(|| *place = Some(value))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn afternoon(word: &str) -> Option<bool> {
    match word {
        "am" | "a.m" | "a.m." => Some(false),
        "pm" | "p.m" | "p.m." => Some(true),
        _ => None,
    }
}

/// The number of a name, from 1, which may be cut after three letters.
fn named(names: &[&str], word: &str) -> Option<i8> {
    let at = names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word));
    i8::try_from(at? + 1).ok()
}

/// Two digits are a year from 1950 to 2049 (RFC 5322, section 4.3).
fn full_year(digits: &str) -> Option<i16> {
    let year = digits.parse::<i16>().ok().filter(|_| is_digits(digits))?;
    match digits.len() {
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// A zone: `+02:00`, `+2`, `EST`, `GMT+8`, `Europe/Paris`.
fn zone(word: &str) -> Option<TimeZone> {
    let lower = word.to_lowercase();
    let fixed = |minutes: i32| Offset::from_seconds(minutes * 60).ok().map(TimeZone::fixed);
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == lower) {
        return fixed(*minutes);
    }
    let bare = ["gmt", "utc"]
        .iter()
        .find_map(|name| lower.strip_prefix(name));
    if let Some(minutes) = offset(bare.unwrap_or(&lower)) {
        return fixed(minutes);
    }
    word.contains('/')
        .then(|| TimeZone::get(word).ok())
        .flatten()
}

/// An offset in minutes; there is none beyond 14 hours.
fn offset(word: &str) -> Option<i32> {
    let (sign, digits) = match word.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "00"),
    };
    if !is_digits(hours) || hours.len() > 2 || !is_digits(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 14 * 60).then_some(sign * (hours * 60 + minutes))
}
