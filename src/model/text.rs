//! Display strings: text that press has already put into the reader's language and time zone.

use serde::{Deserialize, Serialize};

/// A value for machines beside its text for readers: a date, a number, a telephone link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Display {
    /// RFC 3339 for dates, digits for numbers, an RFC 3966 `tel:` URI for telephone numbers.
    pub machine: String,
    /// Text that readers see, such as `2017-10-19 16:58` or `1,101`.
    pub text: String,
}

/// Replaces each `{name}` of a template by its value; a name that is not given stays as it is.
///
/// ```
/// assert_eq!(gazette_model::fill("{n} results", &[("n", "3")]), "3 results");
/// ```
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let named = tail.find('}').and_then(|close| {
            values
                .iter()
                .find(|(name, _)| *name == &tail[1..close])
                .map(|(_, value)| (close, value))
        });
        if let Some((close, value)) = named {
            out.push_str(value);
            rest = &tail[close + 1..];
        } else {
            out.push('{');
            rest = &tail[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_what_is_named_and_keeps_the_rest() {
        assert_eq!(
            fill("{a} of {b}, {c} {", &[("a", "1"), ("b", "{a}")]),
            "1 of {a}, {c} {"
        );
    }
}
