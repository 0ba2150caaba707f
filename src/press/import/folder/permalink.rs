//! Addresses by pattern: `/:year/:month/:slug/`.

use jiff::{civil::DateTime, fmt::strtime};

/// Fills in a pattern; `part` knows what names stand for that are no dates, and `date` is as manuscripts write it. Names
/// that nothing knows stand for nothing.
pub fn fill(pattern: &str, date: &str, part: &dyn Fn(&str) -> Option<String>) -> String {
    let mut address = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        address.push_str(before);
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let found = part(name).or_else(|| of_date(name, date));
        address.push_str(&found.unwrap_or_default());
        rest = after;
    }
    address.push_str(rest);
    while address.contains("//") {
        address = address.replace("//", "/");
    }
    address
}

/// A part of a date; names of months and days are English.
fn of_date(name: &str, date: &str) -> Option<String> {
    let pattern = match name {
        "year" | "2006" => "%Y",
        "short_year" | "06" => "%y",
        "month" | "01" => "%m",
        "i_month" | "1" => "%-m",
        "monthname" | "long_month" | "January" => "%B",
        "short_month" | "Jan" => "%b",
        "day" | "02" => "%d",
        "i_day" | "2" => "%-d",
        "weekday" => "%w",
        "weekdayname" | "long_day" | "Monday" => "%A",
        "short_day" | "Mon" => "%a",
        "yearday" => "%-j",
        "y_day" => "%j",
        "w_year" => "%G",
        "week" => "%V",
        "w_day" => "%u",
        "hour" | "15" => "%H",
        "minute" | "04" => "%M",
        "second" | "05" => "%S",
        _ => return None,
    };
    let day = date.get(..10)?;
    let time = date.get(11..19).unwrap_or("00:00:00");
    let when: DateTime = format!("{day}T{time}").parse().ok()?;
    strtime::format(pattern, when).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let part = |name: &str| match name {
            "slug" => Some("a-b".to_owned()),
            "categories" => Some(String::new()),
            "output_ext" => Some(".html".to_owned()),
            _ => None,
        };
        for (pattern, filled) in [
            ("/:year/:i_month/:slug/", "/2020/3/a-b/"),
            ("/:categories/:slug:output_ext", "/a-b.html"),
            ("/:year/W:week/:short_day/:slug", "/2020/W10/Wed/a-b"),
            (
                "/:y_day/:yearday/:monthname/:2006/:01/",
                "/064/64/March/2020/03/",
            ),
            ("/:hour:minute/:nothing/", "/1005/"),
        ] {
            assert_eq!(
                fill(pattern, "2020-03-04T10:05:00+08:00", &part),
                filled,
                "{pattern}"
            );
        }
        assert_eq!(fill("/:year/:slug/", "", &part), "/a-b/");
    }
}
