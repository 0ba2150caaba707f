//! Pictures as cameras and programs make them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use img_parts::{
    Bytes, ImageEXIF,
    jpeg::{Jpeg, JpegSegment, markers},
    png::{Png, PngChunk},
    riff::{RiffChunk, RiffContent},
    webp::WebP,
};

/// Words that nobody but the editor is to read.
pub const SECRET: &[u8] = b"25.0339 N 121.5645 E, taken by Lin";

/// Looks for them in a file.
pub fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET)
}

/// EXIF that says which way is up, in either order of bytes, and a secret.
pub fn exif(orientation: u8, is_little: bool) -> Vec<u8> {
    let mut exif = if is_little {
        b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x22\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0"
            .to_vec()
    } else {
        b"MM\0\x2a\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x22\0\0\0\x26\x01\x12\0\x03\0\0\0\x01"
            .to_vec()
    };
    exif.extend(if is_little {
        [orientation, 0]
    } else {
        [0, orientation]
    });
    exif.extend([0; 6]);
    exif.extend(SECRET);
    exif
}

/// Colours that change from pixel to pixel, as in a photograph; the left half is reddish, the right half bluish.
pub fn scene(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        let grain = (x * 7919 + y * 104_729 + x * y) % 23;
        let shade = u8::try_from(40 + grain + 60 * y / height).unwrap();
        if x < width / 2 {
            Rgb([200, shade, shade])
        } else {
            Rgb([shade, shade, 200])
        }
    };
    RgbImage::from_fn(width, height, pixel).into()
}

pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photograph that lies on its side, with a secret wherever cameras and programs write.
pub fn photograph() -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(encoded(&scene(420, 600), ImageFormat::Jpeg).into()).unwrap();
    // Turned a quarter to the right to be upright; the secret is the camera's name.
    jpeg.set_exif(Some(exif(6, false).into()));
    let secret = |prefix: &[u8]| Bytes::from([prefix, SECRET].concat());
    for (marker, prefix) in [
        (markers::APP1, &b"http://ns.adobe.com/xap/1.0/\0"[..]),
        (markers::APP13, b"Photoshop 3.0\0"),
        (markers::APP2, b"MPF\0"),
        (markers::COM, b""),
    ] {
        let segment = JpegSegment::new_with_contents(marker, secret(prefix));
        jpeg.segments_mut().insert(2, segment);
    }
    // Some telephones put a film behind the picture.
    [&jpeg.encoder().bytes(), SECRET].concat()
}

/// A drawing with a secret in its text.
pub fn drawing() -> Vec<u8> {
    let mut png = Png::from_bytes(encoded(&scene(300, 200), ImageFormat::Png).into()).unwrap();
    let text = Bytes::from([b"Author\0", SECRET].concat());
    for kind in [*b"tEXt", *b"eXIf", *b"prVt"] {
        png.chunks_mut()
            .insert(1, PngChunk::new(kind, text.clone()));
    }
    png.encoder().bytes().to_vec()
}

/// A WebP with a secret in its EXIF and XMP.
pub fn web_picture() -> Vec<u8> {
    let mut webp = WebP::from_bytes(encoded(&scene(300, 200), ImageFormat::WebP).into()).unwrap();
    let chunks = webp.chunks_mut();
    chunks.insert(
        0,
        RiffChunk::new(
            *b"VP8X",
            RiffContent::Data(Bytes::from_static(&[0x0c, 0, 0, 0, 43, 1, 0, 199, 0, 0])),
        ),
    );
    for kind in [*b"EXIF", *b"XMP "] {
        chunks.push(RiffChunk::new(
            kind,
            RiffContent::Data(Bytes::from_static(SECRET)),
        ));
    }
    webp.encoder().bytes().to_vec()
}

/// An AVIF as phones make it, with an item of EXIF: its boxes alone, without pixels.
pub fn telling_avif() -> Vec<u8> {
    let boxed = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes()[..], kind, content].concat()
    };
    let entry = boxed(b"infe", b"\x02\0\0\0\0\x02\0\0Exif\0");
    let size = [&[0; 4][..], &320_u32.to_be_bytes(), &200_u32.to_be_bytes()].concat();
    let properties = boxed(b"ipco", &boxed(b"ispe", &size));
    let items = boxed(b"iinf", &[&b"\0\0\0\0\0\x01"[..], &entry].concat());
    let meta = [&[0; 4][..], &items, &boxed(b"iprp", &properties), SECRET].concat();
    [
        boxed(b"ftyp", b"avif\0\0\0\0avifmif1"),
        boxed(b"meta", &meta),
    ]
    .concat()
}
