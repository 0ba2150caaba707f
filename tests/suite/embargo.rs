//! Nothing of what is withheld is in any byte of an edition.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{BufReader, Read},
    path::Path,
};

use aho_corasick::AhoCorasick;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rayon::prelude::*;

use super::{
    fixture::{Desk, files, fixtures},
    press::good,
};

/// The end of the embargo, in both sites' years.
const EMBARGO: &str = "2026-11-23T12:00:00Z";
const BEFORE: &str = "2026-11-23T11:59:59Z";

/// A file as readers of its bytes could find it: its name, then what is in it, unpacked.
fn unpacked(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    let mut bytes = fs::read(&path).unwrap();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("br") => {
            let mut text = Vec::new();
            let mut reader = brotli::Decompressor::new(bytes.as_slice(), 4096);
            reader.read_to_end(&mut text).unwrap();
            bytes = text;
        }
        Some("gz") => {
            let mut text = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(bytes.as_slice());
            reader.read_to_end(&mut text).unwrap();
            bytes = text;
        }
        Some("png") => bytes.extend(png_text(&path).bytes()),
        _ => {}
    }
    format!("{name}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase()
}

/// The texts of a picture: PNG's tEXt, zTXt and iTXt.
fn png_text(path: &Path) -> String {
    let mut text = String::new();
    let Ok(mut reader) = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info()
    else {
        return text;
    };
    reader.finish().unwrap();
    let info = reader.info();
    for chunk in &info.uncompressed_latin1_text {
        write!(text, "{} {}", chunk.keyword, chunk.text).unwrap();
    }
    for chunk in &info.compressed_latin1_text {
        write!(text, "{} {}", chunk.keyword, chunk.get_text().unwrap()).unwrap();
    }
    for chunk in &info.utf8_text {
        write!(text, "{} {}", chunk.keyword, chunk.get_text().unwrap()).unwrap();
    }
    text
}

/// Finds the files that hold words, as they are or percent-encoded, in whatever case.
fn found(folder: &Path, words: &[&str]) -> Vec<String> {
    let spellings = words.iter().flat_map(|word| {
        let encoded = utf8_percent_encode(word, NON_ALPHANUMERIC).to_string();
        [word.to_lowercase(), encoded.to_lowercase()]
    });
    let spellings = AhoCorasick::new(spellings).unwrap();
    let names = files(folder);
    let found = names.par_iter().flat_map_iter(|name| {
        let text = unpacked(folder, name);
        let mut found: Vec<&str> = spellings
            .find_overlapping_iter(&text)
            .map(|hit| words[hit.pattern().as_usize() / 2])
            .collect();
        found.sort_unstable();
        found.dedup();
        let lines: Vec<String> = found
            .into_iter()
            .map(|word| format!("{word} in {name}"))
            .collect();
        lines
    });
    found.collect()
}

/// Words of a withheld article, one for each of its parts.
const WORDS: [&str; 22] = [
    "Xylotitle",
    "預算外洩",
    "Xylosummary",
    "Xylobody",
    "xylo-slug",
    "xylo-alias",
    "舊聞外洩",
    "xylo-file",
    "Xyloname",
    "xylo-picture",
    "Xyloalt",
    "xylo-lead",
    "Xylocaption",
    "Xylonote",
    "Xylotopic",
    "Xyloheading",
    "xylo-film",
    "Xylofilm",
    "Xylocaptions",
    "Xylotranscript",
    "xylo-elsewhere",
    "Xylonews",
];

/// An article with something in every part; `dates` are lines of its front matter.
fn secret(title: &str, slug: &str, dates: &str, alike: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"Xylosummary.\"\n{dates}\nslug = \"{slug}\"\n\
         topics = [\"xylo\", \"TOPIC\"]\naliases = [\"/{slug}/xylo-alias.asp\", \"/{slug}/舊聞外洩\"]\n\
         contact = {{ organization = \"Xyloname\" }}\n\
         image = {{ file = \"/media/xylo-lead.png\", alt = \"Xyloalt\", caption = \"Xylocaption\" }}\n\n\
         [[attachments]]\nfile = \"xylo-file.pdf\"\ntitle = \"Xyloname\"\n\n\
         [[history]]\nkind = \"notice\"\ndate = 2999-01-01\ntext = \"Xylonote\"\n+++\n\n\
         Xylobody. ![Xyloalt](/media/xylo-picture.png)\n\n![Xylofilm](/media/xylo-film.mp4)\n\n\
         [Xyloname](https://www.youtube.com/watch?v=xylo-elsewhere)\n\n{alike}\n"
    )
}

/// A start page that names articles which nobody may know of: to come, a draft, gone.
fn with_blocks(home: &str, [lead, draft, gone]: [&str; 3]) -> String {
    let blocks = format!(
        "[[block]]\nheading = \"Xyloheading\"\nlead = \"/news/{lead}/\"\n\n[[block]]\nheading = \"Xyloheading\"\n\
         [[block.pin]]\narticle = \"/news/{draft}/\"\nuntil = 2999-01-01\n\
         [[block.pin]]\narticle = \"/news/{gone}/\"\nuntil = 2999-01-01\n"
    );
    let (matter, body) = home.split_once("\n+++\n").unwrap();
    let (keys, others) = matter.split_once("\n[[").unwrap_or((matter, ""));
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("[[{others}")
    };
    format!("{keys}\n{blocks}{others}\n+++\n{body}")
}

/// Builds without and with withheld articles, which must make no difference, and after the embargo, which must make one.
fn nobody_can_tell(desk: &Desk, withhold: impl Fn(&dyn Fn(&str, String))) {
    let site = desk.path("content/site.toml");
    let text = fs::read_to_string(&site).unwrap();
    let text = text.replace(".topics]\n", ".topics]\nxylo = \"Xylotopic\"\n");
    let more = "[newsletter]\nform = \"https://lists.example/form\"\n";
    let hubs = "hubs = [\"https://hub.example/\"]\n";
    fs::write(site, format!("{hubs}{text}\n{more}")).unwrap();
    desk.build_at(BEFORE);
    let without = desk.files();
    withhold(&|path, text| fs::write(desk.path("content").join(path), text).unwrap());
    for file in [
        "news/xylo-file.pdf",
        "media/xylo-picture.png",
        "media/xylo-lead.png",
        "media/xylo-film.png",
    ] {
        let dot = fixtures().join("base/content/media/dot.png");
        let bytes = [fs::read(dot).unwrap(), file.into()].concat();
        fs::write(desk.path("content").join(file), bytes).unwrap();
    }
    let film = fs::read(fixtures().join("recordings/film.mp4")).unwrap();
    let captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nXylocaptions\n";
    for (file, bytes) in [
        ("xylo-film.mp4", film.as_slice()),
        ("xylo-film.en.vtt", captions.as_bytes()),
        ("xylo-film.en.txt", b"Xylotranscript."),
    ] {
        fs::write(desk.path("content/media").join(file), bytes).unwrap();
    }
    // A notice that is to come, and one that is over.
    let site = desk.path("content/site.toml");
    let notice =
        "[[notice]]\nkind = \"warning\"\ntext = { en = \"Xylonews\", zh-Hant-TW = \"Xylonews\" }\n";
    let notices = format!("{notice}from = {EMBARGO}\n\n{notice}until = 2025-12-24\n");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, format!("{text}\n{notices}")).unwrap();
    let said = desk.build_at(BEFORE);
    assert!(said.contains(" 0 files written, "), "{said}");
    assert_eq!(desk.files(), without);
    let dist = desk.path("dist");
    assert_eq!(found(&dist, &WORDS), Vec::<String>::new());
    // The same search finds all of it when it may be found.
    desk.build_at(EMBARGO);
    let found = found(&dist, &WORDS).join("\n");
    for word in WORDS.iter().filter(|word| **word != "Xylonote") {
        assert!(found.contains(&format!("{word} in ")), "{word}");
    }
    assert!(!found.contains("Xylonote"), "{found}");
    for file in [
        ".html.br",
        ".html.gz",
        ".json",
        "_redirects",
        "sitemap.xml",
        "newsletter.xml",
        ".mp4",
        ".vtt",
        "notices.json",
        "subscribe/index.html",
        "shell.html",
    ] {
        assert!(found.contains(&format!("{file}\n")), "{file}:\n{found}");
    }
}

#[test]
fn nobody_can_tell_what_the_mini_site_withholds() {
    let desk = good();
    nobody_can_tell(&desk, |write| {
        let dates = format!("published = 2025-06-01\npublish_at = {EMBARGO}");
        let secret = |title, slug, dates| {
            secret(
                title,
                slug,
                dates,
                "A note about straight quotes and three dots.",
            )
            .replace("TOPIC", "water")
        };
        write("news/a.md", secret("Xylotitle", "xylo-slug", &dates));
        write(
            "news/b.md",
            secret("Xylotitle", "xylo-slug-b", "draft = true"),
        );
        let gone = "published = 2025-05-01\nexpires_at = 2026-01-01";
        write("news/c.md", secret("Xylotitle", "xylo-slug-c", gone));
        let home = fs::read_to_string(desk.path("content/pages/home.md")).unwrap();
        let named = ["xylo-slug", "xylo-slug-b", "xylo-slug-c"];
        write("pages/home.md", with_blocks(&home, named));
        // A translation that is still to come, of an article that is there.
        let dates = format!("publish_at = {EMBARGO}");
        write(
            "news/d.zh-Hant-TW.md",
            secret("預算外洩", "item-03", &dates),
        );
    });
}

#[test]
fn nobody_can_tell_what_the_demonstration_site_withholds() {
    let desk = Desk::new(&[]);
    desk.lay_out(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    nobody_can_tell(&desk, |write| {
        // Like an article that is there, so that it is related to it.
        let like = "news/publishing-under-embargo.md";
        let like = fs::read_to_string(desk.path("content").join(like)).unwrap();
        let (_, like) = like.split_once("\n+++\n").unwrap();
        let dates = format!("published = 2025-04-28T09:00:00\npublish_at = {EMBARGO}");
        let secret =
            |title, slug, dates| secret(title, slug, dates, like).replace("TOPIC", "portal");
        write("news/a.md", secret("Xylotitle", "xylo-slug", &dates));
        write(
            "news/a.zh-Hant-TW.md",
            secret("預算外洩", "xylo-slug", &dates).replace("aliases", "# "),
        );
        let slug = "moving-from-an-old-content-management-system";
        let translation = format!("publish_at = {EMBARGO}");
        let text = secret("預算外洩", slug, &translation);
        write("news/b.zh-Hant-TW.md", text);
        write(
            "news/c.md",
            secret("Xylotitle", "xylo-slug-c", "draft = true"),
        );
        let gone = "published = 2025-04-29\nexpires_at = 2026-01-01";
        write("news/d.md", secret("Xylotitle", "xylo-slug-d", gone));
        let home = fs::read_to_string(desk.path("content/pages/home.md")).unwrap();
        let named = ["xylo-slug", "xylo-slug-c", "xylo-slug-d"];
        write("pages/home.md", with_blocks(&home, named));
    });
}

#[test]
fn the_search_reads_texts_of_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png");
    let mut encoder = png::Encoder::new(File::create(&path).unwrap(), 1, 1);
    encoder
        .add_ztxt_chunk("Title".into(), "Xylotitle ".repeat(9))
        .unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    assert!(!String::from_utf8_lossy(&fs::read(&path).unwrap()).contains("Xylo"));
    assert_eq!(found(folder.path(), &WORDS), ["Xylotitle in a.png"]);
}
