//! The block editor's blocks: HTML between comments that say what it is.

use serde_json::Value;

use crate::{
    guards::is_paywall,
    wordpress::{embeds, hidden::is_hidden, paragraphs::paragraphs, shortcodes},
};

/// Blocks that are nothing but space, or are read elsewhere.
const EMPTY: [&str; 5] = ["more", "nextpage", "spacer", "separator", "footnotes"];

/// A text without its comments; what stands in no block gets its paragraphs. `lost` is told what cannot be published.
pub fn read(text: &str, lost: &mut Vec<String>) -> String {
    let mut reader = BlockReader {
        out: String::new(),
        open: Vec::new(),
        lost,
    };
    let mut rest = text;
    while let Some((before, mark, after)) = next(rest) {
        reader.text(before);
        rest = after;
        if is_paywall(mark.name) && mark.is_whole {
            let what = format!(
                "all that stands behind the block \"{}\", which is not for everyone",
                mark.name
            );
            reader.lost.push(what);
            rest = "";
            break;
        }
        reader.mark(mark);
    }
    reader.text(rest);
    reader.finish()
}

/// The next comment about a block, and what stands before and after it.
fn next(text: &str) -> Option<(&str, BlockComment<'_>, &str)> {
    let mut from = 0;
    while let Some(start) = text[from..].find("<!--").map(|start| from + start) {
        let end = start + 4 + text[start + 4..].find("-->")?;
        if let Some(mark) = BlockComment::read(&text[start + 4..end]) {
            return Some((&text[..start], mark, &text[end + 3..]));
        }
        from = end;
    }
    None
}

/// The next block that several posts share: its settings, and what stands before and after it.
pub fn shared(text: &str) -> Option<(&str, Value, &str)> {
    let mut from = 0;
    loop {
        let (before, mark, after) = next(&text[from..])?;
        let before = &text[..from + before.len()];
        from = text.len() - after.len();
        if mark.name != "block" || mark.is_end {
            continue;
        }
        let end = (!mark.is_whole).then(|| after.find("<!-- /wp:block -->"));
        let after = match end.flatten() {
            Some(end) => &after[end + "<!-- /wp:block -->".len()..],
            None => after,
        };
        return Some((before, mark.settings, after));
    }
}

struct BlockComment<'a> {
    name: &'a str,
    settings: Value,
    is_end: bool,
    is_whole: bool,
}

impl<'a> BlockComment<'a> {
    fn read(comment: &'a str) -> Option<Self> {
        let text = comment.trim();
        let (is_end, text) = match text.strip_prefix("/wp:") {
            Some(text) => (true, text),
            None => (false, text.strip_prefix("wp:")?),
        };
        let (is_whole, text) = match text.strip_suffix('/') {
            Some(text) => (true, text.trim_end()),
            None => (false, text),
        };
        let (name, settings) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        Some(Self {
            name: name.strip_prefix("core/").unwrap_or(name),
            settings: serde_json::from_str(settings.trim()).unwrap_or_default(),
            is_end,
            is_whole,
        })
    }
}

struct BlockReader<'a, 'l> {
    out: String,
    /// Blocks that are open, and what is in them.
    open: Vec<(BlockComment<'a>, String)>,
    lost: &'l mut Vec<String>,
}

impl<'a> BlockReader<'a, '_> {
    fn text(&mut self, text: &str) {
        match self.open.last_mut() {
            Some((_, inside)) => inside.push_str(text),
            None => self
                .out
                .push_str(&paragraphs(&embeds::lead(text, self.lost))),
        }
    }

    fn mark(&mut self, mark: BlockComment<'a>) {
        if mark.is_whole {
            let html = self.block(&mark, String::new());
            self.push(&html);
        } else if !mark.is_end {
            self.open.push((mark, String::new()));
        } else if self.open.iter().any(|(open, _)| open.name == mark.name) {
            while self.close() != Some(mark.name) {}
        }
    }

    fn finish(mut self) -> String {
        while self.close().is_some() {}
        self.out
    }

    /// Closes the innermost block.
    fn close(&mut self) -> Option<&'a str> {
        let (mark, inside) = self.open.pop()?;
        let html = self.block(&mark, inside);
        self.push(&html);
        Some(mark.name)
    }

    fn push(&mut self, html: &str) {
        let target = self
            .open
            .last_mut()
            .map_or(&mut self.out, |(_, inside)| inside);
        target.push_str(html);
    }

    /// A block as HTML.
    fn block(&mut self, mark: &BlockComment<'_>, inside: String) -> String {
        if is_hidden(mark.name, &mark.settings) {
            let what = format!("a block that is not shown to everyone: {}", mark.name);
            self.lost.push(what);
            return String::new();
        }
        match mark.name {
            name if name == "embed" || name.starts_with("core-embed/") => self.embed(mark, inside),
            "freeform" => paragraphs(&embeds::lead(&inside, self.lost)),
            "paragraph" => embeds::lead(&inside, self.lost),
            "shortcode" => {
                let (html, gone) = shortcodes::take_out(&inside);
                self.lost
                    .extend(gone.into_iter().map(|code| format!("the shortcode {code}")));
                paragraphs(&embeds::lead(&html, self.lost))
            }
            name if mark.is_whole && !EMPTY.contains(&name) => {
                self.lost.push(format!(
                    "the block \"{name}\", which is made when the page is shown"
                ));
                inside
            }
            _ => inside,
        }
    }

    /// Renders an embed of another site: a link to it, unless there is one already, and its caption.
    fn embed(&mut self, mark: &BlockComment<'_>, inside: String) -> String {
        let lower = inside.to_ascii_lowercase();
        if ["<iframe", "<a ", "<blockquote"]
            .iter()
            .any(|tag| lower.contains(tag))
        {
            return inside;
        }
        let mut words = inside.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
        let written = words.find(|word| embeds::is_address(word));
        let Some(address) = mark.settings["url"].as_str().or(written) else {
            self.lost
                .push("what another site showed: its address is not in the export".into());
            return inside;
        };
        let caption = lower.find("<figcaption").map_or("", |start| {
            let end = lower[start..].find("</figcaption>");
            end.map_or("", |end| &inside[start..start + end])
        });
        let caption = caption.split_once('>').map_or("", |(_, words)| words);
        embeds::titled(address, caption, self.lost)
    }
}

#[cfg(test)]
mod tests {
    use crate::wordpress::blocks::read;

    fn told(text: &str) -> (String, Vec<String>) {
        let mut lost = Vec::new();
        (read(text, &mut lost), lost)
    }

    #[test]
    fn what_is_hidden_is_not_read() {
        for settings in [
            r#"{"metadata":{"blockVisibility":false}}"#,
            r#"{"blockVisibility":{"hideBlock":true}}"#,
            r#"{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{}}]}}"#,
            r#"{"um_is_restrict":true}"#,
            r#"{"mepr-protect":"1"}"#,
            r#"{"restrictedRoles":["editor"]}"#,
            r#"{"contentControls":{"enabled":true,"userStatus":"logged_in"}}"#,
            r#"{"visibility":"members"}"#,
            r#"{"style":{"x":{"displayConditions":[1]}}}"#,
            r#"{"isPrivate":"yes"}"#,
        ] {
            let text = format!(
                "a<!-- wp:group {settings} --><div><!-- wp:paragraph --><p>b</p><!-- /wp:paragraph --></div><!-- /wp:group -->c"
            );
            let (html, lost) = told(&text);
            assert_eq!(html, "<p>a</p>\n<p>c</p>\n", "{settings}");
            assert_eq!(lost.len(), 1, "{settings}");
        }
    }

    #[test]
    fn blocks_for_some_are_not_read() {
        for name in [
            "premium-content/subscriber-view",
            "memberpress/protected-content",
            "pmpro/membership",
            "passster/content-protector",
            "mepr-protect",
            "restrict-content-pro/restrict",
            "paywall",
        ] {
            let text = format!(
                "<!-- wp:{name} --><!-- wp:paragraph --><p>b</p><!-- /wp:paragraph --><!-- /wp:{name} -->"
            );
            let (html, lost) = told(&text);
            assert_eq!((html.as_str(), lost.len()), ("", 1), "{name}");
            assert!(lost[0].contains(name), "{lost:?}");
        }
        let text = "<!-- wp:group --><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:jetpack/paywall /-->\
                    <p>b</p><!-- /wp:group --><p>c</p>";
        let (html, lost) = told(text);
        assert_eq!((html.as_str(), lost.len()), ("<p>a</p>", 1));
        for settings in [
            r#"{"um_is_restrict":false}"#,
            r#"{"visibility":"visible"}"#,
            r#"{"restrictedRoles":[]}"#,
            r#"{"hideOnMobile":true}"#,
            r#"{"level":2,"className":"is-style-hidden-x"}"#,
            r#"{"onlyImages":true}"#,
        ] {
            let (html, lost) = told(&format!("<!-- wp:x {settings} --><p>b</p><!-- /wp:x -->"));
            assert_eq!((html.as_str(), lost.len()), ("<p>b</p>", 0), "{settings}");
        }
    }

    #[test]
    fn embeds_become_links() {
        for text in [
            "<!-- wp:embed {\"url\":\"https://v.example/1\"} --><figure><div>\nhttps://v.example/1\n</div></figure><!-- /wp:embed -->",
            "<!-- wp:core-embed/youtube {\"url\":\"https://v.example/1\"} -->x<!-- /wp:core-embed/youtube -->",
            "<!-- wp:embed --><figure>https://v.example/1<figcaption>Words</figcaption></figure><!-- /wp:embed -->",
            "<!-- wp:embed {\"url\":\"https://v.example/1\"} /-->",
            "<!-- wp:paragraph -->\n<p>https://v.example/1</p>\n<!-- /wp:paragraph -->",
        ] {
            let (html, lost) = told(text);
            assert!(html.contains("<a href=\"https://v.example/1\">"), "{html}");
            assert_eq!(html.contains("Words"), text.contains("Words"), "{html}");
            assert_eq!(lost.len(), 1, "{text}");
        }
    }

    #[test]
    fn blocks_end_where_they_do() {
        let text =
            "<!-- wp:a --><i><!-- wp:b --><b>b</b><!-- /wp:a -->c<!-- /wp:c -->\n\nd<!-- x -->";
        assert_eq!(told(text).0, "<i><b>b</b><p>c</p>\n<p>d<!-- x --></p>\n");
        assert_eq!(told("<!-- wp:latest-posts /-->").1.len(), 1);
    }
}
