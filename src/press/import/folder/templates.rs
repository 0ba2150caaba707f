//! Commands of templates in texts: those for pictures, code and links become Markdown, others are taken out and told.

mod arguments;
mod body;
mod liquid;
mod written;

pub use body::pairs;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::{
    ExportFormat, SOURCE,
    folder::{
        code,
        settings::Blog,
        templates::{
            body::body,
            written::{in_place, written},
        },
    },
    guards::{is_guard, is_paywall},
};

/// A command, and what stands between it and its end.
struct TemplateCommand<'a> {
    open: &'a str,
    name: &'a str,
    rest: &'a str,
    inside: &'a str,
    /// The same with the signs around it.
    whole: &'a str,
    /// Marks a command that is its own end: `{{< x />}}`.
    is_closed: bool,
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
        // Somewhere in it may stand what is not for everyone.
        let what = "templates in templates, too many of them, and what stands in them";
        return (String::new(), vec![what.into()]);
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
        let body = is_open.then(|| body(kind, &command, &mut after)).flatten();
        if body.is_none() && !command.is_closed {
            endless.insert(command.name);
        }
        if let Some(written) = written(context, &command, body) {
            if written.starts_with(SOURCE) {
                without_base(context.blog, &mut out);
                after = refer(&mut out, &written, after);
            } else if command.name == "highlight" {
                let block = in_place(&out, &written);
                out.push_str(&block);
            } else {
                out.push_str(&written);
            }
        } else if let Some(why) = withheld(kind, command.name, body.is_some()) {
            lost.push(format!("{why}: {open} {inside} {close}"));
            if body.is_none() {
                after = "";
            }
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

/// Tells why what stands between a command and its end, or else all that comes after it, is not for every reader.
fn withheld(kind: ExportFormat, name: &str, has_end: bool) -> Option<&'static str> {
    let is_liquid = kind == ExportFormat::Jekyll;
    match name {
        "if" | "unless" | "case" | "for" | "tablerow" | "ifchanged" | "comment" if is_liquid => {
            Some("what only some see")
        }
        "capture" | "content_for" | "contentblock" if is_liquid && has_end => {
            Some("what a template keeps for another place")
        }
        // By itself, Hugo does not run templates that stand in a text.
        _ if kind == ExportFormat::Hugo && name.ends_with(".inline") && has_end => {
            Some("a template in the text")
        }
        _ if has_end && is_guard(name) || is_paywall(name) => {
            Some("what stands in it is not for everyone")
        }
        _ => None,
    }
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

fn command<'a>(open: &'a str, whole: &'a str) -> TemplateCommand<'a> {
    let is_closed = open != "{%" && whole.ends_with('/') && !whole.ends_with("*/");
    let inside = whole;
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
        whole,
        is_closed,
    }
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

    /// A system, and a text of which nobody is to see the secret.
    const GUARDED: &[(ExportFormat, &str)] = &[
        (
            ExportFormat::Jekyll,
            "{% if site.internal %}A{% if x %}B{% endif %} SECRET{% endif %}",
        ),
        (
            ExportFormat::Jekyll,
            "{%- unless a -%}{%- unless b -%}{%- endunless -%}SECRET{%- endunless -%}",
        ),
        (
            ExportFormat::Jekyll,
            "{% for a in b %}{% for c in d %}x{% endfor %}SECRET{% endfor %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% comment %}{% comment %}x{% endcomment %}SECRET{% endcomment %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% comment %}{% if a %}{% comment %}x{% endcomment %}{% endif %}SECRET{% endcomment %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% if a %}{% comment %}{% endif %}{% endcomment %}SECRET{% endif %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% if a %}{% raw %}{% endif %}{% comment %}{% endraw %}SECRET{% endif %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% if a %}{{ \"{% endif %}\" }}SECRET{% endif %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% case a %}{% when b %}SECRET{% endcase %}",
        ),
        (ExportFormat::Jekyll, "{% if a %}SECRET"),
        (
            ExportFormat::Jekyll,
            "{% capture x %}SECRET{% endcapture %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% capture x %}{% capture y %}{% endcapture %}SECRET{% endcapture %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% protected %}SECRET{% endprotected %}",
        ),
        (
            ExportFormat::Jekyll,
            "{% if_member %}SECRET{% endif_member %}",
        ),
        (
            ExportFormat::Hugo,
            "{{% hugo-encryptor \"PW\" %}}SECRET{{% /hugo-encryptor %}}",
        ),
        (
            ExportFormat::Hugo,
            "{{< hugo-encrypt \"pw\" >}}SECRET{{</ hugo-encrypt >}}",
        ),
        (
            ExportFormat::Hugo,
            "{{% private %}}{{% private %}}x{{% /private %}}SECRET{{% /private %}}",
        ),
        (
            ExportFormat::Hugo,
            "{{% Private %}}{{< private />}}{{</* /Private */>}}SECRET{{% /Private %}}",
        ),
        (
            ExportFormat::Hugo,
            "{{< box >}}{{< box />}}{{< members >}}SECRET{{< /members >}}{{< /box >}}",
        ),
        (
            ExportFormat::Hugo,
            "{{< comment >}}{{< comment >}}{{< /comment >}}SECRET{{< /comment >}}",
        ),
        (
            ExportFormat::Hugo,
            "{{< x.inline >}}SECRET{{< /x.inline >}}",
        ),
        (ExportFormat::Hugo, "{{< paywall >}}SECRET"),
        (
            ExportFormat::Hugo,
            "{{< if internal >}}{{< if x >}}{{< /if >}}SECRET{{< /if >}}",
        ),
        (ExportFormat::Zola, "{% secret() %}SECRET{% end %}"),
        (
            ExportFormat::Zola,
            "{% secret() %}{% box() %}x{% end %}SECRET{% end %}",
        ),
    ];

    #[test]
    fn what_is_not_for_everyone_is_left_out_and_told() {
        for (kind, text) in GUARDED {
            let whole = format!("Before. {text}");
            let (written, told) = expand(*kind, &Blog::default(), &Value::Null, &whole);
            assert_eq!(written.trim(), "Before.", "{text} {told:?}");
            let is_comment = text.contains("comment") && text.find("comment") < Some(5);
            assert_eq!(told.is_empty(), is_comment, "{text}");
        }
        let nested = "{{< box >}}".repeat(20) + "{{< private >}}SECRET{{< /private >}}";
        let nested = nested + &"{{< /box >}}".repeat(20);
        let (written, _) = expand(ExportFormat::Hugo, &Blog::default(), &Value::Null, &nested);
        assert!(!written.contains("SECRET"), "{written}");
    }

    #[test]
    fn what_is_for_everyone_stays() {
        for (kind, text, wanted) in [
            (
                ExportFormat::Hugo,
                "{{< private />}}a{{< private >}}b{{< /private >}}c",
                "ac",
            ),
            (
                ExportFormat::Hugo,
                "{{< note >}}a{{< note >}}b{{< /note >}}c{{< /note >}}d",
                "abcd",
            ),
            (
                ExportFormat::Jekyll,
                "{% if a %}b{% endif %}c{% if d %}e{% endif %}f",
                "cf",
            ),
            (
                ExportFormat::Jekyll,
                "{% raw %}{% raw %}{% if %}{% endraw %}a",
                "{% raw %}{% if %}a",
            ),
            (
                ExportFormat::Zola,
                "{% box() %}a{% box() %}b{% end %}c{% end %}d",
                "abcd",
            ),
        ] {
            let (written, told) = expand(kind, &Blog::default(), &Value::Null, text);
            assert_eq!(written, wanted, "{text} {told:?}");
        }
    }

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
