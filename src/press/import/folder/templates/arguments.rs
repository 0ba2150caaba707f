//! Arguments of a command: named as in `src="a.png"`, or a value alone.

/// The value of a named argument: `src="a.png"`.
pub fn argument(rest: &str, name: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = rest[from..].find(name) {
        let start = from + at;
        let is_word = rest[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        let after = rest[start + name.len()..].trim_start();
        if let Some(written) = after.strip_prefix('=').filter(|_| is_word) {
            return value(written).map(|(value, _)| value);
        }
        from = start + name.len();
    }
    None
}

/// The value that a text begins with, and the rest.
pub fn value(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let quote = text
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'));
    let (value, rest) = match quote {
        Some(quote) => text[1..].split_once(quote)?,
        None => text.split_at(
            text.find(|c: char| c.is_whitespace() || matches!(c, ')' | ','))
                .unwrap_or(text.len()),
        ),
    };
    (!value.is_empty()).then(|| (value.to_owned(), rest))
}
