//! First pass over an HTML text, for facts that the conversion needs beforehand.

use std::collections::BTreeSet;

use gazette_diagnostics::nfc::nfc;
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};

/// Ids that links in the same text lead to.
pub fn wanted(html: &Html) -> BTreeSet<String> {
    let anchors = select(html, "a[href^=\"#\"]");
    let hrefs = anchors.filter_map(|anchor| anchor.attr("href"));
    let written = hrefs.map(|href| href[1..].to_owned());
    let forms = |id: String| {
        let decoded = decoded(&id);
        [nfc(&decoded).into_owned(), decoded, id]
    };
    written.flat_map(forms).collect()
}

/// Number of levels by which headings move, so that the highest are of the second level.
pub fn shift(html: &Html) -> i8 {
    let level = |name: &str| name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
    let levels =
        select(html, "h1, h2, h3, h4, h5, h6").map(|heading| level(heading.value().name()));
    levels.min().map_or(0, |highest| 2 - highest.cast_signed())
}

/// The elements that a selector finds.
pub fn select<'h>(html: &'h Html, selector: &'static str) -> impl Iterator<Item = ElementRef<'h>> {
    let selector = Selector::parse(selector).ok();
    let found = selector.map(|selector| html.select(&selector).collect::<Vec<_>>());
    found.into_iter().flatten()
}

/// The id that the last part of an address names.
pub fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}
