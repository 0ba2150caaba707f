//! Blocks of HTML, which Goldmark leaves out unless the site asks for them.

use gazette_content::body::markdown;
use pulldown_cmark::{Event, Parser, Tag};

use crate::{
    ExportFormat,
    folder::{
        front::{at, says_no, text_of},
        settings::Blog,
        templates,
    },
};

/// Takes the blocks of HTML out of a text that its site does not show; `lost` is told of them. What stands between the tags of
/// a shortcode is that one's to show.
pub fn without_html(blog: &Blog, text: &str, lost: &mut Vec<String>) -> String {
    let of = |key: &str| at(&blog.all, key);
    let is_shown = of("markup.goldmark.renderer.unsafe").is_some_and(|value| !says_no(value));
    let handler = of("markup.defaultmarkdownhandler").and_then(text_of);
    let is_other = handler.is_some_and(|name| !name.eq_ignore_ascii_case("goldmark"));
    if blog.all.is_null() || is_shown || is_other || !text.contains('<') {
        return text.to_owned();
    }
    let codes = templates::pairs(ExportFormat::Hugo, text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock)) || range.start < from {
            continue;
        }
        let block = text[range.clone()].trim();
        let is_comment = block.starts_with("<!--") && block.ends_with("-->");
        if is_comment || codes.iter().any(|code| code.contains(&range.start)) {
            continue;
        }
        out.push_str(&text[from..range.start]);
        // A shortcode may stand on a line behind it.
        let code = text[range.clone()].find("{{");
        from = code.map_or(range.end, |code| range.start + code);
        out.push('\n');
        lost.push("HTML that its site did not show, since `unsafe` is off".into());
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn html_goes_where_hugo_leaves_it_out() {
        let text = "a <b>b</b>\n\n<div>\nc\n</div>\n\n**d**\n\n<!-- e -->\n\n{{< raw >}}\n<p>f</p>\n{{< /raw >}}\n\n<p>\ng\n{{< h >}}\n";
        let shown = |all| {
            let mut lost = Vec::new();
            let blog = Blog {
                all,
                ..Blog::default()
            };
            (without_html(&blog, text, &mut lost), lost.len())
        };
        let without = "a <b>b</b>\n\n\n\n**d**\n\n<!-- e -->\n\n{{< raw >}}\n<p>f</p>\n{{< /raw >}}\n\n\n{{< h >}}\n";
        assert_eq!(shown(json!({})), (without.to_owned(), 2));
        for all in [
            json!(null),
            json!({ "markup": { "goldmark": { "renderer": { "unsafe": true } } } }),
            json!({ "markup": { "defaultmarkdownhandler": "blackfriday" } }),
        ] {
            assert_eq!(shown(all), (text.to_owned(), 0));
        }
    }
}
