//! Attributes of blocks, which Goldmark reads where the site asks for it: `{.wide #map}` on a line behind a block.

use crate::folder::{
    code,
    front::{at, says_no},
    hiding::{HIDDEN, says_hidden, take_block},
    settings::Blog,
};

/// Takes the lines with attributes out, and the blocks that they hide, of which `lost` is told.
pub fn without_attributes(blog: &Blog, text: &str, lost: &mut Vec<String>) -> String {
    let setting = at(&blog.all, "markup.goldmark.parser.attribute.block");
    if setting.is_none_or(says_no) || !text.contains('{') {
        return text.to_owned();
    }
    let code = code::ranges(text);
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_code = code.iter().any(|range| range.contains(&at));
        if is_code || !is_attributes(line.trim()) {
            out.push(line.to_owned());
        } else {
            if says_hidden(line.trim().trim_matches(['{', '}'])) {
                take_block(&mut out);
                lost.push(HIDDEN.into());
            }
            out.push("\n".repeat(usize::from(line.ends_with('\n'))));
        }
        at += line.len();
    }
    out.concat()
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
        let mut lost = Vec::new();
        assert_eq!(without_attributes(&plain, text, &mut lost), text);
        let reads = json!({"markup": {"goldmark": {"parser": {"attribute": {"block": true}}}}});
        assert_eq!(
            without_attributes(&blog(reads.clone()), text, &mut lost),
            "| a |\n|---|\n\n\nb {.c}\n\n```\n{.d}\n```\n\n\n{{ x }}\n"
        );
        assert!(lost.is_empty(), "{lost:?}");
        let hidden = "a\n\nSECRET\nSECRET\n{style=\"display:none\"}\n\nb\n{.hidden}\n";
        assert_eq!(
            without_attributes(&blog(reads), hidden, &mut lost),
            "a\n\n\n\nb\n\n"
        );
        assert_eq!(lost, [HIDDEN]);
    }
}
