//! Numbers as readers of a language write them.

use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::Locale;

use crate::model::Display;

/// A number with its digits grouped: `1,101` in English.
pub fn display(number: u64, lang: &str) -> Display {
    let machine = number.to_string();
    let text = lang
        .parse::<Locale>()
        .ok()
        .and_then(|locale| {
            DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()
        })
        .map_or_else(
            || machine.clone(),
            |formatter| formatter.format(&Decimal::from(number)).to_string(),
        );
    Display { machine, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_by_language() {
        assert_eq!(display(1101, "en").text, "1,101");
        assert_eq!(display(1_234_567, "de").text, "1.234.567");
        assert_eq!(display(1101, "zh-Hant-TW").text, "1,101");
        assert_eq!(display(1101, "en").machine, "1101");
    }
}
