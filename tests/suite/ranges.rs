//! Parts of recordings, as players ask for them: `serve` and `preview` answer as RFC 9110 says, and alike.

use std::{fs, path::Path, process::Command};

use super::{
    fixture::{Desk, fixtures, press_program},
    press::good,
    serving::{Answer, Serving},
};

const NOW: &str = "2026-01-03T00:00:00Z";

/// The mini-site with a film, the film's path, and that film.
fn with_film() -> (Desk, String, Vec<u8>) {
    let desk = good();
    let media = desk.path("content/media");
    let film = fixtures().join("recordings/film.mp4");
    fs::copy(film, media.join("telling.mp4")).unwrap();
    let captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n";
    fs::write(media.join("telling.en.vtt"), captions).unwrap();
    fs::write(media.join("telling.en.txt"), "Hello.\n").unwrap();
    let text = "+++\ntitle = \"A film\"\nsummary = \"S.\"\npublished = 2026-01-01\n+++\n\n![A film](/media/telling.mp4)\n";
    fs::write(desk.path("content/news/film.md"), text).unwrap();
    desk.build_at(NOW);
    let mut files = desk.files().into_iter();
    let is_film = |path: &String| Path::new(path).extension().is_some_and(|it| it == "mp4");
    let published = files.find(is_film).unwrap();
    let bytes = fs::read(desk.path("dist").join(&published)).unwrap();
    (desk, format!("/base/{published}"), bytes)
}

fn run(desk: &Desk, arguments: &[&str]) -> Serving {
    let mut press = Command::new(press_program());
    Serving::start(press.args(arguments).current_dir(desk.path("")))
}

/// The value of a header of an answer, in lower case as the whole head is.
fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let lines = answer.head.lines();
    lines
        .into_iter()
        .find_map(|line| line.strip_prefix(&format!("{name}: ")))
}

fn status(answer: &Answer) -> &str {
    answer.head.split(' ').nth(1).unwrap()
}

/// Ranges, and the places of the bytes that each gives of a file of some length; `None` for what lies beyond it.
fn ranges(length: usize) -> [(String, Option<(usize, usize)>); 7] {
    [
        // Safari asks for these first, and plays nothing from a host that sends it all.
        ("bytes=0-1".into(), Some((0, 1))),
        ("bytes=5-".into(), Some((5, length - 1))),
        (format!("bytes=9-{length}"), Some((9, length - 1))),
        ("bytes=-4".into(), Some((length - 4, length - 1))),
        (format!("bytes=-{}", length + 1), Some((0, length - 1))),
        (format!("bytes={length}-"), None),
        ("bytes=-0".into(), None),
    ]
}

fn parts_can_be_had(serving: &Serving, path: &str, film: &[u8]) {
    let whole = serving.get(path);
    assert_eq!((status(&whole), whole.body.as_slice()), ("200", film));
    assert_eq!(header(&whole, "accept-ranges"), Some("bytes"));
    let tag = header(&whole, "etag").unwrap();
    for (range, places) in ranges(film.len()) {
        let part = serving.answer("GET", path, &[("Range", &range)]);
        let length = film.len();
        let Some((first, last)) = places else {
            assert_eq!(status(&part), "416", "{range}");
            let said = format!("bytes */{length}");
            assert_eq!(header(&part, "content-range"), Some(said.as_str()));
            continue;
        };
        assert_eq!(status(&part), "206", "{range}: {}", part.head);
        assert_eq!(part.body, &film[first..=last], "{range}");
        let said = format!("bytes {first}-{last}/{length}");
        assert_eq!(header(&part, "content-range"), Some(said.as_str()));
        let said = (last - first + 1).to_string();
        assert_eq!(header(&part, "content-length"), Some(said.as_str()));
        assert_eq!(header(&part, "content-type"), Some("video/mp4"));
        assert_eq!(header(&part, "etag"), Some(tag), "of one version");
        assert!(header(&part, "content-security-policy").is_some());
        // Of a version that is not there any more, there are no parts.
        let same = serving.answer("GET", path, &[("Range", &range), ("If-Range", tag)]);
        assert_eq!(status(&same), "206", "{range}");
        let other = [("Range", range.as_str()), ("If-Range", "\"another\"")];
        let other = serving.answer("GET", path, &other);
        assert_eq!((status(&other), other.body.len()), ("200", length));
    }
    for range in ["items=0-1", "bytes=1-0", "bytes=0-1,3-4", "nonsense"] {
        let all = serving.answer("GET", path, &[("Range", range)]);
        assert_eq!(
            (status(&all), all.body.as_slice()),
            ("200", film),
            "{range}"
        );
    }
    for headers in [&[][..], &[("Range", "bytes=0-1")]] {
        let head = serving.answer("HEAD", path, headers);
        assert_eq!(
            (status(&head), head.body.len()),
            ("200", 0),
            "{}",
            head.head
        );
        let length = film.len().to_string();
        assert_eq!(header(&head, "content-length"), Some(length.as_str()));
        assert_eq!(header(&head, "accept-ranges"), Some("bytes"));
    }
}

#[test]
fn preview_sends_the_parts_that_players_ask_for() {
    let (desk, path, film) = with_film();
    parts_can_be_had(&run(&desk, &["preview"]), &path, &film);
}

#[test]
fn serve_sends_the_parts_that_players_ask_for() {
    let (desk, path, film) = with_film();
    let serve = ["serve", "--portal", "portal", "--now", NOW];
    parts_can_be_had(&run(&desk, &serve), &path, &film);
}
