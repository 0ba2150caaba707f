//! Sites in which something is withheld, in part or by what stands beside it: nobody finds it after an import.

use std::fs;

use rayon::prelude::*;

use super::{
    super::fixture::{Desk, files},
    report, write,
};

/// A site, the words of it that readers find, and those that they do not.
struct WithheldSite {
    kind: &'static str,
    files: &'static [(&'static str, &'static str)],
    shown: &'static [&'static str],
    hidden: &'static [&'static str],
    /// Words of the report.
    told: &'static [&'static str],
}

const HUGO: &str = "baseURL = \"https://h.example/\"\n";
const OPEN: &str = "---\ntitle: Open\ndate: 2020-01-02\n---\nOpenword.\n";
const CLOSED: &str = "---\ntitle: Closed\ndate: 2020-01-02\n---\nSecretword.\n";
const VAULT: &str = "---\ntitle: V\ncascade:\n  draft: true\n---\n";

const SITES: &[WithheldSite] = &[
    WithheldSite {
        kind: "jekyll",
        files: &[
            ("_config.yml", "url: https://j.example\n"),
            (
                "_posts/2020-01-02-a.md",
                "---\ntitle: A\n---\nOpenword.\n\n{% if site.internal %}A{% if x %}B{% endif %} Secretword{% endif %}\n\n\
                 {% capture x %}Secretword{% endcapture %}\n\na {::comment}Secretword{:/comment} b\n\n\
                 > {::comment}\n> Secretword\n> {:/comment}\n\n{% protected %}Secretword{% endprotected %}\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &[
            "what only some see",
            "keeps for another place",
            "not for everyone",
        ],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            ("hugo.toml", HUGO),
            (
                "content/posts/a.md",
                "---\ntitle: A\ndate: 2020-01-02\n---\nOpenword.\n\n{{% hugo-encryptor \"PW\" %}}Secretword{{% /hugo-encryptor %}}\n\n\
                 {{< x.inline >}}Secretword{{< /x.inline >}}\n\n{{% private %}}Secretword{{% /private %}}\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["not for everyone", "a template in the text"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[module.mounts]]\nsource = \"content\"\ntarget = \"content\"\n\
                 excludeFiles = [\"internal/**\", \"*.private.md\"]\n",
            ),
            ("content/posts/a.md", OPEN),
            ("content/internal/b.md", CLOSED),
            ("content/c.private.md", CLOSED),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["internal", "c.private.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[module.mounts]]\nsource = \"content\"\ntarget = \"content\"\n\
                 includeFiles = \"posts/**\"\n",
            ),
            ("content/posts/a.md", OPEN),
            ("content/other/b.md", CLOSED),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["other/b.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[module.mounts]]\nsource = \"content/public\"\ntarget = \"content\"\n",
            ),
            ("content/public/a.md", OPEN),
            ("content/b.md", CLOSED),
            ("content/vault/c.md", CLOSED),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["content/b.md", "content/vault/c.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[module.mounts]]\nsource = \"nowhere\"\ntarget = \"content\"\n",
            ),
            ("content/b.md", CLOSED),
        ],
        shown: &[],
        hidden: &["Secretword"],
        told: &["content/b.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[module.mounts]]\nsource = \"content\"\ntarget = \"content\"\n\
                 [[module.mounts]]\nsource = \"extra\"\ntarget = \"content/vault\"\n",
            ),
            ("content/vault/_index.md", VAULT),
            ("content/posts/a.md", OPEN),
            ("extra/b.md", CLOSED),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["b.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\ndefaultContentLanguage = \"en\"\n[languages.en]\n[languages.fr]\n",
            ),
            ("content/vault/_index.en.md", VAULT),
            ("content/vault/b.md", CLOSED),
            (
                "content/desk/_index.en.md",
                "---\ntitle: D\ndraft: true\n---\n",
            ),
            ("content/desk/c.md", CLOSED),
            ("content/posts/_index.fr.md", VAULT),
            ("content/posts/a.md", OPEN),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["vault/b.md", "desk/c.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[[cascade]]\ndraft = true\n[cascade._target]\npath = \"/vault**\"\n",
            ),
            ("content/vault/deep/b.md", CLOSED),
            ("content/posts/a.md", OPEN),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["vault/deep/b.md"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[outputs]\npage = [\"json\"]\n",
            ),
            ("content/posts/a.md", CLOSED),
            (
                "content/posts/b.md",
                "---\ntitle: B\ndate: 2020-01-02\noutputs: [HTML]\n---\nOpenword.\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["`outputs` says so"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\ndisableKinds = [\"page\"]\n",
            ),
            ("content/posts/a.md", CLOSED),
        ],
        shown: &[],
        hidden: &["Secretword"],
        told: &["`disableKinds` says so"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[languages.en]\ntimeZone = \"America/Los_Angeles\"\n",
            ),
            (
                "content/posts/a.md",
                "---\ntitle: A\ndate: 2020-01-02\npublishDate: 2999-11-30T10:00:00\n---\nSecretword.\n",
            ),
        ],
        shown: &[],
        hidden: &["Secretword"],
        told: &["2999-11-30T10:00:00-08:00"],
    },
    WithheldSite {
        kind: "jekyll",
        files: &[
            (
                "_config.yml",
                "url: https://j.example\ntimezone: Asia/Taipei\ncollections:\n  posts:\n    output: true\n",
            ),
            (
                "_posts/2020-01-02-a.md",
                "---\ntitle: A\ndate: 2999-11-30 20:30:00\n---\nSecretword.\n",
            ),
        ],
        shown: &[],
        hidden: &["Secretword"],
        told: &["2999-11-30T20:30:00+00:00"],
    },
    WithheldSite {
        kind: "jekyll",
        files: &[
            (
                "_config.yml",
                "url: https://j.example\ncollections:\n  posts:\n    output: false\n",
            ),
            ("_posts/2020-01-02-a.md", CLOSED),
        ],
        shown: &[],
        hidden: &["Secretword"],
        told: &["`output` is off"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            (
                "hugo.toml",
                "baseURL = \"https://h.example/\"\n[markup.goldmark]\nrenderer.unsafe = true\nparser.attribute.block = true\n",
            ),
            (
                "content/posts/a.md",
                "---\ntitle: A\ndate: 2020-01-02\n---\nOpenword\n\n<p hidden>Secretword</p><div style=\"display:none\">Secretword</div><p>Openword <span style=\"visibility:hidden\">Secretword</span></p><pre>a<b hidden>Secretword</b></pre><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><p hidden>Secretword</p></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div>\n\n<div style=\"display:none\">\n\n**Secretword**\n\n</div>\n\n\
                 Secretword\n{style=\"display:none\"}\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["hides from readers", "hide from readers"],
    },
    WithheldSite {
        kind: "jekyll",
        files: &[
            ("_config.yml", "url: https://j.example\n"),
            (
                "_posts/2020-01-02-a.md",
                "---\ntitle: A\n---\nOpenword\n\n<p hidden>Secretword</p><div style=\"display:none\">Secretword</div><p>Openword <span style=\"visibility:hidden\">Secretword</span></p><pre>a<b hidden>Secretword</b></pre><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><p hidden>Secretword</p></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div>\n\nSecretword\n{: style=\"display:none\"}\n\na *Secretword*{: hidden=\"\"}\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["hides from readers", "hide from readers"],
    },
    WithheldSite {
        kind: "wordpress",
        files: &[(
            "export.xml",
            "<rss><channel><link>https://w.example</link><item><title>A</title><link>https://w.example/a/</link><wp:post_id>1</wp:post_id>\
             <wp:post_date>2020-01-02 00:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
             <content:encoded><![CDATA[<p hidden>Secretword</p><div style=\"display:none\">Secretword</div><p>Openword <span style=\"visibility:hidden\">Secretword</span></p><pre>a<b hidden>Secretword</b></pre><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><p hidden>Secretword</p></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div>\n\n[s2If current_user_can(x)]Secretword[/s2If]<!-- wp:jetpack/paywall /--><p>Secretword</p>]]></content:encoded>\
             </item></channel></rss>",
        )],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["hides from readers", "[s2If]", "jetpack/paywall"],
    },
    WithheldSite {
        kind: "json-feed",
        files: &[(
            "feed.json",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"F\", \"items\": [{\"id\": \"1\", \"url\": \"https://f.example/a/\", \
             \"title\": \"A\", \"date_published\": \"2020-01-02T00:00:00Z\", \"content_html\": \"<p hidden>Secretword</p><div style='display:none'>Secretword</div><p>Openword <span style='visibility:hidden'>Secretword</span></p><pre>a<b hidden>Secretword</b></pre><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><div><p hidden>Secretword</p></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div></div>\"}]}",
        )],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["hides from readers"],
    },
    WithheldSite {
        kind: "hugo",
        files: &[
            ("hugo.toml", HUGO),
            (
                "content/posts/a.md",
                "---\ntitle: A\ndate: 2020-01-02\n---\nOpenword\n\n<div>\nSecretword\n</div>\n\n<table><tr><td>Secretword</td></tr></table>\n\n\
                 {{< raw >}}<p>Rawword</p>{{< /raw >}}\n",
            ),
        ],
        shown: &["Openword", "Rawword"],
        hidden: &["Secretword"],
        told: &["`unsafe` is off"],
    },
    WithheldSite {
        kind: "zola",
        files: &[
            ("config.toml", "base_url = \"https://z.example\"\n"),
            (
                "content/posts/a.md",
                "+++\ntitle = \"A\"\ndate = 2020-01-02\n+++\nOpenword.\n\n{% secret() %}Secretword{% end %}\n",
            ),
        ],
        shown: &["Openword"],
        hidden: &["Secretword"],
        told: &["not for everyone"],
    },
];

#[test]
fn nobody_finds_what_a_site_withholds() {
    SITES.par_iter().enumerate().for_each(|(number, site)| {
        let desk = Desk::new(&["base"]);
        for (path, text) in site.files {
            write(&desk, &format!("site/{path}"), text);
        }
        let imported = desk.press(&["import", site.kind, "site"]);
        let built = desk.build();
        let report = report(&desk);
        let said = format!("{number}: {}\n{}\n{report}", imported.text, built.text);
        assert_eq!(built.code, 0, "{said}");
        let folder = desk.path("dist");
        let edition: Vec<String> = files(&folder)
            .into_iter()
            .filter_map(|file| fs::read_to_string(folder.join(file)).ok())
            .collect();
        let has = |word: &&&str| edition.iter().any(|text| text.contains(**word));
        assert_eq!(site.shown.iter().find(|word| !has(word)), None, "{said}");
        assert_eq!(site.hidden.iter().find(has), None, "{said}");
        let untold = site.told.iter().find(|words| !report.contains(**words));
        assert_eq!(untold, None, "{said}");
    });
}
