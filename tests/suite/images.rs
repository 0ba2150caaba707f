//! Pictures in an edition: smaller ones, nothing that a camera wrote, and a word where one cannot be published.

mod drawings;
mod lead;
mod looks;
mod made;

use std::{fs, os::unix::fs::MetadataExt, path::Path, process::Command};

use image::ImageFormat;
use img_parts::{
    Bytes, ImageEXIF,
    jpeg::Jpeg,
    png::{Png, PngChunk},
};
use made::{SECRET, drawing, encoded, exif, photograph, scene, telling_avif, tells, web_picture};
use serde_json::Value;

use super::fixture::{Desk, files, press_program};

/// A mini-site whose only article shows these pictures.
fn desk(pictures: &[(&str, Vec<u8>)]) -> Desk {
    let desk = Desk::new(&["base"]);
    let mut article =
        "+++\ntitle = \"A\"\nsummary = \"A.\"\npublished = 2026-01-02T03:04:05\n+++\n".to_owned();
    fs::create_dir_all(desk.path("content/news")).unwrap();
    for (name, bytes) in pictures {
        fs::write(desk.path("content/media").join(name), bytes).unwrap();
        let shown = ["\nText.\n\n![What is seen](/media/", name, ")\n"];
        article += &shown.concat();
    }
    fs::write(desk.path("content/news/a.md"), article).unwrap();
    desk
}

/// Hashes and lengths are the encoders' affair.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("media/") {
        let (before, found) = rest.split_at(at);
        let end = found.find(['"', ' ', '\n']).unwrap_or(found.len());
        let (name, ending) = found[..end].rsplit_once('.').unwrap();
        let stem = name.rsplit_once('-').unwrap().0;
        out += &[before, stem, "-#.", ending].concat();
        rest = &found[end..];
    }
    out + rest
}

fn ending(file: &str) -> &str {
    file.rsplit('.').next().unwrap_or_default()
}

fn media(desk: &Desk) -> Vec<String> {
    let files = files(&desk.path("dist/media")).into_iter();
    files.filter(|file| !file.starts_with("share-")).collect()
}

#[test]
fn pictures_come_in_smaller_ones() {
    let desk = desk(&[
        ("photo.jpg", photograph()),
        ("drawing.png", drawing()),
        ("web.webp", web_picture()),
        (
            "dot.gif",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
                .to_vec(),
        ),
    ]);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let article: Value = serde_json::from_str(&desk.read("news/a/index.json")).unwrap();
    let body = serde_json::to_string_pretty(&article["content"]["article"]["body"]).unwrap();
    insta::assert_snapshot!("images_body", without_hashes(&body));
    let mut files: Vec<String> = media(&desk)
        .iter()
        .map(|file| without_hashes(&format!("media/{file}")))
        .collect();
    files.sort();
    insta::assert_snapshot!("images_files", files.join("\n"));
    // Who reads by feed gets the picture itself.
    let feed: Value = serde_json::from_str(&desk.read("feeds/feed.json")).unwrap();
    let html = feed["items"][0]["content_html"].as_str().unwrap();
    insta::assert_snapshot!("images_feed", without_hashes(html));
}

#[test]
fn nobody_reads_what_a_camera_wrote() {
    let sources = [
        ("photo.jpg", photograph()),
        ("drawing.png", drawing()),
        ("web.webp", web_picture()),
    ];
    let desk = desk(&sources);
    assert_eq!(desk.build().code, 0);
    for file in media(&desk) {
        let bytes = fs::read(desk.path("dist/media").join(&file)).unwrap();
        assert!(!tells(&bytes), "{file}");
        if ending(&file) == "avif" {
            assert_eq!(&bytes[4..12], b"ftypavif", "{file}");
            continue;
        }
        // Every pixel of the picture itself is as it was.
        let published = image::load_from_memory(&bytes).unwrap();
        let is_smaller = file.matches('-').count() > 1;
        if !is_smaller {
            let stem = file.split('-').next().unwrap();
            let (_, source) = sources
                .iter()
                .find(|(name, _)| name.starts_with(stem))
                .unwrap();
            assert_eq!(
                image::load_from_memory(source).unwrap(),
                published,
                "{file}"
            );
        } else if file.starts_with("photo-") {
            // Upright: what was left is above.
            let small = published.into_rgb8();
            let (width, height) = small.dimensions();
            assert!(file.starts_with(&format!("photo-{width}-")), "{file}");
            assert_eq!(height, (width * 420 + 300) / 600, "{file}");
            let [red, _, blue] = small.get_pixel(width / 2, height / 4).0;
            assert!(red > 150 && blue < 150, "{file}: {red} {blue}");
        }
    }
    // The picture itself is still turned by browsers.
    let original = media(&desk)
        .into_iter()
        .find(|file| file.starts_with("photo-") && ending(file) == "jpg")
        .unwrap();
    let bytes = fs::read(desk.path("dist/media").join(original)).unwrap();
    let exif = Jpeg::from_bytes(bytes.into()).unwrap().exif().unwrap();
    assert_eq!((exif.len(), exif[19]), (26, 6));
}

/// A drawing that builds on another file.
const ELSEWHERE: &[u8] = b"<!DOCTYPE svg [<!ENTITY a SYSTEM \"/etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" \
width=\"9\" height=\"9\"><text>&a;</text></svg>";

/// A site with a drawing that acts.
pub fn active() -> Desk {
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script><g/></svg>";
    desk(&[("active.svg", drawing.to_vec())])
}

/// A site with pictures that cannot be published, each for another reason.
pub fn refused() -> Desk {
    let photo = photograph();
    let mut huge = encoded(&scene(2, 2), ImageFormat::Png);
    let mut ihdr = b"IHDR".to_vec();
    ihdr.extend([60_000_u32.to_be_bytes(), 60_000_u32.to_be_bytes()].concat());
    ihdr.extend([8, 2, 0, 0, 0]);
    let sum = PngChunk::new(*b"IHDR", Bytes::copy_from_slice(&ihdr[4..]))
        .encoder()
        .bytes();
    huge.splice(8..33, sum);
    let mut heavy = photo.clone();
    heavy.resize(13_000_000, 0);
    let mut wrong = drawing();
    let end = wrong.len() - 40;
    wrong[end] ^= 0xff;
    desk(&[
        ("huge.png", huge),
        ("heavy.jpg", heavy),
        ("cut.jpg", photo[..photo.len() / 2].to_vec()),
        ("wrong.png", wrong),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("telling.avif", telling_avif()),
        ("elsewhere.svg", ELSEWHERE.to_vec()),
    ])
}

#[test]
fn what_cannot_be_published_is_said_where_it_is_shown() {
    let desk = refused();
    let outcome = desk.press(&["check"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    insta::assert_snapshot!("images_refused", outcome.text);
    assert_eq!(
        desk.build().text,
        outcome
            .text
            .replace("please mend them", "nothing was written")
    );
    assert!(!desk.path("dist").exists());
}

/// Press sees damage that only unpacking shows, with and without a cache.
#[test]
fn damage_within_a_picture_is_seen() {
    let mut png = Png::from_bytes(encoded(&scene(300, 200), ImageFormat::Png).into()).unwrap();
    for chunk in png.chunks_mut() {
        if chunk.kind() == *b"IDAT" {
            let half = chunk.contents().slice(..chunk.contents().len() / 2);
            *chunk = PngChunk::new(*b"IDAT", half);
        }
    }
    let desk = desk(&[("half.png", png.encoder().bytes().to_vec())]);
    for arguments in [&["check"][..], &["build", "--portal", "portal"]] {
        let outcome = desk.press(arguments);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(
            outcome.text.contains("image::damaged")
                && outcome.text.contains("content/news/a.md:9:1"),
            "{}",
            outcome.text
        );
    }
    assert!(!desk.path("dist").exists());
}

#[test]
fn smaller_ones_are_made_once() {
    let desk = desk(&[("photo.jpg", photograph()), ("drawing.png", drawing())]);
    let edition = |desk: &Desk| contents(&desk.path("dist"));
    assert_eq!(desk.build().code, 0);
    let (first, kept) = (edition(&desk), inodes(&desk.path(".press/images")));
    assert!(kept.len() > 4, "{kept:?}");

    // From the cache alone.
    fs::remove_dir_all(desk.path("dist")).unwrap();
    assert_eq!(desk.build().code, 0);
    assert_eq!(edition(&desk), first);
    assert_eq!(inodes(&desk.path(".press/images")), kept);

    // What is damaged is made anew: a smaller one that has lost its end, one that is as long as before, a record.
    for (damaged, damage) in [(".avif", 1), (".webp", 0), (".record", 0)] {
        let (name, _) = kept
            .iter()
            .find(|(name, _)| name.ends_with(damaged))
            .unwrap();
        let file = desk.path(".press/images").join(name);
        let mut bytes = fs::read(&file).unwrap();
        bytes.truncate(bytes.len() - damage);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&file, bytes).unwrap();
        fs::remove_dir_all(desk.path("dist")).unwrap();
        assert_eq!(desk.build().code, 0);
        assert_eq!(edition(&desk), first, "{name}");
        assert_eq!(
            names(&desk),
            kept.iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        );
    }

    // What has no picture any more goes, and leftovers of crashed runs stay for an hour.
    fs::remove_file(desk.path("content/media/photo.jpg")).unwrap();
    fs::remove_file(desk.path("content/news/a.md")).unwrap();
    fs::write(desk.path(".press/images/.tmpabc"), "").unwrap();
    assert_eq!(desk.build().code, 0);
    let drawing: Vec<_> = names(&desk);
    assert!(
        drawing.len() > 2 && drawing.len() < kept.len(),
        "{drawing:?}"
    );
    assert!(drawing.iter().any(|name| name == ".tmpabc"), "{drawing:?}");
}

#[test]
fn another_cache_and_other_cores_make_the_same() {
    let pictures = [("photo.jpg", photograph()), ("drawing.png", drawing())];
    let build = |threads: &str| {
        let desk = desk(&pictures);
        let status = Command::new(press_program())
            .args(["build", "--portal", "portal", "--cache", "elsewhere/cache"])
            .args(["--now", "2026-01-03T00:00:00Z"])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(desk.path(""))
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        assert!(desk.path("elsewhere/cache/images").is_dir() && !desk.path(".press").exists());
        contents(&desk.path("dist"))
    };
    assert_eq!(build("1"), build("5"));
}

fn names(desk: &Desk) -> Vec<String> {
    files(&desk.path(".press/images"))
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |file: String| {
        let bytes = fs::read(folder.join(&file)).unwrap();
        (file, bytes)
    };
    files(folder).into_iter().map(read).collect()
}

fn inodes(folder: &Path) -> Vec<(String, u64)> {
    let inode = |file: String| {
        let inode = fs::metadata(folder.join(&file)).unwrap().ino();
        (file, inode)
    };
    files(folder).into_iter().map(inode).collect()
}
