//! Suggestions for misspelt names.

/// "Did you mean …?", or else all there is to choose from.
pub fn suggest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let near = names
        .iter()
        .map(|name| (strsim::jaro_winkler(wrong, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, name)) => format!("Did you mean `{name}`?"),
        None if names.is_empty() => "There is none to choose from.".into(),
        None => format!("Choose from: {}.", names.join(", ")),
    }
}
