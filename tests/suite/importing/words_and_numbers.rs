//! Words, numbers and parts of texts that were lost or became others on the way here.

use std::fs;

use super::{super::fixture::Desk, body, folders::Imported, report, write};

const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>\n";

/// A post of a blog of Hugo or Jekyll, and a picture beside it.
fn post(kind: &str, text: &str) -> Imported {
    let (config, said, file) = match kind {
        // HTML in its texts, which Hugo leaves out otherwise.
        "hugo" => (
            "hugo.toml",
            "[markup.goldmark.renderer]\nunsafe = true\n",
            "content/posts/a.md",
        ),
        _ => ("_config.yml", "", "_posts/2020-01-02-a.md"),
    };
    let picture = if kind == "hugo" {
        "static/p.svg"
    } else {
        "p.svg"
    };
    let post = format!("---\ntitle: A\ndate: 2020-01-02\n---\n{text}");
    let site = Imported::new(kind, &[(config, said), (file, &post), (picture, DRAWING)]);
    assert_eq!(site.desk.build().code, 0, "{text}");
    site
}

/// The text of a post as press prints it.
fn printed(site: &Imported) -> String {
    let page = site.desk.read("news/a/index.html");
    let (_, body) = page
        .split_once("<div class=\"prose\"")
        .unwrap_or(("", &page));
    let body = body.split("</article>").next().unwrap();
    body.split_once('>').unwrap().1.to_owned()
}

#[test]
fn a_text_may_begin_with_spaces() {
    for kind in ["hugo", "jekyll"] {
        for (text, wanted) in [
            (
                "   1. a\n       1. b\n   2. c\n",
                &["<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>"][..],
            ),
            (
                "\n  * a\n      * b\n  * c\n",
                &["<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
            ),
            (
                "\n \n    code *x*\n\nText.\n",
                &["<code>code *x*\n</code></pre>"],
            ),
        ] {
            let page = printed(&post(kind, text));
            for piece in wanted {
                assert!(page.contains(piece), "{kind} {text}\n{page}");
            }
        }
    }
}

#[test]
fn captions_stay() {
    for (text, wanted) in [
        (
            "{{< figure src=\"/p.svg\" caption=\"Figure 1. The quay\" >}}\n",
            &[
                "alt=\"Figure 1. The quay\"",
                "<figcaption>Figure 1. The quay</figcaption>",
            ][..],
        ),
        (
            "{{< figure src=\"/p.svg\" alt=\"A\" caption=\"The \\\"old\\\" quay\" >}}\n",
            &["alt=\"A\"", "<figcaption>The \"old\" quay</figcaption>"],
        ),
        (
            "{{< figure src=\"/p.svg\" title=\"1. [Quays] & *more*\" >}}\n",
            &["<figcaption>1. [Quays] &amp; more</figcaption>"],
        ),
        (
            "![](/p.svg \"Only a \\\"caption\\\"\")\n",
            &["<figcaption>Only a \"caption\"</figcaption>"],
        ),
        ("![A](/gone.png \"Title *x*\")\n", &["A", "(Title *x*)"]),
        ("![](/gone.png \"2. Title\")\n", &["(2. Title)"]),
        (
            "{{< figure src=\"/gone.png\" caption=\"Figure 2. The \\\"gate\\\"\" >}}\n",
            &["Figure 2. The \"gate\""],
        ),
        (
            "![p.svg](/p.svg \"see /p.svg\")\n",
            &["<figcaption>see /p.svg</figcaption>"],
        ),
    ] {
        let page = printed(&post("hugo", text)).replace("&quot;", "\"");
        for piece in wanted {
            assert!(page.contains(piece), "no {piece}: {text}\n{page}");
        }
    }
}

#[test]
fn words_of_links_that_lead_nowhere_are_no_items() {
    let text =
        "[1. Intro](gone.md)\n\n[- Dash](gone.md) [# Sign](gone.md)\n\nSee [2) x](gone.md).\n";
    let site = post("hugo", text);
    let page = printed(&site);
    for piece in [
        "<p>1. Intro</p>",
        "<p>- Dash # Sign</p>",
        "<p>See 2) x.</p>",
    ] {
        assert!(page.contains(piece), "{page}");
    }
    site.tells(&["gone.md: leads nowhere"]);
}

#[test]
fn addresses_are_led_on_however_they_are_written() {
    let target = "---\ntitle: B\ndate: 2020-01-02\n---\nText.\n";
    let text = "---\ntitle: A\ndate: 2020-01-02\n---\n[a](/posts/b\\_c/ \"1. *t*\") [/posts/b_c/](/posts/b_c/ 'to /posts/b_c/') [/posts/b_c/][r]\n\n[r]: /posts/b_c/ \"/posts/b_c/\"\n";
    let site = Imported::new(
        "hugo",
        &[
            ("hugo.toml", "baseURL = \"https://old.example/\"\n"),
            ("content/posts/b_c.md", target),
            ("content/posts/a.md", text),
        ],
    );
    site.has(
        "news/a.md",
        &[
            "[a](</news/b-c/> \"1. \\*t\\*\")",
            "[/posts/b_c/](/news/b-c/ 'to /posts/b_c/')",
            "[r]: /news/b-c/ \"/posts/b_c/\"",
        ],
    );
}

#[test]
fn code_of_a_template_stays_in_its_item() {
    for (text, wanted) in [
        (
            "1. a\n\n   {{< highlight go >}}\n   x := 1\n     y\n   {{< /highlight >}}\n2. b\n",
            &[
                "<ol><li><p>a</p><pre",
                "x := 1\n  y\n</code></pre></li><li><p>b</p></li></ol>",
            ][..],
        ),
        (
            "- a {{< highlight \"go\" >}}x{{< /highlight >}}\n- b\n",
            &["x\n</code></pre></li><li>", "b</p></li></ul>"],
        ),
        (
            "10. a\n    {{< highlight go >}}\n    x\n    {{< /highlight >}}\n11. b\n",
            &["<ol start=\"10\"><li>", "</code></pre></li><li>"],
        ),
        (
            "> {{< highlight go >}}\n> x\n> {{< /highlight >}}\n> end\n",
            &[
                "<blockquote><pre",
                "x\n</code></pre><p>end</p></blockquote>",
            ],
        ),
        (
            "{{< highlight md >}}\n```\nx\n```\n{{< /highlight >}}\n\nText.\n",
            &["```\nx\n```\n</code></pre><p>Text.</p>"],
        ),
    ] {
        let page = printed(&post("hugo", text));
        for piece in wanted {
            assert!(page.contains(piece), "no {piece}: {text}\n{page}");
        }
    }
}

/// Elements with an id, one of each kind, in which a link may lead to it.
const PARTS: [&str; 30] = [
    "<table id=\"x\"><tr><th>a</th></tr><tr><td>b</td></tr></table>",
    "<table><tr><th>a</th></tr><tr><td id=\"x\">b</td></tr></table>",
    "<table><caption id=\"x\">C</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>",
    "<hr id=\"x\">",
    "<p>a <img id=\"x\" src=\"p.png\" alt=\"P\"> b</p>",
    "<p><img id=\"x\" src=\"https://elsewhere.example/p.png\" alt=\"\"></p>",
    "<figure id=\"x\"><img src=\"p.png\"><figcaption>C</figcaption></figure>",
    "<figure><img src=\"p.png\"><figcaption id=\"x\">C</figcaption></figure>",
    "<figure id=\"x\"><table><tr><th>a</th></tr><tr><td>b</td></tr></table><figcaption>C</figcaption></figure>",
    "<p id=\"x\">a</p>",
    "<h2 id=\"x\">Head</h2>",
    "<ul id=\"x\"><li>a</li></ul>",
    "<ol id=\"x\"><li>a</li><li type=\"a\">b</li></ol>",
    "<ol><li id=\"x\">a</li></ol>",
    "<dl><dt id=\"x\">D</dt><dd>d</dd></dl>",
    "<dl id=\"x\"><dt>D</dt><dd>d</dd></dl>",
    "<pre id=\"x\">code</pre>",
    "<blockquote id=\"x\"><p>q</p></blockquote>",
    "<section id=\"x\"><p>s</p></section>",
    "<div id=\"x\"><p>s</p><p>t</p></div>",
    "<p>a <em id=\"x\"> </em> b</p>",
    "<p>a <strong id=\"x\">b</strong><br id=\"y\">c</p>",
    "<a name=\"x\"></a><p>a</p>",
    "<a name=\"x\"><h2>Head</h2><p>a</p></a>",
    "<span id=\"x\"><p>a</p><p>b</p></span>",
    "<span id=\"x\"><pre>a</pre></span>",
    "<a id=\"x\" href=\"/gone\">a</a>",
    "<p><a id=\"x\" href=\"#nowhere\">a</a> b</p>",
    "<p id=\"x\"><a href=\"https://www.youtube.com/watch?v=1a\">A film</a></p>",
    "<p><a id=\"x\" href=\"https://www.youtube.com/watch?v=1a\">A film</a></p>",
];

#[test]
fn links_lead_to_whatever_has_an_id() {
    let desk = Desk::new(&["base"]);
    let item = |id: String, html: String| {
        serde_json::json!({
            "id": id, "url": format!("https://old.example/{id}"), "title": id,
            "date_published": "2020-01-02T00:00:00Z", "content_html": html,
        })
    };
    let ids = ["x", "i28&amp;x", "表1"];
    let parts = PARTS.iter().flat_map(|part| ids.map(|id| (part, id)));
    let mut items = Vec::new();
    for (number, (part, id)) in parts.clone().enumerate() {
        let part = part.replace("\"x\"", &format!("\"{id}\""));
        let html = format!("<p><a href=\"#{id}\">to it</a></p>{part}");
        items.push(item(format!("a{number}"), html));
        let address = format!("https://old.example/a{number}#{id}");
        let link = format!("<p><a href=\"{address}\">from afar</a></p>");
        items.push(item(format!("b{number}"), link));
    }
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items,
    });
    write(&desk, "feed.json", &feed.to_string());
    desk.press(&["import", "json-feed", "feed.json"]);
    let told = report(&desk);
    assert!(!told.contains("Left out"), "{told}");
    assert_eq!(desk.build().code, 0);
    for (number, (part, id)) in parts.enumerate() {
        let page = desk.read(&format!("news/a{number}/index.html"));
        assert!(page.contains(&format!("id=\"{id}\"")), "{part}\n{page}");
        let link = page.split("to it</a>").next().unwrap();
        assert!(
            link.ends_with(&format!("href=\"#{id}\">")),
            "{part}\n{link}"
        );
        let other = fs::read_to_string(desk.path(&format!("content/news/b{number}.md"))).unwrap();
        let id = id.replace("&amp;", "&");
        let link = format!("(/news/a{number}/#{id})");
        assert!(body(&other).contains(&link), "{part}\n{other}");
    }
}

#[test]
fn links_lead_to_headings_by_the_ids_that_press_gives_them() {
    for (text, links) in [
        ("[a](#footer)\n\n## Footer\n", &["#footer-2"][..]),
        ("[a](#footer)\n\n## Footer {#footer}\n", &["#footer-2"]),
        ("[a](#part) [b](#x)\n\n## Part {#x}\n", &["#x"]),
        ("[a](#a) [b](#a-2)\n\n## A\n\n## A\n", &["#a", "#a-2"]),
        (
            "[b](#a-2)\n\n## A\n\n## A\n\n<p id=\"a-2\">x</p>\n",
            &["#a-2"],
        ),
        (
            "[a](#a) [b](#a-2)\n\n<p id=\"a\">x</p>\n\n## A\n",
            &["#a", "#a-2"],
        ),
        ("[a](#e%CC%81)\n\n<p id=\"é\">x</p>\n", &["#é"]),
        ("[a](#e\u{301}t)\n\n## Ét {#ét}\n", &["#ét"]),
    ] {
        let page = printed(&post("hugo", text));
        let found: Vec<&str> = page
            .split("<a href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .filter(|link| link.starts_with('#'))
            .collect();
        assert_eq!(found, *links, "{text}\n{page}");
        for link in links {
            let id = format!("id=\"{}\"", &link[1..]);
            assert!(page.contains(&id), "{text}\n{page}");
        }
    }
}

#[test]
fn footnotes_lead_to_parts_of_the_text() {
    let text = "A note[^1].\n\n## Part\n\nText.\n\n[^1]: See [the part](#part).\n\n<p>HTML</p>\n";
    let site = post("hugo", text);
    assert!(
        printed(&site).contains("href=\"#part\""),
        "{}",
        printed(&site)
    );
}

#[test]
fn languages_of_texts_are_those_that_they_say() {
    let entry = |name: &str, own: &str, content: &str| {
        format!(
            "<entry{own}><id>https://old.example/{name}</id><title>{name}</title><link href=\"https://old.example/{name}\"/><published>2020-01-02T00:00:00Z</published>{content}</entry>"
        )
    };
    let div = |lang: &str| {
        format!(
            "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"{lang}><p>Text.</p></div></content>"
        )
    };
    let entries = [
        entry(
            "a",
            "",
            "<content type=\"html\" xml:lang=\"fr\">Le texte.</content>",
        ),
        entry("b", "", &div(" xml:lang=\"fr\"")),
        entry("c", "", &div(" lang=\"fr-CH\"")),
        entry("d", "", "<summary xml:lang=\"fr\">Le texte.</summary>"),
        entry(
            "e",
            " xml:lang=\"fr\"",
            "<content type=\"html\" xml:lang=\"en\">A text.</content>",
        ),
        entry("f", "", &div("")),
    ];
    let desk = Desk::new(&["base"]);
    let feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">{}</feed>",
        entries.concat()
    );
    write(&desk, "feed.xml", &feed);
    desk.press(&["import", "feed", "feed.xml"]);
    let written = super::super::fixture::files(&desk.path("content/news"));
    assert_eq!(written, ["e.md", "f.md"], "{}", report(&desk));
    let told = report(&desk);
    assert_eq!(told.matches("its language is \"fr").count(), 4, "{told}");
}

#[test]
fn several_terms_may_have_one_meaning() {
    for kind in ["hugo", "jekyll"] {
        for (text, wanted) in [
            ("T1\nT2\n: x\n", "<dl><dt>T1</dt><dt>T2</dt><dd>x</dd></dl>"),
            (
                "*A* one\n[B](https://b.example/)\nC & D\n: x\n: y\n\nE\n: z\n",
                "<dl><dt><em>A</em> one</dt><dt><a href=\"https://b.example/\">B</a></dt><dt>C &amp; D</dt><dd>x</dd><dd>y</dd><dt>E</dt><dd>z</dd></dl>",
            ),
            ("T1\n: x\n", "<dl><dt>T1</dt><dd>x</dd></dl>"),
            (
                "- a\n- b\n\nT1\nT2\n: 1. x\n",
                "<dl><dt>T1</dt><dt>T2</dt><dd>",
            ),
        ] {
            let page = printed(&post(kind, text));
            assert!(page.contains(wanted), "{kind} {text}\n{page}");
        }
    }
}

#[test]
fn signs_that_generators_read_otherwise_lose_no_words() {
    for kind in ["hugo", "jekyll"] {
        let page = printed(&post(kind, "Say <<guil>> and <<two words>>.\n"));
        assert!(page.contains("Say «guil» and «two words»."), "{page}");
    }
    for (text, wanted) in [
        ("line\\\\\nnext\n", "<p>line<br>next</p>"),
        ("a | b\nc | d\n", "<td>c</td><td>d</td>"),
        ("a | b\n--|--\nc | d\n", "<td>c</td><td>d</td>"),
        ("a | b\nc | d\ntext\n", "<p>a | b c | d text</p>"),
        ("- a | b\n- c | d\n", "<li>c | d</li>"),
    ] {
        let page = printed(&post("jekyll", text));
        assert!(page.contains(wanted), "{text}\n{page}");
    }
}

#[test]
fn kramdown_has_one_list_where_others_have_several() {
    for (text, wanted) in [
        (
            "1. a\n - b\n2. c\n",
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        ),
        (
            "10. a\n  - b\n11. c\n",
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        ),
        (
            "1.\ta\n2.\tb\n   - c\n3.\td\n",
            "<ol><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>",
        ),
        (
            "1. §1\n  1. sub\n  2. sub\n2. §2\n3. §3\n  - x\n4. §4\n",
            "<ol><li>§1</li><li>sub</li><li>sub</li><li>§2</li><li>§3<ul><li>x</li></ul></li><li>§4</li></ol>",
        ),
        ("1. a\n```\ncode\n```\n2. b\n", "</code></pre></li><li>"),
        (
            "1. a\n> q\n2. b\n",
            "<blockquote><p>q</p></blockquote></li><li>",
        ),
        (
            "1. a\n* x\n2. b\n",
            "<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>",
        ),
        ("1. a\n* * *\n2. b\n", "<hr></li><li>"),
        (
            "1. a\n - b\n2. c\n{: start=\"4\"}\n",
            "<ol start=\"4\"><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        ),
    ] {
        let page = printed(&post("jekyll", text));
        assert!(page.contains(wanted), "{text}\n{page}");
        assert_eq!(page.matches("<ol").count(), 1, "{text}\n{page}");
    }
}

#[test]
fn brackets_in_wordpress_are_text_unless_they_are_known() {
    let text = "Of all [n=25] (see [table_2]), [p=0.05]. [toc] [box a=1]in[/box]";
    let item = format!(
        "<item><title>A</title><link>https://old.example/a/</link><wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-01-02 00:00:00</wp:post_date_gmt><wp:post_name>a</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    );
    let desk = Desk::new(&["base"]);
    let export = format!(
        "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><wp:wxr_version>1.2</wp:wxr_version>{item}</channel></rss>"
    );
    write(&desk, "export.xml", &export);
    desk.press(&["import", "wordpress", "export.xml"]);
    assert_eq!(desk.build().code, 0);
    let page = desk.read("news/a/index.html");
    assert!(
        page.contains("Of all [n=25] (see [table_2]), [p=0.05]."),
        "{page}"
    );
    assert!(!page.contains("[toc]") && !page.contains("[box"), "{page}");
    let told = report(&desk);
    assert!(
        told.contains("[toc]") && !told.contains("[n=25]") && !told.contains("[n]"),
        "{told}"
    );
}
