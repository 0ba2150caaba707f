//! Folders of Hugo, Jekyll and Zola: what people write in them, which this program must read as theirs does, or say that it
//! does not.

use std::fs;

use super::{
    super::fixture::{Desk, Outcome, files},
    report, write,
};

/// An import of a site that is made of these files.
pub struct Imported {
    pub desk: Desk,
    said: Outcome,
}

impl Imported {
    pub fn new(kind: &str, site: &[(&str, &str)]) -> Self {
        let desk = Desk::new(&["base"]);
        for (path, text) in site {
            write(&desk, &format!("site/{path}"), text);
        }
        let said = desk.press(&["import", kind, "site"]);
        assert_eq!(desk.press(&["check"]).code, 0, "{}", said.text);
        Self { desk, said }
    }

    pub fn content(&self, path: &str) -> String {
        let there = files(&self.desk.path("content"));
        let text = fs::read_to_string(self.desk.path("content").join(path));
        text.unwrap_or_else(|_| panic!("{path} is not in {there:?}\n{}", self.report()))
    }

    pub fn has(&self, path: &str, pieces: &[&str]) {
        let text = self.content(path);
        for piece in pieces {
            assert!(
                text.contains(piece),
                "no {piece} in {path}:\n{text}\n{}",
                self.report()
            );
        }
    }

    fn report(&self) -> String {
        report(&self.desk)
    }

    pub fn tells(&self, pieces: &[&str]) {
        let report = self.report();
        for piece in pieces {
            assert!(report.contains(piece), "not told: {piece}\n{report}");
        }
    }

    fn leads(&self, from: &str, to: &str) {
        let table = fs::read_to_string(self.desk.path("import-report/redirects.csv")).unwrap();
        assert!(table.contains(&format!("{from},{to},")), "{from}\n{table}");
    }
}

const A: &str = "---\ntitle: A\ndate: 2015-01-02\n---\n\nText.\n";

#[test]
fn hugo_refers_to_posts_by_file_name() {
    let refs = "---\ntitle: B\ndate: 2015-02-03\n---\n\n[1]({{< ref \"2015-01-02-old-name.md\" >}})\n[2]({{< relref \"2015-01-02-old-name\" >}})\n[3]({{% ref path=\"/posts/2015-01-02-old-name.md\" %}})\n[4]({{< ref `my page` >}})\n[5]({{< relref \"../about.md\" >}})\n[6]({{< ref \"twice.md\" >}})\n[7]({{< ref \"bundle\" >}})\n[8]({{< ref path=\"about.md\" lang=\"fr\" >}})\n[9](2015-01-02-old-name.md)\n";
    let site = Imported::new(
        "hugo",
        &[
            (
                "hugo.toml",
                "baseURL = \"https://old.example/\"\n[languages.en]\n[languages.fr]\n",
            ),
            ("content/posts/2015-01-02-old-name.md", A),
            ("content/posts/My Page.md", A),
            ("content/about.md", "---\ntitle: About\n---\nText.\n"),
            ("content/x/twice.md", A),
            ("content/y/twice.md", A),
            ("content/x/bundle/index.md", A),
            ("content/posts/b.md", refs),
        ],
    );
    site.has(
        "news/b.md",
        &[
            "[1](/news/old-name/)",
            "[2](/news/old-name/)",
            "[3](/news/old-name/)",
            "[4](/news/my-page/)",
            "[5](/about/)",
            "\n6\n",
            "[7](/news/bundle/)",
            "[8](/about/)",
            "[9](/news/old-name/)",
        ],
    );
    site.tells(&["@/twice.md: leads nowhere"]);
    site.leads("/posts/2015-01-02-old-name/", "/base/news/old-name/");
    site.leads("/posts/my-page/", "/base/news/my-page/");
}

#[test]
fn hugo_settings_are_read_wherever_they_stand() {
    for (file, text) in [
        (
            "config.yml",
            "baseURL: https://old.example/\npermalinks:\n  posts: /:year/:slug/\n",
        ),
        (
            "hugo.yaml",
            "baseurl: https://old.example/\nPermalinks: {page: {posts: '/:year/:slug/'}}\n",
        ),
        (
            "hugo.json",
            "{\"baseURL\": \"https://old.example/\", \"permalinks\": {\"posts\": \"/:2006/:slug/\"}}",
        ),
        (
            "config/_default/hugo.toml",
            "baseURL = \"https://old.example/\"\n[permalinks]\nposts = \"/:year/:slug\"\n",
        ),
        ("config/_default/permalinks.yml", "posts: /:year/:slug/\n"),
        (
            "config/production/permalinks.toml",
            "posts = \"/:year/:slug/\"\n",
        ),
    ] {
        let post = "---\ntitle: \"New Signs: A & B\"\ndate: 2020-05-06\n---\nText.\n";
        let site = Imported::new("hugo", &[(file, text), ("content/posts/x.md", post)]);
        let table = fs::read_to_string(site.desk.path("import-report/redirects.csv")).unwrap();
        assert!(table.contains("/2020/new-signs-a-b"), "{file}\n{table}");
    }
    let site = Imported::new(
        "hugo",
        &[("hugo.toml", "baseURL = \n"), ("content/a.md", A)],
    );
    assert_eq!(site.said.code, 1);
    site.tells(&["hugo.toml:1", "Nothing is imported without it"]);
    assert!(!site.desk.path("content/news").exists());
}

#[test]
fn hugo_languages_names_and_types_are_read_or_told() {
    let config = "baseURL: https://old.example/\ndefaultContentLanguage: en\nlanguages: {en: {}, de: {contentDir: german}}\ntaxonomies: {topic: topics, tag: tags}\ntheme: plain\n";
    let post = "---\ntitle: {t}\ndate: 2020-05-06\ntopics: [Water]\nseries: [Quays]\nphone: 1\n---\nText.\n";
    let site = Imported::new(
        "hugo",
        &[
            ("hugo.yml", config),
            ("content/posts/one.en.md", &post.replace("{t}", "007")),
            ("content/posts/release.notes.md", &post.replace("{t}", "No")),
            (
                "content/posts/Two Words.md",
                &post.replace("{t}", "2009-5-21"),
            ),
            (
                "content/posts/bare.md",
                "# A bare text\n\nIt has no keys.\n",
            ),
            ("content/posts/a.org", "#+title: Org\n\nText.\n"),
            ("content/posts/b.adoc", "= Title\n\nText.\n"),
            ("content/posts/c.rst", "Title\n=====\n"),
            (
                "content/posts/d.md",
                "---\ntitle: D\ntitle: E\n---\nText.\n",
            ),
        ],
    );
    site.has("news/one.md", &["title = \"007\"", "topics = [\"water\"]"]);
    site.has("news/release-notes.md", &["title = \"No\""]);
    site.has("news/two-words.md", &["title = \"2009-5-21\""]);
    site.has("pages/bare.md", &["title = \"A bare text\""]);
    site.leads("/posts/one/", "/base/news/one/");
    site.leads("/posts/release.notes/", "/base/news/release-notes/");
    site.tells(&[
        "posts/a.org: it is Org Mode",
        "posts/b.adoc: it is AsciiDoc",
        "posts/c.rst: it is reStructuredText",
        "key of front matter that is not read: phone: 3",
        "not read: series: 3",
        "posts/d.md:3: the key `title` is there twice",
        "a theme or module",
    ]);
}

#[test]
fn files_with_spaces_are_linked_and_copied() {
    let text = "[report](/files/My Report.pdf) ![A map](/img/a b.png \"Old\") `[x](/a b)` [y](/files/My%20Report.pdf)\n";
    for (kind, config, post, root) in [
        ("jekyll", "_config.yml", "_posts/2020-01-02-a.md", ""),
        ("hugo", "hugo.yml", "content/posts/a.md", "static/"),
    ] {
        let report = format!("{root}files/My Report.pdf");
        let body = format!("---\ntitle: A\ndate: 2020-01-02\n---\n{text}");
        let site = Imported::new(
            kind,
            &[
                (config, "title: x\n"),
                (post, &body),
                (&report, "%PDF-1.4\n"),
            ],
        );
        site.has(
            "news/a.md",
            &[
                "[report](</media/files/my-report.pdf>)",
                "`[x](/a b)`",
                "[y](/media/files/my-report.pdf)",
            ],
        );
        assert!(site.desk.path("content/media/files/my-report.pdf").exists());
        site.tells(&["/img/a b.png"]);
    }
}

#[test]
fn jekyll_sites_are_read_as_jekyll_reads_them() {
    let post = "---\nlayout: post\n---\nNo title key.\n{: .lead}\n\n## Head {#given}\n\n## Head two\n{: #kram}\n\nSee [a]({% post_url 2021-02-02-target %}), [l]({{ site.baseurl }}{% post_url 2021-02-02-target %}), [m]({{ site.baseurl }}{% link _posts/2021-02-02-target.md %}) and [r]({{ \"/about/\" | relative_url }}).\n\n{% include note.html text=\"x\" %}\n\n*[HTML]: Hyper Text\n\nHTML is {{ page.title }}, {{ page.unknown }}.\n";
    let site = Imported::new(
        "jekyll",
        &[
            (
                "_config.yml",
                "url: https://j.example\nbaseurl: /blog\npermalink: /:categories/:year/:title/\n",
            ),
            (
                "_posts/2021-02-02-target.md",
                "---\ntitle: Target post\n---\nText.\n",
            ),
            ("_posts/2021-2-3-this-is-the-title.md", post),
            (
                "_posts/2021-02-07-colon.md",
                "---\ntitle: Water: what to do\n---\nColon.\n",
            ),
            (
                "_posts/2021-02-12-tab.md",
                "---\ntitle:\tTabbed\ntags:\n\t- a\n---\nTab.\n",
            ),
            (
                "_posts/2021-02-11-dup.md",
                "---\ntitle: First\ntitle: Second\n---\nTwice.\n",
            ),
            (
                "_posts/2021-02-10-time.md",
                "---\ntitle: 12:30:45\n---\nTime.\n",
            ),
            (
                "_posts/2021-02-14-empty.md",
                "---\ntitle: \"\"\n---\nSentence.\n",
            ),
            (
                "photo blog/_posts/2021-02-04-no.md",
                "---\ntitle: No\ncategories: Water Works\ntags: [yes, no, 1.10]\n---\nText.\n",
            ),
            ("about/index.md", "---\ntitle: About\n---\nPage.\n"),
            ("old.textile", "---\ntitle: Old\n---\nh1. Old\n"),
        ],
    );
    site.has(
        "news/this-is-the-title.md",
        &[
            "title = \"This Is The Title\"",
            "published = 2021-02-03",
            "No title key.\n\n## Head {#given}\n\n## Head two {#kram}\n",
            "[a](/news/target/), [l](/news/target/), [m](/news/target/) and [r](/about/).",
            "\nHTML is , .\n",
        ],
    );
    site.tells(&[
        "_posts/2021-02-07-colon.md:2: ",
        "must stand in quotation marks",
        "_posts/2021-02-12-tab.md:",
        "not tabs",
        "{% include note.html %}",
        "{{ page.unknown }}",
        "the explanation of HTML: Hyper Text",
        "dup.md:3: the key `title` is there twice",
        "yes = \"yes\"",
        "1-10 = \"1.10\"",
        "old.textile: it is Textile",
    ]);
    assert!(!site.report().contains("option"), "{}", site.report());
    site.has("news/dup.md", &["title = \"Second\""]);
    site.has("news/time.md", &["title = \"12:30:45\""]);
    site.has("news/empty.md", &["title = \"Empty\""]);
    site.has("news/no.md", &["title = \"No\"", "published = 2021-02-04"]);
    site.has("pages/about.md", &["title = \"About\""]);
    site.leads("/blog/about/", "/base/about/");
    site.leads("/blog/photo blog/water/works/2021/no/", "/base/news/no/");
}

#[test]
fn zola_sites_are_read_as_zola_reads_them() {
    let code = "+++\ntitle = \"Code\"\npath = \"2015/05/15/Rust-1.0\"\n+++\nUse `{{ x }}` and `{{/* y() */}}`, not ${{ z }}.\n\n```yaml\nkey: ${{ secrets.KEY }}\n{% if a %}\n```\n\n[second](@/blog/second/index.md) {{ other(a=1) }}\n";
    let site = Imported::new(
        "zola",
        &[
            (
                "config.toml",
                "base_url = \"https://z.example\"\ndefault_language = \"en\"\n",
            ),
            ("content/code.md", code),
            (
                "content/blog/2021-05-06-first.md",
                "+++\ntitle = \"First\"\n+++\nText.\n",
            ),
            (
                "content/blog/second/index.md",
                "+++\ntitle = \"Second\"\ndate = 2021-05-07T10:00:00Z\naliases = [\"old/second\"]\npath = \"custom/second\"\n[extra]\nx = 1\n+++\n## Part\n",
            ),
            (
                "content/2019/03/04/third.md",
                "+++\ntitle = \"Third\"\n+++\nText.\n",
            ),
            ("content/about.md", "+++\ntitle = \"About\"\n+++\nText.\n"),
        ],
    );
    site.has(
        "news/code.md",
        &[
            "published = 2015-05-15",
            "Use `{{ x }}` and `{{ y() }}`, not ${{ z }}.",
            "key: ${{ secrets.KEY }}\n{% if a %}\n",
            "[second](/news/second/)",
        ],
    );
    site.has("news/first.md", &["published = 2021-05-06"]);
    site.has("news/third.md", &["published = 2019-03-04"]);
    site.has("pages/about.md", &["title = \"About\""]);
    site.tells(&["the template's {{ other }}", "not read: extra.x"]);
    site.leads("/2015/05/15/Rust-1.0/", "/base/news/code/");
    site.leads("/custom/second/", "/base/news/second/");
    site.leads("/old/second", "/base/news/second/");
}

#[test]
fn withheld_texts_and_files_are_no_files_to_show() {
    let link = |target: &str| format!("---\ntitle: A\ndate: 2020-01-02\n---\n[x]({target})\n");
    let secret = "---\ntitle: S\npublished: false\n---\nsecretwords\n";
    for (kind, site) in [
        (
            "jekyll",
            [
                ("_config.yml", "exclude: [internal]\n"),
                ("_posts/2020-01-02-a.md", &link("/s.html")),
                ("s.html", secret),
            ],
        ),
        (
            "jekyll",
            [
                ("_config.yml", "exclude: [internal]\n"),
                ("_posts/2020-01-02-a.md", &link("/internal/s.txt")),
                ("internal/s.txt", "secretwords"),
            ],
        ),
        (
            "jekyll",
            [
                ("_config.yml", "title: x\n"),
                ("_posts/2020-01-02-a.md", &link("/_notes/s.txt")),
                ("_notes/s.txt", "secretwords"),
            ],
        ),
        (
            "hugo",
            [
                ("hugo.yml", "ignoreFiles: ['secret']\n"),
                ("content/a.md", &link("/secret/s.txt")),
                ("static/secret/s.txt", "secretwords"),
            ],
        ),
        (
            "zola",
            [
                ("config.toml", "ignored_static = [\"secret/**\"]\n"),
                ("content/a.md", &link("/secret/s.txt")),
                ("static/secret/s.txt", "secretwords"),
            ],
        ),
    ] {
        let imported = Imported::new(kind, &site);
        imported.has("news/a.md", &["\nx\n"]);
        let there = files(&imported.desk.path("content/media"));
        assert_eq!(there, ["dot.png"], "{kind} {site:?}");
    }
    let draft = "---\ntitle: S\ndate: 2020-01-02\ndraft: true\n---\n[own](s.txt)\n";
    let imported = Imported::new(
        "hugo",
        &[
            ("hugo.yml", "title: x\n"),
            ("content/a.md", &link("s/s.txt")),
            ("content/s/index.md", draft),
            ("content/s/s.txt", "secretwords"),
        ],
    );
    imported.has("news/a.md", &["\nx\n"]);
    assert_eq!(imported.desk.build().code, 0);
    let published = imported.desk.files().into_iter();
    let mut published =
        published.filter_map(|file| fs::read_to_string(imported.desk.path("dist").join(file)).ok());
    assert!(!published.any(|text| text.contains("secretwords")));
}

/// A site's configuration, as its file's path and its text.
fn configuration(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "jekyll" => ("_config.yml", "url: https://old.example\n"),
        "hugo" => (
            "hugo.toml",
            "baseURL = \"https://old.example/\"\n[markup.goldmark.renderer]\nunsafe = true\n",
        ),
        _ => ("config.toml", "base_url = \"https://old.example\"\n"),
    }
}

#[test]
fn references_keep_parts_that_are_there() {
    let text = "## Rules of the house\n\nText.\n\n<p id=\"old-place\">Here.</p>\n";
    let yaml = format!("---\ntitle: Target\ndate: 2015-01-02\n---\n{text}");
    let toml = format!("+++\ntitle = \"Target\"\ndate = 2015-01-02\n+++\n{text}");
    for (kind, target, post, front, [first, second, third]) in [
        (
            "hugo",
            ("content/posts/Target Page.md", yaml.as_str()),
            "content/news/b.md",
            "---\ntitle: B\ndate: 2015-02-03\n---\n",
            [
                "{{< ref \"Target Page.md#rules-of-the-house\" >}}",
                "{{< relref path=\"target-page#old-place\" lang=\"en\" >}}",
                "{{% ref `/posts/target-page.md#gone` %}}",
            ],
        ),
        (
            "jekyll",
            ("_posts/2015-01-02-target-page.md", yaml.as_str()),
            "_posts/2015-02-03-b.md",
            "---\ntitle: B\n---\n",
            [
                "{% post_url 2015-01-02-target-page %}#rules-of-the-house",
                "{{ site.baseurl }}{% link _posts/2015-01-02-target-page.md %}#old-place",
                "{% post_url 2015-01-02-target-page %}#gone",
            ],
        ),
        (
            "zola",
            ("content/posts/target-page/index.md", toml.as_str()),
            "content/news/b.md",
            "+++\ntitle = \"B\"\ndate = 2015-02-03\n+++\n",
            [
                "@/posts/target-page/index.md#rules-of-the-house",
                "@/posts/target-page/index.md#old-place",
                "@/posts/target-page/index.md#gone",
            ],
        ),
    ] {
        let config = configuration(kind);
        let links = format!(
            "{front}\n[1]({first})\n[2]({second})\n[3]({third})\n[4](#own)\n\n## Own\n\nText.\n"
        );
        let site = Imported::new(kind, &[config, target, (post, &links)]);
        site.has(
            "news/b.md",
            &[
                "[1](/news/target-page/#rules-of-the-house)",
                "[2](/news/target-page/#old-place)",
                "[3](/news/target-page/)",
                "[4](#own)",
            ],
        );
        site.has("news/target-page.md", &["old-place"]);
        site.tells(&["leads to the page now, not to its part #gone"]);
    }
}

#[test]
fn kramdown_tables_need_no_header() {
    let text = "---\ntitle: T\n---\n| a | *b*\n| 1 | 2\n\n|:--|--:|\n| left | right |\n|---|---|\n| 3 | 4 |\n\n| Fee | Sum |\n|-----+----:|\n| One | 1 |\n|=====+=====|\n| All | 9 |\n\n- item\n^\n- other\n\nText\n| with | bars |\n| and | more |\n\n```\n| code |\n| code |\n```\n";
    let site = Imported::new(
        "jekyll",
        &[
            ("_config.yml", "url: https://j.example\n"),
            ("_posts/2020-01-02-t.md", text),
        ],
    );
    site.has(
        "news/t.md",
        &[
            "|   |   |\n|---|---|\n| a | *b*\n| 1 | 2\n",
            "|   |   |\n|:---|---:|\n| left | right |\n| 3 | 4 |\n",
            "| Fee | Sum |\n|---|---:|\n| One | 1 |\n| All | 9 |\n",
            "- item\n\n<!-- -->\n\n- other\n",
            "Text\n| with | bars |\n",
            "```\n| code |\n| code |\n```",
        ],
    );
    assert_eq!(site.desk.build().code, 0);
    let page = site.desk.read("news/t/index.html");
    assert_eq!(page.matches("<table>").count(), 3, "{page}");
}

#[test]
fn jekyll_finds_posts_by_their_day_however_it_is_written() {
    let refs = "---\ntitle: R\n---\n[1]({% post_url 2009-05-21-short-day %}) [2]({% post_url 2009-5-21-short-day %}) [3]({% post_url 2010-1-2-long %}) [4]({% post_url x/2011-3-4-deep %})\n";
    let site = Imported::new(
        "jekyll",
        &[
            ("_config.yml", "url: https://j.example\n"),
            ("_posts/2009-5-21-short-day.md", "---\ntitle: S\n---\nx\n"),
            ("_posts/2010-01-02-long.md", "---\ntitle: L\n---\nx\n"),
            ("x/_posts/2011-3-04-deep.md", "---\ntitle: D\n---\nx\n"),
            ("_posts/2020-01-02-refs.md", refs),
        ],
    );
    site.has(
        "news/refs.md",
        &["[1](/news/short-day/) [2](/news/short-day/) [3](/news/long/) [4](/news/deep/)"],
    );
}

#[test]
fn languages_of_hugo_may_have_sites_of_their_own() {
    for (file, settings) in [
        (
            "hugo.toml",
            "baseURL = \"https://old.example/\"\n[languages.en]\nbaseURL = \"https://en.old.example/x/\"\n[languages.gb]\nlanguageCode = \"en\"\nbaseURL = \"https://gb.old.example\"\n",
        ),
        (
            "config/_default/languages.yml",
            "en:\n  baseURL: https://en.old.example/x/\ngb:\n  locale: en\n  baseurl: https://gb.old.example/\n",
        ),
        (
            "config.json",
            "{\"languages\": {\"en\": {\"baseURL\": \"https://en.old.example/x\"}, \"gb\": {\"languageCode\": \"en\", \"baseURL\": \"https://gb.old.example/\"}}}",
        ),
    ] {
        let refs = "---\ntitle: B\ndate: 2020-01-02\n---\n[1](https://en.old.example/x/posts/a/) [2](https://gb.old.example/posts/c/)\n";
        let site = Imported::new(
            "hugo",
            &[
                (file, settings),
                (
                    "content/posts/a.md",
                    "---\ntitle: A\ndate: 2020-01-02\n---\nx\n",
                ),
                ("content/posts/b.md", refs),
                (
                    "content/posts/c.gb.md",
                    "---\ntitle: C\ndate: 2020-01-02\n---\nx\n",
                ),
            ],
        );
        site.has("news/a.md", &["aliases = [\"/x/posts/a/\"]"]);
        site.has("news/c.md", &["aliases = [\"/posts/c/\"]"]);
        site.has("news/b.md", &["[1](/news/a/)", "[2](/news/c/)"]);
    }
}
