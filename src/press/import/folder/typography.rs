//! Signs that generators make of others in texts, where the Markdown that press reads would lose words.

use std::sync::LazyLock;

use regex::Regex;

use crate::folder::code;

/// Words between two signs in the midst of a text. What stands before a backslash is left.
static QUOTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(^|[^\\<>{])<<((?:[^<>\n]+\n?)+)>>([^<>}]|$)").ok());

/// `<<words>>` in guillemets, as Hugo and kramdown show them; to others they are an element of HTML.
pub fn guillemets(text: &str) -> String {
    let Some(quoted) = QUOTED.as_ref().filter(|_| text.contains("<<")) else {
        return text.to_owned();
    };
    code::change(
        text,
        &mut |text| quoted.replace_all(text, "$1«$2»$3").into_owned(),
        &mut str::to_owned,
    )
}

/// Line breaks as kramdown has them: two backslashes at the end of a line.
pub fn line_breaks(text: &str) -> String {
    if !text.contains("\\\\\n") {
        return text.to_owned();
    }
    code::change(
        text,
        &mut |text| {
            let mut out = String::with_capacity(text.len());
            let mut lines = text.split_inclusive('\n').peekable();
            while let Some(line) = lines.next() {
                let is_last = lines.peek().is_none_or(|next| next.trim().is_empty());
                let words = line.trim_end_matches('\n');
                let slashes = words.len() - words.trim_end_matches('\\').len();
                let is_break = slashes > 0
                    && slashes % 2 == 0
                    && words.len() < line.len()
                    && !is_last
                    && !words.starts_with(['#', '|']);
                // Of two the second is the break to others, too.
                out.push_str(if is_break {
                    &words[..words.len() - 1]
                } else {
                    words
                });
                out.push_str(&line[words.len()..]);
            }
            out
        },
        &mut str::to_owned,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_angle_brackets_stay() {
        for (text, wanted) in [
            ("Say <<guil>>.", "Say «guil»."),
            ("<<a>> and <<b\nc>>", "«a» and «b\nc»"),
            ("<< a >>", "« a »"),
            ("`<<a>>` <<b>>", "`<<a>>` «b»"),
            ("\\<<a>>", "\\<<a>>"),
            ("a << b", "a << b"),
            ("<<a\n\nb>>", "<<a\n\nb>>"),
            (">> quoted", ">> quoted"),
            ("{{<< x >>}}", "{{<< x >>}}"),
            ("<b>x</b> <i>", "<b>x</b> <i>"),
            ("    <<code>>\n", "    <<code>>\n"),
        ] {
            assert_eq!(guillemets(text), wanted, "{text}");
        }
    }

    #[test]
    fn lines_end_where_two_backslashes_say_so() {
        for (text, wanted) in [
            ("line\\\\\nnext\n", "line\\\nnext\n"),
            ("line\\\nnext\n", "line\\\nnext\n"),
            ("line\\\\\n\nnext\n", "line\\\\\n\nnext\n"),
            ("line\\\\", "line\\\\"),
            ("a\\\\\\\\\nb\n", "a\\\\\\\nb\n"),
            ("```\na\\\\\nb\n```\n", "```\na\\\\\nb\n```\n"),
            ("## a\\\\\nb\n", "## a\\\\\nb\n"),
        ] {
            assert_eq!(line_breaks(text), wanted, "{text}");
        }
    }
}
