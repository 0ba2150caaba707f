//! Bodies as readers get them: emphasis, line breaks, ids, addresses and lists that editors know from elsewhere.

use std::fs;

use super::fixture::Desk;

/// A site in two languages, with one article that says `body`.
fn desk(body: &str) -> Desk {
    let desk = Desk::new(&["base"]);
    fs::create_dir_all(desk.path("content/news")).unwrap();
    write(&desk, body);
    desk
}

fn write(desk: &Desk, body: &str) {
    let front =
        "+++\ntitle = \"An article\"\nsummary = \"What it says.\"\npublished = 2026-01-02\n+++\n\n";
    fs::write(desk.path("content/news/a.md"), format!("{front}{body}\n")).unwrap();
}

/// Builds the site, and returns the body of the article's page.
fn printed(desk: &Desk) -> String {
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    let (_, body) = page.split_once("<div class=\"prose\">").unwrap();
    let (body, _) = body.split_once("</div>").unwrap();
    body.to_owned()
}

fn shows(body: &str, parts: &[&str]) {
    let printed = printed(&desk(body));
    for part in parts {
        assert!(printed.contains(part), "{part}\nis not in\n{printed}");
    }
}

#[test]
fn emphasis_stands_beside_east_asian_punctuation() {
    shows(
        "這是**「重要」**的事。\n\n請注意**本週六停水。**請先儲水。\n\n**마크다운(Markdown)**을 쓴다。\n\n| 欄 |\n|---|\n| 新**《法》**第三條 |",
        &[
            "這是<strong>「重要」</strong>的事。",
            "<strong>本週六停水。</strong>請先儲水。",
            "<strong>마크다운(Markdown)</strong>을",
            "新<strong>《法》</strong>第三條",
        ],
    );
}

#[test]
fn lines_are_joined_wherever_they_break() {
    shows(
        "請**注意**\n停水，見[公告](/news/)\n與`檔案`\n。註腳[^1]\n在此。\n\n한국어\n**문장**\n입니다.\n\nOne\n*two*\nthree.\n\n[^1]: 註。",
        &[
            "請<strong>注意</strong>停水，見<a",
            "公告</a>與<code>檔案</code>。註腳<sup>",
            "</sup>在此。",
            "한국어 <strong>문장</strong> 입니다.",
            "One <em>two</em> three.",
        ],
    );
}

#[test]
fn ids_of_headings_last_when_another_is_put_before_them() {
    let body = "## 結果\n\nText.\n\n## 如何使用API\n\nText.\n\n## Contact[^1]\n\nText.\n\n## ![A dot](../media/dot.png)\n\n## 사용 안내\n\n[^1]: Note.";
    let desk = desk(body);
    let ids = |page: &str| -> Vec<String> {
        let parts = page.split("<h2 id=\"").skip(1);
        parts
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect()
    };
    let before = ids(&printed(&desk));
    let wanted = ["結果", "如何使用api", "contact", "a-dot", "사용-안내"];
    assert_eq!(before, wanted);
    let page = desk.read("news/a/index.html");
    let (_, contents) = page.split_once("contents__list").unwrap();
    let (contents, _) = contents.split_once("</ul>").unwrap();
    for entry in [
        "#contact\">Contact</a>",
        "#a-dot\">A dot</a>",
        "#結果\">結果</a>",
    ] {
        assert!(contents.contains(entry), "{entry}\nis not in\n{contents}");
    }
    write(
        &desk,
        &format!("## 前言\n\nText.\n\n## 其他 API 說明\n\n{body}"),
    );
    assert!(ids(&printed(&desk)).ends_with(&before));
}

#[test]
fn files_are_found_by_their_names_in_any_form() {
    let desk = desk(
        "![One](/media/a%20b.png) ![Two](</media/a b.png>) [file](/media/e%CC%81t\u{e9}.png) ![Three](/media/\u{e9}t\u{e9}.png)\n\n\
         ![Four](/media/100%25%20plan.png) ![Five](</media/plan #2.png>) [five](/media/plan%20%232.png)\n\n\
         [part](#re\u{301}sume\u{301}) [coded](#r%C3%A9sum%C3%A9)\n\n## R {#r\u{e9}sume\u{301}}\n\nText. [b](b%20b.md)",
    );
    for name in [
        "a b.png",
        "e\u{301}t\u{e9}.png",
        "100% plan.png",
        "plan #2.png",
    ] {
        let file = desk.path("content/media").join(name);
        fs::copy(desk.path("content/media/dot.png"), file).unwrap();
    }
    let page = desk.path("content/news/a.md");
    fs::copy(page, desk.path("content/news/b b.md")).unwrap();
    let text = fs::read_to_string(desk.path("content/news/b b.md")).unwrap();
    let text = text.replace("title = ", "slug = \"b-b\"\ntitle = ");
    fs::write(desk.path("content/news/b b.md"), text).unwrap();
    let printed = printed(&desk);
    assert_eq!(printed.matches("/base/media/a-b-").count(), 2, "{printed}");
    assert_eq!(printed.matches("/base/media/ete-").count(), 2, "{printed}");
    assert_eq!(
        printed.matches("/base/media/plan-2-").count(),
        2,
        "{printed}"
    );
    for part in [
        "<a href=\"#r\u{e9}sum\u{e9}\"",
        "<h2 id=\"r\u{e9}sum\u{e9}\"",
        "<a href=\"/base/news/b-b/\"",
    ] {
        assert!(printed.contains(part), "{part}\nis not in\n{printed}");
    }
}

#[test]
fn no_suggestion_looks_like_what_it_corrects() {
    for (body, file) in [
        ("[x](../pages/ho\u{200b}me.md)", "home"),
        ("![x](/media/do\u{ad}t.png)", "dot"),
        ("[x](#de\u{2060}sk)\n\n## Desk", "desk"),
    ] {
        let outcome = desk(body).press(&["check"]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        let help = outcome.text.lines().find(|line| line.contains("help:"));
        let is_same = help.is_none_or(|help| help.contains(&format!("`{file}")));
        assert!(!is_same, "{}", outcome.text);
    }
}

#[test]
fn bare_addresses_are_links_and_tasks_have_boxes() {
    shows(
        "See https://example.org/a_b?x=1, www.example.org or desk@example.org.\n\n請至https://example.org/查詢。謝謝\n\n- [ ] open\n- [x] done\n\n  loose",
        &[
            "<a href=\"https://example.org/a_b?x=1\">https://example.org/a_b?x=1</a>,",
            "<a href=\"http://www.example.org\">www.example.org</a> or",
            "<a href=\"mailto:desk@example.org\">desk@example.org</a>.",
            "<a href=\"https://example.org/%E6%9F%A5%E8%A9%A2\">https://example.org/查詢</a>。謝謝",
            "<li class=\"task-item\"><p><span aria-label=\"To do\" class=\"task\" role=\"img\">☐</span> open</p></li>",
            "<span aria-label=\"Done\" class=\"task\" role=\"img\">☑</span> done</p>",
        ],
    );
}

#[test]
fn tables_under_one_heading_have_names_of_their_own() {
    let table = "| A |\n| --- |\n| 1 |\n\n";
    shows(
        &format!(
            "## Fees\n\n{table}Text.\n\n{table}## Dates\n\n{table}## Fees {{#again}}\n\n{table}"
        ),
        &[
            "tabindex=\"0\" aria-label=\"Fees\"",
            "tabindex=\"0\" aria-label=\"Fees (2)\"",
            "tabindex=\"0\" aria-label=\"Dates\"",
            "tabindex=\"0\" aria-label=\"Fees (3)\"",
        ],
    );
}

#[test]
fn notes_are_numbered_as_the_text_refers_to_them() {
    shows(
        "One[^A].\n\n[^a]: Of the first[^c].\n\nTwo[^b].\n\n[^b]: Of the second.\n\n[^c]: Of the note.",
        &[
            "<li id=\"fn-1\"><p>Of the first<sup><a aria-label=\"Footnote 3\" class=\"footnote-ref\" href=\"#fn-3\"",
            "<li id=\"fn-2\"><p>Of the second.",
            "<li id=\"fn-3\"><p>Of the note.",
        ],
    );
}

#[test]
fn marks_below_the_line_stand_beside_east_asian_punctuation() {
    shows(
        "這是__「重要」__的，也是_《法》_第三條。\n\n__注意：__請帶，_甲_「乙」\n\n이것은 __「중요」__한 일\n\n檔名a_b_c在__「甲」__乙\n\n- これは__（注）__です",
        &[
            "這是<strong>「重要」</strong>的，也是<em>《法》</em>第三條。",
            "<strong>注意：</strong>請帶，<em>甲</em>「乙」",
            "이것은 <strong>「중요」</strong>한 일",
            "檔名a_b_c在<strong>「甲」</strong>乙",
            "これは<strong>（注）</strong>です",
        ],
    );
}

#[test]
fn lines_are_joined_in_lists_quotations_and_notes() {
    shows(
        "> 引文一\n> **二**\n\n- 項目\n~~續~~\n行\n\n術語\n: 定義\n[連](/news/)\n結\n\n𠮷\n野家 ㄅ\nㄆ ﾃｽ\nﾄ，\n「一」\n\n甲\n250\n乙\n\n註[^1]\n。\n\n[^1]: 一\n    二",
        &[
            "引文一<strong>二</strong>",
            "項目<del>續</del>行",
            "定義<a href=\"/base/news/\">連</a>結",
            "𠮷野家 ㄅㄆ ﾃｽﾄ，「一」",
            "甲 250 乙",
            "</sup>。",
            "<p>一二 ",
        ],
    );
}

/// The report on an article with `body`.
fn told(body: &str) -> String {
    let outcome = desk(body).press(&["check"]);
    outcome.text
}

#[test]
fn messages_say_what_is_so_and_what_helps() {
    for (body, message) in [
        (
            "[a](/media/none.pdf)",
            "Put the file into content/media/, or write its name as it is there.",
        ),
        ("[a](file:///C:/Reports/a.doc)", "It lies on your computer"),
        ("[a](C:\\\\Reports\\\\a.doc)", "It lies on your computer"),
        (
            "[a](javascript:alert%281%29)",
            "Addresses begin with https:",
        ),
        (
            "[a](https://exa mple.org/)",
            "Take the space out: no site has one in its name.",
        ),
        (
            "[a](https://example.org/a b)",
            "Write <https://example.org/a b> or https://example.org/a%20b.",
        ),
        (
            "![a](/media/a\nb.png)",
            "Write /media/a%20b.png, on one line.",
        ),
    ] {
        let told = told(body);
        assert!(told.contains(message), "{body}: {told}");
    }
}

#[test]
fn a_file_that_cannot_be_shown_or_read_is_told_of_once() {
    let desk = desk("![A map](/media/map.bmp)");
    fs::write(desk.path("content/media/map.bmp"), b"BM\0\0\0\0").unwrap();
    let text = desk.press(&["check"]).text;
    assert!(text.contains("image::unreadable"), "{text}");
    assert!(!text.contains("media::orphaned"), "{text}");

    for is_big in [false, true] {
        let article =
            "+++\ntitle = \"停水公告\"\nsummary = \"S.\"\npublished = 2026-01-02\n+++\n\nText.\n";
        let units = format!("\u{feff}{article}");
        let units = units.encode_utf16();
        let bytes = units.flat_map(|unit| {
            if is_big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        });
        fs::write(
            desk.path("content/news/wide.md"),
            bytes.collect::<Vec<u8>>(),
        )
        .unwrap();
        let text = desk.press(&["check"]).text;
        let own = text.matches("content/news/wide.md").count();
        assert_eq!(own, 1, "{text}");
        assert!(
            text.contains("this file is UTF-16 text, not UTF-8"),
            "{text}"
        );
    }
}

#[test]
fn html_that_does_not_end_is_told_and_swallows_nothing() {
    for html in [
        "<div",
        "<div title=\"x",
        "<!-- note --> <span\nlang=en>",
        "> <!-- note",
        "Some <title>title",
        "- An <textarea> item",
        "<iframe src=\"https://example.org/\">",
        "<script>",
        "<plaintext>",
    ] {
        // Scripts end where a list does, else with the text.
        let html = html.replace("<script>", "- <script>");
        let desk = desk(&format!(
            "{html}\n\nText **in bold**, and [what is new](/news/).\n\n## A heading"
        ));
        let printed = printed(&desk);
        for part in [
            "<p>Text <strong>in bold</strong>, and <a href=\"/base/news/\"",
            "<h2 id=\"a-heading\"",
        ] {
            assert!(printed.contains(part), "{html}\n{printed}");
        }
        let told = desk.press(&["check"]).text;
        assert!(told.contains("html::unsafe-element"), "{html}\n{told}");
        assert!(told.contains("content/news/a.md:7:"), "{html}\n{told}");
    }
}

#[test]
fn the_way_back_stands_in_the_last_paragraph_of_a_note() {
    for (note, end) in [
        ("A note.", "<p>A note. <a aria-label="),
        ("<p>A note.</p>", "<p>A note. <a aria-label="),
        ("- A note.", "<li>A note.</li></ul><p><a aria-label="),
        ("<div>A note.</div>", "<div>A note.</div><p><a aria-label="),
    ] {
        let desk = desk(&format!("Text[^1].\n\n[^1]: {note}"));
        let outcome = desk.build();
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        let page = desk.read("news/a/index.html");
        assert!(page.contains(end), "{end}\nis not in\n{page}");
    }
}
