//! Publication states of JSON Feed items, as extensions express them; the names of these begin with `_`.

use serde_json::Value;

use crate::{
    Item, dates,
    json_feed::text_of,
    schedule::{not_before, note_zone},
};

/// Extensions in extensions are looked at so deeply.
const DEPTH: usize = 4;

/// Marks an item as its feed means it to be held back.
pub fn hold(entry: &Value, item: &mut Item) {
    let Some(entries) = entry.as_object() else {
        return;
    };
    for (name, value) in entries {
        match name.strip_prefix('_') {
            Some(name) => extension(name, value, item, DEPTH),
            // What no version of JSON Feed has is an extension too.
            None if !value.is_object() && !value.is_array() => extension(name, value, item, 0),
            None => {}
        }
    }
    note_zone(item);
}

fn extension(name: &str, value: &Value, item: &mut Item, depth: usize) {
    said(&name.to_lowercase(), value, item);
    if let Some(inner) = value.as_object().filter(|_| depth > 0) {
        for (name, value) in inner {
            extension(name.trim_start_matches('_'), value, item, depth - 1);
        }
    }
}

fn said(name: &str, value: &Value, item: &mut Item) {
    let word = text_of(value).map(|text| text.to_lowercase());
    let is_set = match value {
        Value::Bool(is_set) => *is_set,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(_) => !matches!(word.as_deref(), None | Some("false" | "no" | "0")),
        _ => false,
    };
    match name {
        "draft" | "is_draft" | "isdraft" | "scheduled" | "is_scheduled" if is_set => {
            item.is_draft = true;
        }
        "published" | "is_published" | "public" | "is_public" | "visible"
            if *value == Value::Bool(false) =>
        {
            item.is_draft = true;
        }
        "private" | "is_private" | "hidden" | "is_hidden" | "deleted" | "is_deleted"
        | "trashed" | "members_only" | "password" | "embargoed" | "unlisted" | "expired"
        | "is_expired"
            if is_set =>
        {
            item.withheld = Some(format!("its feed says \"{name}\" of it"));
        }
        "status" | "state" | "post_status" | "visibility" | "access" => match word.as_deref() {
            None
            | Some("publish" | "published" | "public" | "live" | "active" | "final" | "open") => {}
            Some("draft" | "pending" | "scheduled" | "future" | "review") => item.is_draft = true,
            Some(other) => item.withheld = Some(format!("its {name} is \"{other}\"")),
        },
        "embargo" | "publish_at" | "available_at" | "available" | "date_available"
        | "embargo_until" => {
            if let Some(written) = &word {
                not_before(item, dates::read(written));
            }
        }
        name if name.contains("expir")
            || matches!(name, "unpublish_at" | "date_unpublished" | "valid_until") =>
        {
            let date = text_of(value)
                .map(|text| dates::since_1970(&text).map_or_else(|| dates::read(&text), Ok));
            item.expires_at = date.or(item.expires_at.take());
        }
        _ => {}
    }
}
