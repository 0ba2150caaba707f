//! Video and sound: played with captions and transcripts or refused, told to feeds and search engines, and clean.

use std::fs;

use serde_json::Value;

use super::fixture::{Desk, fixtures};

/// What devices wrote into the fixtures.
const SECRETS: [&str; 2] = ["Whose it is", "+25.0330"];

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nA tone.\n";
const TRANSCRIPT: &str = "Ann: A very bright tone.\n\nThe colours move.\n";

/// A mini-site with these files in its folder of media, and an article with this text.
fn desk(files: &[(&str, &[u8])], text: &str) -> Desk {
    let desk = Desk::new(&["base"]);
    for (name, bytes) in files {
        fs::write(desk.path("content/media").join(name), bytes).unwrap();
    }
    article(&desk, "a", "", text);
    desk
}

fn article(desk: &Desk, name: &str, lines: &str, text: &str) {
    let head = format!(
        "+++\ntitle = \"A\"\nsummary = \"A.\"\npublished = 2026-01-02T03:04:05\n{lines}+++\n\n{text}\n"
    );
    fs::create_dir_all(desk.path("content/news")).unwrap();
    fs::write(desk.path(&format!("content/news/{name}.md")), head).unwrap();
}

fn recording(name: &str) -> Vec<u8> {
    fs::read(fixtures().join("recordings").join(name)).unwrap()
}

/// A mini-site that plays a film with all that belongs to it, and a talk.
fn whole() -> Desk {
    let (film, talk) = (recording("film.mp4"), recording("talk.mp3"));
    let poster = fs::read(fixtures().join("../../../content/media/manuscript-film.png")).unwrap();
    desk(
        &[
            ("film.mp4", &film),
            ("film.en.vtt", CAPTIONS.as_bytes()),
            ("film.zh-Hant-TW.vtt", CAPTIONS.as_bytes()),
            ("film.en.txt", TRANSCRIPT.as_bytes()),
            ("film.png", &poster),
            ("talk.mp3", &talk),
            ("talk.zh-Hant-TW.txt", "一個聲音。".as_bytes()),
        ],
        "![The film](/media/film.mp4 \"Two seconds\")\n\n![The talk](/media/talk.mp3)",
    )
}

/// An address of the edition without its hash.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split('-');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_hash = part.len() > 16 && part.as_bytes()[..16].iter().all(u8::is_ascii_hexdigit);
        out += if is_hash { "-#" } else { "-" };
        out += if is_hash { &part[16..] } else { part };
    }
    out
}

/// A mini-site in which each recording is refused for another reason.
pub fn refused() -> Desk {
    let film = recording("film.mp4");
    let telling = recording("telling.mp4");
    let mov = recording("film.mov");
    let desk = desk(
        &[
            ("bare.mp4", &film),
            ("film.mp4", &film),
            ("film.mov", &mov),
            ("telling.mp4", &telling),
            ("cut.mp4", &film[..film.len() / 8]),
            ("words.mp4", b"These are words."),
            ("srt.mp4", &film),
            ("srt.en.vtt", b"1\n00:00:00,000 --> 00:00:02,000\nSRT\n"),
            ("srt.en.txt", b"\xff\xfe"),
            ("late.mp4", &film),
            ("late.en.vtt", b"WEBVTT\n\n00:01.000 --> 00:09.000\nA\n"),
            ("late.en.txt", TRANSCRIPT.as_bytes()),
            ("film.en.vtt", CAPTIONS.as_bytes()),
            ("film.en.txt", TRANSCRIPT.as_bytes()),
        ],
        "![Bare](/media/bare.mp4)\n\n![QuickTime](/media/film.mov)\n\n![Telling](/media/telling.mp4)\n\n\
         ![Cut](/media/cut.mp4)\n\n![Words](/media/words.mp4)\n\n![SubRip](/media/srt.mp4)\n\n![Late](/media/late.mp4)\n\n\
         ![Heavy](/media/heavy.mp4)\n\n![](/media/film.mp4)\n\nA text and ![a film](/media/film.mp4).\n\n- ![a film](/media/film.mp4)\n\n\
         ![Nowhere](/media/none.mp4)\n\n![Elsewhere](https://video.example/a.mp4)\n\n<video src=\"/media/film.mp4\"></video>\n\n\
         [A link](/media/telling.mp4)\n\nhttps://www.youtube.com/watch?v=1a",
    );
    let heavy = fs::File::create(desk.path("content/media/heavy.mp4")).unwrap();
    heavy.set_len(100_000_000).unwrap();
    desk
}

fn ends_in(file: &str, ending: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, it)| it == ending)
}

#[test]
fn what_not_everybody_can_follow_is_refused() {
    let outcome = refused().press(&["check"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    insta::assert_snapshot!("refused", outcome.text);
}

#[test]
fn a_silent_film_needs_no_captions_and_sound_no_poster() {
    let (film, talk) = (recording("silent.webm"), recording("talk.ogg"));
    let m4a = recording("talk.m4a");
    let desk = desk(
        &[
            ("film.webm", &film),
            ("film.en.txt", b"Colours."),
            ("talk.ogg", &talk),
            ("talk.en.txt", b"A tone."),
            ("other.m4a", &m4a),
            ("other.en.txt", b"A tone."),
        ],
        "![The film](/media/film.webm)\n\n![The talk](/media/talk.ogg)\n\n![Another](/media/other.m4a)",
    );
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    for part in [
        "width=\"64\" height=\"48\"",
        "<audio ",
        ".ogg\"",
        ".m4a\"",
        "0:02",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<track"));
}

#[test]
fn a_recording_is_a_figure_with_all_that_belongs_to_it() {
    let desk = whole();
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    let (_, prose) = page.split_once("<div class=\"prose\">").unwrap();
    let prose = prose.split("</div>").next().unwrap();
    insta::assert_snapshot!("figure", without_hashes(prose).replace("><", ">\n<"));
    let json: Value = serde_json::from_str(&desk.read("news/a/index.json")).unwrap();
    let json = json.to_string();
    for part in [
        "\"tag\":\"video\"",
        "\"tag\":\"track\"",
        "\"preload\":\"none\"",
    ] {
        assert!(json.contains(part), "{part}");
    }
    let files = desk.files();
    for ending in [".mp4", ".mp3", ".vtt", ".png"] {
        assert!(
            files
                .iter()
                .any(|file| file.starts_with("media/") && file.ends_with(ending))
        );
    }
    let transcripts = files
        .iter()
        .filter(|file| file.starts_with("media/film") && ends_in(file, "txt"));
    assert_eq!(transcripts.count(), 0, "transcripts stand in the page");
}

#[test]
fn nobody_reads_what_a_camera_wrote() {
    let mut film = recording("film.mp4");
    for (kind, text) in [
        (b"uuid", SECRETS[0]),
        (b"free", SECRETS[1]),
        (b"udta", SECRETS[0]),
    ] {
        let length = u32::try_from(8 + 16 + text.len()).unwrap();
        film.extend(length.to_be_bytes());
        film.extend(kind);
        film.extend([7; 16]);
        film.extend(text.as_bytes());
    }
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("film.mp4", film),
        ("silent.webm", recording("silent.webm")),
        ("talk.mp3", recording("talk.mp3")),
        ("tone.ogg", recording("talk.ogg")),
        ("voice.m4a", recording("talk.m4a")),
    ];
    for (name, bytes) in &files {
        let is_telling = SECRETS.iter().any(|secret| contains(bytes, secret));
        assert!(
            is_telling,
            "{name} tells nothing, which would prove nothing"
        );
    }
    let links = files
        .iter()
        .map(|(name, _)| format!("[The file {name}](/media/{name})\n\n"));
    let given: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, it)| (*name, it.as_slice()))
        .collect();
    let desk = desk(&given, &links.collect::<String>());
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let published = desk
        .files()
        .into_iter()
        .filter(|file| file.starts_with("media/"));
    let published: Vec<String> = published.filter(|file| !file.contains("share-")).collect();
    let recordings = published.iter().filter(|file| {
        let ending = file.rsplit('.').next().unwrap();
        ["mp4", "webm", "mp3", "ogg", "m4a"].contains(&ending)
    });
    assert_eq!(recordings.count(), files.len(), "{published:?}");
    for file in desk.files() {
        let bytes = fs::read(desk.path("dist").join(&file)).unwrap();
        for secret in SECRETS {
            assert!(!contains(&bytes, secret), "{file} tells {secret}");
        }
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_film_that_was_held_upright_is_shown_upright() {
    let mut film = recording("film.mp4");
    let at = film.windows(4).position(|kind| kind == b"tkhd").unwrap();
    // Behind the kind: version and flags, two times, id, reserved, length, then 16 bytes (ISO/IEC 14496-12, 8.3.2).
    let matrix = at + 4 + 4 + 4 * 5 + 16;
    let turned: [i32; 9] = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x4000_0000];
    let bytes: Vec<u8> = turned
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect();
    film[matrix..matrix + bytes.len()].copy_from_slice(&bytes);
    let desk = desk(
        &[
            ("film.mp4", &film),
            ("film.en.vtt", CAPTIONS.as_bytes()),
            ("film.en.txt", TRANSCRIPT.as_bytes()),
        ],
        "![The film](/media/film.mp4)",
    );
    assert_eq!(desk.build().code, 0);
    let page = desk.read("news/a/index.html");
    assert!(page.contains("width=\"48\" height=\"64\""), "{page}");
}

#[test]
fn feeds_and_search_engines_are_told() {
    let desk = whole();
    assert_eq!(desk.build().code, 0);
    let rss = desk.read("feeds/rss.xml");
    assert!(rss.contains("<enclosure url=\"https://"), "{rss}");
    assert!(rss.contains("type=\"video/mp4\""), "{rss}");
    let atom = desk.read("feeds/atom.xml");
    assert!(atom.contains("type=\"audio/mpeg\""), "{atom}");
    let feed: Value = serde_json::from_str(&desk.read("feeds/feed.json")).unwrap();
    let item = &feed["items"][0];
    let files = item["attachments"].as_array().unwrap();
    let types: Vec<_> = files
        .iter()
        .map(|file| file["mime_type"].as_str().unwrap())
        .collect();
    assert_eq!(types, ["video/mp4", "audio/mpeg"]);
    assert_eq!(files[0]["title"], "The film");
    assert_eq!(files[0]["duration_in_seconds"], 2);
    let html = item["content_html"].as_str().unwrap();
    for part in ["src=\"https://", "poster=\"https://", "A very bright tone."] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("=\"/media/"), "{html}");
    let page = desk.read("news/a/index.html");
    let (_, block) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let data: Value = serde_json::from_str(block.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["video"][0]["@type"], "VideoObject");
    assert_eq!(data["video"][0]["duration"], "PT2S");
    assert_eq!(
        data["video"][0]["transcript"],
        "Ann: A very bright tone. The colours move."
    );
    assert!(
        data["video"][0]["thumbnailUrl"]
            .as_str()
            .unwrap()
            .contains("/media/film-")
    );
    assert_eq!(data["audio"][0]["@type"], "AudioObject");
}

#[test]
fn what_is_withheld_is_in_no_file() {
    let desk = whole();
    article(
        &desk,
        "a",
        "publish_at = 2030-01-01\n",
        "![The film](/media/film.mp4)\n\n![The talk](/media/talk.mp3)",
    );
    article(&desk, "b", "", "Another.");
    desk.build_at("2026-06-01T00:00:00Z");
    let files = desk.files();
    let told: Vec<_> = files
        .iter()
        .filter(|file| file.contains("film") || file.contains("talk") || ends_in(file, "vtt"))
        .collect();
    assert!(told.is_empty(), "{told:?}");
    for file in &files {
        let bytes = fs::read(desk.path("dist").join(file)).unwrap();
        assert!(!contains(&bytes, "bright tone"), "{file}");
    }
    desk.build_at("2031-01-01T00:00:00Z");
    assert!(desk.files().iter().any(|file| ends_in(file, "vtt")));
}

#[test]
fn other_captions_make_another_page() {
    let desk = whole();
    assert_eq!(desk.build().code, 0);
    let before = desk.read("news/a/index.html");
    let other = CAPTIONS.replace("A tone.", "A bright tone.");
    fs::write(desk.path("content/media/film.en.vtt"), other).unwrap();
    fs::write(
        desk.path("content/media/film.en.txt"),
        "Another transcript.",
    )
    .unwrap();
    assert_eq!(desk.build().code, 0);
    let after = desk.read("news/a/index.html");
    assert_ne!(before, after);
    assert!(after.contains("Another transcript."));
    fs::remove_file(desk.path("content/media/film.en.txt")).unwrap();
    assert_eq!(desk.build().code, 1, "a transcript is missing now");
}

#[test]
fn a_video_elsewhere_is_a_card_that_says_so() {
    let poster = fs::read(fixtures().join("../../../content/media/manuscript-film.png")).unwrap();
    let desk = desk(
        &[("poster.png", &poster)],
        "[![What <it> is](/media/poster.png)](https://www.youtube.com/watch?v=1a)\n\n\
         [A talk](https://tube.example/w/9c9de5e8)\n\n\
         A text with [a talk](https://tube.example/w/9c9de5e8).\n\n[An agency](https://agency.example/)",
    );
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let page = desk.read("news/a/index.html");
    let (_, prose) = page.split_once("<div class=\"prose\">").unwrap();
    let prose = prose.split("</div>").next().unwrap();
    insta::assert_snapshot!("card", without_hashes(prose).replace("><", ">\n<"));
    for part in ["youtube.com/embed", "ytimg", "<iframe"] {
        assert!(!page.contains(part), "{part}");
    }
}
