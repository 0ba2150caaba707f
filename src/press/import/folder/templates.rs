//! Commands of templates in texts: those for pictures, code and links become Markdown, others are taken out and told.

mod arguments;

use std::collections::HashSet;

use crate::{
    Kind, SOURCE,
    folder::templates::arguments::{argument, value},
};

/// A command, and what stands between it and its end.
struct Command<'a> {
    name: &'a str,
    rest: &'a str,
}

/// Commands in commands are looked at so deeply.
const DEPTH: usize = 16;

/// Replaces the commands of a text; also returns those that mean nothing here.
pub fn expand(kind: Kind, text: &str) -> (String, Vec<String>) {
    let text = match kind {
        Kind::Jekyll => without_attributes(text),
        _ => text.to_owned(),
    };
    within(kind, &text, DEPTH)
}

/// Takes out the lines that give a paragraph a class: `{: .lead}`.
fn without_attributes(text: &str) -> String {
    let is_text =
        |line: &&str| !(line.trim_start().starts_with("{:") && line.trim_end().ends_with('}'));
    text.split_inclusive('\n').filter(is_text).collect()
}

fn within(kind: Kind, text: &str, depth: usize) -> (String, Vec<String>) {
    if depth == 0 {
        return (
            text.to_owned(),
            vec!["templates in templates, too many of them".into()],
        );
    }
    let mut endless = HashSet::new();
    let mut out = String::with_capacity(text.len());
    let mut lost = Vec::new();
    let mut rest = text;
    while let Some((at, open, close)) = next(kind, rest) {
        out.push_str(&rest[..at]);
        let after = &rest[at + open.len()..];
        let Some((inside, mut after)) = after.split_once(close) else {
            out.push_str(open);
            rest = after;
            continue;
        };
        let inside = inside.trim();
        // Between marks of a comment a command is written about.
        if let Some(shown) = inside
            .strip_prefix("/*")
            .and_then(|shown| shown.strip_suffix("*/"))
        {
            out.extend([open, shown, close]);
            rest = after;
            continue;
        }
        let command = command(inside);
        let is_open = !endless.contains(command.name);
        let body = is_open
            .then(|| body(kind, open, close, &command, &mut after))
            .flatten();
        if body.is_none() {
            endless.insert(command.name);
        }
        if let Some(written) = written(kind, &command, body) {
            out.push_str(&written);
        } else {
            let is_end = command.name.is_empty() || command.name.starts_with("end");
            if !is_end {
                lost.push(format!("the template's {open} {} {close}", command.name));
            }
            // What stands between its tags may be text.
            let (body, more) = within(kind, body.unwrap_or_default(), depth - 1);
            out.push_str(&body);
            lost.extend(more);
        }
        rest = after;
    }
    out.push_str(rest);
    (out, lost)
}

/// The next command's place, and what opens and closes it.
fn next(kind: Kind, text: &str) -> Option<(usize, &'static str, &'static str)> {
    let marks: &[(&str, &str)] = match kind {
        Kind::Hugo => &[("{{<", ">}}"), ("{{%", "%}}")],
        _ => &[("{{", "}}"), ("{%", "%}")],
    };
    let found = marks
        .iter()
        .filter_map(|(open, close)| Some((text.find(open)?, *open, *close)));
    found.min_by_key(|(at, ..)| *at)
}

fn command(inside: &str) -> Command<'_> {
    let inside = inside.trim_matches(['-', ' ', '/']);
    let end = inside
        .find(|c: char| c.is_whitespace() || c == '(')
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    Command { name, rest }
}

/// What stands between a command and its end, and moves behind that; none where it has no end.
fn body<'t>(
    kind: Kind,
    open: &str,
    close: &str,
    command: &Command<'_>,
    after: &mut &'t str,
) -> Option<&'t str> {
    let ends: Vec<String> = match kind {
        Kind::Hugo => vec![format!("/{}", command.name), format!("/ {}", command.name)],
        Kind::Zola if open == "{%" => vec!["end".into()],
        Kind::Jekyll if open == "{%" => vec![format!("end{}", command.name)],
        _ => return None,
    };
    let mut from = 0;
    while let Some(at) = after[from..].find(open) {
        let start = from + at;
        let inside = &after[start + open.len()..];
        let end = inside.find(close)?;
        if ends
            .iter()
            .any(|name| inside[..end].trim().trim_matches('-').trim() == name)
        {
            let body = &after[..start];
            *after = &inside[end + close.len()..];
            return Some(body);
        }
        from = start + open.len();
    }
    None
}

fn written(kind: Kind, command: &Command<'_>, body: Option<&str>) -> Option<String> {
    let named = |name: &str| argument(command.rest, name);
    let first = || {
        named("id").or_else(|| value(command.rest.trim_start_matches('(')).map(|(value, _)| value))
    };
    Some(match (kind, command.name) {
        (_, "figure") => figure(
            &named("src")?,
            named("alt"),
            named("caption").or_else(|| named("title")),
        ),
        (_, "highlight") => {
            let language = command.rest.split_whitespace().next().unwrap_or_default();
            format!(
                "\n```{}\n{}\n```\n",
                language.trim_matches(['"', '(', ')']),
                body?.trim_matches('\n')
            )
        }
        (_, "youtube") => link(&format!("https://www.youtube.com/watch?v={}", first()?)),
        (_, "vimeo") => link(&format!("https://vimeo.com/{}", first()?)),
        (Kind::Hugo, "ref" | "relref") => {
            let path = first()?;
            let (path, anchor) = path.split_once('#').unwrap_or((&path, ""));
            let anchor = if anchor.is_empty() {
                String::new()
            } else {
                format!("#{anchor}")
            };
            format!("{SOURCE}{}{anchor}", path.trim_start_matches('/'))
        }
        (Kind::Jekyll, "post_url") => format!("{SOURCE}_posts/{}.md", command.rest.trim()),
        (Kind::Jekyll, "link") => {
            format!("{SOURCE}{}", command.rest.trim().trim_start_matches('/'))
        }
        (Kind::Jekyll, "raw") => body?.to_owned(),
        (Kind::Jekyll, "comment" | "site.baseurl" | "site.url") => String::new(),
        (Kind::Jekyll, name)
            if command.rest.contains("relative_url") || command.rest.contains("absolute_url") =>
        {
            name.trim_matches(['"', '\'']).to_owned()
        }
        _ => return None,
    })
}

fn figure(source: &str, alternative: Option<String>, caption: Option<String>) -> String {
    let plain = |text: String| text.replace(['[', ']', '"'], "");
    let caption = caption.map(plain);
    let alternative = alternative.map(plain).unwrap_or_default();
    let title = caption.map_or_else(String::new, |caption| format!(" \"{caption}\""));
    format!("![{alternative}](<{source}>{title})")
}

fn link(address: &str) -> String {
    format!("<{address}>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_markdown_or_are_told() {
        let cases = [
            (
                Kind::Hugo,
                "{{< figure src=\"a.png\" alt=\"A\" caption='C' >}}",
                "![A](<a.png> \"C\")",
                0,
            ),
            (
                Kind::Hugo,
                "[x]({{< ref \"posts/a.md#b\" >}})",
                "[x](@/posts/a.md#b)",
                0,
            ),
            (
                Kind::Hugo,
                "{{% note %}}text {{< new >}}{{% /note %}}.",
                "text .",
                2,
            ),
            (
                Kind::Hugo,
                "{{</* ref */>}} {{ x }}",
                "{{< ref >}} {{ x }}",
                0,
            ),
            (
                Kind::Hugo,
                "{{< youtube 1a >}}",
                "<https://www.youtube.com/watch?v=1a>",
                0,
            ),
            (
                Kind::Zola,
                "{{ youtube(id=\"1a\") }}",
                "<https://www.youtube.com/watch?v=1a>",
                0,
            ),
            (
                Kind::Zola,
                "{% box(kind=1) %}b{% end %}c {{ other() }}",
                "bc ",
                2,
            ),
            (
                Kind::Jekyll,
                "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
                "\n```ruby\nputs 1\n```\n",
                0,
            ),
            (
                Kind::Jekyll,
                "[a]({{ site.baseurl }}/b) {{ '/c' | relative_url }}",
                "[a](/b) /c",
                0,
            ),
            (
                Kind::Jekyll,
                "{% post_url 2020-01-02-a %}{% raw %}{{ x }}{% endraw %}",
                "@/_posts/2020-01-02-a.md{{ x }}",
                0,
            ),
            (Kind::Jekyll, "{% include x.html %}{% open", "{% open", 1),
        ];
        for (kind, text, expected, lost) in cases {
            let (written, told) = expand(kind, text);
            assert_eq!(
                (written.as_str(), told.len()),
                (expected, lost),
                "{text} {told:?}"
            );
        }
    }
}
