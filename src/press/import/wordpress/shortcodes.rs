//! WordPress' shortcodes: captions, galleries and embedded addresses become HTML; others are taken out and told.

use std::collections::HashSet;

use gazette_model::escape;

use crate::{
    guards::{is_guard, is_paywall},
    wordpress::{ATTACHED, NUMBERED, embeds, verbatim},
};

/// Brackets with any words in them are looked at so far.
const LOOSE: usize = 4096;

/// Shortcodes in shortcodes are looked at so deeply.
const DEPTH: usize = 16;

/// Shortcodes that are none but such, even where nothing stands in their brackets but their names.
const KNOWN: [&str; 12] = [
    "gallery",
    "playlist",
    "audio",
    "video",
    "embed",
    "caption",
    "toc",
    "sitemap",
    "wpforms",
    "contact-form",
    "contact-form-7",
    "products",
];

/// Shortcodes that show what a number or name leads to on another site, with the address that it belongs to.
const EMBEDS: [(&str, &str); 5] = [
    ("youtube", "https://www.youtube.com/watch?v="),
    ("vimeo", "https://vimeo.com/"),
    ("dailymotion", "https://www.dailymotion.com/video/"),
    ("tweet", "https://twitter.com/i/status/"),
    ("gist", "https://gist.github.com/"),
];

/// Replaces the shortcodes of a post's text; also returns those that mean nothing here.
pub fn expand(text: &str, post: &str) -> (String, Vec<String>) {
    Expander {
        post,
        is_bare: false,
    }
    .inside(text, DEPTH)
}

/// Takes out whatever can be a shortcode, from a text that is nothing else.
pub fn take_out(text: &str) -> (String, Vec<String>) {
    Expander {
        post: "",
        is_bare: true,
    }
    .inside(text, DEPTH)
}

struct Expander<'a> {
    /// The number of the post.
    post: &'a str,
    /// Marks a text in which any name in brackets counts as a shortcode.
    is_bare: bool,
}

impl Expander<'_> {
    fn inside(&self, text: &str, depth: usize) -> (String, Vec<String>) {
        if depth == 0 {
            // Somewhere in it may stand what is not for everyone.
            let what = "shortcodes in shortcodes, too many of them, and what stands in them";
            return (String::new(), vec![what.into()]);
        }
        let mut verbatim = verbatim::ranges(text).into_iter().peekable();
        let mut endless = HashSet::new();
        let mut out = String::with_capacity(text.len());
        let mut gone = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find('[') {
            out.push_str(&rest[..start]);
            let after = &rest[start..];
            let at = text.len() - after.len();
            while verbatim.next_if(|range| range.end <= at).is_some() {}
            let is_verbatim = verbatim.peek().is_some_and(|range| range.start <= at);
            // In double brackets they are written about, and so they are in code, but for those that hide it.
            let found = (!after.starts_with("[[")).then(|| code(after)).flatten();
            let found = found.filter(|(code, _)| !is_verbatim || is_guard(code.name));
            let Some((code, length)) = found else {
                let width = if after.starts_with("[[") { 2 } else { 1 };
                out.push_str(&after[..width]);
                rest = &after[width..];
                continue;
            };
            let close = format!("[/{}]", code.name);
            let is_open = !code.is_closed && !endless.contains(code.name);
            let end = is_open.then(|| end_of(&after[length..], code.name, &close));
            let end = end.flatten();
            if end.is_none() {
                endless.insert(code.name);
            }
            let inner = end.map(|end| &after[length..length + end]);
            let whole = length + inner.map_or(0, |inner| inner.len() + close.len());
            if let Some(html) = self.html(&code, inner, &mut gone) {
                out.push_str(&html);
                rest = &after[whole..];
            } else if inner.is_none() && is_paywall(code.name) {
                gone.push(format!(
                    "[{}] and all that stands behind it, which is not for everyone",
                    code.name
                ));
                rest = "";
            } else if inner.is_some() || !is_verbatim && self.is_code(&code) {
                let (html, more) = self.between(&code, inner, depth);
                // Two that touch are boxes beside each other: their words do not run together.
                if rest[..start].is_empty() && out.ends_with(char::is_alphanumeric) {
                    out.push('\n');
                }
                out.push_str(&html);
                gone.extend(more);
                rest = &after[whole..];
            } else {
                out.push('[');
                rest = &after[1..];
            }
        }
        out.push_str(rest);
        (out, gone)
    }

    /// Tells whether brackets without an end tag are a shortcode rather than text: WordPress shows those that no plug-in
    /// knows, such as `[n=25]` and `[table_2]`.
    fn is_code(&self, code: &Code<'_>) -> bool {
        let is_named = code.attributes.iter().any(|(key, _)| !key.is_empty());
        let is_plain = !code.is_loose && (is_named || code.is_closed || KNOWN.contains(&code.name));
        self.is_bare || is_plain
    }

    /// Expands the content of an unknown shortcode, or removes it if only some readers may see it.
    fn between(&self, code: &Code<'_>, inner: Option<&str>, depth: usize) -> (String, Vec<String>) {
        match inner {
            None => (String::new(), vec![format!("[{}]", code.name)]),
            Some(_) if is_guard(code.name) => {
                let what = format!(
                    "[{}] and what stands in it, which is not for everyone",
                    code.name
                );
                (String::new(), vec![what])
            }
            Some(inner) => {
                let (html, mut gone) = self.inside(inner, depth - 1);
                gone.insert(0, format!("[{}]", code.name));
                (html, gone)
            }
        }
    }

    fn html(&self, code: &Code<'_>, inner: Option<&str>, gone: &mut Vec<String>) -> Option<String> {
        let attribute = |name: &str| {
            let mut attributes = code.attributes.iter();
            attributes
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        };
        let mut link = |address: &str| {
            let address = address.trim();
            gone.push(format!(
                "[{}], in whose place there is a link to {address}",
                code.name
            ));
            embeds::paragraph(address)
        };
        match code.name {
            "caption" | "wp_caption" => Some(caption(inner?, attribute("caption"))),
            "gallery" => {
                let Some(numbers) = attribute("ids").or(attribute("include")) else {
                    let post = attribute("id").unwrap_or(self.post);
                    return Some(format!(
                        "<p><img src=\"{ATTACHED}{}\"></p>",
                        escape(post.trim())
                    ));
                };
                let image = |number: &str| {
                    format!("<p><img src=\"{NUMBERED}{}\"></p>", escape(number.trim()))
                };
                Some(numbers.split(',').map(image).collect())
            }
            "embed" => Some(link(inner.or(attribute("src"))?)),
            "audio" | "video" | "playlist" => {
                let sources = [
                    "src", "mp3", "mp4", "m4a", "ogg", "webm", "wav", "m4v", "ogv", "flac",
                ];
                Some(link(
                    sources
                        .into_iter()
                        .find_map(attribute)
                        .or(inner)
                        .filter(|inner| !inner.trim().is_empty())?,
                ))
            }
            // `[youtube https://…]`
            name => {
                let base = embedded(name);
                let named = || attribute("id").or(inner).filter(|_| base.is_some());
                let of = attribute("")
                    .filter(|_| inner.is_none())
                    .or_else(named)?
                    .trim();
                if embeds::is_address(of) {
                    return Some(link(of));
                }
                let is_name = !of.is_empty() && of.bytes().all(is_of_name);
                base.filter(|_| is_name)
                    .map(|base| link(&format!("{base}{of}")))
            }
        }
    }
}

/// Beginning of the addresses that a shortcode leads to, if it is one of [`EMBEDS`].
fn embedded(name: &str) -> Option<&'static str> {
    let found = EMBEDS.iter().find(|(embed, _)| *embed == name);
    found.map(|(_, base)| *base)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
}

struct Code<'a> {
    name: &'a str,
    attributes: Attributes<'a>,
    is_closed: bool,
    /// Marks brackets with other words in them than attributes have, which are one only if they have an end tag.
    is_loose: bool,
}

/// Finds the end tag of a shortcode, past those of the same name in it; the first end tag, if some of these have none.
fn end_of(text: &str, name: &str, close: &str) -> Option<usize> {
    let open = format!("[{name}");
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find('[').map(|found| at + found) {
        let rest = &text[found..];
        at = found + 1;
        if rest.starts_with(close) {
            if depth == 0 {
                return Some(found);
            }
            depth -= 1;
        } else if rest.starts_with(&open)
            && code(rest).is_some_and(|(inner, _)| inner.name == name && !inner.is_closed)
        {
            depth += 1;
        }
    }
    text.find(close)
}

/// A shortcode's tag at the beginning of a text, and its length.
fn code(text: &str) -> Option<(Code<'_>, usize)> {
    let inside = text.strip_prefix('[')?;
    let end =
        inside.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')))?;
    let name = &inside[..end];
    if !name.starts_with(char::is_alphanumeric) {
        return None;
    }
    let rest = &inside[end..];
    if let Some((attributes, is_closed, after)) = attributes(name, rest) {
        let code = Code {
            name,
            attributes,
            is_closed,
            is_loose: false,
        };
        return Some((code, text.len() - after.len()));
    }
    // WordPress takes whatever stands up to the next bracket.
    let mut near = rest.char_indices().take(LOOSE);
    let (end, _) = near.find(|(_, c)| *c == ']')?;
    let is_apart = !rest.starts_with(['[', '<', '(']);
    is_apart.then(|| {
        let code = Code {
            name,
            attributes: Vec::new(),
            is_closed: rest[..end].ends_with('/'),
            is_loose: true,
        };
        (code, text.len() - rest.len() + end + 1)
    })
}

/// Attributes of a shortcode.
type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// The attributes that a text begins with up to a closing bracket, whether that ends the shortcode, and the rest.
fn attributes<'a>(name: &str, text: &'a str) -> Option<(Attributes<'a>, bool, &'a str)> {
    let mut rest = text;
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let is_closed = rest.starts_with("/]");
        if is_closed || rest.starts_with(']') {
            let width = if is_closed { 2 } else { 1 };
            return Some((attributes, is_closed, &rest[width..]));
        }
        let end = rest.find([' ', ']', '\n'])?;
        let word = &rest[..end];
        let is_name = embedded(name).is_some() && !word.is_empty() && word.bytes().all(is_of_name);
        if is_name || embeds::is_address(word) {
            attributes.push(("", &rest[..end]));
            rest = &rest[end..];
            continue;
        }
        let (key, after) = rest.split_once('=')?;
        if !key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        {
            return None;
        }
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_at(after.find([' ', ']', '\n'])?),
        };
        attributes.push((key, value));
        rest = after;
    }
}

/// A picture and, after it, its caption.
fn caption(inner: &str, words: Option<&str>) -> String {
    let image = inner
        .find("<img")
        .and_then(|at| Some(at + inner[at..].find('>')? + 1));
    let mut end = image.unwrap_or(0);
    if inner[end..].trim_start().starts_with("</a>") {
        end += inner[end..].find("</a>").map_or(0, |at| at + 4);
    }
    let (picture, after) = inner.split_at(end);
    let words = words.map_or(after, |words| words);
    format!(
        "<figure>{picture}<figcaption>{}</figcaption></figure>",
        words.trim()
    )
}

#[cfg(test)]
mod tests {
    use crate::wordpress::shortcodes::{expand, take_out};

    #[test]
    fn captions_and_galleries_become_pictures() {
        let text = "a [caption id=\"x\" width=\"300\"]<img src=\"b.png\" /> Words[/caption] [gallery ids=\"1, 2\"]";
        let html = "a <figure><img src=\"b.png\" /><figcaption>Words</figcaption></figure> \
                    <p><img src=\"/@file/1\"></p><p><img src=\"/@file/2\"></p>";
        assert_eq!(expand(text, "5"), (html.into(), Vec::new()));
        assert_eq!(
            expand("[gallery columns=\"2\"]", "5").0,
            "<p><img src=\"/@attached/5\"></p>"
        );
        assert_eq!(
            expand("[gallery]", "5").0,
            "<p><img src=\"/@attached/5\"></p>"
        );
    }

    #[test]
    fn numbers_and_names_of_other_sites_become_links() {
        for (text, address) in [
            ("[vimeo 141358]", "https://vimeo.com/141358"),
            (
                "[youtube id=\"a-b_c\"]",
                "https://www.youtube.com/watch?v=a-b_c",
            ),
            (
                "[youtube]https://youtu.be/x[/youtube]",
                "https://youtu.be/x",
            ),
            ("[youtube=https://youtu.be/x]", "https://youtu.be/x"),
            ("[gist 12 ]", "https://gist.github.com/12"),
        ] {
            let (html, gone) = expand(text, "5");
            assert_eq!(html, format!("<p><a href=\"{address}\">{address}</a></p>"));
            assert_eq!(gone.len(), 1, "{text}");
        }
        assert_eq!(
            expand("[vimeo] and [note 1]", "5").0,
            "[vimeo] and [note 1]"
        );
    }

    #[test]
    fn what_is_not_for_everyone_does_not_stay() {
        for text in [
            "a[members_only]b[/members_only]",
            "a[restrict paid=1]b[/restrict]",
            "a[um_loggedin]b [i]c[/i][/um_loggedin]",
            "a[restrict logged_in]b[/restrict]",
            "a[private \"editor\"]b[/private]",
            "a[private level = \"1\"]b[/private]",
            "a[s2If current_user_can(x)]b[/s2If]",
            "a[s2If !is_user_logged_in() || (x)]b[/s2If]",
            "a[private_中文 a=\"b\"]b[/private_中文]",
            "a[private_中文]b[/private_中文]",
            "a[restrict a=b, c]b [restrict x]c[/restrict] d[/restrict]",
            "a[ppwp passwords=\"1\"]b[/ppwp]",
            "a[passster password=\"1\"]b[/passster]",
            "a[mepr-active rule=\"1\"]b[/mepr-active]",
            "a[mepr-show if=\"rule: 1\"]b[/mepr-show]",
            "a[access role=\"x\"]b[/access]",
            "a[um_show_content roles=\"x\"]b[/um_show_content]",
            "a[eyesonly level=\"x\"]b[/eyesonly]",
            "a[expires on=\"x\"]b[/expires]",
            "a[user_can x]b[/user_can]",
            "a[is_role x]b[/is_role]",
            "a[paywall]b",
            "a[paywall price=2]<p>b</p>",
        ] {
            let (html, gone) = expand(text, "5");
            assert_eq!(html, "a", "{text}");
            assert_eq!(gone.len(), 1, "{text}");
        }
        // WordPress looks for them in code, too.
        let (html, gone) = expand("<pre>[private x]b[/private][x]c[/x]</pre>", "5");
        assert_eq!((html.as_str(), gone.len()), ("<pre>[x]c[/x]</pre>", 1));
        let deep = "[a]".repeat(20) + "[private]b[/private]" + &"[/a]".repeat(20);
        assert_eq!(expand(&deep, "5").0.find('b'), None);
    }

    #[test]
    fn code_is_no_shortcode() {
        let text = "<pre>[box a=1]</pre><code>[gallery]</code><!-- [gallery] -->[box a=1]";
        let (html, gone) = expand(text, "5");
        assert_eq!(
            html,
            "<pre>[box a=1]</pre><code>[gallery]</code><!-- [gallery] -->"
        );
        assert_eq!(gone, ["[box]"]);
        assert_eq!(take_out("[any] a [[b]]").0, " a [[b]]");
    }

    #[test]
    fn addresses_in_shortcodes_become_links() {
        for text in [
            "[embed]https://v.example/1[/embed]",
            "[embed width=5]https://v.example/1[/embed]",
            "[youtube https://v.example/1]",
            "[video src='https://v.example/1']",
            "[audio mp3=\"https://v.example/1\"][/audio]",
        ] {
            let (html, gone) = expand(text, "5");
            assert_eq!(
                html, "<p><a href=\"https://v.example/1\">https://v.example/1</a></p>",
                "{text}"
            );
            assert_eq!(gone.len(), 1, "{text}");
        }
    }

    #[test]
    fn shortcodes_in_others_of_the_same_name_end_where_they_do() {
        for (text, html, gone) in [
            ("[col][col]a[/col][/col]b", "ab", 2),
            ("[col][col a=1]a[/col] [col]b[/col][/col]c", "a bc", 3),
            ("[col]a[col]b[/col]", "a[col]b", 1),
            ("[col][col x=1 /]a[/col][col]b[/col]", "a\nb", 3),
            ("[tabs][tab]a[/tab][tab]b[/tab][/tabs]", "a\nb", 3),
        ] {
            let (written, told) = expand(text, "5");
            assert_eq!((written.as_str(), told.len()), (html, gone), "{text}");
        }
    }

    #[test]
    fn brackets_in_a_text_stay() {
        for text in [
            "[see note 3]",
            "[private, as he said]",
            "[中文](x) [中文]",
            "see [Smith 2019: 3], [a, b] and [x: y]",
        ] {
            assert_eq!(expand(text, "5"), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn brackets_that_say_no_more_than_a_name_or_a_number_are_text() {
        for text in [
            "(sample [n=25], [p=0.05])",
            "(see [table_2] and [fig-3])",
            "[name] [first_name], [a=b]",
            "[n = 25]",
        ] {
            assert_eq!(expand(text, "5"), (text.into(), Vec::new()));
        }
        let (html, gone) = expand("[note_1]a[/note_1] [toc] [my_form /] [my_form id=1]", "5");
        assert_eq!(html, "a   ");
        assert_eq!(gone.len(), 4, "{gone:?}");
    }

    #[test]
    fn what_is_unknown_is_told_and_brackets_stay() {
        let text = "[sic] [1] [[gallery]] [box color='red']b [i]c[/box] [form id=7] [";
        let (html, gone) = expand(text, "5");
        assert_eq!(html, "[sic] [1] [[gallery]] b [i]c  [");
        assert_eq!(gone, ["[box]", "[form]"]);
    }
}
