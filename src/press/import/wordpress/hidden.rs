//! Blocks that WordPress or a plug-in hides from all or some readers.

use serde_json::Value;

use crate::guards::is_guard;

/// Parts of the names of settings by which plug-ins keep a block for some readers.
const SETTINGS: [&str; 13] = [
    "restrict",
    "private",
    "protect",
    "membersonly",
    "membership",
    "loggedin",
    "paywall",
    "passster",
    "password",
    "contentcontrol",
    "condition",
    "secret",
    "roles",
];

/// Values of such settings by which everyone sees a block.
const OPEN: [&str; 12] = [
    "", "0", "no", "false", "none", "off", "all", "everyone", "public", "visible", "always",
    "default",
];

/// Tells whether a block is hidden, by its name or its settings.
pub fn is_hidden(name: &str, settings: &Value) -> bool {
    let is_set = |value: &Value| match value {
        Value::Bool(is_set) => *is_set,
        Value::Array(list) => list
            .iter()
            .any(|set| set["enable"].as_bool().unwrap_or(true)),
        _ => false,
    };
    let own = &settings["blockVisibility"];
    let core = &settings["metadata"]["blockVisibility"];
    *core == Value::Bool(false)
        || *own == Value::Bool(false)
        || is_set(&own["hideBlock"])
        || is_set(&own["controlSets"])
        || is_guard(name)
        || keeps(settings)
}

/// Tells whether a setting, at any depth, keeps a block for some readers.
fn keeps(settings: &Value) -> bool {
    match settings {
        Value::Array(values) => values.iter().any(keeps),
        Value::Object(table) => table.iter().any(|(key, value)| {
            let key = key.to_lowercase().replace(['_', '-'], "");
            let is_one = key == "visibility" || SETTINGS.iter().any(|part| key.contains(part));
            match value {
                _ if key == "blockvisibility" => false,
                Value::Object(inner) if is_one => {
                    let is_off = inner.get("enabled").is_some_and(is_open);
                    !is_off && !inner.is_empty()
                }
                Value::Array(_) | Value::Object(_) if !is_one => keeps(value),
                value => is_one && !is_open(value),
            }
        }),
        _ => false,
    }
}

fn is_open(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(is_set) => !is_set,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => OPEN.contains(&text.trim().to_lowercase().as_str()),
        Value::Array(values) => values.is_empty(),
        Value::Object(table) => table.is_empty(),
    }
}
