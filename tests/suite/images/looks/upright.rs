//! Orientation of pictures by the EXIF of PNG, WebP and JPEG.

use image::{GenericImageView, ImageFormat};
use img_parts::{
    DynImage, ImageEXIF,
    png::{Png, PngChunk},
    riff::{RiffChunk, RiffContent},
    webp::WebP,
};

use super::{
    FOUR, HEIGHT, WIDTH, assert_near, desk, encoded, exif, fields, fine_jpeg, published, seen,
    tells,
};

/// Positions of an upright picture's fields in one that EXIF says to turn (Exif 3.0, section 4.6.5).
fn upright(orientation: u8) -> [usize; 4] {
    match orientation {
        2 => [1, 0, 3, 2],
        3 => [3, 2, 1, 0],
        4 => [2, 3, 0, 1],
        5 => [0, 2, 1, 3],
        6 => [2, 0, 3, 1],
        7 => [3, 1, 2, 0],
        8 => [1, 3, 0, 2],
        _ => [0, 1, 2, 3],
    }
}

/// A picture whose file says that it is turned: name, bytes, orientation.
fn turned() -> Vec<(String, Vec<u8>, u8)> {
    let mut pictures = Vec::new();
    for (orientation, is_little, place) in
        [(2, false, 1), (6, true, 1), (8, false, 3), (3, true, 1)]
    {
        let bytes = encoded(&fields(FOUR), ImageFormat::Png);
        let mut png = Png::from_bytes(bytes.into()).unwrap();
        let place = place.min(png.chunks().len() - 1);
        let chunk = PngChunk::new(*b"eXIf", exif(orientation, is_little).into());
        png.chunks_mut().insert(place, chunk);
        let bytes = png.encoder().bytes().to_vec();
        pictures.push((format!("png{orientation}.png"), bytes, orientation));
    }
    for (orientation, prefix) in [(5, &b"Exif\0\0"[..]), (6, b"")] {
        let bytes = encoded(&fields(FOUR), ImageFormat::WebP);
        let mut webp = WebP::from_bytes(bytes.into()).unwrap();
        let (width, height) = ((WIDTH - 1).to_le_bytes(), (HEIGHT - 1).to_le_bytes());
        let head = [&[0x08, 0, 0, 0], &width[..3], &height[..3]].concat();
        let head = RiffChunk::new(*b"VP8X", RiffContent::Data(head.into()));
        webp.chunks_mut().insert(0, head);
        let exif = [prefix, &exif(orientation, true)].concat();
        let exif = RiffChunk::new(*b"EXIF", RiffContent::Data(exif.into()));
        webp.chunks_mut().push(exif);
        let bytes = webp.encoder().bytes().to_vec();
        pictures.push((format!("webp{orientation}.webp"), bytes, orientation));
    }
    for (orientation, is_little) in [(7, true), (4, false)] {
        let bytes = fine_jpeg(&fields(FOUR));
        let mut jpeg = DynImage::from_bytes(bytes.into()).unwrap().unwrap();
        jpeg.set_exif(Some(exif(orientation, is_little).into()));
        let bytes = jpeg.encoder().bytes().to_vec();
        pictures.push((format!("jpeg{orientation}.jpg"), bytes, orientation));
    }
    pictures
}

#[test]
fn every_kind_is_upright() {
    let pictures = turned();
    let all: Vec<(&str, Vec<u8>)> = pictures
        .iter()
        .map(|it| (it.0.as_str(), it.1.clone()))
        .collect();
    let desk = desk(&all);
    let outcome = desk.build();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let article = desk.read("news/a/index.html");
    for (name, _, orientation) in &pictures {
        let four = FOUR.map(|colour| colour.map(|channel| f64::from(channel) + 1.0));
        let expected = upright(*orientation).map(|field| four[field]);
        let (itself, smaller) = published(&desk, name);
        assert!(!tells(&itself), "{name}");
        // Browsers turn the picture itself by what is left of its EXIF.
        let kept = DynImage::from_bytes(itself.clone().into())
            .unwrap()
            .unwrap()
            .exif();
        let kept = kept.unwrap_or_else(|| panic!("{name}"));
        assert_eq!((kept.len(), kept[19]), (26, *orientation), "{name}");
        let pixels = seen(&image::load_from_memory(&itself).unwrap());
        assert_near(
            upright(*orientation).map(|field| pixels[field]),
            expected,
            4.0,
            name,
        );
        let is_on_its_side = *orientation > 4;
        let (width, height) = if is_on_its_side {
            (HEIGHT, WIDTH)
        } else {
            (WIDTH, HEIGHT)
        };
        assert!(!smaller.is_empty(), "{name}");
        for small in smaller {
            assert_eq!(small.dimensions(), (width, height), "{name}");
            assert_near(seen(&small), expected, 6.0, name);
        }
        let stem = name.split('.').next().unwrap();
        let mut tags = article
            .split("<img")
            .skip(1)
            .filter_map(|rest| rest.split('>').next());
        let tag = tags.find(|tag| tag.contains(&format!("/{stem}-"))).unwrap();
        let size = [format!("width=\"{width}\""), format!("height=\"{height}\"")];
        assert!(size.iter().all(|side| tag.contains(side)), "{name}: {tag}");
    }
}
