//! Arguments of a command: named as in `src="a.png"`, or a value alone.

/// The value of a named argument: `src="a.png"`.
pub fn argument(rest: &str, name: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')');
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut rest = rest.trim_start_matches(is_between);
    while !rest.is_empty() {
        let key = &rest[..rest.find(|c| !is_of_key(c)).unwrap_or(rest.len())];
        let named = rest[key.len()..].trim_start().strip_prefix('=');
        let named = named.filter(|_| !key.is_empty());
        let (value, more) = any_value(named.unwrap_or(rest))?;
        if named.is_some() && key == name {
            return (!value.is_empty()).then_some(value);
        }
        // A sign that begins no value is passed over.
        let sign = rest.chars().next().map_or(0, char::len_utf8);
        let more = if more.len() < rest.len() {
            more
        } else {
            &rest[sign..]
        };
        rest = more.trim_start_matches(is_between);
    }
    None
}

/// The value that a text begins with, and the rest.
pub fn value(text: &str) -> Option<(String, &str)> {
    any_value(text).filter(|(value, _)| !value.is_empty())
}

/// The same, which may be empty.
fn any_value(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if let Some(text) = text.strip_prefix("\\\"") {
        let (value, rest) = text.split_once("\\\"")?;
        return Some((value.to_owned(), rest));
    }
    match text.chars().next() {
        Some('"') => quoted(&text[1..]),
        Some(quote @ ('\'' | '`')) => {
            let (value, rest) = text[1..].split_once(quote)?;
            Some((value.to_owned(), rest))
        }
        _ => {
            let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | ',');
            let (value, rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
            Some((value.to_owned(), rest))
        }
    }
}

/// What stands before the closing quotation mark, and the rest. A mark behind a backslash is one of the words.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut from = 0;
    loop {
        let end = from + text[from..].find('"')?;
        let Some(before) = text[from..end].strip_suffix('\\') else {
            value.push_str(&text[from..end]);
            return Some((value, &text[end + 1..]));
        };
        value.extend([before, "\""]);
        from = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_as_they_are_quoted() {
        for (rest, name, wanted) in [
            (r#" src="a.png" alt="A""#, "alt", Some("A")),
            (
                r#" caption="The \"old\" quay""#,
                "caption",
                Some("The \"old\" quay"),
            ),
            (r#" caption="\"Old\"" alt=x"#, "alt", Some("x")),
            (r#" src=\"a b.png\" alt=x"#, "src", Some("a b.png")),
            (
                r#" caption="the title = big" title="T""#,
                "title",
                Some("T"),
            ),
            (
                r#" caption='src="b.png"' src="a.png""#,
                "src",
                Some("a.png"),
            ),
            (r#" caption=`a \"b\" c`"#, "caption", Some(r#"a \"b\" c"#)),
            (r#" alt="" caption="C""#, "alt", None),
            (r#" alt="" caption="C""#, "caption", Some("C")),
            (r#"(src="a.png", alt = 'b, c')"#, "alt", Some("b, c")),
            (r#" "positional" = title="T""#, "title", Some("T")),
            (r#" subtitle="S" / "#, "title", None),
            (r#" caption="never closed"#, "caption", None),
        ] {
            assert_eq!(argument(rest, name).as_deref(), wanted, "{rest}");
        }
        assert_eq!(value(r#" "a \"b\"" c"#), Some(("a \"b\"".into(), " c")));
    }
}
