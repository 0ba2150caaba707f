//! Attributes of blocks, which Goldmark reads where the site asks for it: `{.wide #map}` on a line behind a block.

use crate::folder::{
    code,
    front::{at, says_no},
    settings::Blog,
};

/// Takes the lines with attributes out.
pub fn without_attributes(blog: &Blog, text: &str) -> String {
    let setting = at(&blog.all, "markup.goldmark.parser.attribute.block");
    if setting.is_none_or(says_no) || !text.contains('{') {
        return text.to_owned();
    }
    let code = code::ranges(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_code = code.iter().any(|range| range.contains(&at));
        if is_code || !is_attributes(line.trim()) {
            out.push_str(line);
        } else if line.ends_with('\n') {
            out.push('\n');
        }
        at += line.len();
    }
    out
}

fn is_attributes(line: &str) -> bool {
    let inside = line
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    inside.is_some_and(|inside| {
        let begins = |c: char| c.is_alphabetic() || matches!(c, '.' | '#' | ' ');
        inside.starts_with(begins) && !inside.contains(['{', '}'])
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn attributes_go_where_they_are_read() {
        let text =
            "| a |\n|---|\n{.wide}\n\nb {.c}\n\n```\n{.d}\n```\n\n{ #e .f g=\"h\" }\n{{ x }}\n";
        let blog = |all| Blog {
            all,
            ..Blog::default()
        };
        let plain = blog(json!({}));
        assert_eq!(without_attributes(&plain, text), text);
        let reads = json!({"markup": {"goldmark": {"parser": {"attribute": {"block": true}}}}});
        assert_eq!(
            without_attributes(&blog(reads), text),
            "| a |\n|---|\n\n\nb {.c}\n\n```\n{.d}\n```\n\n\n{{ x }}\n"
        );
    }
}
