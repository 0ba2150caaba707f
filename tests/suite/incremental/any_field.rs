//! Any one field of any input, changed: a build that takes over what earlier ones made gives what a clean one gives.
//! A key that somebody adds to front matter or to `site.toml` is to be added here; one that is a date also to the property of `visibility.rs`.

use std::{collections::BTreeSet, fs, io::Cursor, path::Path};

use image::{ImageFormat, Rgb, RgbImage};
use proptest::{prelude::*, sample::Index};

use super::both;
use crate::fixture::{Desk, fixtures};

/// The keys of an article, each with values that it can have; an empty one leaves it out. `{n}` is the article's number.
const ARTICLE: [(&str, &[&str]); 19] = [
    (
        "title",
        &["title = \"Water {n}\"", "title = \"A <new> title {n}\""],
    ),
    (
        "summary",
        &[
            "summary = \"A summary.\"",
            "summary = \"Another & longer summary.\"",
        ],
    ),
    (
        "published",
        &[
            "published = 2025-11-{n}",
            "published = 2025-11-{n}T12:00:00",
            // The same moment, which other clocks show.
            "published = 2025-11-{n}T12:00:00+01:00",
            "published = 2025-11-{n}T20:00:00+09:00",
            "",
        ],
    ),
    (
        "modified",
        &[
            "",
            "modified = 2025-12-01",
            "modified = 2026-01-10T01:02:03",
        ],
    ),
    ("slug", &["", "slug = \"other-{n}\""]),
    ("lang", &["", "lang = \"zh-Hant-TW\""]),
    ("draft", &["", "draft = true", "draft = false"]),
    (
        "publish_at",
        &[
            "",
            "publish_at = 2025-12-02T00:00:00Z",
            "publish_at = 2026-01-15",
        ],
    ),
    (
        "expires_at",
        &["", "expires_at = 2026-01-20", "expires_at = 2027-01-01"],
    ),
    (
        "review_by",
        &["", "review_by = 2025-12-24", "review_by = 2027-01-01"],
    ),
    (
        "location",
        &["", "location = \"Taipei\"", "location = \"Here & there\""],
    ),
    (
        "topics",
        &["topics = [\"water\"]", "topics = [\"water\", \"fire\"]", ""],
    ),
    (
        "contact",
        &[
            "",
            "contact = \"desk\"",
            "contact = { organization = \"Waterworks\", person = \"A. B.\", email = \"a@example.org\" }",
        ],
    ),
    (
        "image",
        &[
            "",
            "image = { file = \"/media/dot.png\", alt = \"A dot.\" }",
            "image = { file = \"/media/dot.png\", alt = \"A dot & more.\", caption = \"It\", credit = \"We\", focus = \"0% 9%\" }",
        ],
    ),
    ("views", &["", "views = 12", "views = 1234567"]),
    (
        "aliases",
        &[
            "",
            "aliases = [\"/old/{n}.asp\"]",
            "aliases = [\"/old/{n}.asp\", \"/elsewhere/{n}/\"]",
        ],
    ),
    (
        "history",
        &[
            "",
            "[[history]]\nkind = \"update\"\ndate = 2026-01-02\ntext = \"More.\"",
            "[[history]]\nkind = \"correction\"\ndate = 2026-01-02T03:04:05\ntext = \"Less.\"",
            "[[history]]\nkind = \"withdrawn\"\ndate = 2026-01-30\ntext = \"It is gone.\"",
        ],
    ),
    (
        "attachments",
        &[
            "",
            "[[attachments]]\nfile = \"/media/notes.pdf\"\ntitle = \"Notes\"",
            "[[attachments]]\nfile = \"/media/dot.png\"\ntitle = \"The dot\"\nlang = \"fr\"",
        ],
    ),
    (
        "allow",
        &[
            "",
            "[[allow]]\nrule = \"text::long-sentence\"\nreason = \"A law's own words.\"",
        ],
    ),
];

/// Blocks of a start page.
const BLOCKS: [&str; 3] = [
    "",
    "[[block]]\nheading = \"Water\"\ntopic = \"water\"\n[[block]]\nheading = \"All\"\nnewest = 2\n",
    "[[block]]\nheading = \"All\"\nnewest = 3\n[[block]]\nheading = \"Water\"\ntopic = \"water\"\nstories = 1\n",
];

/// Blocks that name an article: a lead, and a pin that ends between two of the moments.
const NAMED: [&str; 2] = [
    "[[block]]\nheading = \"First\"\nlead = \"/news/steady/\"\n",
    "[[block]]\nheading = \"First\"\n[[block.pin]]\narticle = \"/news/steady/\"\nuntil = 2026-01-10\n",
];

/// Body of the article that stays: it plays a film.
const FILM: &str = "A film:\n\n![A film](/media/film.mp4 \"Two seconds\")";

/// Bodies of articles.
const BODIES: [&str; 6] = [
    "Text.",
    "Another text, with [a page](/about/#who) and ![a dot](/media/dot.png \"A dot\").",
    "## One\n\nA\n\n## Two\n\nB\n\n## Three\n\nC\n\n## Four\n\nSee [steady](steady.en.md) and [notes](/media/notes.pdf) by [us](/humans.txt).",
    "![The film](/media/film.mp4)\n\n[The talk](/media/talk.mp3)\n\n![The talk](/media/talk.mp3)",
    "[![A talk elsewhere](/media/dot.png)](https://www.youtube.com/watch?v=aaaaaaaaaaa)",
    "> [!NOTE]\n> A note[^1].\n\n[^1]: At the foot.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
];

/// The keys of `site.toml` outside of its languages.
const SITE: [(&str, &[&str]); 17] = [
    (
        "url",
        &[
            "url = \"https://example.org/base/\"",
            "url = \"https://example.net/\"",
        ],
    ),
    (
        "time_zone",
        &[
            "time_zone = \"Europe/Berlin\"",
            "time_zone = \"Asia/Taipei\"",
        ],
    ),
    (
        "share_images",
        &["", "share_images = \"site\"", "share_images = \"all\""],
    ),
    ("hubs", &["", "hubs = [\"https://hub.example/\"]"]),
    ("country", &["country = \"DE\"", "country = \"TW\""]),
    (
        "date_format",
        &["date_format = \"%Y-%m-%d\"", "date_format = \"%d.%m.%Y\""],
    ),
    (
        "date_time_format",
        &[
            "date_time_format = \"%Y-%m-%d %H:%M\"",
            "date_time_format = \"%H:%M %Z %Q\"",
        ],
    ),
    (
        "languages",
        &[
            "languages = [\"en\", \"zh-Hant-TW\"]",
            "languages = [\"zh-Hant-TW\", \"en\"]",
        ],
    ),
    ("share_fonts", &["", "share_fonts = [\"fonts/extra.otf\"]"]),
    (
        "theme_color",
        &[
            "theme_color = { light = \"#fff\", dark = \"#000\" }",
            "theme_color = { light = \"#eee\", dark = \"#000\" }",
            "",
        ],
    ),
    (
        "access_keys",
        &[
            "[access_keys]\nheader = \"U\"\nmain = \"C\"\nfooter = \"Z\"\nsearch = \"S\"",
            "[access_keys]\nheader = \"U\"\nmain = \"M\"\nfooter = \"Z\"\nsearch = \"S\"",
        ],
    ),
    (
        "counter",
        &[
            "",
            "[counter]\ngoatcounter = \"https://example.goatcounter.com\"",
        ],
    ),
    (
        "newsletter",
        &[
            "",
            "[newsletter]\nform = \"https://lists.example/form\"",
            "[newsletter]\nform = \"https://other.example/form\"\nemail = \"E\"\nhidden = { l = \"1\" }",
            "[newsletter]\nform = \"https://other.example/form\"\nemail = \"E\"\nhidden = { l = { en = \"1\", zh-Hant-TW = \"2\" } }",
        ],
    ),
    (
        "host",
        &[
            "",
            "[host]\nkind = \"bucket\"",
            "[host]\nkind = \"cloudflare\"",
            "[host]\nkind = \"github-pages\"",
        ],
    ),
    (
        "contacts",
        &[
            "[contacts.desk]\norganization = \"Press desk\"\nphone = \"030 227 0\"\nemail = \"a@example.org\"",
            "[contacts.desk]\norganization = \"Press desk\"\nperson = \"C. D.\"\nphone = \"030 227 1\"\nemail = \"a@example.org\"",
        ],
    ),
    (
        "allow",
        &[
            "",
            "[[allow]]\nrule = \"contact::missing\"\nreason = \"Articles of tests stand for themselves.\"",
        ],
    ),
    (
        "notice",
        &[
            "",
            "[[notice]]\nkind = \"warning\"\ntext = { en = \"The hall is closed.\" }\nlink = \"/about/\"",
            "[[notice]]\nkind = \"warning\"\ntext = { en = \"The hall is closed.\", zh-Hant-TW = \"A\" }\ndismissible = false",
            "[[notice]]\nkind = \"emergency\"\ntext = { en = \"Boil your water.\" }\nfrom = 2026-01-02\nuntil = 2026-01-20",
        ],
    ),
];

/// The keys of a language in `site.toml`; `{l}` is its tag.
const LANGUAGE: [(&str, &[&str]); 6] = [
    (
        "name",
        &["[{l}]\nname = \"Test\"", "[{l}]\nname = \"The test\""],
    ),
    (
        "tagline",
        &["tagline = \"A test\"", "tagline = \"Another test\""],
    ),
    (
        "navigation",
        &[
            "navigation = [{ text = \"News\", page = \"/news/\" }]",
            "navigation = [{ text = \"About\", page = \"/about/\" }, { text = \"Elsewhere\", url = \"https://example.com/\" }]",
        ],
    ),
    (
        "topics",
        &[
            "[{l}.topics]\nwater = \"Water\"\nfire = \"Fire\"",
            "[{l}.topics]\nwater = \"Waters\"\nfire = \"Fire\"",
        ],
    ),
    (
        "contacts",
        &["", "[{l}.contacts.desk]\norganization = \"The desk\""],
    ),
    (
        "footer",
        &[
            "[{l}.footer]\norganization = \"The agency\"",
            "[{l}.footer]\norganization = \"The agency\"\nfacts = [{ label = \"Tel:\", phone = \"030 227 0\" }]\nnotes = [\"2026\"]",
            "[{l}.footer]\norganization = \"Another agency\"",
        ],
    ),
];

const NOW: [&str; 4] = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:20:00Z",
    "2026-01-18T00:00:00Z",
    "2026-02-01T00:00:00Z",
];

/// A part of an input and the values that it can have; the first make a site that can be built.
struct Field {
    /// The file, below the content folder, in which it stands after the fields before it.
    file: String,
    name: String,
    values: Vec<Vec<u8>>,
}

fn field(file: &str, name: &str, values: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Field {
    Field {
        file: file.into(),
        name: name.into(),
        values: values.into_iter().map(Into::into).collect(),
    }
}

fn keys(file: &str, keys: &[(&str, &[&str])], from: &str, to: &str) -> Vec<Field> {
    let of = |(name, values): &(&str, &[&str])| {
        let values = values.iter().map(|value| match *value {
            "" => String::new(),
            value => value.replace(from, to) + "\n",
        });
        field(file, name, values)
    };
    keys.iter().map(of).collect()
}

fn manuscript(file: &str, keys: Vec<Field>, bodies: &[&str]) -> Vec<Field> {
    let fence = |end: &str| field(file, "", [format!("+++\n{end}")]);
    let body = field(file, "body", bodies.iter().map(|body| format!("{body}\n")));
    let mut all = vec![fence("")];
    all.extend(keys);
    all.extend([fence("\n"), body]);
    all
}

fn picture(width: u32, colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::from_pixel(width, 30, Rgb(colour));
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// All fields of all inputs.
fn fields() -> Vec<Field> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let strings = fs::read_to_string(root.join("content/strings/en.toml")).unwrap();
    let font = root.join("src/press/image/share/NotoSansCJKtc-Bold-subset.otf");
    let mut fields = keys("site.toml", &SITE, "", "");
    for lang in ["en", "zh-Hant-TW"] {
        fields.extend(keys("site.toml", &LANGUAGE, "{l}", lang));
        // One line of the strings.
        let lines: Vec<&str> = strings.lines().collect();
        let changed = (0..lines.len()).filter_map(|at| {
            let (before, _) = lines[at].split_once(" = \"")?;
            let line = lines[at].replacen(" = \"", " = \"· ", 1);
            let is_text = !matches!(before, "direction" | "language_name");
            is_text.then(|| {
                [&lines[..at], &[line.as_str()], &lines[at + 1..]]
                    .concat()
                    .join("\n")
            })
        });
        let values = std::iter::once(strings.clone()).chain(changed);
        fields.push(field(&format!("strings/{lang}.toml"), "strings", values));
        for page in ["home", "404", "about"] {
            let file = format!("pages/{page}.{lang}.md");
            let page = [
                ("title", &["title = \"Page\"", "title = \"The page\""][..]),
                (
                    "summary",
                    &["summary = \"A summary.\"", "summary = \"Another.\""][..],
                ),
            ];
            let bodies = [
                "## Who\n\nText.",
                "## Who\n\nText and ![dot](/media/dot.png).",
            ];
            let mut keys = keys(&file, &page, "", "");
            if file.starts_with("pages/home.") {
                let named = NAMED.into_iter().filter(|_| lang == "en");
                keys.push(field(&file, "block", BLOCKS.into_iter().chain(named)));
            }
            fields.extend(manuscript(&file, keys, &bodies));
        }
    }
    for number in 11..15 {
        let file = format!("news/article-{number}.md");
        let keys = keys(&file, &ARTICLE, "{n}", &number.to_string());
        fields.extend(manuscript(&file, keys, &BODIES));
    }
    let steady = keys("news/steady.en.md", &ARTICLE[..3], "{n}", "10");
    let steady = steady.into_iter().map(|mut it| {
        it.values.truncate(2);
        it
    });
    fields.extend(manuscript("news/steady.en.md", steady.collect(), &[FILM]));
    let views =
        |count| format!("{{ \"schema\": 1, \"views\": {{ \"/news/article-11/\": {count} }} }}\n");
    fields.push(field("views.json", "views", [views(3), views(30)]));
    fields.push(field(
        "media/notes.pdf",
        "bytes",
        ["%PDF-1.4 one", "%PDF-1.4 another"],
    ));
    let pictures = [
        picture(40, [1, 2, 3]),
        picture(40, [200, 2, 3]),
        picture(60, [1, 2, 3]),
    ];
    fields.push(field("media/dot.png", "bytes", pictures));
    fields.extend(recordings());
    // Where it is left out, the file is not there.
    let published_as_it_is = ["We", "We all", ""];
    fields.push(field("static/humans.txt", "bytes", published_as_it_is));
    fields.push(field("fonts/extra.otf", "bytes", [fs::read(font).unwrap()]));
    fields.push(field("", "now", NOW));
    fields.push(field("", "audience", ["", "--drafts"]));
    fields
}

/// Recordings with all that lies beside them.
fn recordings() -> Vec<Field> {
    let read = |name| fs::read(fixtures().join("recordings").join(name)).unwrap();
    let longer = fixtures().join("../../../content/media/manuscript-film.mp4");
    let longer = fs::read(longer).unwrap();
    let captions = |word| format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{word}\n");
    let posters = [picture(64, [1, 2, 3]), picture(64, [9, 2, 3]), Vec::new()];
    vec![
        field("media/film.mp4", "bytes", [read("film.mp4"), longer]),
        field(
            "media/film.en.vtt",
            "captions",
            ["One", "Two"].map(captions),
        ),
        field("media/film.en.txt", "transcript", ["One.", "One.\n\nTwo."]),
        field("media/film.png", "poster", posters),
        field("media/talk.mp3", "bytes", [read("talk.mp3")]),
        field("media/talk.en.txt", "transcript", ["Said.", "Said & done."]),
    ]
}

/// A site, as the number of the value of each field.
struct Site<'a> {
    desk: Desk,
    fields: &'a [Field],
    chosen: Vec<usize>,
}

impl<'a> Site<'a> {
    fn new(fields: &'a [Field], chosen: Vec<usize>) -> Self {
        let desk = Desk::new(&[]);
        let site = Self {
            desk,
            fields,
            chosen,
        };
        let files: BTreeSet<&str> = fields.iter().map(|field| field.file.as_str()).collect();
        for file in files {
            site.write(file);
        }
        site
    }

    fn write(&self, file: &str) {
        if file.is_empty() {
            return;
        }
        let path = self.desk.path("content").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let fields = self.fields.iter().zip(&self.chosen);
        let parts = fields.filter(|(field, _)| field.file == file);
        let parts = parts.flat_map(|(field, value)| field.values[*value].iter().copied());
        match parts.collect::<Vec<u8>>() {
            bytes if bytes.is_empty() => fs::remove_file(path).unwrap_or_default(),
            bytes => fs::write(path, bytes).unwrap(),
        }
    }

    fn value(&self, name: &str) -> &str {
        let is_it = |field: &Field| field.file.is_empty() && field.name == name;
        let at = self.fields.iter().position(is_it).unwrap();
        std::str::from_utf8(&self.fields[at].values[self.chosen[at]]).unwrap()
    }

    fn set(&mut self, at: usize, value: usize) {
        self.chosen[at] = value;
        self.write(&self.fields[at].file);
    }

    fn is_as_if_made_anew(&self, change: &str) -> i32 {
        let mut arguments = vec!["--now", self.value("now")];
        arguments.extend(Some(self.value("audience")).filter(|it| !it.is_empty()));
        both(&self.desk, &arguments, change)
    }

    fn change(&mut self, at: usize, value: usize) {
        let Field { file, name, values } = &self.fields[at];
        let text = String::from_utf8_lossy(&values[value]);
        let text: String = text.chars().take(120).collect();
        self.set(at, value);
        self.is_as_if_made_anew(&format!("{file}: {name} is now {text}"));
    }
}

#[test]
fn every_key_is_tried() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (schema, tried) in [
        ("front-matter-news", &ARTICLE[..]),
        ("site-toml", &SITE[..]),
    ] {
        let text = fs::read_to_string(root.join(format!("schema/{schema}.schema.json"))).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let keys = schema["properties"].as_object().unwrap().keys();
        let keys: BTreeSet<&str> = keys.map(String::as_str).collect();
        let tried: BTreeSet<&str> = tried.iter().map(|(name, _)| *name).collect();
        assert_eq!(keys, tried, "give a new key some values here");
    }
}

#[test]
fn any_value_of_any_key_of_an_article_and_of_the_site() {
    let fields = fields();
    let mut site = Site::new(&fields, vec![0; fields.len()]);
    assert_eq!(site.is_as_if_made_anew("nothing is there"), 0);
    let first = |field: &Field| {
        matches!(
            field.file.as_str(),
            "news/article-11.md" | "pages/home.en.md" | "static/humans.txt" | ""
        ) || field.file.starts_with("media/film.")
    };
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| first(field)) {
        for value in 1..field.values.len() {
            site.change(at, value);
        }
        site.set(at, 0);
    }
    for (at, field) in fields.iter().enumerate() {
        let is_tried = field.file == "site.toml" && field.values.len() > 1;
        let last = field.values.len() - 1;
        for value in [1, last]
            .into_iter()
            .take(if is_tried { last.min(2) } else { 0 })
        {
            site.change(at, value);
        }
        if is_tried {
            site.set(at, 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_field_of_any_site(
        start in prop::collection::vec(prop::option::weighted(0.2, any::<Index>()), 200),
        changes in prop::collection::vec((any::<Index>(), any::<Index>()), 4),
    ) {
        let fields = fields();
        let chosen = fields.iter().zip(start.iter().cycle());
        let chosen = chosen.map(|(field, value)| value.map_or(0, |value| value.index(field.values.len())));
        let mut site = Site::new(&fields, chosen.collect());
        site.is_as_if_made_anew("nothing is there");
        let many: Vec<usize> = (0..fields.len()).filter(|at| fields[*at].values.len() > 1).collect();
        for (at, value) in changes {
            let at = many[at.index(many.len())];
            let other = 1 + value.index(fields[at].values.len() - 1);
            site.change(at, (site.chosen[at] + other) % fields[at].values.len());
        }
    }
}
