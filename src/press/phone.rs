//! Telephone numbers as links (RFC 3966).

use phonenumber::{Mode, country};

use crate::model::Display;

/// Reads a number as people write it; `None` if it cannot be dialled. One without country code is of `country`.
pub fn parse(text: &str, country: Option<country::Id>) -> Option<Display> {
    let number = phonenumber::parse(country, text).ok()?;
    number.is_valid().then(|| Display {
        machine: number.format().mode(Mode::Rfc3966).to_string(),
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_links_with_country_and_extension() {
        let link = |text| parse(text, Some(country::TW)).map(|phone| phone.machine);
        assert_eq!(
            link("(02)2754-1255 ext.2621").as_deref(),
            Some("tel:+886-2-2754-1255;ext=2621")
        );
        assert_eq!(
            link("0800-000-256").as_deref(),
            Some("tel:+886-800-000-256")
        );
        assert_eq!(
            link("+886-972-630-223").as_deref(),
            Some("tel:+886-972-630-223")
        );
        assert_eq!(link("12"), None);
        assert_eq!(link("call us"), None);
        assert_eq!(parse("2754-1255", None), None);
    }
}
