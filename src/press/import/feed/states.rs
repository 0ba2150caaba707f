//! Publication states of feed entries: expiry, embargo and access, as extensions of RSS and Atom express them.

use crate::{
    Item, dates,
    schedule::{not_after, not_before},
    xml::XmlElement,
};

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

/// Beginning and end of a period, as DCMI (`start=…; end=…`) or ISO 8601 (`…/…`) write it.
fn period_of(period: &str) -> (Option<String>, Option<String>) {
    let is_said = |part: &&str| !matches!(*part, "" | "..");
    if let Some((start, end)) = period.split_once('/') {
        let [start, end] = [start, end].map(|part| Some(part.trim()).filter(is_said));
        return (start.map(ToOwned::to_owned), end.map(ToOwned::to_owned));
    }
    let of = |name: &str| {
        let mut parts = period.split(';').map(str::trim);
        parts.find_map(|part| part.strip_prefix(name).map(|part| part.trim().to_owned()))
    };
    (of("start="), of("end="))
}

/// Until when it is there; `dcterms:valid` is a period, of which it is the end.
fn ends(tree: &XmlElement, item: &mut Item) {
    let periods = tree.local(&["valid"]).map(XmlElement::text);
    let ends = periods.filter_map(|period| period_of(&period).1);
    let written = tree.local(&ENDS).map(XmlElement::text).chain(ends);
    let written: Vec<String> = written.filter(|end| !end.trim().is_empty()).collect();
    for end in written {
        not_after(item, dates::read(&end));
    }
}

/// Before when it is not there, whatever date it shows.
fn begins(tree: &XmlElement, item: &mut Item) {
    let periods = tree.local(&["valid"]).map(XmlElement::text);
    for start in periods.filter_map(|period| period_of(&period).0) {
        not_before(item, dates::read(&start));
    }
    for text in tree.local(&BEGINNINGS).map(XmlElement::text) {
        let text = text.split([';', '/']).next().unwrap_or_default().trim();
        let text = text.strip_prefix("start=").unwrap_or(text);
        if text.is_empty() {
            continue;
        }
        not_before(item, dates::read(text));
    }
}
