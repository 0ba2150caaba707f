//! Publication states of feed entries: expiry, embargo and access, as extensions of RSS and Atom express them.

use crate::{Item, dates, schedule::not_before, xml::XmlElement};

/// Elements that say until when an entry is there.
const ENDS: [&str; 6] = [
    "expires",
    "expiry",
    "expire",
    "expirationDate",
    "expirationdate",
    "expiration",
];

/// Elements that say before when an entry is not there.
const BEGINNINGS: [&str; 3] = ["available", "embargoDate", "embargodate"];

/// Elements that say who sees an entry.
const STATES: [&str; 2] = ["status", "visibility"];

/// Marks an entry as its feed means it to be held back.
pub fn hold(tree: &XmlElement, item: &mut Item) {
    if tree.has_prefix("wp") {
        item.withheld = Some(
            "it is of an export of WordPress, which says more of it: import it as `wordpress`"
                .into(),
        );
        return;
    }
    let drafts = tree
        .local(&["control"])
        .flat_map(|control| control.local(&["draft"]));
    let is_set =
        |tree: &XmlElement| !matches!(word(&tree.text()).as_str(), "" | "no" | "false" | "0");
    item.is_draft |= drafts.chain(tree.local(&["draft"])).any(is_set);
    for state in tree.local(&STATES) {
        let written = state
            .attribute("state")
            .map_or_else(|| state.text(), ToOwned::to_owned);
        match word(&written).as_str() {
            "" | "live" | "publish" | "published" | "public" | "active" | "open" | "online"
            | "final" => {}
            "draft" | "pending" | "scheduled" | "future" | "review" => item.is_draft = true,
            other => item.withheld = Some(format!("its status is \"{other}\"")),
        }
    }
    ends(tree, item);
    begins(tree, item);
}

fn word(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Until when it is there; `dcterms:valid` is a period (DCMI Period), of which it is the end.
fn ends(tree: &XmlElement, item: &mut Item) {
    let periods = tree.local(&["valid"]).map(XmlElement::text);
    let ends = periods.filter_map(|period| {
        let mut parts = period.split(';').map(str::trim);
        parts.find_map(|part| part.strip_prefix("end=").map(ToOwned::to_owned))
    });
    let written = tree.local(&ENDS).map(XmlElement::text).chain(ends);
    if let Some(end) = written.filter(|end| !end.trim().is_empty()).last() {
        item.expires_at = Some(dates::read(&end));
    }
}

/// Before when it is not there, whatever date it shows.
fn begins(tree: &XmlElement, item: &mut Item) {
    for text in tree.local(&BEGINNINGS).map(XmlElement::text) {
        let text = text.split(';').next().unwrap_or_default().trim();
        let text = text.strip_prefix("start=").unwrap_or(text);
        if text.is_empty() {
            continue;
        }
        not_before(item, dates::read(text));
    }
}
