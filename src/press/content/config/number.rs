//! Numbers as readers of a language write them.

use gazette_model::{Display, fill};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};

use crate::config::locale::Locale;

/// A number with its digits grouped: `1,101` in English.
pub fn display(number: u64, lang: &str) -> Display {
    Display {
        machine: number.to_string(),
        text: format(&Decimal::from(number), lang),
    }
}

/// A file's size in the words of a language: `640 KB`, `1.2 MB`, with a thousand to each step.
pub fn size(bytes: u64, locale: &Locale) -> String {
    let kilobytes = bytes.div_ceil(1000);
    let (unit, number) = if kilobytes < 1000 {
        (&locale.words.size_kilobytes, Decimal::from(kilobytes))
    } else {
        let mut megabytes = Decimal::from(bytes.div_ceil(100_000));
        megabytes.multiply_pow10(-1);
        (&locale.words.size_megabytes, megabytes)
    };
    fill(unit, &[("size", &format(&number, &locale.site.lang))])
}

/// A number as a language writes it; as it is where the language is not known.
fn format(number: &Decimal, lang: &str) -> String {
    let formatter = lang
        .parse::<icu_locale_core::Locale>()
        .ok()
        .and_then(|lang| {
            DecimalFormatter::try_new(lang.into(), DecimalFormatterOptions::default()).ok()
        });
    formatter.map_or_else(
        || number.to_string(),
        |formatter| formatter.format(number).to_string(),
    )
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
