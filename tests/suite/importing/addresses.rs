//! Links of imported articles: what leads into the same site leads there, part and all, and what does not is told.

use std::fs;

use super::{super::fixture::Desk, body, report, write};

/// Links of a post of WordPress, and where they lead afterwards.
const LINKS: [(&str, &str); 24] = [
    ("https://old.example/2020/03/target/", "/news/target/"),
    ("http://www.old.example/2020/03/target", "/news/target/"),
    ("https://OLD.example:8080/2020/03/target/", "/news/target/"),
    ("//old.example/2020/03/target/", "/news/target/"),
    ("/2020/03/target/", "/news/target/"),
    ("../target/", "/news/target/"),
    (
        "https://old.example/index.php/2020/03/target/",
        "/news/target/",
    ),
    ("/index.php?p=1", "/news/target/"),
    ("https://old.example/?p=1", "/news/target/"),
    ("https://old.example/?p=1&amp;preview=true", "/news/target/"),
    (
        "https://old.example/?preview=true&amp;preview_id=1&amp;p=1",
        "/news/target/",
    ),
    ("https://old.example/?page_id=1", "/news/target/"),
    ("/2020/03/target/?utm_source=x", "/news/target/"),
    ("/2020/03/target/#part", "/news/target/#part"),
    ("/2020/03/target/#named", "/news/target/#named"),
    (
        "https://www.old.example/?p=1#the-other-part",
        "/news/target/#the-other-part",
    ),
    ("/2020/03/target/#%E9%83%A8", "/news/target/#部"),
    ("/2020/03/target/#none", "/news/target/"),
    (
        "https://old.example/?attachment_id=7",
        "/media/2020/03/f.pdf",
    ),
    (
        "https://old.example/2020/03/target/f/",
        "/media/2020/03/f.pdf",
    ),
    (
        "https://old.example/wp-content/uploads/2020/03/f.pdf",
        "/media/2020/03/f.pdf",
    ),
    ("https://old.example/gone/", "https://old.example/gone/"),
    (
        "https://else.example/x?a=1&amp;b=2",
        "https://else.example/x?a=1&b=2",
    ),
    ("mailto:a@b.example", "mailto:a@b.example"),
];

fn post(number: usize, name: &str, html: &str) -> String {
    format!(
        "<item><title>{name}</title><link>https://old.example/2020/03/{name}/</link><guid>https://old.example/x?p={number}</guid>\
         <wp:post_id>{number}</wp:post_id><wp:post_date>2020-03-04 10:00:00</wp:post_date><wp:post_name>{name}</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <content:encoded><![CDATA[<!-- wp:html -->{html}<!-- /wp:html -->]]></content:encoded></item>"
    )
}

fn export(posts: &[String]) -> String {
    format!(
        "<rss><channel><link>https://old.example</link><language>en</language>{}</channel></rss>",
        posts.concat()
    )
}

#[test]
fn links_lead_to_where_it_is_now() {
    let desk = Desk::new(&["base"]);
    write(&desk, "uploads/2020/03/f.pdf", "%PDF-1.4\n%%EOF");
    let target = "<h2 id=\"part\">A part</h2><p id=\"named\">Text</p><h3>The other part</h3><p><a name=\"部\"></a>Text</p>";
    let links: Vec<String> = LINKS
        .iter()
        .enumerate()
        .map(|(number, (href, _))| format!("<p>See <a href=\"{href}\">link {number}</a>.</p>"))
        .collect();
    let links = links.concat();
    let file = "<item><title>f</title><link>https://old.example/2020/03/target/f/</link><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type>\
                <wp:status>inherit</wp:status><wp:attachment_url>https://old.example/wp-content/uploads/2020/03/f.pdf</wp:attachment_url></item>";
    let posts = [
        post(1, "target", target),
        post(2, "source", &links),
        file.into(),
    ];
    fs::write(desk.path("export.xml"), export(&posts)).unwrap();
    desk.press(&["import", "wordpress", "export.xml", "--media", "uploads"]);
    let text = fs::read_to_string(desk.path("content/news/source.md")).unwrap();
    for (number, (href, leads)) in LINKS.iter().enumerate() {
        let link = format!("[link {number}](");
        let (_, rest) = text
            .split_once(&link)
            .unwrap_or_else(|| panic!("{href}: {text}"));
        assert_eq!(rest.split_once(')').unwrap().0, *leads, "{href}");
    }
    let report = report(&desk);
    assert!(report.contains("not to its part #none"), "{report}");
    assert!(report.contains("https://old.example/gone/"), "{report}");
    assert_eq!(desk.press(&["check"]).code, 0);
}

#[test]
fn links_that_lead_nowhere_leave_words() {
    let desk = Desk::new(&["base"]);
    let html = "<p>Go <a href=\"#nowhere\">up</a> now.</p><ul><li>Go <a href=\"#nowhere\">up</a> now</li><li>b</li></ul>\
                <p><b>Bold </b><a href=\"#nowhere\"><b>and</b></a> plain</p><p>a <img src=\"data:,x\"> b</p><p>x<script>1</script> y</p>";
    fs::write(desk.path("export.xml"), export(&[post(1, "a", html)])).unwrap();
    desk.press(&["import", "wordpress", "export.xml"]);
    let text = fs::read_to_string(desk.path("content/news/a.md")).unwrap();
    assert_eq!(
        body(&text),
        "Go up now.\n\n- Go up now\n- b\n\n**Bold** **and** plain\n\na b\n\nx y"
    );
    let report = report(&desk);
    assert!(report.contains("#nowhere: leads nowhere"), "{report}");
}

#[test]
fn autolinks_and_parts_of_markdown_stay_links() {
    let desk = Desk::new(&["base"]);
    for (path, text) in [
        ("site/zola.toml", "base_url = \"https://old.example\"\n"),
        (
            "site/content/a.md",
            "+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\n\n## Rules\n\nText.\n",
        ),
        (
            "site/content/b.md",
            "+++\ntitle = \"B\"\ndate = 2024-01-02\n+++\n\nSee [the part](@/a.md#rules), [no part](@/a.md#gone), <https://old.example/a/> and <https://else.example/>.\n",
        ),
    ] {
        write(&desk, path, text);
    }
    desk.press(&["import", "zola", "site"]);
    let text = fs::read_to_string(desk.path("content/news/b.md")).unwrap();
    assert_eq!(
        body(&text),
        "See [the part](/news/a/#rules), [no part](/news/a/), [https://old.example/a/](/news/a/) and <https://else.example/>."
    );
    let report = report(&desk);
    assert!(report.contains("not to its part #gone"), "{report}");
}

#[test]
fn posts_are_known_by_their_numbers() {
    let desk = Desk::new(&["base"]);
    let posts = ["one", "two", "three"].map(|name| {
        let number = name.len();
        post(number, name, "<p>Text.</p>").replace(
            &format!("https://old.example/x?p={number}"),
            "https://old.example/same",
        )
    });
    fs::write(desk.path("export.xml"), export(&posts)).unwrap();
    let told = desk.press(&["import", "wordpress", "export.xml"]);
    // The first two have one number too, but addresses of their own.
    assert!(
        told.text
            .contains("Manuscripts: 3 new, 0 changed, 0 unchanged."),
        "{}",
        told.text
    );
    let told = desk.press(&["import", "wordpress", "export.xml"]);
    assert!(
        told.text
            .contains("Manuscripts: 0 new, 0 changed, 3 unchanged."),
        "{}",
        told.text
    );
    // What an earlier version noted by its guid is found again.
    let ledger = desk.path("content/.import/ledger.json");
    let text = fs::read_to_string(&ledger)
        .unwrap()
        .replace("https://old.example/?p=5", "https://old.example/same");
    fs::write(&ledger, text).unwrap();
    let told = desk.press(&["import", "wordpress", "export.xml"]);
    assert!(
        told.text
            .contains("Manuscripts: 0 new, 0 changed, 3 unchanged."),
        "{}",
        told.text
    );
}
