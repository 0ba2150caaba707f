//! Parts of articles that exports have in ways of their own: bases, embeds, galleries, consultations, languages.

use std::{collections::BTreeMap, fs};

use super::{
    super::fixture::{Desk, fixtures},
    body, contents, report,
};

/// The manuscripts that an import makes of an export, by their names, and the report.
fn import(kind: &str, file: &str, export: &str) -> (BTreeMap<String, String>, String) {
    let desk = Desk::new(&["base"]);
    fs::write(desk.path(file), export).unwrap();
    fs::create_dir_all(desk.path("uploads")).unwrap();
    let dot = fixtures().join("base/content/media/dot.png");
    for name in ["a.png", "b.png", "c.png"] {
        fs::copy(&dot, desk.path("uploads").join(name)).unwrap();
    }
    let told = desk.press(&["import", kind, file, "--media", "uploads"]);
    assert_eq!(told.code, 0, "{}", told.text);
    assert_eq!(desk.press(&["check"]).code, 0);
    let content = contents(&desk.path("content"));
    let texts = content.into_iter().filter_map(|(file, bytes)| {
        let name = file.strip_prefix("news/")?.strip_suffix(".md")?;
        Some((name.to_owned(), String::from_utf8(bytes).unwrap()))
    });
    (texts.collect(), report(&desk))
}

fn wordpress(items: &[(&str, &str)], files: &str) -> (BTreeMap<String, String>, String) {
    let post = |(number, (name, content)): (usize, &(&str, &str))| {
        format!(
            "<item><title>{name}</title><link>https://old.example/{name}/</link><wp:post_id>{}</wp:post_id><wp:post_date>2020-03-04 10:00:00</wp:post_date>\
             <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{content}]]></content:encoded></item>",
            number + 100
        )
    };
    let posts: String = items.iter().enumerate().map(post).collect();
    let export = format!(
        "<rss><channel><link>https://old.example</link><language>en</language>{posts}{files}</channel></rss>"
    );
    import("wordpress", "export.xml", &export)
}

#[test]
fn addresses_are_relative_to_their_base() {
    let entry = |name: &str, attributes: &str, content: &str| {
        format!(
            "<entry{attributes}><id>{name}</id><title>{name}</title><updated>2020-01-02T00:00:00Z</updated><link href=\"{name}/\"/>{content}</entry>"
        )
    };
    let feed = format!(
        "<feed xml:base=\"https://old.example/blog/\" xml:lang=\"en\">{}{}{}{}</feed>",
        entry(
            "one",
            "",
            "<content type=\"html\">&lt;p&gt;To &lt;a href=\"x\"&gt;it&lt;/a&gt;&lt;/p&gt;</content>"
        ),
        entry(
            "two",
            " xml:base=\"deep/\"",
            "<content type=\"html\" xml:base=\"er/\">&lt;p&gt;To &lt;a href=\"x\"&gt;it&lt;/a&gt;&lt;/p&gt;</content>"
        ),
        entry(
            "three",
            "",
            "<content type=\"xhtml\"><div xml:base=\"https://else.example/a/\"><p xml:base=\"b/\">To <a href=\"x\">it</a></p></div></content>"
        ),
        entry(
            "four",
            "",
            "<content type=\"xhtml\"><div><p>To <a href=\"../one/\">it</a></p></div></content>"
        ),
    );
    let (texts, _) = import("feed", "feed.xml", &feed);
    assert_eq!(body(&texts["one"]), "To [it](https://old.example/blog/x)");
    assert_eq!(
        body(&texts["two"]),
        "To [it](https://old.example/blog/deep/er/x)"
    );
    assert_eq!(body(&texts["three"]), "To [it](https://else.example/a/b/x)");
    assert!(
        texts["one"].contains("aliases = [\"/blog/one/\"]"),
        "{}",
        texts["one"]
    );
    assert!(
        body(&texts["four"]).contains("To [it](https://old.example/one/)"),
        "{}",
        texts["four"]
    );
}

#[test]
fn what_was_shown_of_other_sites_is_a_link() {
    let (texts, report) = wordpress(
        &[
            ("alone", "Look:\n\nhttps://video.example/1\n\nWell?"),
            ("middle", "Look:\nhttps://video.example/1\nWell?"),
            (
                "embed",
                "<!-- wp:embed {\"url\":\"https://video.example/1\"} -->\n<figure class=\"wp-block-embed\"><div>\nhttps://video.example/1\n</div><figcaption>A film</figcaption></figure>\n<!-- /wp:embed -->",
            ),
            (
                "frame",
                "<p>Look: <iframe data-src=\"https://video.example/1\"></iframe></p>",
            ),
            ("code", "[youtube https://video.example/1]"),
        ],
        "",
    );
    for (name, text) in &texts {
        assert!(
            body(text).contains("](https://video.example/1)")
                || body(text).contains("<https://video.example/1>"),
            "{name}: {text}"
        );
        assert!(!body(text).contains("<p>"), "{name}: {text}");
        assert!(report.contains(&format!("news/{name}.md")), "{report}");
    }
    assert!(
        body(&texts["embed"]).ends_with("A film"),
        "{}",
        texts["embed"]
    );
    assert_eq!(
        report.matches("in whose place there is a link").count(),
        5,
        "{report}"
    );
}

#[test]
fn galleries_keep_their_captions() {
    let file = |number: usize, name: &str, parent: usize| {
        format!(
            "<item><title>{name}</title><wp:post_id>{number}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:post_parent>{parent}</wp:post_parent>\
             <wp:attachment_url>https://old.example/wp-content/uploads/{name}.png</wp:attachment_url><excerpt:encoded>Caption {name}</excerpt:encoded>\
             <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Words {name}</wp:meta_value></wp:postmeta></item>"
        )
    };
    let files = [file(1, "a", 101), file(2, "b", 101), file(3, "c", 9)].concat();
    let image = |name: &str| {
        format!(
            "<figure><img src=\"/wp-content/uploads/{name}.png\" alt=\"Words {name}\"/><figcaption>Caption {name}</figcaption></figure>"
        )
    };
    let new = format!(
        "<!-- wp:gallery --><figure class=\"wp-block-gallery\">{}{}<figcaption>All</figcaption></figure><!-- /wp:gallery -->",
        image("a"),
        image("b")
    );
    let old = format!(
        "<!-- wp:gallery --><figure><ul class=\"blocks-gallery-grid\"><li>{}</li><li>{}</li></ul></figure><!-- /wp:gallery -->",
        image("a"),
        image("b")
    );
    let theme = "<div class=\"gallery\"><dl class=\"gallery-item\"><dt class=\"gallery-icon\"><a href=\"/wp-content/uploads/a.png\"><img src=\"/wp-content/uploads/a.png\" alt=\"Words a\"></a></dt><dd class=\"wp-caption-text gallery-caption\">Caption a</dd></dl>\
                 <div class=\"wp-caption\"><img src=\"/wp-content/uploads/b.png\" alt=\"Words b\"><p class=\"wp-caption-text\">Caption b</p></div></div>";
    let (texts, _) = wordpress(
        &[
            ("ids", "[gallery ids=\"1,2\"]"),
            ("all", "[gallery]"),
            ("new", &new),
            ("old", &old),
            ("theme", theme),
        ],
        &files,
    );
    let wanted = "![Words a](/media/a.png \"Caption a\")\n\n![Words b](/media/b.png \"Caption b\")";
    for (name, text) in &texts {
        let wanted = if name == "new" {
            format!("{wanted}\n\nAll")
        } else {
            wanted.to_owned()
        };
        assert_eq!(body(text), wanted, "{name}");
    }
}

#[test]
fn consultations_and_what_is_withdrawn_are_whole() {
    let documents = r#"[
      {"base_path": "/c", "locale": "en", "title": "C", "document_type": "consultation_outcome", "first_published_at": "2019-01-01T09:00:00Z",
       "details": {"body": "<p>Should it?</p>", "opening_date": "2019-01-02T09:30:00+00:00", "closing_date": "2019-02-01T23:45:00+00:00",
        "final_outcome_detail": "<p>It should.</p>", "final_outcome_publication_date": "2019-05-01T00:00:00+00:00", "final_outcome_attachments": ["r"],
        "public_feedback_detail": "<h2>Most</h2><p>Agreed.</p>", "attachments": [{"id": "r", "title": "Response", "url": "https://assets.example/r.pdf"}],
        "ways_to_respond": {"email": "a@b.example", "link_url": "https://else.example/form"}}},
      {"base_path": "/e", "locale": "en", "title": "E", "document_type": "call_for_evidence_outcome", "first_published_at": "2019-01-01T09:00:00Z",
       "details": {"body": "<p>What is known?</p>", "outcome_detail": "<p>Little.</p>"}},
      {"base_path": "/w", "locale": "en", "title": "W", "first_published_at": "2019-01-01T09:00:00Z", "details": {"body": "<ol class=\"legislative-list\"><li>1.1 Old<ol><li>(a) words</li></ol></li></ol>"},
       "withdrawn_notice": {"explanation": "<p>It is <b>replaced</b>.</p>", "withdrawn_at": "2020-01-01T09:00:00Z"}},
      {"base_path": "/v", "locale": "en", "title": "V", "first_published_at": "2019-01-01T09:00:00Z", "details": {"body": "<p>Old.</p>"}, "withdrawn_notice": {"explanation": "Gone."}}
    ]"#;
    let (texts, _) = import("govuk", "documents.json", documents);
    for words in [
        "Open from 2 January 2019, 09:30 to 1 February 2019, 23:45.",
        "## Outcome\n\nPublished on 1 May 2019, 00:00.\n\nIt should.",
        "- [Response](https://assets.example/r.pdf)",
        "## Feedback received\n\n### Most\n\nAgreed.",
        "[a@b.example](mailto:a@b.example)",
    ] {
        assert!(texts["c"].contains(words), "{words}: {}", texts["c"]);
    }
    assert!(
        texts["e"].contains("## Outcome\n\nLittle."),
        "{}",
        texts["e"]
    );
    let note = "kind = \"withdrawn\"\ndate = 2020-01-01T09:00:00+00:00\ntext = \"It is replaced.\"";
    assert!(texts["w"].contains(note), "{}", texts["w"]);
    assert_eq!(body(&texts["w"]), "- 1.1 Old\n  - (a) words");
    assert!(
        texts["v"]
            .contains("kind = \"withdrawn\"\ndate = 2019-01-01T09:00:00+00:00\ntext = \"Gone.\""),
        "{}",
        texts["v"]
    );
}

#[test]
fn other_languages_are_left_out_and_told() {
    let entry = |name: &str, lang: &str| {
        format!(
            "<item><guid>{name}</guid><title>{name}</title><pubDate>Mon, 25 May 2020 7:08:09 +0200</pubDate><dc:language>{lang}</dc:language><content:encoded>Words</content:encoded></item>"
        )
    };
    let feed = format!(
        "<rss><channel><language>fr</language>{}{}{}{}<item><guid>five</guid><title>five</title><pubDate>25 May 2020</pubDate><description>Mots</description></item></channel></rss>",
        entry("one", "en"),
        entry("two", "EN_us"),
        entry("three", "de"),
        entry("four", "und"),
    );
    let (texts, report) = import("feed", "feed.xml", &feed);
    assert_eq!(texts.keys().collect::<Vec<_>>(), ["four", "one", "two"]);
    assert!(
        texts["one"].contains("published = 2020-05-25T07:08:09+02:00"),
        "{}",
        texts["one"]
    );
    for (name, lang) in [("three", "de"), ("five", "fr")] {
        assert!(
            report.contains(&format!("\"{name}\": its language is \"{lang}\"")),
            "{report}"
        );
    }
}

#[test]
fn blocks_that_posts_share_stand_in_each_of_them() {
    let block = |number: usize, status: &str, text: &str| {
        format!(
            "<item><title>B</title><wp:post_id>{number}</wp:post_id><wp:status>{status}</wp:status><wp:post_type>wp_block</wp:post_type>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    // They stand behind the posts, as WordPress exports them.
    let blocks = [
        block(
            1,
            "publish",
            "<!-- wp:paragraph --><p>Opening hours: 8 to 5.</p><!-- /wp:paragraph -->",
        ),
        block(
            2,
            "publish",
            "<!-- wp:block {\"ref\":1} /--><!-- wp:list --><ol start=\"4\"><li>four</li></ol><!-- /wp:list -->",
        ),
        block(3, "draft", "<p>Nobody sees this</p>"),
        block(
            4,
            "publish",
            "<p>Over and</p><!-- wp:block {\"ref\":4} /-->",
        ),
    ];
    let (texts, report) = wordpress(
        &[
            (
                "one",
                "<!-- wp:paragraph --><p>Before</p><!-- /wp:paragraph -->\n\n<!-- wp:block {\"ref\":1} /-->\n\n<!-- wp:paragraph --><p>After</p><!-- /wp:paragraph -->",
            ),
            (
                "two",
                "<!-- wp:columns --><div><!-- wp:block {\"ref\":2} /--></div><!-- /wp:columns -->",
            ),
            (
                "three",
                "<p>Words</p><!-- wp:block {\"ref\":3} /--><!-- wp:block {\"ref\":99} /--><!-- wp:block {\"ref\":4} /-->",
            ),
        ],
        &blocks.concat(),
    );
    assert_eq!(
        body(&texts["one"]),
        "Before\n\nOpening hours: 8 to 5.\n\nAfter"
    );
    assert_eq!(body(&texts["two"]), "Opening hours: 8 to 5.\n\n4. four");
    assert_eq!(body(&texts["three"]), "Words\n\nOver and");
    for told in [
        "of the number 3, which its site did not show",
        "of the number 99, which is not in the export",
        "of the number 4, which stands in itself",
    ] {
        assert!(report.contains(told), "{told}: {report}");
    }
    assert!(!report.contains("wp_block"), "{report}");
}

#[test]
fn shortcodes_leave_their_words_and_no_brackets() {
    let (texts, _) = wordpress(
        &[
            (
                "same",
                "[col][col]nested[/col] and [col]more[/col][/col] end",
            ),
            (
                "tabs",
                "[tabs][tab title=\"A\"]First[/tab][tab title=\"B\"]Second[/tab][/tabs]",
            ),
            ("void", "[row][divider /][row x=\"1\"]Words[/row][/row]"),
        ],
        "",
    );
    assert_eq!(body(&texts["same"]), "nested and more end");
    assert_eq!(body(&texts["tabs"]), "First\\\nSecond");
    assert_eq!(body(&texts["void"]), "Words");
}

#[test]
fn links_to_headings_by_their_words_lead_to_them() {
    let (texts, report) = wordpress(
        &[
            (
                "there",
                "<h2>Überschrift & mehr</h2><p>x</p><h2>給付標準</h2><p>y</p><h3 id=\"given\">Other</h3><h3 id=\"second\">More</h3>",
            ),
            (
                "here",
                "<p><a href=\"https://old.example/there/#Überschrift-mehr\">1</a> <a href=\"/there/#%E7%B5%A6%E4%BB%98%E6%A8%99%E6%BA%96\">2</a> \
                 <a href=\"?p=100#given\">3</a> <a href=\"/there/#none\">4</a> <a href=\"#Own-words\">5</a> <a href=\"/there/?utm_source=x#second\">6</a></p><h2>Own words</h2>",
            ),
        ],
        "",
    );
    let here = &texts["here"];
    for link in [
        "[1](/news/there/#uberschrift-mehr)",
        "[2](/news/there/#給付標準)",
        "[3](/news/there/#given)",
        "[4](/news/there/)",
        "[5](#own-words)",
        "[6](/news/there/#second)",
    ] {
        assert!(here.contains(link), "{link}: {here}");
    }
    assert!(report.contains("not to its part #none"), "{report}");
}
