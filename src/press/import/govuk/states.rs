//! Publication states of GOV.UK documents: drafts, limited access, withdrawal.

use serde_json::Value;

use crate::{Item, dates, json_feed::text_of, text};

/// Marks a document as its state asks for.
pub fn hold(document: &Value, item: &mut Item) {
    let of = |name: &str| text_of(&document[name]);
    if is_limited(&document["access_limited"]) {
        item.withheld = Some("access to it is limited".into());
    }
    let kinds = [of("document_type"), of("schema_name")];
    for kind in kinds.into_iter().flatten() {
        if matches!(
            kind.as_str(),
            "gone"
                | "redirect"
                | "unpublishing"
                | "vanish"
                | "placeholder"
                | "coming_soon"
                | "special_route"
        ) {
            item.withheld = Some(format!(
                "it is no document, but stands for one: its type is \"{kind}\""
            ));
        }
    }
    let states = [
        "publication_state",
        "publishing_state",
        "state",
        "content_store",
    ];
    for state in states.into_iter().filter_map(of) {
        match state.to_lowercase().as_str() {
            "published" | "live" | "withdrawn" => {}
            "draft" | "submitted" | "scheduled" | "rejected" => item.is_draft = true,
            other => item.withheld = Some(format!("its state is \"{other}\"")),
        }
    }
    if of("publishing_scheduled_at").is_some() {
        item.is_draft = true;
        item.made
            .push("that it is a draft: it was to be published later".into());
    }
    withdrawn(&document["withdrawn_notice"], item);
}

fn is_limited(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
        value => *value == Value::Bool(true),
    }
}

/// Keeps a withdrawn document readable, with a note above it. If its date is missing, that of the last change counts.
fn withdrawn(notice: &Value, item: &mut Item) {
    if notice.as_object().is_none_or(serde_json::Map::is_empty) {
        return;
    }
    let why = text_of(&notice["explanation"]).map(|why| text::plain(&why));
    let why = why.filter(|why| !why.is_empty()).unwrap_or_else(|| {
        item.made
            .push("why it was withdrawn: the export does not say".into());
        "This was withdrawn.".into()
    });
    let written = text_of(&notice["withdrawn_at"]).map(|date| dates::read(&date));
    let last = [&item.modified, &item.published]
        .into_iter()
        .flatten()
        .find_map(|date| date.as_ref().ok());
    match written.and_then(Result::ok).or_else(|| last.cloned()) {
        Some(date) => item.withdrawn = Some((date, why)),
        None => {
            item.withheld = Some(format!(
                "it was withdrawn, and the export does not say when: {why}"
            ));
        }
    }
}
