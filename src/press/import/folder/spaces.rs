//! Addresses with spaces: `[report](/files/My Report.pdf)` is a link to Jekyll, and meant as one by everybody.

use crate::folder::code;

/// Puts such addresses in brackets, as CommonMark wants them.
pub fn in_brackets(text: &str) -> String {
    code::change(text, &mut links, &mut str::to_owned)
}

fn links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        out.extend([before, "]("]);
        rest = after;
        let Some(end) = end(after) else {
            continue;
        };
        let (address, title) = title(&after[..end]);
        let is_apart = address.trim().contains(' ') && !address.contains(['<', '>', '"']);
        if is_apart {
            out.extend(["<", address.trim(), ">", title, ")"]);
            rest = &after[end + 1..];
        }
    }
    out.push_str(rest);
    out
}

/// Finds the closing bracket on the same line.
fn end(text: &str) -> Option<usize> {
    let mut open = 0;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// An address, and the title in quotation marks behind it.
fn title(inside: &str) -> (&str, &str) {
    let trimmed = inside.trim_end();
    for quote in ['"', '\''] {
        let opening = format!(" {quote}");
        if let Some(text) = trimmed.strip_suffix(quote)
            && let Some(at) = text.find(&opening)
        {
            return (&inside[..at], &inside[at..trimmed.len()]);
        }
    }
    (inside, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_with_spaces_change() {
        for (text, wanted) in [
            (
                "[report](/files/My Report.pdf).",
                "[report](</files/My Report.pdf>).",
            ),
            (
                "![A](/a b.png \"T\") [c](d)",
                "![A](</a b.png> \"T\") [c](d)",
            ),
            (
                "[a](/My Report (final).pdf 'x y')",
                "[a](</My Report (final).pdf> 'x y')",
            ),
            ("[a](b \"t u\") `[a](b c)`", "[a](b \"t u\") `[a](b c)`"),
            ("[a](<b c>) [d]( e )", "[a](<b c>) [d]( e )"),
            ("[a](b\nc d)", "[a](b\nc d)"),
        ] {
            assert_eq!(in_brackets(text), wanted, "{text}");
        }
    }
}
