//! Publication states of JSON Feed items, as extensions express them; the names of these begin with `_`.

use serde_json::Value;

use crate::{
    Item, dates,
    json_feed::text_of,
    schedule::{not_after, not_before, note_zone},
};

/// Extensions in extensions are looked at so deeply.
const DEPTH: usize = 4;

/// Marks an item as its feed means it to be held back.
pub fn hold(entry: &Value, item: &mut Item) {
    let Some(entries) = entry.as_object() else {
        return;
    };
    for (name, value) in entries {
        // What no version of JSON Feed has is an extension too.
        let depth = if name.starts_with('_') { DEPTH } else { 0 };
        extension(name, value, item, depth);
    }
    note_zone(item);
}

fn extension(name: &str, value: &Value, item: &mut Item, depth: usize) {
    said(&flat(name), value, item);
    if let Some(inner) = value.as_object().filter(|_| depth > 0) {
        for (name, value) in inner {
            extension(name, value, item, depth - 1);
        }
    }
}

/// A name as all spellings of it are alike: `membersOnly`, `members-only` and `_members_only`.
fn flat(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Flags that say, where they are on, that it waits for somebody.
const DRAFTS: [&str; 8] = [
    "draft",
    "isdraft",
    "scheduled",
    "isscheduled",
    "pending",
    "ispending",
    "unpublished",
    "isunpublished",
];

/// Flags that say it is there, and so where they are off that it is not.
const SHOWN: [&str; 16] = [
    "published",
    "ispublished",
    "public",
    "ispublic",
    "visible",
    "isvisible",
    "listed",
    "islisted",
    "live",
    "islive",
    "active",
    "isactive",
    "enabled",
    "isenabled",
    "available",
    "approved",
];

/// Flags that say, where they are on, that it is not for everyone.
const CLOSED: [&str; 18] = [
    "hidden",
    "ishidden",
    "deleted",
    "isdeleted",
    "trashed",
    "istrashed",
    "unlisted",
    "isunlisted",
    "expired",
    "isexpired",
    "locked",
    "islocked",
    "paid",
    "ispaid",
    "premium",
    "ispremium",
    "internal",
    "confidential",
];

/// Parts of the names of such flags.
const GUARDS: [&str; 13] = [
    "private",
    "protect",
    "restrict",
    "membersonly",
    "memberonly",
    "subscribersonly",
    "subscriberonly",
    "paidonly",
    "password",
    "paywall",
    "requireslogin",
    "loginrequired",
    "secret",
];

/// Names of what is one of several states.
const STATES: [&str; 10] = [
    "status",
    "state",
    "poststatus",
    "publishstatus",
    "publicationstatus",
    "workflowstate",
    "visibility",
    "access",
    "accesslevel",
    "audiencelevel",
];

/// States in which everyone sees it.
const OPEN: [&str; 18] = [
    "publish",
    "published",
    "public",
    "live",
    "active",
    "final",
    "open",
    "all",
    "everyone",
    "anyone",
    "visible",
    "listed",
    "online",
    "approved",
    "free",
    "default",
    "true",
    "yes",
];

/// Names of the moment before which nobody sees it, other than those with an embargo in them.
const BEGINNINGS: [&str; 19] = [
    "publishat",
    "publishon",
    "publishdate",
    "publishafter",
    "publishfrom",
    "published",
    "publishedat",
    "publishedon",
    "available",
    "availableat",
    "availablefrom",
    "dateavailable",
    "scheduledat",
    "scheduledfor",
    "scheduledon",
    "releaseat",
    "releasedate",
    "visiblefrom",
    "liveat",
];

/// Names of the moment from which on nobody sees it, other than those with an expiry in them.
const ENDS: [&str; 8] = [
    "dateunpublished",
    "validuntil",
    "validthrough",
    "availableuntil",
    "availabletill",
    "visibleuntil",
    "takedownat",
    "removeat",
];

fn said(name: &str, value: &Value, item: &mut Item) {
    let words = words(value);
    let flag = words.first().map(String::as_str);
    let is_off = matches!(flag, Some("false" | "no" | "0" | "off" | "n" | "never"));
    let is_set = flag.is_some() && !is_off;
    let is_end = ENDS.contains(&name) || name.contains("expir") || name.starts_with("unpublish");
    // A truth value is no moment.
    let moment = words.iter().find(|word| !is_truth(word));
    if DRAFTS.contains(&name) && is_set || SHOWN.contains(&name) && is_off {
        item.is_draft = true;
    } else if is_set && (CLOSED.contains(&name) || GUARDS.iter().any(|guard| name.contains(guard)))
    {
        item.withheld = Some(format!("its feed says \"{name}\" of it"));
    } else if STATES.contains(&name) {
        for word in &words {
            state(name, word, item);
        }
    } else if name.contains("embargo") && is_set && moment.is_none() {
        item.withheld = Some(format!("its feed says \"{name}\" of it"));
    } else if BEGINNINGS.contains(&name) || name.contains("embargo") {
        if let Some(written) = moment {
            not_before(item, read(written));
        }
    } else if is_end && let Some(written) = moment {
        not_after(item, read(written));
    }
}

fn state(name: &str, word: &str, item: &mut Item) {
    match word {
        _ if OPEN.contains(&word) => {}
        "draft" | "pending" | "scheduled" | "future" | "review" | "false" | "no" => {
            item.is_draft = true;
        }
        other => item.withheld = Some(format!("its {name} is \"{other}\"")),
    }
}

fn is_truth(word: &str) -> bool {
    matches!(
        word,
        "true" | "false" | "yes" | "no" | "on" | "off" | "0" | "1" | "n" | "y" | "never"
    )
}

fn read(written: &str) -> Result<String, String> {
    dates::since_1970(written).map_or_else(|| dates::read(written), Ok)
}

/// What a value says, in small letters: a text, or those that a list or table holds.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::Bool(is_set) => vec![is_set.to_string()],
        Value::Array(values) => values.iter().flat_map(shallow).collect(),
        Value::Object(table) => {
            let keys = [
                "enabled", "level", "value", "type", "name", "status", "state", "date", "at",
                "until", "on", "slug",
            ];
            let found = keys.iter().filter_map(|key| table.get(*key));
            found.flat_map(shallow).collect()
        }
        value => shallow(value),
    }
}

fn shallow(value: &Value) -> Vec<String> {
    match value {
        Value::Bool(is_set) => vec![is_set.to_string()],
        value => text_of(value)
            .map(|text| text.to_lowercase())
            .into_iter()
            .collect(),
    }
}
