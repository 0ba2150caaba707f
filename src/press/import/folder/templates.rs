//! Commands of templates in texts: those for pictures, code and links become Markdown, others are taken out and told.

mod arguments;
mod liquid;
mod written;

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::{
    ExportFormat, SOURCE,
    folder::{code, settings::Blog, templates::written::written},
};

/// A command, and what stands between it and its end.
struct TemplateCommand<'a> {
    open: &'a str,
    name: &'a str,
    rest: &'a str,
    inside: &'a str,
}

/// Context in which a text's commands are expanded.
#[derive(Clone, Copy)]
struct Context<'a> {
    kind: ExportFormat,
    blog: &'a Blog,
    front: &'a Value,
}

/// Commands in commands are looked at so deeply.
const DEPTH: usize = 16;

/// Replaces the commands of a text; also returns those that mean nothing here.
pub fn expand(kind: ExportFormat, blog: &Blog, front: &Value, text: &str) -> (String, Vec<String>) {
    let context = Context { kind, blog, front };
    if kind != ExportFormat::Zola {
        return within(context, text, DEPTH);
    }
    // To Zola, what stands in code is no command.
    let masked = code::change(text, &mut str::to_owned, &mut |code| {
        MASKS
            .iter()
            .fold(code.to_owned(), |code, (escaped, open, mask)| {
                code.replace(escaped, open).replace(open, mask)
            })
            .replace("*/}}", "}}")
            .replace("*/%}", "%}")
    });
    let (mut text, lost) = within(context, &masked, DEPTH);
    for (_, open, mask) in MASKS {
        text = text.replace(mask, open);
    }
    (text, lost)
}

/// Beginnings of commands in code travel as private characters, which no source has.
const MASKS: [(&str, &str, &str); 2] = [("{{/*", "{{", "\u{f8f0}"), ("{%/*", "{%", "\u{f8f1}")];

fn within(context: Context<'_>, text: &str, depth: usize) -> (String, Vec<String>) {
    if depth == 0 {
        return (
            text.to_owned(),
            vec!["templates in templates, too many of them".into()],
        );
    }
    let kind = context.kind;
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
        let command = command(open, inside);
        if kind == ExportFormat::Zola && !is_call(&command) {
            out.push_str(open);
            rest = &rest[at + open.len()..];
            continue;
        }
        let is_open = !endless.contains(command.name);
        let body = is_open
            .then(|| body(kind, close, &command, &mut after))
            .flatten();
        if body.is_none() {
            endless.insert(command.name);
        }
        if let Some(written) = written(context, &command, body) {
            if written.starts_with(SOURCE) {
                without_base(context.blog, &mut out);
                after = refer(&mut out, &written, after);
            } else {
                out.push_str(&written);
            }
        } else if is_condition(kind, command.name) && body.is_some() {
            lost.push(format!("what only some see: {open} {inside} {close}"));
        } else {
            let is_end = command.name.is_empty() || command.name.starts_with("end");
            if !is_end {
                lost.push(format!(
                    "the template's {open} {} {close}",
                    called(&command)
                ));
            }
            // What stands between its tags may be text.
            let (body, more) = within(context, body.unwrap_or_default(), depth - 1);
            out.push_str(&body);
            lost.extend(more);
        }
        rest = after;
    }
    out.push_str(rest);
    (out, lost)
}

/// The next command's place, and what opens and closes it.
fn next(kind: ExportFormat, text: &str) -> Option<(usize, &'static str, &'static str)> {
    let marks: &[(&str, &str)] = match kind {
        ExportFormat::Hugo => &[("{{<", ">}}"), ("{{%", "%}}")],
        _ => &[("{{", "}}"), ("{%", "%}")],
    };
    let found = marks
        .iter()
        .filter_map(|(open, close)| Some((text.find(open)?, *open, *close)));
    found.min_by_key(|(at, ..)| *at)
}

/// The address of the site, which a link to a post's file has no use for.
fn without_base(blog: &Blog, out: &mut String) {
    for base in [&blog.base, &blog.base_path] {
        if !base.is_empty() && out.ends_with(base.as_str()) {
            out.truncate(out.len() - base.len());
            return;
        }
    }
}

/// Writes the address of another post: as a link where it stands in the text, since readers saw an address there. Returns
/// what comes after it.
fn refer<'t>(out: &mut String, address: &str, after: &'t str) -> &'t str {
    let before = out.trim_end_matches(' ');
    let is_target = ["](", "](<", "=", "=\"", "='", "]:", "]: <"]
        .iter()
        .any(|end| before.ends_with(end));
    if is_target {
        out.push_str(address);
        return after;
    }
    let words = address.strip_prefix(SOURCE).unwrap_or(address);
    let words = words.split(['#', '?']).next().unwrap_or_default();
    let words = percent_decode_str(words).decode_utf8_lossy();
    let words = words.trim_matches('/').trim_end_matches(".md");
    if is_in_code(out) {
        out.push_str(words);
        return after;
    }
    let brackets = out
        .ends_with('<')
        .then(|| after.strip_prefix('>'))
        .flatten();
    if brackets.is_some() {
        out.pop();
    }
    out.push('[');
    for c in words.chars() {
        if c.is_ascii_punctuation() && c != '/' && c != '-' {
            out.push('\\');
        }
        out.push(c);
    }
    out.extend(["](", address, ")"]);
    brackets.unwrap_or(after)
}

/// Tells whether what comes after a text stands in code.
fn is_in_code(before: &str) -> bool {
    let fences = before
        .lines()
        .filter(|line| line.trim_start().starts_with("```"));
    let paragraph = before.rsplit("\n\n").next().unwrap_or(before);
    fences.count() % 2 == 1 || paragraph.matches('`').count() % 2 == 1
}

/// Tells whether a command is a condition or loop, which decides what readers see up to its end.
fn is_condition(kind: ExportFormat, name: &str) -> bool {
    kind == ExportFormat::Jekyll && matches!(name, "if" | "unless" | "case" | "for")
}

/// Zola's commands are calls; whatever else stands between such marks is text.
fn is_call(command: &TemplateCommand<'_>) -> bool {
    let is_name = command
        .name
        .starts_with(|c: char| c.is_alphabetic() || c == '_');
    is_name
        && (command.rest.trim_start().starts_with('(')
            || command.open == "{%" && command.name == "end")
}

/// A command as it is told: of what it takes in, with the name.
fn called(command: &TemplateCommand<'_>) -> String {
    let first = command.rest.split_whitespace().next().unwrap_or_default();
    if command.name.starts_with("include") || command.name == "render" {
        format!("{} {first}", command.name)
    } else {
        command.name.to_owned()
    }
}

fn command<'a>(open: &'a str, inside: &'a str) -> TemplateCommand<'a> {
    let inside = inside.trim_matches(['-', ' ', '/']);
    let end = inside
        .find(|c: char| c.is_whitespace() || c == '(')
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    TemplateCommand {
        open,
        name,
        rest,
        inside,
    }
}

/// Returns the text between a command and its end tag, and moves `after` past that; `None` without an end tag.
fn body<'t>(
    kind: ExportFormat,
    close: &str,
    command: &TemplateCommand<'_>,
    after: &mut &'t str,
) -> Option<&'t str> {
    let open = command.open;
    let ends: Vec<String> = match kind {
        ExportFormat::Hugo => vec![format!("/{}", command.name), format!("/ {}", command.name)],
        ExportFormat::Zola if open == "{%" => vec!["end".into()],
        ExportFormat::Jekyll if open == "{%" => vec![format!("end{}", command.name)],
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A system, a command, what becomes of it, and how many things are told.
    const COMMANDS: &[(ExportFormat, &str, &str, usize)] = &[
        (
            ExportFormat::Hugo,
            "{{< figure src=\"a.png\" alt=\"A\" caption='C' >}}",
            "![A](<a.png> \"C\")",
            0,
        ),
        (
            ExportFormat::Hugo,
            "{{< figure src=\"a.png\" alt=\"A\" title=\"The *quay*\" caption=\"By [N. N.](/n)\" attr=\"CC\" >}}",
            "![A](<a.png> \"The quay. By N. N. CC\")",
            0,
        ),
        (
            ExportFormat::Hugo,
            "[x]({{< ref \"posts/a.md#b\" >}})",
            "[x](@/posts/a.md#b)",
            0,
        ),
        (
            ExportFormat::Hugo,
            "{{% note %}}text {{< new >}}{{% /note %}}.",
            "text .",
            2,
        ),
        (
            ExportFormat::Hugo,
            "{{</* ref */>}} {{ x }}",
            "{{< ref >}} {{ x }}",
            0,
        ),
        (
            ExportFormat::Hugo,
            "{{< youtube 1a >}}",
            "<https://www.youtube.com/watch?v=1a>",
            0,
        ),
        (
            ExportFormat::Hugo,
            "{{< vimeo id=1 title=\"A [short] film\" >}}",
            "[A short film](<https://vimeo.com/1>)",
            0,
        ),
        (
            ExportFormat::Zola,
            "{{ youtube(id=\"1a\") }}",
            "<https://www.youtube.com/watch?v=1a>",
            0,
        ),
        (
            ExportFormat::Zola,
            "{% box(kind=1) %}b{% end %}c {{ other() }}",
            "bc ",
            2,
        ),
        (
            ExportFormat::Jekyll,
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
            "\n```ruby\nputs 1\n```\n",
            0,
        ),
        (
            ExportFormat::Jekyll,
            "[a]({{ site.baseurl }}/b) {{ '/c' | relative_url }}",
            "[a](/base/b) /base/c",
            0,
        ),
        (
            ExportFormat::Jekyll,
            "[a]({{ site.baseurl }}{% link _posts/a b.md %}) ({% link files/a.pdf %}) {% if x %}y{% endif %}",
            "[a](@/_posts/a%20b.md) (/base/files/a.pdf) ",
            1,
        ),
        (
            ExportFormat::Jekyll,
            "{{ page.title }} {{ page.none }}",
            "T ",
            1,
        ),
        (
            ExportFormat::Hugo,
            "[a]({{< relref path=\"My Post.md#b\" lang=\"fr\" >}}) [b](<{{% ref `/a` %}}>) {{< ref \"#c\" >}}",
            "[a](@/My%20Post.md?lang=fr#b) [b](<@//a>) #c",
            0,
        ),
        (
            ExportFormat::Hugo,
            "a{{< comment >}}secret{{< /comment >}}b",
            "ab",
            0,
        ),
        (
            ExportFormat::Zola,
            "`{{ x }}` `{{/* y() */}}` ${{ z }} {{ w }}\n\n```\n{% raw %}{{ v(a=1) }}\n```\n",
            "`{{ x }}` `{{ y() }}` ${{ z }} {{ w }}\n\n```\n{% raw %}{{ v(a=1) }}\n```\n",
            0,
        ),
        (
            ExportFormat::Jekyll,
            "[a]: {% post_url 2020-01-02-a %}{% raw %}{{ x }}{% endraw %}",
            "[a]: @/2020-01-02-a{{ x }}",
            0,
        ),
        (
            ExportFormat::Hugo,
            "See {{< ref \"a_b.md#c\" >}}, <{{< ref \"/d\" >}}> and `{{< ref \"e.md\" >}}`.",
            "See [a\\_b](@/a_b.md#c), [d](@//d) and `e`.",
            0,
        ),
        (
            ExportFormat::Jekyll,
            "<a href=\"{% post_url 2020-01-02-a %}\">a</a> ({{ site.baseurl }}{% link a.md %})",
            "<a href=\"@/2020-01-02-a\">a</a> ([a](@/a.md))",
            0,
        ),
        (
            ExportFormat::Jekyll,
            "{% include x.html %}{% open",
            "{% open",
            1,
        ),
    ];

    #[test]
    fn commands_become_markdown_or_are_told() {
        let cases = COMMANDS.iter().copied();
        let blog = Blog {
            base_path: "/base".into(),
            ..Blog::default()
        };
        let front = serde_json::json!({ "title": "T" });
        for (kind, text, expected, lost) in cases {
            let (written, told) = expand(kind, &blog, &front, text);
            assert_eq!(
                (written.as_str(), told.len()),
                (expected, lost),
                "{text} {told:?}"
            );
        }
    }
}
