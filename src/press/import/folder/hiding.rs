//! Attributes of Markdown by which browsers hide a block or words: `{: style="display:none"}`.

use crate::html::hides;

/// Line of a report about them.
pub const HIDDEN: &str = "what its attributes hide from readers";

/// Tells whether attributes hide what they belong to.
pub fn says_hidden(attributes: &str) -> bool {
    let mut rest = attributes.trim_start_matches(':').trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let mut value = None;
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (start, end) = match quote {
                Some(quote) => (1, after[1..].find(quote).map(|end| end + 1)),
                None => (0, after.find(char::is_whitespace)),
            };
            let end = end.unwrap_or(after.len());
            value = Some(&after[start..end]);
            rest = after[end..].trim_start_matches(['"', '\'']);
        }
        // A name alone is no attribute of Markdown.
        let is_hidden = |value: &str| match name {
            "hidden" => !matches!(value, "false" | "until-found"),
            "style" => hides(value),
            _ => false,
        };
        if value.is_some_and(is_hidden) {
            return true;
        }
        rest = rest.trim_start();
    }
    false
}

/// Takes the last block out of a text that is being written: the lines down to its end from the last empty one.
pub fn take_block(lines: &mut Vec<String>) {
    while lines.last().is_some_and(|line| !line.trim().is_empty()) {
        lines.pop();
    }
}

/// Takes the words out that attributes behind them belong to: a link, a picture, emphasis or code.
pub fn take_words(out: &mut String) {
    let Some(last) = out.chars().next_back() else {
        return;
    };
    let start = match last {
        ')' | ']' => out.rfind('['),
        '>' => out.rfind('<'),
        mark => {
            let plain = out.trim_end_matches(mark);
            let begin = plain.rfind(mark);
            begin.map(|begin| plain[..=begin].trim_end_matches(mark).len())
        }
    };
    out.truncate(start.unwrap_or(0));
    if out.ends_with('!') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::{says_hidden, take_words};

    #[test]
    fn attributes_say_what_is_hidden() {
        for (attributes, is) in [
            ("hidden", false),
            (".x hidden=1 #y", true),
            ("hidden=\"\"", true),
            ("style=\"color:red; display:none\" .x", true),
            ("style='visibility: hidden'", true),
            (": .a hidden=hidden", true),
            (".hidden", false),
            ("#hidden", false),
            ("title=\"a hidden place\"", false),
            ("style=\"color:red\"", false),
            ("hidden=false", false),
        ] {
            assert_eq!(says_hidden(attributes), is, "{attributes}");
        }
    }

    #[test]
    fn words_go_with_their_marks() {
        for (text, rest) in [
            ("a **b**", "a "),
            ("a *b c*", "a "),
            ("a `b`", "a "),
            ("a [b](c)", "a "),
            ("a ![b](c)", "a "),
            ("a <c>", "a "),
        ] {
            let mut out = text.to_owned();
            take_words(&mut out);
            assert_eq!(out, rest);
        }
    }
}
