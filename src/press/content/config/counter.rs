//! `[counter]` of `site.toml`: who counts views while the site is read.

use gazette_diagnostics::problem::Problems;
use gazette_diagnostics::rule;
use url::Url;

use crate::{
    config::service,
    toml::{Fields, Located},
};

/// A GoatCounter site.
#[derive(Hash)]
pub struct Counter {
    /// Its address without a slash at the end: `https://example.goatcounter.com`.
    pub site: String,
    /// Scheme, host and port of that.
    pub origin: String,
}

/// Reads `[counter]`.
pub fn read(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<Counter> {
    let table = fields.table("counter", problems)?;
    let mut keys = Fields::new(fields.area, table.value, table.span);
    let address = keys.required("goatcounter", problems);
    keys.finish(problems);
    let Located { value, span } = address.filter(|address| !address.value.trim().is_empty())?;
    let counter = parse(&value);
    if counter.is_none() {
        problems.push(
            fields
                .area
                .problem(
                    &rule::SITE_BAD_URL,
                    "`goatcounter` is not the address of a GoatCounter site",
                    span,
                    "not such an address",
                )
                .help("Write the site's address as it stands in GoatCounter's own pages, without /count: \"https://example.goatcounter.com\". Only on this machine, 127.0.0.1 or localhost, may it begin with http."),
        );
    }
    counter
}

fn parse(text: &str) -> Option<Counter> {
    let url = Url::parse(text).ok()?;
    let path = url.path().trim_end_matches('/');
    // What GoatCounter's snippet for other pages names.
    let is_site = !path.ends_with("/count");
    let origin = url.origin().ascii_serialization();
    (service::is_safe(&url) && url.query().is_none() && is_site).then(|| Counter {
        site: format!("{origin}{path}"),
        origin,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_safe_or_on_this_machine() {
        for (text, site, origin) in [
            (
                "https://a.goatcounter.com/",
                "https://a.goatcounter.com",
                "https://a.goatcounter.com",
            ),
            (
                "https://Stats.Example:8443/gc/",
                "https://stats.example:8443/gc",
                "https://stats.example:8443",
            ),
            (
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8080",
            ),
            ("http://localhost", "http://localhost", "http://localhost"),
        ] {
            let found = parse(text).map(|counter| (counter.site, counter.origin));
            assert_eq!(found, Some((site.into(), origin.into())), "{text}");
        }
        for bad in [
            "a.goatcounter.com",
            "//a.goatcounter.com",
            "http://a.goatcounter.com",
            "http://127.0.0.1.example",
            "https://me:secret@a.goatcounter.com",
            "https://a.goatcounter.com/count",
            "https://a.goatcounter.com/?a=1",
            "https://a.goatcounter.com/#a",
            "https://[::1]",
            "ftp://a.goatcounter.com",
            "data:text/plain,a",
        ] {
            assert!(parse(bad).is_none(), "{bad}");
        }
    }
}
